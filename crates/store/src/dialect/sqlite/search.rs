//! Search on SQLite: the FTS5 trigram index gives the candidates, and the youngest documents,
//! which it has not taken in yet, are read one by one.

use super::{Conn, failure};
use crate::dialect::Word;
use crate::dialect::search::{Bindings, TRIGRAM, enough, pattern};
use crate::error::Error;
use crate::value::V;

impl Conn {
    /// From here on no commit merges the index's small trees, which at times would take it as
    /// long as a hundred others; [`Self::merge_search`] does, a little at a time.
    pub(super) fn leave_merging(&self) -> rusqlite::Result<()> {
        let is_left =
            "SELECT EXISTS (SELECT 1 FROM search_index_config WHERE k = 'automerge' AND v = 0)";
        let has_index = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'search_index')";
        let truth = |text| self.inner.query_row(text, [], |row| row.get::<_, bool>(0));
        if truth(has_index)? && !truth(is_left)? {
            let leave = "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0)";
            self.inner.execute(leave, [])?;
        }
        Ok(())
    }

    /// Takes the youngest documents into the index, when at least so many wait; says whether it
    /// did.
    pub(crate) fn index_search(&mut self, at_least: u32) -> Result<bool, Error> {
        let waiting = "SELECT COALESCE((SELECT MAX(id) FROM search_doc), 0) - up_to
                       FROM search_indexed";
        let waiting = self
            .inner
            .prepare_cached(waiting)
            .and_then(|mut words| words.query_row([], |row| row.get::<_, i64>(0)));
        if waiting.map_err(|cause| failure(cause, None))? < i64::from(at_least.max(1)) {
            return Ok(false);
        }
        self.say(Word::BeginWrite)?;
        let taken = self.batch(
            "INSERT INTO search_index (rowid, text) SELECT id, text FROM search_doc
                 WHERE id > (SELECT up_to FROM search_indexed);
             UPDATE search_indexed SET up_to = (SELECT MAX(id) FROM search_doc)",
        );
        match taken.and_then(|()| self.say(Word::Commit)) {
            Ok(()) => Ok(true),
            Err(error) => {
                // Some failures have ended the transaction already.
                let _ = self.say(Word::Rollback);
                Err(error)
            }
        }
    }

    /// Merges small trees until so many pages are written; says whether there was anything.
    pub(crate) fn merge_search(&mut self, pages: u32) -> Result<bool, Error> {
        let before = self.changes();
        let merge = "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?1)";
        let merged = self.inner.prepare_cached(merge).and_then(|mut words| words.execute([pages]));
        merged.map_err(|cause| failure(cause, None))?;
        // One row stands for the order itself.
        Ok(self.changes() - before > 1)
    }

    pub(crate) fn like_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let held = holding(branch_id, pieces, &mut bound);
        let limit = bound.bind(limit);
        let text = format!(
            "SELECT kind, entity_id, text FROM ({held})
             ORDER BY length(text), kind, entity_id LIMIT {limit}"
        );
        (text, bound.0)
    }

    pub(crate) fn any_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let mut text = holding(branch_id, pieces, &mut bound);
        text += &format!(" LIMIT {}", bound.bind(limit));
        (text, bound.0)
    }

    pub(crate) fn near_query(
        &self,
        branch_id: i64,
        trigrams: &[String],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let any = bound.bind(phrases(trigrams, " OR "));
        let branch = bound.bind(branch_id);
        let shared: Vec<String> = trigrams
            .iter()
            .map(|three| format!("(instr(d.text, {}) > 0)", bound.bind(three.clone())))
            .collect();
        let (enough, limit) = (bound.bind(enough(trigrams.len())), bound.bind(limit));
        let shared = shared.join(" + ");
        let text = format!(
            "WITH near AS (
                 SELECT d.kind, d.entity_id, d.text, {shared} AS shared FROM search_index
                 JOIN search_doc d ON d.id = search_index.rowid
                 WHERE search_index MATCH {any} AND d.branch_id IN ({branch}, 0)
                 UNION ALL
                 SELECT d.kind, d.entity_id, d.text, {shared} FROM search_doc d
                 WHERE {YOUNG} AND d.branch_id IN ({branch}, 0))
             SELECT kind, entity_id, text FROM near WHERE shared >= {enough}
             ORDER BY shared DESC, length(text), kind, entity_id LIMIT {limit}",
        );
        (text, bound.0)
    }
}

/// What the index has not taken in yet.
const YOUNG: &str = "d.id > (SELECT up_to FROM search_indexed)";

/// The documents of a branch that hold every piece, in no order.
fn holding(branch_id: i64, pieces: &[&str], bound: &mut Bindings) -> String {
    let (long, short): (Vec<&str>, Vec<&str>) =
        pieces.iter().partition(|piece| piece.chars().count() >= TRIGRAM);
    let mut held = format!("d.branch_id IN ({}, 0)", bound.bind(branch_id));
    for piece in short {
        let place = bound.bind(pattern("% ", piece));
        held += &format!(" AND (' ' || d.text) LIKE {place} ESCAPE '\\'");
    }
    let documents = "SELECT d.kind, d.entity_id, d.text FROM";
    if long.is_empty() {
        return format!("{documents} search_doc d WHERE {held}");
    }
    let all = bound.bind(phrases(&long, " AND "));
    let young: Vec<String> = long
        .iter()
        .map(|piece| format!("instr(d.text, {}) > 0", bound.bind((*piece).to_owned())))
        .collect();
    format!(
        "{documents} search_index JOIN search_doc d ON d.id = search_index.rowid
         WHERE search_index MATCH {all} AND {held}
         UNION ALL
         {documents} search_doc d WHERE {YOUNG} AND {held} AND {}",
        young.join(" AND ")
    )
}

/// FTS5 takes each quoted phrase literally, whatever signs are in it.
fn phrases(pieces: &[impl AsRef<str>], joined_by: &str) -> String {
    let quoted = pieces.iter().map(|piece| format!("\"{}\"", piece.as_ref().replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(joined_by)
}
