//! One noun, one spelling: a duty's folder, the noun it registers, its verbs' files, its page in
//! the manual and its line on the directory board.

use super::Finding;
use super::rust_source::Source;
use super::tree::{Duty, Tree};

const BOARD: &str = "crates/daybook/src/rooms.rs";
const MANUAL: &str = "docs/manual";

/// A duty's folder opens with `mod.rs` and registers the noun it is named after. A folder that
/// registers none is a shelf other duties reach into, and holds no command.
pub fn duty_folders(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for duty in tree.duties() {
        let folder = folder(&duty);
        if !tree.has(&format!("{folder}/mod.rs")) {
            findings.push(Finding::new(&folder, 0, "a duty's folder has a mod.rs"));
        }
        match registered_noun(tree, &duty) {
            Some(noun) if noun != duty.noun => {
                let says = format!("the folder registers the noun {noun}");
                findings.push(Finding::new(&folder, 0, says));
            }
            None if !verbs(tree, &duty).is_empty() => {
                findings.push(Finding::new(&folder, 0, "has commands and registers no noun"));
            }
            _ => {}
        }
    }
    findings
}

/// The command `deposits.close` stands in `deposits/close.rs`; `appointments.move` in `move_it.rs`,
/// since `move` is Rust's own word; `invoices.issue_chunk`, a part of a job, beside its job.
pub fn verb_files(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for duty in tree.duties() {
        for verb in verbs(tree, &duty) {
            let (noun, name) = verb.command.split_once('.').unwrap_or((&verb.command, ""));
            let homes = [format!("/{name}.rs"), format!("/{name}_it.rs")];
            let is_home =
                name.ends_with("_chunk") || homes.iter().any(|home| verb.path.ends_with(home));
            if noun != duty.noun || !is_home {
                let says = format!("{} belongs in {noun}/{name}.rs", verb.command);
                findings.push(Finding::new(&verb.path, verb.line, says));
            }
        }
    }
    findings
}

/// Each duty has its page in the manual, and each page its duty.
pub fn duty_manual(tree: &Tree) -> Vec<Finding> {
    let duties = registered(tree);
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
        // What every list has, such as saved views, is a noun of the office itself.
        let is_duty = duties.iter().any(|duty| duty.noun == noun)
            || tree.has(&format!("crates/office/src/{noun}/mod.rs"));
        if name != "README.md" && !is_duty {
            findings.push(Finding::new(&page.path, 0, format!("no duty is called {noun}")));
        }
    }
    findings
}

/// The room brings each of its nouns, and the directory board names the room.
pub fn duty_board(tree: &Tree) -> Vec<Finding> {
    let text = |path: &str| tree.find(path).map(|file| file.text.as_str()).unwrap_or_default();
    let board = text(BOARD);
    let mut findings = Vec::new();
    for duty in registered(tree) {
        let room = format!("crates/{}/src/lib.rs", duty.room);
        if !text(&room).contains(&format!("{}::NOUN", duty.noun)) {
            findings.push(Finding::new(&folder(&duty), 0, format!("{room} does not bring it")));
        }
        if !board.contains(&format!("{}::", duty.room)) {
            let says = format!("{BOARD} does not name the room {}", duty.room);
            findings.push(Finding::new(&folder(&duty), 0, says));
        }
    }
    findings
}

/// A command's name, where it is declared.
struct Verb {
    command: String,
    path: String,
    line: usize,
}

fn verbs(tree: &Tree, duty: &Duty) -> Vec<Verb> {
    let mut verbs = Vec::new();
    for file in tree.ending(&[".rs"]).filter(|file| file.duty().as_ref() == Some(duty)) {
        if !file.text.contains("Command for ") {
            continue;
        }
        let source = Source::read(&file.text);
        for at in source.find_word("NAME") {
            if let Some(literal) = source.string_of_constant(at) {
                let line = source.line(at);
                verbs.push(Verb { command: literal.to_string(), path: file.path.clone(), line });
            }
        }
    }
    verbs
}

fn registered(tree: &Tree) -> Vec<Duty> {
    let duties = tree.duties().into_iter();
    duties.filter(|duty| registered_noun(tree, duty).is_some()).collect()
}

/// The `noun: "deposits"` of the duty's `NounEntry`.
fn registered_noun(tree: &Tree, duty: &Duty) -> Option<String> {
    let opening = tree.find(&format!("{}/mod.rs", folder(duty)))?;
    let entry = opening.text.split("NounEntry {").nth(1)?;
    let after = entry.split("noun: \"").nth(1)?;
    after.split('"').next().map(str::to_string)
}

fn folder(duty: &Duty) -> String {
    format!("crates/{}/src/{}", duty.room, duty.noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUN: &str = "pub const NOUN: NounEntry = NounEntry { noun: \"deposits\" };";
    const VERB: &str = "impl Command for CloseDeposit {\n    const NAME: &'static str = \
                        \"deposits.close\";\n}\n";

    fn paths(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|found| found.path).collect()
    }

    #[test]
    fn a_folder_without_mod_or_noun_is_found() {
        let tree = Tree::of(&[
            ("crates/money/src/bank/rules.rs", ""),
            ("crates/money/src/deposits/mod.rs", NOUN),
            ("crates/money/src/drops/mod.rs", NOUN),
            ("crates/money/src/forgotten/mod.rs", "mod close;"),
            ("crates/money/src/forgotten/close.rs", VERB),
            ("crates/money/src/shelf/mod.rs", "pub fn read() {}"),
        ]);
        let wrong = ["bank", "drops", "forgotten"].map(|name| format!("crates/money/src/{name}"));
        assert_eq!(paths(duty_folders(&tree)), wrong);
    }

    #[test]
    fn a_verb_in_another_file_is_found() {
        let tree = Tree::of(&[
            ("crates/money/src/deposits/close.rs", VERB),
            ("crates/money/src/deposits/verbs.rs", VERB),
            ("crates/money/src/payments/close.rs", VERB),
        ]);
        let wrong = ["deposits/verbs.rs", "payments/close.rs"];
        assert_eq!(paths(verb_files(&tree)), wrong.map(|file| format!("crates/money/src/{file}")));
    }

    #[test]
    fn pages_and_duties_must_meet() {
        let duty = ("crates/money/src/deposits/mod.rs", NOUN);
        let missing =
            Tree::of(&[duty, ("docs/manual/deposit.md", ""), ("docs/manual/README.md", "")]);
        assert_eq!(
            paths(duty_manual(&missing)),
            ["crates/money/src/deposits", "docs/manual/deposit.md"]
        );
        assert!(duty_manual(&Tree::of(&[duty, ("docs/manual/deposits.md", "")])).is_empty());
    }

    #[test]
    fn a_duty_not_brought_or_named_is_found() {
        let duty = ("crates/money/src/deposits/mod.rs", NOUN);
        let room = ("crates/money/src/lib.rs", "nouns: &[deposits::NOUN]");
        let board = (BOARD, "Rooms::default().room(money::ROOM)");
        assert_eq!(duty_board(&Tree::of(&[duty])).len(), 2);
        assert_eq!(duty_board(&Tree::of(&[duty, board])).len(), 1);
        assert!(duty_board(&Tree::of(&[duty, room, board])).is_empty());
    }
}
