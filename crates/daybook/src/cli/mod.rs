//! The command line: every command and list of the registry as `daybook NOUN VERB`, and
//! the few words that run the program itself.

mod acting;
mod aging;
mod asking;
mod care;
mod demo;
mod export;
mod hand_over;
mod import;
mod nouns;
mod output;
mod routes;
mod running;
mod sales_tax;
mod tokens;
mod worker;

use crate::open::Place;
use acting::{Begins, Console};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use office::{Refusal, Rooms};
use std::ffi::OsString;

/// Runs the command line to its exit code: 0 done, 2 wrong entries, 3 not found, 4 the
/// books say no, 5 not allowed, 6 not just now, 1 our fault.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let rooms = crate::rooms::rooms();
    let matches = match tree(&rooms).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    match dispatch(&rooms, &matches) {
        Ok(code) => code,
        Err(refusal) => {
            output::refused(&refusal, output::Form::of(&matches));
            refusal.exit_code()
        }
    }
}

fn dispatch(rooms: &Rooms, matches: &ArgMatches) -> Result<u8, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    match matches.subcommand() {
        Some(("serve", given)) => running::serve(&place(matches)?, given),
        Some(("worker", given)) if given.get_flag("once") => worker::once(&place(matches)?),
        Some(("worker", _)) => worker::run(&place(matches)?),
        Some(("routes", given)) => routes::run(given, output::Form::of(matches)),
        Some(("demo", given)) => demo::run(text("data"), text("database"), given),
        Some((noun, given)) => {
            let form = output::Form::of(matches);
            if let Some(done) = care::run(noun, &place(matches)?, given, form) {
                return done;
            }
            let begins = match (noun, given.subcommand_name()) {
                ("branches", Some("open")) => Begins::Yes,
                _ => Begins::No,
            };
            let place = place(matches)?;
            let console = Console::open(&place, text("as"), text("branch"), begins)?;
            nouns::run(&console, rooms, noun, given, form)
        }
        None => Ok(0),
    }
}

/// Where the office is. A folder named on the command line wins over a database that only
/// the environment names, and both over the one in the folder's own file.
fn place(matches: &ArgMatches) -> Result<Place, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let typed = |name: &str| matches.value_source(name) == Some(ValueSource::CommandLine);
    match typed("data") && !typed("database") {
        true => Place::of(text("data"), None),
        false => Place::of(text("data"), text("database")),
    }
}

/// The whole tree of words.
pub fn tree(rooms: &Rooms) -> Command {
    let mut tree = Command::new("daybook")
        .about("Runs the office of a service branch.")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(global("data", "DAYBOOK_DATA", "The data folder; ./data unless told"))
        .arg(global("database", "DAYBOOK_DATABASE", "A database address: postgres://…"))
        .arg(global("as", "DAYBOOK_AS", "The staff member to act as; the operator unless told"))
        .arg(global("branch", "DAYBOOK_BRANCH", "The branch's number; the lowest unless told"))
        .arg(
            global("output", "DAYBOOK_OUTPUT", "How to answer")
                .value_parser(["text", "json", "jsonl"])
                .default_value("text"),
        );
    tree = tree.subcommand(demo::word()).subcommand(routes::word());
    for word in running::words().into_iter().chain(care::words()) {
        tree = tree.subcommand(word);
    }
    for noun in nouns::words(rooms) {
        tree = tree.subcommand(noun);
    }
    tree
}

fn global(name: &'static str, variable: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).env(variable).global(true).help(help)
}
