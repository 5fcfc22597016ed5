//! `daybook import lockbox FILE`: the checks a bank opened, posted to the end in this process.

use super::{INTERRUPTED, watch};
use crate::cli::acting::Console;
use crate::cli::output::Form;
use clap::{Arg, ArgMatches, Command};
use money::lockbox_files::records::find_file;
use money::lockbox_files::{StartLockboxFile, TAKE};
use office::Refusal;
use serde_json::json;
use std::fs::File;
use values::{Id, Money, noun};

/// The flags of `import lockbox`.
pub fn word() -> Command {
    Command::new("lockbox")
        .about("Post the checks of a lockbox file: the bank's CSV of a day")
        .arg(Arg::new("file").value_name("FILE").required(true).help("The file to take in"))
        .arg(
            Arg::new("total")
                .long("total")
                .value_name("AMOUNT")
                .help("What the bank says it comes to, for a file without a total of its own"),
        )
}

/// Posts a file. 0 when all of it is on accounts, 2 when nothing of it may be posted, 4 when
/// some of its checks are on hold or wait.
pub fn take(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        match me.may(TAKE) {
            true => Ok(()),
            false => Err(Refusal::NotAllowed { duty: TAKE }),
        }
    })?;
    let path = given.get_one::<String>("file").map_or("", String::as_str);
    let name = std::path::Path::new(path).file_name();
    let name = name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    let mut file =
        File::open(path).map_err(|error| Refusal::invalid("file", format!("{path}: {error}.")))?;
    let kept = console.office.shelf().put(&mut file)?;
    let total_cents = match given.get_one::<String>("total") {
        Some(text) => {
            Some(Money::parse(text).map_err(|error| Refusal::invalid("total", error.to_string()))?)
        }
        None => None,
    };
    let start = StartLockboxFile { file: kept.mark, name, total_cents };
    let begun = console.office.run(console.slip(None), start)?;
    if !begun.taken_before {
        let job = watch::work(console, begun.job)?;
        if job.cancelled_at.is_some() {
            eprintln!("Stopped. Nothing was posted; send the same file again.");
            return Ok(INTERRUPTED);
        }
        let row = console
            .office
            .read(|reader| Ok(find_file(reader, console.branch, begun.lockbox_file)?))?;
        if row.is_none_or(|row| row.taken_at.is_none()) {
            let words = job.outcome.strip_prefix("file: ").unwrap_or(&job.outcome).to_owned();
            return Err(Refusal::invalid("file", words));
        }
    }
    told(console, begun.lockbox_file, begun.taken_before, form)
}

fn told(
    console: &Console,
    id: Id<noun::LockboxFile>,
    taken_before: bool,
    form: Form,
) -> Result<u8, Refusal> {
    let row = console.office.read(|reader| Ok(find_file(reader, console.branch, id)?))?;
    let row = row.ok_or(Refusal::NotFound { what: "lockbox file" })?;
    let ends = if row.held_items + row.waiting_items > 0 { 4 } else { 0 };
    if form == Form::Json {
        println!(
            "{}",
            json!({
                "lockbox_file": id.get(), "taken_before": taken_before, "checks": row.checks,
                "total_cents": row.total, "posted_items": row.posted_items,
                "posted_cents": row.posted, "held_items": row.held_items,
                "held_cents": row.held, "waiting_items": row.waiting_items,
                "waiting_cents": row.waiting,
            })
        );
        return Ok(ends);
    }
    match taken_before {
        true => println!("{} was posted before. Nothing was changed.", row.name),
        false => println!("{} is posted.", row.name),
    }
    println!("{} checks, {}", row.checks, row.total);
    println!("{} posted, {}", row.posted_items, row.posted);
    println!("{} on hold for want of a customer, {}", row.held_items, row.held);
    println!("{} waiting for a person, {}", row.waiting_items, row.waiting);
    Ok(ends)
}
