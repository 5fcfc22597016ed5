//! DDL in PostgreSQL's spelling.

use super::{APPEND_ONLY, Conn};
use crate::dialect::schema::{Spelling, plain_name, spell};
use crate::error::Error;

/// Text sorts and compares by bytes, as SQLite's does; so keyset pages agree.
const SPELLING: Spelling = &[
    ("pk", "BIGINT PRIMARY KEY"),
    ("id", "BIGINT"),
    ("money", "BIGINT"),
    ("rate", "BIGINT"),
    ("quantity", "BIGINT"),
    ("count", "BIGINT"),
    ("instant", "BIGINT"),
    ("day", "DATE"),
    ("bool", "BOOLEAN"),
    ("text", "TEXT COLLATE \"C\""),
    ("json", "TEXT COLLATE \"C\""),
    ("bytes", "BYTEA"),
    ("strict", ""),
];

const SEARCH: &str = "
CREATE TABLE search_doc (
    kind TEXT COLLATE \"C\" NOT NULL,
    entity_id BIGINT NOT NULL,
    branch_id BIGINT NOT NULL,
    text TEXT COLLATE \"C\" NOT NULL,
    PRIMARY KEY (kind, entity_id)
);
CREATE INDEX search_doc_branch ON search_doc (branch_id)";

/// Needs the extension in the installation and the right to create it; without either, search
/// reads the branch's rows instead of an index.
const TRIGRAMS: &str = "
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX search_doc_trigrams ON search_doc USING gin (text gin_trgm_ops)";

/// Any number will do, as long as every node takes the same.
const MIGRATION_LOCK: &str = "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(4277009102)";

impl Conn {
    pub(crate) fn spell(&self, text: &str) -> Result<String, Error> {
        spell(text, SPELLING)
    }

    /// Several nodes may start at once; one migrates, the others wait.
    pub(crate) fn migration_lock(&mut self) -> Result<(), Error> {
        self.batch(MIGRATION_LOCK)
    }

    pub(crate) fn make_append_only(&mut self, table: &str) -> Result<(), Error> {
        let table = plain_name(table)?;
        self.batch(&format!(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
                 RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '{APPEND_ONLY}';
             END $$;
             CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
                 FOR EACH ROW EXECUTE FUNCTION refuse_change();
             CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                 FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
        ))
    }

    /// Lifts [`Self::make_append_only`], for a migration that fills a new column.
    pub(crate) fn make_writable(&mut self, table: &str) -> Result<(), Error> {
        let table = plain_name(table)?;
        self.batch(&format!(
            "DROP TRIGGER {table}_no_change ON {table};
             DROP TRIGGER {table}_no_truncate ON {table};"
        ))
    }

    pub(crate) fn make_search_table(&mut self) -> Result<(), Error> {
        self.batch(SEARCH)?;
        self.batch("SAVEPOINT trigrams")?;
        match self.batch(TRIGRAMS) {
            Ok(()) => self.batch("RELEASE SAVEPOINT trigrams"),
            Err(_) => self.batch("ROLLBACK TO SAVEPOINT trigrams; RELEASE SAVEPOINT trigrams"),
        }
    }

    /// Rows lie where they came here, and the primary key beside them.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as the other engine's")]
    pub(crate) fn cluster(&mut self, _table: &str) -> Result<(), Error> {
        Ok(())
    }

    /// The index keeps a list of what it has yet to take in by itself.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as the other engine's")]
    pub(crate) fn index_search_later(&mut self) -> Result<(), Error> {
        Ok(())
    }
}
