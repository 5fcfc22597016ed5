//! Migrations: one text for both engines, run once, recorded with its hash.
//!
//! A text is portable DDL with tokens (`{pk}`, `{money}`, ...) that each dialect spells its way,
//! and with lines that stand for whole statements, such as `{append_only:TABLE}`.
//! Statements end with `;`. Each migration is one transaction, each statement one step of it.

use sha2::{Digest, Sha256};

use crate::args;
use crate::db::Db;
use crate::dialect::Conn;
use crate::error::{Error, Kind};
use crate::sql;
use crate::tx::Tx;

/// One step in the history of the schema. Never changed once released; add another instead.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Unique over the whole program: room, number and what it does, `billing/001_invoices`.
    pub name: &'static str,
    /// DDL with tokens, each statement ending in `;`.
    ///
    /// Types: `{pk}` (a BIGINT primary key), `{id}`, `{money}`, `{rate}`, `{quantity}`, `{count}`,
    /// `{instant}`, `{day}`, `{bool}`, `{text}`, `{json}`, `{bytes}`; `{strict}` ends a table. On
    /// lines of their own: `{append_only:TABLE}`, `{writable:TABLE}` (which lifts it until it is
    /// said again, to fill a new column), `{cluster:TABLE}` (small rows lie in the tree of their
    /// primary key), `{search_table}` and `{search_later}`, after which the index takes documents
    /// in some time after their commit.
    pub sql: &'static str,
}

/// What `store` itself needs, before any room.
const OWN: Migration = Migration {
    name: "store/001_id_blocks",
    sql: "CREATE TABLE id_blocks (id {pk}, next_id {id} NOT NULL) {strict};
          INSERT INTO id_blocks (id, next_id) VALUES (1, 1001);",
};

const RECORD: &str = "CREATE TABLE IF NOT EXISTS migrations \
     (name {text} PRIMARY KEY NOT NULL, sha256 {text} NOT NULL) {strict}";

impl Db {
    /// Brings the schema up to `migrations`, in their order; gives the names of those it ran.
    ///
    /// `Kind::Stale` when the database holds a migration the program does not know (it is newer),
    /// or one whose text has changed since it ran. Then nothing is altered.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        let known: Vec<Migration> = [OWN].iter().chain(migrations).copied().collect();
        refuse_twins(&known)?;
        let mut writer = self.writer()?;
        let mut tx = writer.begin()?;
        let record = tx.conn().spell(RECORD)?;
        tx.conn().migration_lock()?;
        tx.conn().batch(&record)?;
        let done: Vec<(String, String)> =
            tx.all(sql!("SELECT name, sha256 FROM migrations ORDER BY name"), args![])?;
        tx.commit()?;
        let pending = pending(&known, &done)?;
        let mut ran = Vec::new();
        for migration in pending {
            let mut tx = writer.begin()?;
            if run(&mut tx, migration)? == Ran::Now {
                ran.push(migration.name);
            }
            tx.commit()?;
        }
        Ok(ran)
    }
}

/// Those not yet done, or why the program and the database do not fit.
fn pending<'m>(
    known: &'m [Migration],
    done: &[(String, String)],
) -> Result<Vec<&'m Migration>, Error> {
    for (name, hash) in done {
        let Some(migration) = known.iter().find(|migration| migration.name == name) else {
            return Err(Error::new(
                Kind::Stale,
                format!("the database is newer than this program: it has run {name}"),
            ));
        };
        if *hash != fingerprint(migration) {
            return Err(Error::new(
                Kind::Stale,
                format!("migration {name} was changed after it had run on this database"),
            ));
        }
    }
    let is_done = |name: &str| done.iter().any(|(done, _)| done == name);
    Ok(known.iter().filter(|migration| !is_done(migration.name)).collect())
}

#[derive(PartialEq, Eq)]
enum Ran {
    Now,
    ByAnother,
}

/// Runs one migration, unless another node has done so since the list was read.
fn run(tx: &mut Tx<'_>, migration: &Migration) -> Result<Ran, Error> {
    tx.conn().migration_lock()?;
    let done = tx.find::<(String,)>(
        sql!("SELECT sha256 FROM migrations WHERE name = $1"),
        args![migration.name],
    )?;
    if done.is_some() {
        return Ok(Ran::ByAnother);
    }
    let named = |error: Error| Error {
        message: format!("migration {}: {}", migration.name, error.message),
        ..error
    };
    for step in steps(migration.sql) {
        do_step(tx.conn(), step).map_err(named)?;
    }
    tx.exec(
        sql!("INSERT INTO migrations (name, sha256) VALUES ($1, $2)"),
        args![migration.name, fingerprint(migration)],
    )?;
    Ok(Ran::Now)
}

fn do_step(conn: &mut Conn, step: &str) -> Result<(), Error> {
    if let Some(table) = step.strip_prefix("{append_only:").and_then(|rest| rest.strip_suffix('}'))
    {
        return conn.make_append_only(table);
    }
    if let Some(table) = step.strip_prefix("{writable:").and_then(|rest| rest.strip_suffix('}')) {
        return conn.make_writable(table);
    }
    if let Some(table) = step.strip_prefix("{cluster:").and_then(|rest| rest.strip_suffix('}')) {
        return conn.cluster(table);
    }
    if step == "{search_table}" {
        return conn.make_search_table();
    }
    if step == "{search_later}" {
        return conn.index_search_later();
    }
    let text = conn.spell(step)?;
    conn.batch(&text)
        .map_err(|error| Error { message: format!("{}\n{text}", error.message), ..error })
}

fn refuse_twins(known: &[Migration]) -> Result<(), Error> {
    let mut names: Vec<&str> = known.iter().map(|migration| migration.name).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::other(format!("two migrations are called {}", pair[0]))),
        None => Ok(()),
    }
}

fn fingerprint(migration: &Migration) -> String {
    let digest = Sha256::digest(migration.sql.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The statements of a text, without their `;`; a token that stands for statements is its own line.
fn steps(text: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut comment = false;
    for (index, letter) in text.char_indices() {
        match letter {
            '\n' => comment = false,
            _ if comment => {}
            '\'' => quoted = !quoted,
            '-' if !quoted && text[index..].starts_with("--") => comment = true,
            ';' if !quoted => {
                steps.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    steps.push(&text[start..]);
    steps.into_iter().flat_map(lines_of_their_own).collect()
}

/// How a line begins that stands for whole statements.
const TOKENS: [&str; 5] =
    ["{append_only:", "{writable:", "{cluster:", "{search_table}", "{search_later}"];

/// Splits the lines of [`TOKENS`] off the statement that follows them.
fn lines_of_their_own(statement: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = without_leading_comments(statement);
    while TOKENS.iter().any(|token| rest.starts_with(token)) {
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        parts.push(&rest[..end]);
        rest = without_leading_comments(&rest[end..]);
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

fn without_leading_comments(text: &str) -> &str {
    let mut rest = text.trim();
    while rest.starts_with("--") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim();
    }
    rest
}
