//! Scenarios: stories in Markdown that run. A block headed `daybook as Dana at
//! 2026-03-02 15:34` holds commands; the indented lines below a command are what it
//! prints. `$invoice` in what is printed names a number; in a later command it stands for
//! it. A block headed `file list.csv` is a file in the story's folder, and a line `Begins as
//! in [a branch opens](opening.md).` tells the other story first. A line that ends in `…`
//! says how what is printed begins. `DAYBOOK_BLESS=1` writes what was printed into the file;
//! the diff is reviewed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

#[test]
fn every_scenario_prints_what_it_says() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are scenarios");
    let mut faults = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let told = Story::new().tell(&text);
        if std::env::var_os("DAYBOOK_BLESS").is_some() {
            std::fs::write(&file, &told).unwrap();
            continue;
        }
        if told != text {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            faults.push(format!("{name} prints otherwise:\n{}", difference(&text, &told)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn difference(before: &str, after: &str) -> String {
    let mut lines = Vec::new();
    for (place, (before, after)) in before.lines().zip(after.lines()).enumerate() {
        if before != after {
            lines.push(format!("line {}:\n  said   {before}\n  prints {after}", place + 1));
        }
    }
    lines.truncate(6);
    lines.join("\n")
}

/// One scenario on a data folder of its own.
struct Story {
    folder: store::testing::Folder,
    numbers: BTreeMap<String, String>,
    person: String,
    clock: String,
}

impl Story {
    fn new() -> Story {
        Story {
            folder: store::testing::Folder::new(),
            numbers: BTreeMap::new(),
            person: String::new(),
            clock: String::new(),
        }
    }

    /// The story as it is told now.
    fn tell(&mut self, text: &str) -> String {
        let mut told = Vec::new();
        let mut lines = text.lines().peekable();
        let mut is_in_block = false;
        while let Some(line) = lines.next() {
            told.push(line.to_owned());
            if let Some(other) = line.strip_prefix("Begins as in [") {
                self.begin_as(other);
            } else if let Some(name) = line.strip_prefix("```file ") {
                let mut content = String::new();
                while let Some(row) = lines.next_if(|next| !next.starts_with("```")) {
                    told.push(row.to_owned());
                    content += &format!("{row}\n");
                }
                let content = self.filled(&content);
                std::fs::write(self.folder.path().join(name), content).unwrap();
                told.extend(lines.next().map(str::to_owned));
            } else if let Some(head) = line.strip_prefix("```daybook") {
                self.read_head(head);
                is_in_block = true;
            } else if line.starts_with("```") {
                is_in_block = false;
            } else if is_in_block && !line.trim().is_empty() && !line.starts_with('#') {
                let mut said = Vec::new();
                while let Some(below) = lines.next_if(|next| next.starts_with("    ")) {
                    said.push(below.trim_start().to_owned());
                }
                told.extend(self.run(line, &said).into_iter().map(|line| format!("    {line}")));
            }
        }
        told.join("\n") + "\n"
    }

    /// Tells the story that this one goes on from: `a branch opens](opening.md).`
    fn begin_as(&mut self, link: &str) {
        let name = link.split_once("](").and_then(|(_, rest)| rest.split_once(')'));
        let (name, _) = name.expect("it is a link to another story");
        self.tell(&std::fs::read_to_string(folder().join(name)).unwrap());
    }

    /// ` as Dana at 2026-03-02 15:34`; the operator when nobody is named.
    fn read_head(&mut self, head: &str) {
        let (person, at) = match head.trim().split_once(" at ") {
            Some((person, at)) => (person, at),
            None => ("", head.trim().strip_prefix("at ").unwrap_or("")),
        };
        self.person = person.trim_start_matches("as ").trim().to_owned();
        let (day, time) = at.split_once(' ').expect("a block names day and time");
        // March in Florida is five hours behind before the clocks change, four after.
        let offset = if day < "2026-03-08" { "-05:00" } else { "-04:00" };
        self.clock = format!("{day}T{time}:00{offset}");
    }

    fn run(&mut self, line: &str, said: &[String]) -> Vec<String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daybook"));
        command.args(words(&self.filled(line)));
        command.env("DAYBOOK_DATA", self.folder.path().join("data"));
        command.env("DAYBOOK_CLOCK", &self.clock);
        command.env_remove("DAYBOOK_DATABASE").env_remove("DAYBOOK_AS");
        command.current_dir(self.folder.path());
        if !self.person.is_empty() {
            command.env("DAYBOOK_AS", &self.person);
        }
        let output = command.output().expect("the program runs");
        let mut printed: Vec<String> = Vec::new();
        for stream in [&output.stdout, &output.stderr] {
            let stream = String::from_utf8_lossy(stream);
            let lines = stream.lines().filter(|line| !line.trim().is_empty());
            printed.extend(lines.map(str::to_owned));
        }
        if output.status.code() != Some(0) {
            printed.push(format!("exit {}", output.status.code().unwrap_or(-1)));
        }
        for said in said {
            let before = said.split('$').next().filter(|before| before.len() < said.len());
            let line = before.and_then(|before| {
                let mut lines = printed.iter();
                lines.find(|line| !before.is_empty() && line.trim_start().starts_with(before))
            });
            if let Some(line) = line {
                self.learn(said, line.trim_start());
            }
        }
        printed.iter().map(|line| self.named(line, said)).collect()
    }

    /// `$invoice` in what is said takes the number that stands there in what is printed.
    fn learn(&mut self, said: &str, printed: &str) {
        let (mut said, mut printed) = (said, printed);
        while let Some(at) = said.find('$') {
            let name: String =
                said[at + 1..].chars().take_while(|c| matches!(c, 'a'..='z' | '_')).collect();
            if name.is_empty() || !printed.is_char_boundary(at.min(printed.len())) {
                return;
            }
            let Some(rest) = printed.get(at..) else { return };
            if said[..at] != printed[..at] {
                return;
            }
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            said = &said[at + 1 + name.len()..];
            printed = &rest[number.len()..];
            if !number.is_empty() {
                self.numbers.insert(name, number);
            }
        }
    }

    /// A command with the numbers in the places of their names.
    fn filled(&self, line: &str) -> String {
        let mut filled = line.to_owned();
        let mut names: Vec<_> = self.numbers.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, number) in names {
            filled = filled.replace(&format!("${name}"), number);
        }
        filled
    }

    /// What was printed, as it was said where that still holds. An id that was never said gets
    /// its name, or none: which number it is tells nobody anything.
    fn named(&self, printed: &str, said: &[String]) -> String {
        let says = |said: &&String| {
            let filled = self.filled(said);
            match filled.strip_suffix('…') {
                Some(beginning) => printed.trim_start().starts_with(beginning),
                None => filled == printed.trim_start(),
            }
        };
        if let Some(said) = said.iter().find(says) {
            let indent = printed.len() - printed.trim_start().len();
            return format!("{}{said}", " ".repeat(indent));
        }
        let id = [": ", "\t"].into_iter().find_map(|between| {
            let (key, number) = printed.rsplit_once(between)?;
            (between == "\t" || is_word(key)).then_some((key, between, number))
        });
        match id {
            Some((key, between, number)) if is_id(number) => {
                let known = self.numbers.iter().find(|(_, known)| *known == number);
                let name = known.map_or_else(|| "…".into(), |(name, _)| format!("${name}"));
                format!("{key}{between}{name}")
            }
            _ => printed.to_owned(),
        }
    }
}

/// Whether what stands before a number names it, as in a line of a receipt.
fn is_word(key: &str) -> bool {
    key.chars().all(|letter| matches!(letter, 'a'..='z' | ' '))
}

/// Whether the end of a line of a receipt or of a row is an id: 2026, but not 12 or 1.50.
fn is_id(number: &str) -> bool {
    number.len() > 3 && number.chars().all(|digit| digit.is_ascii_digit())
}

/// Splits a command at its blanks, but not within quotation marks.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut is_quoted, mut has_word) = (false, false);
    for letter in line.chars() {
        match letter {
            '"' => (is_quoted, has_word) = (!is_quoted, true),
            ' ' if !is_quoted => {
                if has_word || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                has_word = false;
            }
            letter => word.push(letter),
        }
    }
    if has_word || !word.is_empty() {
        words.push(word);
    }
    words
}
