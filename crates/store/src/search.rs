//! Search: one table of folded texts, found by pieces or by likeness.
//!
//! A migration makes the table with `{search_table}`. Texts and pieces are folded by the caller
//! (lower case, no accents, words one blank apart); ranking is the caller's too. A document of
//! branch 0 belongs to the company and is found from every branch.

use std::collections::HashMap;

use crate::args;
use crate::dialect::{Bindings, Conn};
use crate::error::Error;
use crate::reader::Reader;
use crate::sql;
use crate::statement::Text;
use crate::tx::Tx;

/// What was found: the kind, the id and the folded text of a document.
pub type Hit = (String, i64, String);

/// Trigrams that take part in a search by likeness; the rest of a long text adds nothing.
const MOST_TRIGRAMS: usize = 24;

/// The most documents that one statement writes.
const AT_ONCE: usize = 50;

/// How many documents that hold the pieces are looked at when only the best few of each kind
/// are wanted: a word that stands in every document must not cost more than a rare one.
const LOOKED_AT: usize = 2_000;

/// Puts a document's folded text into the index, or replaces it.
pub fn search_put(tx: &mut Tx<'_>, kind: &str, id: i64, branch_id: i64, text: &str) {
    let document = Document { branch_id, text: text.to_owned() };
    tx.changes_to_search().push(Change { kind: kind.to_owned(), id, document: Some(document) });
}

/// Takes a document out of the index; nothing happens when it is not there.
pub fn search_remove(tx: &mut Tx<'_>, kind: &str, id: i64) {
    tx.changes_to_search().push(Change { kind: kind.to_owned(), id, document: None });
}

/// What a transaction will have changed in the index when it commits.
///
/// SQLite's index writes what it holds at every savepoint, a small tree each time that it must
/// merge later. So changes wait until the commit or the next search in the same transaction, and
/// of several to one document only the last is written.
#[derive(Default)]
pub(crate) struct Changes {
    all: Vec<Change>,
    /// How many of them are written.
    written: usize,
    /// How both stood when each open savepoint was opened.
    marks: Vec<(usize, usize)>,
}

struct Change {
    kind: String,
    id: i64,
    /// None takes it out.
    document: Option<Document>,
}

struct Document {
    branch_id: i64,
    text: String,
}

impl Changes {
    fn push(&mut self, change: Change) {
        self.all.push(change);
    }

    /// How many there are, written or not.
    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn savepoint(&mut self) {
        self.marks.push((self.all.len(), self.written));
    }

    pub(crate) fn release(&mut self) {
        self.marks.pop();
    }

    /// What was written since the savepoint the engine has taken back, also what had waited.
    pub(crate) fn rollback_to(&mut self) {
        let (all, written) = self.marks.pop().unwrap_or_default();
        self.all.truncate(all);
        self.written = written;
    }

    /// Writes what waits.
    pub(crate) fn write(&mut self, conn: &mut Conn) -> Result<(), Error> {
        let waiting = &self.all[self.written..];
        let last: HashMap<(&str, i64), &Change> =
            waiting.iter().map(|one| ((one.kind.as_str(), one.id), one)).collect();
        let is_last = |one: &&Change| {
            last.get(&(one.kind.as_str(), one.id)).is_some_and(|last| std::ptr::eq(*last, *one))
        };
        let mut put = Vec::new();
        for Change { kind, id, document } in waiting.iter().filter(is_last) {
            match document {
                Some(document) => put.push((kind, *id, document)),
                None => remove(conn, kind, *id)?,
            }
        }
        put.chunks(AT_ONCE).try_for_each(|documents| put_all(conn, documents))?;
        self.written = self.all.len();
        Ok(())
    }
}

