//! `daybook import letter FILE`: a letter of a word processor, kept as a text with gaps.

use crate::cli::acting::Console;
use crate::cli::output::{Form, say};
use billing::letter_templates::{KEEP, KeepLetterTemplate};
use clap::{Arg, ArgMatches, Command};
use office::Refusal;
use serde_json::json;
use std::fs::File;
use std::io::Read;

/// The flags of `import letter`.
pub fn word() -> Command {
    Command::new("letter")
        .about("Keep a letter from a Word document (.docx)")
        .arg(Arg::new("file").value_name("FILE").required(true).help("The file to take in"))
        .arg(Arg::new("name").long("name").required(true).help("What the office calls it"))
        .arg(Arg::new("subject").long("subject").required(true).help("What it is about"))
}

/// Keeps the letter of a file. 0 when it is kept, 2 when it is none.
pub fn take(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        match me.may(KEEP) {
            true => Ok(()),
            false => Err(Refusal::NotAllowed { duty: KEEP }),
        }
    })?;
    let text = |name: &str| given.get_one::<String>(name).cloned().unwrap_or_default();
    let path = text("file");
    let unread = |error: std::io::Error| Refusal::invalid("file", format!("{path}: {error}."));
    let mut bytes = Vec::new();
    let most = formats::docx::LONGEST_FILE as u64 + 1;
    File::open(&path).map_err(unread)?.take(most).read_to_end(&mut bytes).map_err(unread)?;
    let body =
        formats::docx::read(&bytes).map_err(|error| Refusal::invalid("file", error.to_string()))?;
    let keep = KeepLetterTemplate { name: text("name"), subject: text("subject"), body };
    let kept = console.office.run(console.slip(None), keep)?;
    match form {
        Form::Json => say(json!(kept)),
        Form::Text => say(format!("letter template: {}", kept.letter_template)),
    }
    Ok(0)
}
