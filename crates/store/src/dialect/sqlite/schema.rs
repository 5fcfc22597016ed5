//! DDL in SQLite's spelling.

use super::{Conn, failure};
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

/// The index takes documents in many at a time, not inside the commit that brings them: it knows
/// those up to an id, and whoever searches reads the few younger ones too. A document the index
/// knows is taken out of it, or replaced, at once. An id may be given anew when the youngest
/// document goes, hence the look at what is left.
const SEARCH_LATER: &str = "
DROP TRIGGER search_doc_added;
DROP TRIGGER search_doc_removed;
DROP TRIGGER search_doc_changed;
CREATE TABLE search_indexed (up_to INTEGER NOT NULL) STRICT;
INSERT INTO search_indexed (up_to) SELECT COALESCE(MAX(id), 0) FROM search_doc;
CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc
WHEN old.id <= (SELECT up_to FROM search_indexed) BEGIN
    INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.id, old.text);
    UPDATE search_indexed SET up_to = (SELECT COALESCE(MAX(id), 0) FROM search_doc)
        WHERE up_to > (SELECT COALESCE(MAX(id), 0) FROM search_doc);
END;
CREATE TRIGGER search_doc_changed AFTER UPDATE OF text ON search_doc
WHEN old.id <= (SELECT up_to FROM search_indexed) BEGIN
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

    /// Keeps the rows in the tree of the primary key instead of beside it: one page less to
    /// write for each. For small rows of tables without other indexes.
    pub(crate) fn cluster(&mut self, table: &str) -> Result<(), Error> {
        let table = plain_name(table)?;
        let made = self.made(table, "table")?.replacen(table, &format!("{table}_clustered"), 1);
        let triggers = self.made(table, "trigger")?;
        self.batch(&format!(
            "{made}, WITHOUT ROWID;
             INSERT INTO {table}_clustered SELECT * FROM {table};
             DROP TABLE {table};
             ALTER TABLE {table}_clustered RENAME TO {table};
             {triggers}"
        ))
    }

    /// The statements that made a table, or its triggers.
    fn made(&self, table: &str, kind: &str) -> Result<String, Error> {
        let text = "SELECT COALESCE(group_concat(sql, '; '), '') FROM sqlite_master
                    WHERE tbl_name = ?1 AND type = ?2";
        let made = self.inner.query_row(text, [table, kind], |row| row.get(0));
        made.map_err(|cause| failure(cause, None))
    }

    pub(crate) fn make_search_table(&mut self) -> Result<(), Error> {
        self.batch(SEARCH)
    }

    pub(crate) fn index_search_later(&mut self) -> Result<(), Error> {
        self.batch(SEARCH_LATER)
    }
}