/// One statement for many: SQLite's index writes what it holds before each statement too.
fn put_all(conn: &mut Conn, documents: &[(&String, i64, &Document)]) -> Result<(), Error> {
    let mut text =
        String::from("INSERT INTO search_doc (kind, entity_id, branch_id, text) VALUES ");
    let mut values = Bindings::default();
    for (place, (kind, id, Document { branch_id, text: folded })) in documents.iter().enumerate() {
        let before = if place == 0 { "" } else { ", " };
        let (kind, id) = (values.bind(kind.as_str()), values.bind(*id));
        let (branch_id, folded) = (values.bind(*branch_id), values.bind(folded.as_str()));
        text += &format!("{before}({kind}, {id}, {branch_id}, {folded})");
    }
    text += " ON CONFLICT (kind, entity_id)
              DO UPDATE SET branch_id = excluded.branch_id, text = excluded.text
              WHERE search_doc.branch_id <> excluded.branch_id
              OR search_doc.text <> excluded.text";
    conn.exec(Text::Joined(&text), &values.0)?;
    Ok(())
}

fn remove(conn: &mut Conn, kind: &str, id: i64) -> Result<(), Error> {
    let remove = sql!("DELETE FROM search_doc WHERE kind = $1 AND entity_id = $2");
    conn.exec(Text::Fixed(remove), args![kind, id])?;
    Ok(())
}

/// Documents of a branch that hold every piece: anywhere from three letters on, at the beginning
/// of a word with one or two. Short texts come first.
pub fn search_like(
    reader: &mut Reader<'_>,
    branch_id: i64,
    pieces: &[&str],
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let pieces: Vec<&str> = pieces.iter().copied().filter(|piece| !piece.is_empty()).collect();
    if pieces.is_empty() {
        return Ok(Vec::new());
    }
    reader.write_changes_to_search()?;
    let (text, args) = reader.conn.like_query(branch_id, &pieces, limit);
    reader.all_text(&text, &args)
}

/// The same, but so many of each kind, so that many short documents of one kind do not crowd out
/// the others. Of pieces that stand in thousands of documents only the oldest few are looked at.
pub fn search_each(
    reader: &mut Reader<'_>,
    branch_id: i64,
    pieces: &[&str],
    of_each_kind: usize,
) -> Result<Vec<Hit>, Error> {
    let pieces: Vec<&str> = pieces.iter().copied().filter(|piece| !piece.is_empty()).collect();
    if pieces.is_empty() {
        return Ok(Vec::new());
    }
    reader.write_changes_to_search()?;
    let (text, args) = reader.conn.any_query(branch_id, &pieces, LOOKED_AT);
    let mut hits: Vec<Hit> = reader.all_text(&text, &args)?;
    // Ranked here: a window function would make SQLite read every document that holds them.
    hits.sort_by(|(kind, id, text), (other_kind, other_id, other)| {
        (kind, text.len(), id).cmp(&(other_kind, other.len(), other_id))
    });
    let mut last_kind = String::new();
    let mut of_last_kind = 0;
    hits.retain(|(kind, ..)| {
        if *kind != last_kind {
            last_kind.clone_from(kind);
            of_last_kind = 0;
        }
        of_last_kind += 1;
        of_last_kind <= of_each_kind
    });
    Ok(hits)
}

/// Documents of a branch that share trigrams with a folded text, for misspellings; those that
/// share most come first, and those that share less than three in ten are left out.
pub fn search_near(
    reader: &mut Reader<'_>,
    branch_id: i64,
    folded: &str,
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let trigrams = trigrams(folded);
    if trigrams.is_empty() {
        return Ok(Vec::new());
    }
    reader.write_changes_to_search()?;
    let (text, args) = reader.conn.near_query(branch_id, &trigrams, limit);
    reader.all_text(&text, &args)
}

/// The different trigrams inside the words of a text, in order.
fn trigrams(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in folded.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for three in letters.windows(3) {
            let three: String = three.iter().collect();
            if found.len() < MOST_TRIGRAMS && !found.contains(&three) {
                found.push(three);
            }
        }
    }
    found
}
