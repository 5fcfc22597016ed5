//! Marks of unfinished work, tests that sleep, and paths of one machine.

use super::Finding;
use super::rust_source::Source;
use super::tree::{File, Tree};

/// Written in two pieces, or this file would find itself.
const MACHINE_PATHS: &[&str] = &[
    concat!("/wo", "rk/main"),
    concat!("/wo", "rk/shared"),
    concat!("/wo", "rk/."),
    concat!("/ro", "ot/"),
    concat!("../sh", "ared"),
];
const MARKS: &[&str] = &[concat!("FIX", "ME"), concat!("HA", "CK:")];
const MACROS: &[&str] = &["todo", "unimplemented", "dbg"];

/// The repository is the same on every machine.
pub fn machine_paths(tree: &Tree) -> Vec<Finding> {
    each_line(tree.files(), |line| {
        let path = MACHINE_PATHS.iter().find(|path| line.contains(**path))?;
        Some(format!("`{path}` is a path of one machine"))
    })
}

/// Work is finished before it is sent, or it is an issue.
pub fn unfinished(tree: &Tree) -> Vec<Finding> {
    let written = tree.ending(&[".rs", ".js", ".mjs", ".css", ".html"]);
    let mut findings = each_line(written, |line| {
        let mark = MARKS.iter().find(|mark| line.contains(**mark))?;
        Some(format!("{mark} left in the code"))
    });
    for file in tree.ending(&[".rs"]) {
        let source = Source::read(&file.text);
        for at in source.find_macros(MACROS) {
            let says = format!("`{}!` left in the code", source.name_after(at));
            findings.push(Finding::new(&file.path, source.line(at), says));
        }
    }
    findings
}

/// A test that is not run, or cannot fail, is not a test.
pub fn sleeping_tests(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]) {
        let source = Source::read(&file.text);
        let plain = &source.code;
        for mark in ["#[ignore", "assert!(true"] {
            for (at, _) in plain.match_indices(mark) {
                findings.push(Finding::new(&file.path, source.line(at), format!("`{mark}`")));
            }
        }
    }
    findings.extend(each_line(tree.ending(&[".mjs"]), |line| {
        [".skip(", ".only("]
            .iter()
            .find(|mark| line.contains(**mark))
            .map(|mark| format!("`{mark}`"))
    }));
    findings
}

fn each_line<'t>(
    files: impl Iterator<Item = &'t File>,
    judge: impl Fn(&str) -> Option<String>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(says) = judge(line) {
                findings.push(Finding::new(&file.path, index + 1, says));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found_and_a_page_is_not() {
        let text = format!("/work-orders\nsee {}\n", concat!("/wo", "rk/main/x"));
        let findings = machine_paths(&Tree::of(&[("README.md", &text)]));
        assert_eq!(findings.iter().map(|found| found.line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn marks_and_macros_are_found() {
        let text = format!("fn f() {{\n    todo!();\n}}\n// {}\n", concat!("FIX", "ME"));
        let findings = unfinished(&Tree::of(&[("a.rs", &text), ("b.rs", "// no todo!() here")]));
        let lines: Vec<_> = findings.iter().map(|found| found.line).collect();
        assert_eq!(lines, [4, 2]);
    }

    #[test]
    fn tests_that_do_not_run_are_found() {
        let rust = "#[test]\n#[ignore]\nfn f() { assert!(true) }\n";
        let browser = "test.skip('x')\n";
        let tree = Tree::of(&[("a.rs", rust), ("b.mjs", browser)]);
        assert_eq!(sleeping_tests(&tree).len(), 3);
    }
}
