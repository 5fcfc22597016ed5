//! The engine without the office: the same file, the same settings, prepared statements
//! and nothing else.

use anyhow::{Context, Result};
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::path::Path;

/// Opens a file with the settings of the store's own writer.
#[expect(clippy::disallowed_methods, reason = "the baseline is what the store is measured by")]
pub fn open(file: &Path) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "recursive_triggers", "ON")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    connection.pragma_update(None, "cache_size", -16 * 1024)?;
    Ok(connection)
}

/// The rows of one table that work has added, in the order they came.
pub struct Added {
    table: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Added {
    /// The table.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

/// Every row that stands in `after` and not in `before`, a copy from before the work; the
/// tables in an order in which no row comes before what it refers to.
pub fn added_rows(after: &Path, before: &Path) -> Result<Vec<Added>> {
    let connection = open(after)?;
    let before = before.to_str().context("a path that is no text")?;
    connection.execute("ATTACH ?1 AS before", [before])?;
    let mut added = Vec::new();
    for table in list_tables(&connection)? {
        let columns = list_columns(&connection, &table)?;
        let list = columns.join(", ");
        let text = match is_clustered(&connection, &table)? {
            true => format!(
                "SELECT {list} FROM main.{table} added WHERE NOT EXISTS \
                 (SELECT 1 FROM before.{table} old WHERE {})",
                same_key(&connection, &table)?
            ),
            false => format!(
                "SELECT {list} FROM main.{table}
                 WHERE rowid NOT IN (SELECT rowid FROM before.{table}) ORDER BY rowid"
            ),
        };
        let mut statement = connection.prepare(&text)?;
        let read = |row: &rusqlite::Row<'_>| {
            (0..columns.len()).map(|place| row.get(place)).collect::<rusqlite::Result<Vec<Value>>>()
        };
        let rows = statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        drop(statement);
        if !rows.is_empty() {
            added.push(Added { table, columns, rows });
        }
    }
    in_order(&connection, added)
}

/// That a row of a clustered table was there before, perhaps with other values.
fn same_key(connection: &Connection, table: &str) -> Result<String> {
    let asked = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    let mut statement = connection.prepare(asked)?;
    let same = |row: &rusqlite::Row<'_>| {
        row.get::<_, String>(0).map(|column| format!("old.{column} = added.{column}"))
    };
    let columns = statement.query_map([table], same)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(columns.join(" AND "))
}

/// Whether a table's rows lie in the tree of its primary key and have no rowid.
fn is_clustered(connection: &Connection, table: &str) -> Result<bool> {
    let asked = "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1";
    Ok(connection.query_row(asked, [table], |row| row.get(0))?)
}

/// Tables that are referred to before those that refer to them: a row that comes before its
/// parent costs a search for its children when the parent comes, which is no work of ours.
fn in_order(connection: &Connection, mut left: Vec<Added>) -> Result<Vec<Added>> {
    let mut statement = connection.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1)")?;
    let mut parents = HashMap::new();
    for one in &left {
        let found = statement.query_map([&one.table], |row| row.get::<_, String>(0))?;
        let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
        parents.insert(one.table.clone(), found);
    }
    let mut ordered: Vec<Added> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |one: &Added| {
            let others = parents[&one.table].iter().filter(|parent| **parent != one.table);
            others.into_iter().any(|parent| left.iter().any(|other| other.table == *parent))
        };
        let place = left.iter().position(|one| !waits(one));
        ordered.push(left.remove(place.context("tables that refer to each other")?));
    }
    Ok(ordered)
}

/// How many rows there are in all.
pub fn count(added: &[Added]) -> usize {
    added.iter().map(Added::len).sum()
}

/// Ordinary tables; what the text index keeps follows from its documents.
fn list_tables(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn list_columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Writes the rows into a copy from before the work, in as many commits as the work took.
/// The rows that the work changed are left as they are, which favours the baseline.
///
/// Every commit takes its share of each table, and its documents into the text index, whose rows
/// are written by the engine itself. A row whose parent has not come yet, since the
/// shares are not even, waits with those behind it for a later commit.
pub fn insert(connection: &Connection, added: &[Added], commits: usize) -> Result<()> {
    let texts: Vec<String> = added.iter().map(insert_text).collect();
    let mut written = vec![0; added.len()];
    let index = if connection.table_exists(None, "search_indexed")? { INDEX } else { "" };
    for commit in 1..=commits {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for ((table, text), written) in added.iter().zip(&texts).zip(&mut written) {
            let mut statement = connection.prepare_cached(text)?;
            let share = table.rows.len() * commit / commits;
            for row in &table.rows[*written..share.max(*written)] {
                match statement.execute(params_from_iter(row)) {
                    Ok(_) => *written += 1,
                    Err(error) if commit < commits && is_orphan(&error) => break,
                    Err(error) => Err(error).context(table.table.clone())?,
                }
            }
        }
        connection.execute_batch(index)?;
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

/// What the office's writer says for the documents of a commit or of several.
const INDEX: &str = "INSERT INTO search_index (rowid, text) SELECT id, text FROM search_doc
                         WHERE id > (SELECT up_to FROM search_indexed);
                     UPDATE search_indexed SET up_to = (SELECT MAX(id) FROM search_doc)";

fn is_orphan(error: &rusqlite::Error) -> bool {
    let orphan = rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY;
    error.sqlite_error().is_some_and(|error| error.extended_code == orphan)
}

fn insert_text(added: &Added) -> String {
    let places: Vec<String> = (1..=added.columns.len()).map(|place| format!("?{place}")).collect();
    let columns = added.columns.join(", ");
    format!("INSERT INTO {} ({columns}) VALUES ({})", added.table, places.join(", "))
}

/// A file of one table, to learn what a commit of one small row costs on this disk.
pub struct OneRow(Connection);

impl OneRow {
    /// Makes the file.
    pub fn make(file: &Path) -> Result<OneRow> {
        let connection = open(file)?;
        connection.execute_batch("CREATE TABLE one (id INTEGER PRIMARY KEY, cents INTEGER)")?;
        Ok(OneRow(connection))
    }

    /// Commits one row; it is on the disk when this returns.
    pub fn commit(&self) -> Result<()> {
        let mut statement = self.0.prepare_cached("INSERT INTO one (cents) VALUES (?1)")?;
        statement.execute([11_900])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Folder;

    #[test]
    fn added_rows_are_found_and_written_again() {
        let folder = Folder::below(&std::env::temp_dir(), "raw-test").unwrap();
        let (before, after) = (folder.file("before.db"), folder.file("after.db"));
        let schema = "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES b);
                      CREATE TABLE b (id INTEGER PRIMARY KEY, text TEXT);
                      INSERT INTO b VALUES (1, 'old')";
        for file in [&before, &after] {
            open(file).unwrap().execute_batch(schema).unwrap();
        }
        let work = "INSERT INTO b VALUES (2, 'new'), (3, 'new');
                    INSERT INTO a VALUES (7, 3), (8, 2)";
        open(&after).unwrap().execute_batch(work).unwrap();
        let added = added_rows(&after, &before).unwrap();
        assert_eq!(count(&added), 4);
        let tables: Vec<&str> = added.iter().map(Added::table).collect();
        assert_eq!(tables, ["b", "a"], "what is referred to comes first");
        insert(&open(&before).unwrap(), &added, 2).unwrap();
        assert_eq!(added_rows(&after, &before).unwrap().len(), 0);
        assert_eq!(added_rows(&before, &after).unwrap().len(), 0);
    }
}
