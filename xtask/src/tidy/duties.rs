//! One noun, one spelling: a duty's folder, its manual page and its line on the directory board.

use super::Finding;
use super::tree::{Duty, Tree};

const BOARD: &str = "crates/daybook/src/rooms.rs";
const MANUAL: &str = "docs/manual";

/// A duty's folder opens with `mod.rs`, and its name is a noun in small letters.
pub fn duty_folders(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for duty in tree.duties() {
        let folder = folder(&duty);
        if !tree.has(&format!("{folder}/mod.rs")) {
            findings.push(Finding::new(&folder, 0, "a duty's folder has a mod.rs"));
        }
        if !duty
            .noun
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        {
            findings.push(Finding::new(
                &folder,
                0,
                "a duty's name is small letters and _",
            ));
        }
    }
    findings
}

/// Each duty has its page in the manual, and each page its duty.
pub fn duty_manual(tree: &Tree) -> Vec<Finding> {
    let duties = tree.duties();
    let mut findings = Vec::new();
    for duty in &duties {
        let page = format!("{MANUAL}/{}.md", duty.noun);
        if !tree.has(&page) {
            findings.push(Finding::new(&folder(duty), 0, format!("{page} is missing")));
        }
    }
    for page in tree.ending(&[".md"]) {
        let Some(name) = page.path.strip_prefix("docs/manual/") else {
            continue;
        };
        let noun = name.trim_end_matches(".md");
        if name != "README.md" && !duties.iter().any(|duty| duty.noun == noun) {
            findings.push(Finding::new(
                &page.path,
                0,
                format!("no duty is called {noun}"),
            ));
        }
    }
    findings
}

/// The directory board names every duty in a string: it feeds navigation and the manual's index.
pub fn duty_board(tree: &Tree) -> Vec<Finding> {
    let board = tree
        .find(BOARD)
        .map(|file| file.text.as_str())
        .unwrap_or_default();
    let missing = tree.duties().into_iter().filter(|duty| {
        let spellings = [
            format!("{}::{}", duty.room, duty.noun),
            format!("\"{}\"", duty.noun),
        ];
        !spellings.iter().any(|spelling| board.contains(spelling))
    });
    missing
        .map(|duty| Finding::new(&folder(&duty), 0, format!("{BOARD} does not name it")))
        .collect()
}

fn folder(duty: &Duty) -> String {
    format!("crates/{}/src/{}", duty.room, duty.noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_mod_is_found() {
        let tree = Tree::of(&[
            ("crates/money/src/deposits/close.rs", ""),
            ("crates/money/src/payments/mod.rs", ""),
        ]);
        assert_eq!(duty_folders(&tree).len(), 1);
    }

    #[test]
    fn pages_and_duties_must_meet() {
        let tree = Tree::of(&[
            ("crates/money/src/deposits/mod.rs", ""),
            ("crates/money/src/payments/mod.rs", ""),
            ("docs/manual/payments.md", ""),
            ("docs/manual/paymets.md", ""),
            ("docs/manual/README.md", ""),
        ]);
        let paths: Vec<_> = duty_manual(&tree)
            .into_iter()
            .map(|found| found.path)
            .collect();
        assert_eq!(
            paths,
            ["crates/money/src/deposits", "docs/manual/paymets.md"]
        );
    }

    #[test]
    fn a_duty_not_on_the_board_is_found() {
        let tree = Tree::of(&[
            ("crates/money/src/deposits/mod.rs", ""),
            ("crates/money/src/payments/mod.rs", ""),
            (BOARD, "board(money::deposits::DUTY)"),
        ]);
        let paths: Vec<_> = duty_board(&tree)
            .into_iter()
            .map(|found| found.path)
            .collect();
        assert_eq!(paths, ["crates/money/src/payments"]);
    }
}
