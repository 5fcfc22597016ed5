//! `cargo xtask new-command ROOM NOUN VERB`: a skeleton for a new verb.
//!
//! It writes the verb's file and its line in the manual, and prints what to put into `mod.rs`. The
//! skeleton holds marks that clippy and the tests refuse, so it cannot be sent unfinished.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

const TEMPLATE: &str = include_str!("../templates/verb.rs.txt");

/// Participles that English does not make with "ed".
const IRREGULAR: &[(&str, &str)] = &[
    ("bring", "brought"),
    ("find", "found"),
    ("give", "given"),
    ("hold", "held"),
    ("keep", "kept"),
    ("make", "made"),
    ("pay", "paid"),
    ("put", "put"),
    ("send", "sent"),
    ("split", "split"),
    ("take", "taken"),
    ("withdraw", "withdrawn"),
    ("write", "written"),
];

/// The words a new command is spelt with.
struct Spelling {
    noun: String,
    verb: String,
}

/// `cargo xtask new-command money deposits reopen`
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let [room, noun, verb] = words else {
        bail!("say the room, the noun and the verb: new-command money deposits reopen");
    };
    for word in words {
        if !word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_') {
            bail!("{word}: small letters and _ only");
        }
    }
    let folder = workspace.path(format!("crates/{room}/src/{noun}"));
    if !folder.join("mod.rs").is_file() {
        bail!("crates/{room}/src/{noun} is no duty yet: begin with its mod.rs");
    }
    let spelling = Spelling { noun: noun.clone(), verb: verb.clone() };
    write_verb(&folder, &spelling)?;
    write_manual(&workspace.path("docs/manual"), &spelling)?;
    println!("\nPut into crates/{room}/src/{noun}/mod.rs:\n");
    println!("    mod {verb};");
    println!("    pub use {verb}::{{{}, {}}};", spelling.command(), spelling.receipt());
    println!("    commands: &[.., office::entry::<{}>()],\n", spelling.command());
    println!("Then go on with step 3 of \"How to add a command\" in CONTRIBUTING.md.");
    Ok(())
}

fn write_verb(folder: &Path, spelling: &Spelling) -> Result<()> {
    let file = folder.join(format!("{}.rs", spelling.verb));
    if file.exists() {
        bail!("{} exists already", file.display());
    }
    fs::write(&file, spelling.fill(TEMPLATE))?;
    println!("wrote {}", file.display());
    Ok(())
}

fn write_manual(manual: &Path, spelling: &Spelling) -> Result<()> {
    let page = manual.join(format!("{}.md", spelling.noun));
    let heading = format!("# {}\n", capital(&spelling.noun.replace('_', " ")));
    let text = fs::read_to_string(&page).unwrap_or(heading);
    fs::create_dir_all(manual)?;
    fs::write(
        &page,
        text + &spelling.fill("\n## @Says@\n\nSay when it is done and what follows.\n"),
    )?;
    println!("added a heading to {}", page.display());
    Ok(())
}

impl Spelling {
    fn fill(&self, template: &str) -> String {
        template
            .replace("@noun@", &self.noun)
            .replace("@verb@", &self.verb)
            .replace("@VERB@", &self.verb.to_uppercase())
            .replace("@one@", &self.one())
            .replace("@Command@", &self.command())
            .replace("@Receipt@", &self.receipt())
            .replace("@Says@", &self.says())
    }

    /// `deposit` of `deposits`: one of them.
    fn one(&self) -> String {
        let noun = self.noun.as_str();
        if let Some(stem) = noun.strip_suffix("ies") {
            return format!("{stem}y");
        }
        let sibilant = ["sses", "xes", "ches", "shes"].iter().any(|end| noun.ends_with(end));
        noun.strip_suffix(if sibilant { "es" } else { "s" }).unwrap_or(noun).to_string()
    }

    /// `ReopenDeposit`
    fn command(&self) -> String {
        camel(&self.verb) + &camel(&self.one())
    }

    /// `DepositReopened`
    fn receipt(&self) -> String {
        camel(&self.one()) + &camel(&participle(&self.verb))
    }

    /// "Reopen a deposit"
    fn says(&self) -> String {
        let one = self.one().replace('_', " ");
        let article = if one.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{} {article} {one}", capital(&self.verb.replace('_', " ")))
    }
}

/// `reopened` of `reopen`, `written_off` of `write_off`.
fn participle(verb: &str) -> String {
    let (first, rest) = verb.split_once('_').unwrap_or((verb, ""));
    let irregular = IRREGULAR.iter().find(|(present, _)| *present == first);
    let past = match irregular {
        Some((_, past)) => (*past).to_string(),
        None if first.ends_with('e') => format!("{first}d"),
        None if first.ends_with("ly") => format!("{}ied", &first[..first.len() - 1]),
        None => format!("{first}ed"),
    };
    if rest.is_empty() { past } else { format!("{past}_{rest}") }
}

fn camel(name: &str) -> String {
    name.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(noun: &str, verb: &str) -> Spelling {
        Spelling { noun: noun.to_string(), verb: verb.to_string() }
    }

    #[test]
    fn words_are_spelt_as_the_house_spells_them() {
        for (noun, verb, command, receipt, says) in [
            ("deposits", "reopen", "ReopenDeposit", "DepositReopened", "Reopen a deposit"),
            (
                "open_items",
                "write_off",
                "WriteOffOpenItem",
                "OpenItemWrittenOff",
                "Write off an open item",
            ),
            ("companies", "close", "CloseCompany", "CompanyClosed", "Close a company"),
            ("credits", "apply", "ApplyCredit", "CreditApplied", "Apply a credit"),
            ("branches", "send", "SendBranch", "BranchSent", "Send a branch"),
        ] {
            let spelling = spelling(noun, verb);
            assert_eq!(spelling.command(), command);
            assert_eq!(spelling.receipt(), receipt);
            assert_eq!(spelling.says(), says);
        }
    }

    #[test]
    fn a_skeleton_is_written_once() {
        let folder = std::env::temp_dir().join(format!("xtask-verb-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let reopen = spelling("deposits", "reopen");
        write_verb(&folder, &reopen).unwrap();
        let text = fs::read_to_string(folder.join("reopen.rs")).unwrap();
        assert!(text.contains("const NAME: &'static str = \"deposits.reopen\";"));
        assert!(!text.contains('@'), "every mark is filled in");
        assert!(write_verb(&folder, &reopen).is_err(), "and never written over");

        write_manual(&folder, &reopen).unwrap();
        write_manual(&folder, &spelling("deposits", "close")).unwrap();
        let page = fs::read_to_string(folder.join("deposits.md")).unwrap();
        assert!(page.starts_with("# Deposits\n\n## Reopen a deposit\n"));
        assert!(page.contains("## Close a deposit"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
