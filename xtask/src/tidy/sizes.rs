//! How long files, functions and lines may be.

use super::Finding;
use super::rust_source::Source;
use super::tree::Tree;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;
const LINE_LETTERS: usize = 100;

/// A file over 400 lines is a room that wants a wall.
pub fn file_length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs", ".js", ".mjs", ".ts"]) {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            let says = format!("{lines} lines, {FILE_LINES} at most: divide it by what it does");
            findings.push(Finding::new(&file.path, 0, says));
        }
    }
    findings
}

/// A function is read in one look: fewer than 70 lines.
pub fn function_length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]) {
        for function in Source::read(&file.text).functions() {
            if function.lines >= FUNCTION_LINES {
                let says = format!("`{}` has {} lines", function.name, function.lines);
                findings.push(Finding::new(&file.path, function.line, says));
            }
        }
    }
    findings
}

/// Lines that rustfmt cannot break (literals, comments) keep to its width by hand.
pub fn line_length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]) {
        for (index, line) in file.text.lines().enumerate() {
            let letters = line.chars().count();
            if letters > LINE_LETTERS {
                findings.push(Finding::new(&file.path, index + 1, format!("{letters} letters")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found() {
        let (long, short) = ("x\n".repeat(401), "x\n".repeat(400));
        let tree = Tree::of(&[("a.rs", &long), ("b.rs", &short), ("c.css", &long)]);
        assert_eq!(file_length(&tree).len(), 1);
    }

    #[test]
    fn a_long_function_is_found() {
        let function = |lines: usize| format!("fn f() {{\n{}}}\n", "    x();\n".repeat(lines - 2));
        let tree = Tree::of(&[("a.rs", &function(70)), ("b.rs", &function(69))]);
        let findings = function_length(&tree);
        assert_eq!(findings, [Finding::new("a.rs", 1, "`f` has 70 lines")]);
    }

    #[test]
    fn a_long_line_is_found() {
        let (long, short) = ("é".repeat(101), "é".repeat(100));
        let tree = Tree::of(&[("a.rs", &format!("ok\n{long}\n{short}\n"))]);
        assert_eq!(line_length(&tree), [Finding::new("a.rs", 2, "101 letters")]);
    }
}
