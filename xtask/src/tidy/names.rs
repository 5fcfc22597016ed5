//! Names that say nothing, arguments that say nothing, files that do not say what they are for.

use super::Finding;
use super::rust_source::Source;
use super::tree::Tree;

/// Words a type or module may not end in: they name no thing of the office.
const EMPTY_ENDINGS: &[&str] = &["Manager", "Helper", "Helpers", "Util", "Utils", "Info", "Data"];

/// Words a function may not begin with: they name no deed.
const EMPTY_VERBS: &[&str] = &["process_", "handle_"];

/// Types, modules and functions named with words that fit anything.
pub fn names(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]) {
        let source = Source::read(&file.text);
        for kind in ["struct", "enum", "trait", "type", "mod"] {
            for at in source.find_word(kind) {
                let name = source.name_after(at + kind.len());
                if has_empty_ending(name) {
                    let says = format!("`{name}`: say what it is, not that it is one");
                    findings.push(Finding::new(&file.path, source.line(at), says));
                }
            }
        }
        for at in source.find_word("fn") {
            let name = source.name_after(at + 2);
            if EMPTY_VERBS.iter().any(|verb| name.starts_with(verb)) {
                let says = format!("`{name}`: say what it does");
                findings.push(Finding::new(&file.path, source.line(at), says));
            }
        }
    }
    findings
}

/// `close(true)` tells the reader nothing; an enum with two names does.
pub fn bool_arguments(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]) {
        for function in Source::read(&file.text).functions() {
            if function.is_public && takes_a_bool(&function.signature) {
                let says = format!("`{}` takes a bool: give the choice two names", function.name);
                findings.push(Finding::new(&file.path, function.line, says));
            }
        }
    }
    findings
}

/// A crate and a folder open with their purpose in plain words.
pub fn opening(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&["/mod.rs", "/lib.rs", "/main.rs"]) {
        let first = file.text.lines().next().unwrap_or_default();
        let purpose = first.strip_prefix("//!").unwrap_or_default().trim();
        if purpose.len() < 12 || purpose.contains("(empty") {
            findings.push(Finding::new(&file.path, 1, "open with `//!` and what this is for"));
        }
    }
    findings
}

fn has_empty_ending(name: &str) -> bool {
    EMPTY_ENDINGS.iter().any(|ending| {
        name.strip_suffix(ending).is_some() || name == ending.to_ascii_lowercase().as_str()
    })
}

/// Whether an argument, not the result, is a `bool`.
fn takes_a_bool(signature: &str) -> bool {
    let arguments = signature.split("->").next().unwrap_or_default();
    let plain: String = arguments.chars().filter(|letter| !letter.is_whitespace()).collect();
    [":bool,", ":bool)", ":&bool,", ":&bool)"].iter().any(|end| plain.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_names_are_found_in_code_only() {
        let text = "// a struct JobManager\nstruct JobManager;\nmod util;\nenum Metadata {}\n\
                    fn handle_post() {}\nstruct DataFolder;\nfn infoline() {}\n";
        let lines: Vec<_> =
            names(&Tree::of(&[("a.rs", text)])).iter().map(|found| found.line).collect();
        assert_eq!(lines, [2, 3, 5]);
    }

    #[test]
    fn a_bool_argument_is_found_and_a_bool_result_is_not() {
        let text = "pub fn a(x: u8,\n    dry: bool,\n) {}\npub fn b(x: u8) -> bool { true }\n\
                    fn c(x: bool) {}\n";
        let findings = bool_arguments(&Tree::of(&[("a.rs", text)]));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].line, 1);
    }

    #[test]
    fn a_folder_without_a_purpose_is_found() {
        let tree = Tree::of(&[
            ("a/mod.rs", "use x;\n"),
            ("b/mod.rs", "//! What the bank takes tonight.\n"),
            ("c/lib.rs", "//! (empty room)\n"),
        ]);
        let paths: Vec<_> = opening(&tree).into_iter().map(|found| found.path).collect();
        assert_eq!(paths, ["a/mod.rs", "c/lib.rs"]);
    }
}
