//! SQL stands in `records.rs` and `listing.rs`, and nowhere else in a room.

use super::Finding;
use super::rust_source::Source;
use super::tree::{File, Tree};

/// The macros that register a statement of the program.
pub const SQL_MACROS: &[&str] = &["sql", "sql_lock"];

/// `sql!` or the text of a statement outside the two files that may hold it.
pub fn sql_place(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]).filter(|file| !may_hold_sql(tree, file)) {
        let source = Source::read(file.shipped());
        let says = "SQL belongs in records.rs or listing.rs";
        for at in source.find_macros(SQL_MACROS) {
            findings.push(Finding::new(&file.path, source.line(at), says));
        }
        for literal in source.literals.iter().filter(|literal| is_statement(&literal.text)) {
            findings.push(Finding::new(&file.path, source.line(literal.at), says));
        }
    }
    findings.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    findings.dedup();
    findings
}

/// A schema is written once for both engines, in Rust; loose `.sql` files are for the
/// foundations only.
pub fn sql_files(tree: &Tree) -> Vec<Finding> {
    let loose = tree.ending(&[".sql"]).filter(|file| !is_foundation(file));
    loose.map(|file| Finding::new(&file.path, 0, "no .sql file outside store and office")).collect()
}

fn is_foundation(file: &File) -> bool {
    matches!(file.crate_name(), Some("store" | "office"))
}

/// Rooms keep SQL in two files of each duty, and their tables in `migrations.rs`. The foundations
/// are about SQL, the benchmark holds its raw baseline, tests look at rows from outside, and tools
/// have no database.
fn may_hold_sql(tree: &Tree, file: &File) -> bool {
    let path = file.path.as_str();
    let is_its_file = ["records", "listing"]
        .iter()
        .any(|name| file.name() == format!("{name}.rs") || path.contains(&format!("/{name}/")));
    let is_outside = ["bench/", "xtask/", "fuzz/"].iter().any(|folder| path.starts_with(folder));
    let is_aside = file.name() == "migrations.rs" || tree.is_test(file);
    is_its_file || is_outside || is_aside || is_foundation(file)
}

fn is_statement(literal: &str) -> bool {
    let text = literal.trim_start();
    text.starts_with("SELECT ")
        || text.starts_with("INSERT INTO ")
        || text.starts_with("DELETE FROM ")
        || (text.starts_with("UPDATE ") && text.contains(" SET "))
        || (text.starts_with("WITH ") && text.contains("SELECT "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_in_a_verb_is_found() {
        let verb = "fn f() {\n    desk.exec(sql!(\"UPDATE x SET y = $1\"), &[]);\n}\n";
        let raw = "const Q: &str = \"SELECT id FROM payments\";\n";
        let words = "const TEXT: &str = \"Select a customer\"; // SELECT the best\n\
                     #[cfg(test)]\nmod tests {\n    const Q: &str = \"SELECT id FROM rows\";\n}\n";
        let tree = Tree::of(&[
            ("crates/money/src/payments/post.rs", verb),
            ("crates/money/src/payments/pages.rs", raw),
            ("crates/money/src/payments/void.rs", words),
            ("crates/money/src/payments/records.rs", verb),
            ("crates/money/src/payments/records/lines.rs", verb),
            ("crates/store/src/tx.rs", raw),
        ]);
        let found: Vec<_> =
            sql_place(&tree).into_iter().map(|found| (found.path, found.line)).collect();
        assert_eq!(
            found,
            [
                ("crates/money/src/payments/pages.rs".to_string(), 1),
                ("crates/money/src/payments/post.rs".to_string(), 2),
            ]
        );
    }

    #[test]
    fn a_loose_sql_file_is_found() {
        let tree = Tree::of(&[("crates/money/src/x.sql", ""), ("crates/store/src/y.sql", "")]);
        assert_eq!(sql_files(&tree).len(), 1);
    }
}
