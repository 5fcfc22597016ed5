//! Looking after an office: prove it, back it up, restore it, see whether its machine is
//! well. Each is a word of its own.

mod archive;
mod backup;
mod doctor;
mod records;
mod restore;
mod tidy;
mod verify;
mod workshop;

use super::output::Form;
use crate::open::Place;
use clap::{Arg, ArgMatches, Command};
use office::Refusal;

/// The subcommands.
pub fn words() -> Vec<Command> {
    let file = |help: &'static str| Arg::new("file").value_name("FILE").required(true).help(help);
    vec![
        Command::new("verify").about("Prove from the rows everything that must always hold"),
        Command::new("backup")
            .about("Copy the office into one file while others go on working")
            .arg(file("The file to make")),
        Command::new("restore")
            .about("Make an office out of a backup, in an empty data folder, and prove it")
            .arg(file("The backup")),
        Command::new("doctor").about("Look whether this machine and its data are well"),
    ]
}

/// Runs one of them; none when the word is not of these.
pub fn run(
    word: &str,
    place: &Place,
    given: &ArgMatches,
    form: Form,
) -> Option<Result<u8, Refusal>> {
    let file = || given.get_one::<String>("file").map_or("", String::as_str);
    Some(match word {
        "verify" => verify::run(place, form),
        "backup" => backup::run(place, file().as_ref(), form),
        "restore" => restore::run(place, file().as_ref(), form),
        "doctor" => doctor::run(place, form),
        _ => return None,
    })
}

/// Refuses a place where no office is, so that a misspelt folder makes no empty one.
fn require_office(place: &Place) -> Result<(), Refusal> {
    match place.is_used() {
        true => Ok(()),
        false => Err(Refusal::conflict(
            "data.empty",
            format!("There is no office in {}. Name its folder with --data.", place.data.display()),
        )),
    }
}
