//! `daybook import bank FILE`: a statement of the bank, taken to the end in this process.

use super::{INTERRUPTED, watch};
use crate::cli::acting::Console;
use crate::cli::output::Form;
use clap::{Arg, ArgAction, ArgMatches, Command};
use formats::statements::Mapping;
use money::bank_accounts::records::list_bank_accounts;
use money::bank_accounts::{BankAccountRow, READ};
use money::bank_imports::records::{find_import, find_profile, list_problems};
use money::bank_imports::{BankStanding, Look, StartBankImport, TAKE, look};
use office::Refusal;
use serde_json::json;
use std::fs::File;
use std::io::Read;
use values::{Id, noun};

/// The flags of `import bank`.
pub fn word() -> Command {
    Command::new("bank")
        .about("Take in a statement of the bank: BAI2, OFX, QFX, or the CSV of its website")
        .arg(Arg::new("file").value_name("FILE").required(true).help("The file to take in"))
        .arg(
            Arg::new("account")
                .long("account")
                .value_name("NAME")
                .help("The bank account by its name; the only one when left out"),
        )
        .arg(
            Arg::new("mapping")
                .long("mapping")
                .value_name("PROFILE")
                .help("A saved profile that says what the columns of a table mean"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Say what would come of it; change nothing"),
        )
}

/// Takes a statement in. 0 when it was taken or was there before, 2 when nothing of it may be
/// taken, 4 when some of its lines wait for a person.
pub fn take(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
    let account = account(console, text("account"))?;
    let profile = text("mapping").map(str::to_owned);
    let path = text("file").unwrap_or_default();
    let name = std::path::Path::new(path).file_name();
    let name = name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    let unreadable = |error: std::io::Error| Refusal::invalid("file", format!("{path}: {error}."));
    let most = u64::try_from(formats::letters::LONGEST_FILE).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    File::open(path).map_err(unreadable)?.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    if given.get_flag("dry-run") {
        return looked(console, &account, &name, &bytes, profile.as_deref(), form);
    }
    let kept = console.office.shelf().put(&mut &*bytes)?;
    let start = StartBankImport {
        bank_account: account.id,
        file: kept.mark,
        name: name.clone(),
        profile,
        columns: Vec::new(),
        dates: Default::default(),
        sign: Default::default(),
        save_as: None,
    };
    let begun = console.office.run(console.slip(None), start)?;
    if begun.standing != BankStanding::TakenBefore {
        let job = watch::work(console, begun.job)?;
        if job.cancelled_at.is_some() {
            eprintln!("Stopped. Nothing was taken; send the same file again.");
            return Ok(INTERRUPTED);
        }
        let row = console
            .office
            .read(|reader| Ok(find_import(reader, console.branch, begun.bank_import)?))?;
        if row.is_none_or(|row| row.taken_at.is_none()) {
            let words = job.outcome.strip_prefix("file: ").unwrap_or(&job.outcome).to_owned();
            return Err(Refusal::invalid("file", words));
        }
    }
    told(console, begun.bank_import, begun.standing, form)
}

/// The account of this name, or the only one there is.
fn account(console: &Console, name: Option<&str>) -> Result<BankAccountRow, Refusal> {
    let all = console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        for duty in [READ, TAKE] {
            if !me.may(duty) {
                return Err(Refusal::NotAllowed { duty });
            }
        }
        Ok(list_bank_accounts(reader, console.branch)?)
    })?;
    let mut open: Vec<_> = all.into_iter().filter(|row| row.closed_at.is_none()).collect();
    let names: Vec<String> = open.iter().map(|row| row.name.clone()).collect();
    if let Some(name) = name {
        open.retain(|row| row.name.eq_ignore_ascii_case(name) || row.last4 == name);
    }
    match open.len() {
        1 => Ok(open.remove(0)),
        0 if names.is_empty() => Err(Refusal::conflict(
            "bank_accounts.none",
            "There is no bank account yet. Open one: daybook bank-accounts open.",
        )),
        _ => {
            let words = format!("Say which account: {}.", names.join(", "));
            Err(Refusal::invalid("account", words))
        }
    }
}

/// Prints what would come of a file.
fn looked(
    console: &Console,
    account: &BankAccountRow,
    name: &str,
    bytes: &[u8],
    profile: Option<&str>,
    form: Form,
) -> Result<u8, Refusal> {
    let seen: Look = console.office.read(|reader| {
        let mapping: Option<Mapping> = match profile {
            None => None,
            Some(profile) => match find_profile(reader, console.branch, profile)? {
                Some(profile) => Some(serde_json::from_str(&profile.mapping)?),
                None => {
                    let words = format!("There is no profile {profile}.");
                    return Err(Refusal::invalid("mapping", words));
                }
            },
        };
        Ok(look(reader, console.branch, account, bytes, mapping.as_ref())?)
    })?;
    let held = seen.held();
    if form == Form::Json {
        println!(
            "{}",
            json!({
                "dry_run": true, "file": name, "kind": seen.kind, "new_lines": seen.new.len(),
                "known_lines": seen.known, "held_lines": held, "refused": seen.refused,
                "new_cents": seen.new_total(),
                "problems": seen.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            })
        );
    } else {
        println!("{name}: {}, a dry run; nothing was written.", seen.kind);
        println!(
            "{} new lines, {} in all, {} known before, {held} would wait",
            seen.new.len(),
            seen.new_total(),
            seen.known
        );
        for problem in &seen.problems {
            println!("{problem}");
        }
    }
    match seen.refused {
        Some(why) => Err(Refusal::invalid("file", why)),
        None => Ok(if held > 0 { 4 } else { 0 }),
    }
}

/// Prints what came of a file.
fn told(
    console: &Console,
    id: Id<noun::BankImport>,
    standing: BankStanding,
    form: Form,
) -> Result<u8, Refusal> {
    let (row, problems) = console.office.read(|reader| {
        let row = find_import(reader, console.branch, id)?;
        Ok((row, list_problems(reader, console.branch, id)?))
    })?;
    let row = row.ok_or(Refusal::NotFound { what: "bank file" })?;
    let is_before = standing == BankStanding::TakenBefore;
    let waits = problems.iter().any(|one| one.weight == "held" && one.settled_how.is_empty());
    if form == Form::Json {
        println!(
            "{}",
            json!({
                "bank_import": id.get(), "file": row.name, "kind": row.kind,
                "taken_before": is_before, "new_lines": row.new_lines,
                "known_lines": row.known_lines, "held_lines": row.held_lines,
                "matched_lines": row.matched_lines,
            })
        );
        return Ok(if waits { 4 } else { 0 });
    }
    if is_before {
        println!("{} was taken before, as file {id}. Nothing was changed.", row.name);
        return Ok(if waits { 4 } else { 0 });
    }
    println!("{} is taken, as file {id}: {}.", row.name, row.kind);
    println!(
        "{} new lines, {} known before, {} wait for a person",
        row.new_lines, row.known_lines, row.held_lines
    );
    println!("{} of the new lines found their match by themselves", row.matched_lines);
    for one in problems.iter().filter(|one| one.weight != "refused") {
        println!("line {}\t{}\t{}", one.line, one.weight, one.words);
    }
    println!(
        "Take all of it back with: daybook bank-imports undo --bank-import {id} --reason \"…\""
    );
    Ok(if waits { 4 } else { 0 })
}
