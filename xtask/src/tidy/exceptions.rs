//! The list of what may stay as it is for now: it may only shrink.

use super::Finding;
use super::tree::Tree;

const FILE: &str = "xtask/tidy_exceptions.txt";

/// The lines of the list, and which of them were needed.
pub struct Exceptions {
    lines: Vec<Exception>,
    wrong: Vec<Finding>,
}

/// `CHECK PATH | reason`
struct Exception {
    line: usize,
    check: String,
    path: String,
    needed: bool,
}

impl Exceptions {
    /// Reads the list; a line that is not of its form becomes a finding.
    pub fn read(tree: &Tree) -> Self {
        let mut list = Self { lines: Vec::new(), wrong: Vec::new() };
        let text = tree.find(FILE).map(|file| file.text.as_str()).unwrap_or_default();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (head, reason) = line.split_once(" | ").unwrap_or((line, ""));
            match head.trim().split_once(' ') {
                Some((check, path)) if !reason.trim().is_empty() => list.lines.push(Exception {
                    line: index + 1,
                    check: check.to_string(),
                    path: path.trim().to_string(),
                    needed: false,
                }),
                _ => list.wrong.push(Finding::new(FILE, index + 1, "write CHECK PATH | reason")),
            }
        }
        list
    }

    /// The findings that no line of the list excuses.
    pub fn remove_excused(&mut self, check: &str, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| {
            let excuse =
                self.lines.iter_mut().find(|line| line.check == check && line.path == finding.path);
            excuse.map(|line| line.needed = true).is_none()
        });
        findings
    }

    /// What is wrong with the list itself, once every check has run.
    pub fn left_over(self) -> Vec<Finding> {
        let idle = self.lines.into_iter().filter(|line| !line.needed);
        let idle = idle.map(|line| {
            let says = format!("{} {} is no longer needed: take it out", line.check, line.path);
            Finding::new(FILE, line.line, says)
        });
        self.wrong.into_iter().chain(idle).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needed_exception_excuses_and_an_idle_one_is_found() {
        let list = "# comment\nnames a.rs | old word\nnames gone.rs | was mended\nnames b.rs\n";
        let mut exceptions = Exceptions::read(&Tree::of(&[(FILE, list)]));
        let findings = vec![Finding::new("a.rs", 3, "x"), Finding::new("c.rs", 1, "x")];
        let left = exceptions.remove_excused("names", findings);
        assert_eq!(left, [Finding::new("c.rs", 1, "x")]);
        let wrong: Vec<usize> = exceptions.left_over().iter().map(|found| found.line).collect();
        assert_eq!(wrong, [4, 3]);
    }

    #[test]
    fn an_exception_holds_for_its_own_check_only() {
        let list = "names a.rs | old word\n";
        let mut exceptions = Exceptions::read(&Tree::of(&[(FILE, list)]));
        let left = exceptions.remove_excused("words", vec![Finding::new("a.rs", 3, "x")]);
        assert_eq!(left.len(), 1);
    }
}
