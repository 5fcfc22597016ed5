//! The manual's command lines are ones that work: each is parsed, and each command of the
//! registry is decoded and looked at in an empty branch, where it may be refused for what is
//! not there, but never for how it was written.

use crate::program::Program;
use std::path::{Path, PathBuf};

/// The pages that show command lines.
fn pages() -> Vec<PathBuf> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let folders = ["manual", "running"].map(|folder| docs.join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut pages: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

/// The command lines of a page, each whole on one line, without what a shell does with them.
fn lines_of(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let Some(line) = line.strip_prefix("    ") else {
            goes_on = false;
            continue;
        };
        match goes_on {
            true => {
                let last = lines.last_mut().expect("a line goes on");
                *last += line.trim_start();
            }
            false if line.starts_with("daybook ") => lines.push(line.to_owned()),
            false => continue,
        }
        let last = lines.last_mut().expect("there is one");
        goes_on = last.ends_with('\\');
        if goes_on {
            last.pop();
        }
    }
    lines.into_iter().map(|line| plain(&line)).collect()
}

/// Without a comment, and without where the output goes.
fn plain(line: &str) -> String {
    let line = line.split_once("  #").map_or(line, |(line, _)| line);
    line.split_once(" > ").map_or(line, |(line, _)| line).trim().to_owned()
}

/// What a shell makes of `$(printf 'one\ttwo\n')`.
fn printed(word: &str) -> String {
    let inner = word.strip_prefix("$(printf '").and_then(|rest| rest.strip_suffix("')"));
    inner.map_or_else(|| word.to_owned(), |text| text.replace("\\n", "\n").replace("\\t", "\t"))
}

#[test]
fn every_command_line_of_the_manual_works() {
    let program = Program::with_branch();
    let rooms = daybook::rooms::rooms();
    let tree = daybook::cli::tree(&rooms);
    let (mut faults, mut seen) = (Vec::new(), 0);
    for page in pages() {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        for line in lines_of(&std::fs::read_to_string(&page).unwrap()) {
            seen += 1;
            let words: Vec<String> =
                crate::scenarios::words(&line).iter().map(|word| printed(word)).collect();
            if let Err(error) = tree.clone().try_get_matches_from(&words) {
                faults.push(format!("{name}: {line}\n{error}"));
                continue;
            }
            let Some(words) = rehearsed(&rooms, &words) else { continue };
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let told = program.run(&words);
            if told.code == 2 || told.code == 1 {
                faults.push(format!("{name}: {line}\n{}", told.words()));
            }
        }
    }
    assert!(seen > 80, "{seen} command lines");
    assert!(faults.is_empty(), "{} do not work:\n\n{}", faults.len(), faults.join("\n"));
}

/// The words that look what a command of the registry would do, or that read a list; none
/// for those that have a story of their own.
fn rehearsed(rooms: &office::Rooms, words: &[String]) -> Option<Vec<String>> {
    let is_noun =
        |word: &String| rooms.nouns().any(|noun| office::command::kebab(noun.noun) == *word);
    let at = words.iter().position(is_noun)?;
    let verb = words.get(at + 1)?;
    let mut words: Vec<String> = words[1..].to_vec();
    if verb == "list" || verb.starts_with("list-") {
        return Some(words);
    }
    let noun = rooms.nouns().find(|noun| office::command::kebab(noun.noun) == words[at - 1])?;
    noun.commands.iter().find(|entry| office::command::kebab(entry.verb()) == *verb)?;
    if !words.iter().any(|word| word == "--dry-run") {
        words.push("--dry-run".into());
    }
    Some(words)
}

#[test]
fn lines_are_joined_and_what_a_shell_does_is_left_out() {
    let text = "Text\n\n    daybook a b \\\n      --c d\n    daybook e > file\n    other\n";
    assert_eq!(lines_of(text), ["daybook a b --c d", "daybook e"]);
    assert_eq!(printed("$(printf '1\\n2\\t3')"), "1\n2\t3");
}
