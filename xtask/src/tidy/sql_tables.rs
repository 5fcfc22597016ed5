//! What statements say about tables: whose they are, and whether the branch is named.

use std::collections::BTreeMap;

use super::Finding;
use super::rust_source::Source;
use super::sql_place::SQL_MACROS;
use super::tree::{File, Tree};

/// A table as its migration makes it.
struct Table {
    owner: String,
    has_branch: bool,
}

/// A statement of the program: a literal inside `sql!`.
struct Statement<'t> {
    file: &'t File,
    line: usize,
    text: String,
}

/// How a statement touches a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touch {
    Reads,
    Writes,
}

/// A statement that touches a branch's rows says which branch's.
pub fn branch_in_sql(tree: &Tree) -> Vec<Finding> {
    let tables = tables(tree);
    let mut findings = Vec::new();
    for statement in statements(tree) {
        if statement.text.contains("branch_id") {
            continue;
        }
        for (name, _) in touched(&statement.text) {
            if tables.get(&name).is_some_and(|table| table.has_branch) {
                let says = format!("`{name}` belongs to a branch, and no branch_id is named");
                findings.push(Finding::new(&statement.file.path, statement.line, says));
            }
        }
    }
    findings
}

/// A room writes its own tables only, and reads another room's through that room's functions or
/// published views. `reports` and `day` are made for reading across rooms. The tables of `office`
/// and the ledger of `books` may be read by all; branches and staff are kept by `settings`.
pub fn table_owner(tree: &Tree) -> Vec<Finding> {
    let tables = tables(tree);
    let mut findings = Vec::new();
    for statement in statements(tree) {
        let Some(room) = statement.file.crate_name() else {
            continue;
        };
        for (name, touch) in touched(&statement.text) {
            let Some(table) = tables.get(&name).filter(|table| table.owner != room) else {
                continue;
            };
            let is_foundation = matches!(table.owner.as_str(), "store" | "office");
            let may = match touch {
                Touch::Reads => {
                    is_foundation || table.owner == "books" || matches!(room, "reports" | "day")
                }
                Touch::Writes => is_foundation && room == "settings",
            };
            if !may {
                let says = format!("`{name}` is a table of {}: ask its records", table.owner);
                findings.push(Finding::new(&statement.file.path, statement.line, says));
            }
        }
    }
    findings
}

/// Every table that a migration of the program makes.
fn tables(tree: &Tree) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for file in tree.ending(&[".rs", ".sql"]) {
        let Some(owner) = file.crate_name() else {
            continue;
        };
        if tree.is_test(file) {
            continue;
        }
        for text in schema_texts(file) {
            for after in text.split("CREATE TABLE ").skip(1) {
                let after = after.trim_start().trim_start_matches("IF NOT EXISTS ");
                let name = first_word(after);
                let columns = after.split(';').next().unwrap_or_default();
                let table =
                    Table { owner: owner.to_string(), has_branch: columns.contains("branch_id") };
                tables.insert(name, table);
            }
        }
    }
    tables
}

/// The literals of a Rust file or the whole of a `.sql` file.
fn schema_texts(file: &File) -> Vec<String> {
    if !file.text.contains("CREATE TABLE ") {
        return Vec::new();
    }
    if file.path.ends_with(".sql") {
        return vec![file.text.clone()];
    }
    let literals = Source::read(&file.text).literals.into_iter();
    literals.map(|literal| literal.text).collect()
}

/// Statements of the rooms and of `office`; `store` knows nothing of offices and branches.
fn statements(tree: &Tree) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    for file in tree.ending(&[".rs"]) {
        let is_room = file.crate_name().is_some_and(|name| name != "store");
        if !is_room || tree.is_test(file) {
            continue;
        }
        let source = Source::read(file.shipped());
        let mut add = |at: usize, opening: &str| {
            if let Some(literal) = source.literals.iter().find(|literal| literal.at > at) {
                let (line, text) = (source.line(at), format!("{opening}{}", literal.text));
                statements.push(Statement { file, line, text });
            }
        };
        source.find_macros(SQL_MACROS).into_iter().for_each(|at| add(at, ""));
        if file.name() == "listing.rs" || file.path.contains("/listing/") {
            // `from: "payments p JOIN …"`: a listing's tables; office adds the branch.
            let froms = source.find_word("from").into_iter();
            froms.filter(|at| source.code[at + 4..].starts_with(": \"")).for_each(|at| {
                add(at, "/* branch_id */ FROM ");
            });
        }
    }
    statements
}

/// The tables a statement names, and what it does to each.
fn touched(statement: &str) -> Vec<(String, Touch)> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let mut touched = Vec::new();
    for pair in words.windows(2) {
        let touch = match pair[0].trim_start_matches('(').to_ascii_uppercase().as_str() {
            "FROM" | "JOIN" => Touch::Reads,
            "INTO" | "UPDATE" => Touch::Writes,
            _ => continue,
        };
        let name = first_word(pair[1]);
        if !name.is_empty() && name != "SET" {
            touched.push((name, touch));
        }
    }
    if statement.trim_start().starts_with("DELETE FROM ")
        && let Some(first) = touched.first_mut()
    {
        first.1 = Touch::Writes;
    }
    touched
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = "const M: &str = \"CREATE TABLE payments (\n id {pk},\n \
                          branch_id {id} NOT NULL);\n CREATE TABLE banks (id {pk});\";\n";

    fn tree(path: &str, statement: &str) -> Vec<(String, String)> {
        let records = format!("fn f() {{ sql!(\"{statement}\") }}\n");
        vec![
            ("crates/money/src/migrations.rs".to_string(), SCHEMA.to_string()),
            (path.to_string(), records),
        ]
    }

    fn run(check: fn(&Tree) -> Vec<Finding>, path: &str, statement: &str) -> usize {
        let files = tree(path, statement);
        let files: Vec<_> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        check(&Tree::of(&files)).len()
    }

    #[test]
    fn a_statement_without_its_branch_is_found() {
        let path = "crates/money/src/payments/records.rs";
        assert_eq!(run(branch_in_sql, path, "SELECT id FROM payments WHERE id = $1"), 1);
        let named = "SELECT id FROM payments WHERE branch_id = $1 AND id = $2";
        assert_eq!(run(branch_in_sql, path, named), 0);
        assert_eq!(run(branch_in_sql, path, "SELECT id FROM banks"), 0);
    }

    #[test]
    fn a_foreign_table_is_found() {
        let read = "SELECT b.id FROM banks b";
        assert_eq!(run(table_owner, "crates/collections/src/plans/records.rs", read), 1);
        assert_eq!(run(table_owner, "crates/reports/src/builder/records.rs", read), 0);
        assert_eq!(run(table_owner, "crates/money/src/bank/records.rs", read), 0);
        for write in ["DELETE FROM banks", "INSERT INTO banks (id) VALUES ($1)"] {
            assert_eq!(run(table_owner, "crates/reports/src/builder/records.rs", write), 1);
        }
    }

    #[test]
    fn the_tables_of_a_listing_are_seen() {
        let schema = ("crates/money/src/migrations.rs", SCHEMA);
        let list = "const L: Listing = Listing { from: \"plans p JOIN payments q ON TRUE\" };";
        let tree = Tree::of(&[schema, ("crates/collections/src/plans/listing.rs", list)]);
        assert_eq!(table_owner(&tree).len(), 1);
        assert!(branch_in_sql(&tree).is_empty());
    }

    #[test]
    fn an_upsert_touches_its_table_once() {
        let upsert = "INSERT INTO banks (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1";
        assert_eq!(touched(upsert), [("banks".to_string(), Touch::Writes)]);
    }
}
