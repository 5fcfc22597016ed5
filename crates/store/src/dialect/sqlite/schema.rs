//! DDL in SQLite's spelling.

use super::Conn;
use crate::dialect::schema::{Spelling, plain_name, spell};
use crate::error::Error;

const SPELLING: Spelling = &[
    ("pk", "INTEGER PRIMARY KEY"),
    ("id", "INTEGER"),
    ("money", "INTEGER"),
    ("rate", "INTEGER"),
    ("quantity", "INTEGER"),
    ("count", "INTEGER"),
    ("instant", "INTEGER"),
    ("day", "TEXT"),
    ("bool", "INTEGER"),
    ("text", "TEXT"),
    ("json", "TEXT"),
    ("bytes", "BLOB"),
    ("strict", "STRICT"),
];

/// The text lies in an ordinary table, found by kind and id; the trigram index beside it holds no
/// copy and is kept by triggers.
const SEARCH: &str = "
CREATE TABLE search_doc (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    branch_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, entity_id)
) STRICT;
CREATE INDEX search_doc_branch ON search_doc (branch_id);
CREATE VIRTUAL TABLE search_index
    USING fts5(text, content='search_doc', content_rowid='id', tokenize='trigram');
CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN
    INSERT INTO search_index (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN
    INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER search_doc_changed AFTER UPDATE OF text ON search_doc BEGIN
    INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search_index (rowid, text) VALUES (new.id, new.text);
END;";

impl Conn {
    pub(crate) fn spell(&self, text: &str) -> Result<String, Error> {
        spell(text, SPELLING)
    }

    /// BEGIN IMMEDIATE keeps every other writer out already.
    pub(crate) fn migration_lock(&mut self) -> Result<(), Error> {
        Ok(())
    }

    pub(crate) fn make_append_only(&mut self, table: &str) -> Result<(), Error> {
        let table = plain_name(table)?;
        self.batch(&format!(
            "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
             CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        ))
    }

    /// Lifts [`Self::make_append_only`], for a migration that fills a new column.
    pub(crate) fn make_writable(&mut self, table: &str) -> Result<(), Error> {
        let table = plain_name(table)?;
        self.batch(&format!(
            "DROP TRIGGER {table}_no_update;
             DROP TRIGGER {table}_no_delete;"
        ))
    }

    pub(crate) fn make_search_table(&mut self) -> Result<(), Error> {
        self.batch(SEARCH)
    }
}
