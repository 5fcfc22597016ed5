//! `daybook NOUN VERB`: commands and lists of the registry, their flags from the schema.

use super::acting::Console;
use super::output::{self, Form, Printed, say};
use super::{asking, output::plain};
use clap::{Arg, ArgAction, ArgMatches, Command};
use office::command::kebab;
use office::listing::{self, Ask, Frame, Listing};
use office::schema;
use office::{Entry, Fields, Mode, NounEntry, Refusal, Rooms, decode};
use serde_json::Value;

/// A subcommand for each noun with its verbs.
pub fn words(rooms: &Rooms) -> Vec<Command> {
    let mut words: Vec<Command> = rooms.nouns().map(noun_word).collect();
    for special in asking::SPECIALS {
        let (noun, verb) = (special.noun, (special.word)());
        match words.iter().position(|word| word.get_name() == noun) {
            Some(place) => {
                let word = words.remove(place).subcommand(verb);
                words.insert(place, word);
            }
            None => words.push(Command::new(noun).about(special.about).subcommand(verb)),
        }
    }
    words
}

fn noun_word(noun: &NounEntry) -> Command {
    let mut word = Command::new(kebab(noun.noun))
        .about(noun.sentence)
        .subcommand_required(true)
        .arg_required_else_help(true);
    for entry in noun.commands {
        word = word.subcommand(verb_word(entry));
    }
    for listing in noun.listings {
        word = word.subcommand(list_word(listing));
    }
    word
}

fn verb_word(entry: &'static Entry) -> Command {
    let mut word = Command::new(kebab(entry.verb()))
        .about(entry.title)
        .arg(Arg::new("input").long("input").help("A JSON file with the whole command; - reads it"))
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Say what would happen; change nothing"),
        )
        .arg(Arg::new("once").long("once").help("A once-key: the same key does it once only"));
    for (flag, doc) in flags_of(entry) {
        word = word.arg(
            Arg::new(argument_of(&flag))
                .long(argument_of(&flag))
                .action(ArgAction::Append)
                .allow_hyphen_values(true)
                .help(doc),
        );
    }
    word
}

/// The flags of a command with their words, one for each of its own fields. What lies
/// deeper is written into them: `--method check,number=1042`, `--lines what=Mowing,price=45`.
fn flags_of(entry: &Entry) -> Vec<(String, String)> {
    let mut flags: Vec<(String, String)> = Vec::new();
    for field in schema::fields_of(entry) {
        let deeper = field.path.find(['.', '[']);
        let (flag, doc) = match deeper {
            None => (field.flag, field.doc),
            Some(at) => (kebab(&field.path[..at]), String::from("NAME=VALUE,NAME=VALUE")),
        };
        if !flags.iter().any(|(known, _)| *known == flag) {
            flags.push((flag, doc));
        }
    }
    flags
}

/// A field that is called like one of the program's own words gets another in front:
/// `--branch` picks where to act, `--for-branch` is the command's.
fn argument_of(flag: &str) -> String {
    let own = ["data", "database", "as", "branch", "output", "input", "dry-run", "once", "help"];
    match own.contains(&flag) {
        true => format!("for-{flag}"),
        false => flag.to_owned(),
    }
}

fn list_word(listing: &'static Listing) -> Command {
    let verb = match listing.name.split_once('.') {
        Some((_, part)) => format!("list-{}", kebab(part)),
        None => "list".into(),
    };
    let names: Vec<&str> = listing.filters.iter().map(|filter| filter.name).collect();
    Command::new(verb)
        .about(format!("List: {}", listing.title.to_lowercase()))
        .arg(
            Arg::new("filter")
                .long("filter")
                .action(ArgAction::Append)
                .value_name("NAME=VALUE")
                .help(format!("Narrow it by: {}", names.join(", "))),
        )
        .arg(Arg::new("sort").long("sort").help("A column; - in front turns it round"))
        .arg(Arg::new("limit").long("limit").help("How many rows, 50 unless told"))
        .arg(Arg::new("after").long("after").help("The next of the page before"))
}

/// Runs one verb of a noun.
pub fn run(
    console: &Console,
    rooms: &Rooms,
    noun: &str,
    given: &ArgMatches,
    form: Form,
) -> Result<u8, Refusal> {
    let Some((verb, given)) = given.subcommand() else { return Ok(0) };
    if let Some(special) =
        asking::SPECIALS.iter().find(|special| special.noun == noun && special.verb == verb)
    {
        return (special.run)(console, given, form);
    }
    let entry = rooms.nouns().find(|entry| kebab(entry.noun) == noun);
    let entry = entry.ok_or(Refusal::NotFound { what: "noun" })?;
    if let Some(command) = entry.commands.iter().find(|one| kebab(one.verb()) == verb) {
        return run_command(console, command, given, form);
    }
    let part = verb.strip_prefix("list-").map(|part| part.replace('-', "_"));
    let wanted = match part {
        Some(part) => format!("{}.{part}", entry.noun),
        None => entry.noun.to_owned(),
    };
    let listing = entry.listings.iter().find(|listing| listing.name == wanted);
    list(console, listing.ok_or(Refusal::NotFound { what: "list" })?, given, form)
}

fn run_command(
    console: &Console,
    entry: &'static Entry,
    given: &ArgMatches,
    form: Form,
) -> Result<u8, Refusal> {
    let errand = match given.get_one::<String>("input") {
        Some(file) => decode::decode_json(entry, read_json(file)?),
        None => {
            let wall = console.wall()?;
            decode::decode_flags(entry, &flags(entry, given), &wall)
        }
    };
    let mode = match given.get_flag("dry-run") {
        true => Mode::Rehearse,
        false => Mode::Now,
    };
    let once = given.get_one::<String>("once").map(String::as_str);
    let done = console.run(errand.map_err(Refusal::Invalid)?, once, mode)?;
    output::receipt(&done.receipt, form);
    Ok(0)
}

fn flags(entry: &Entry, given: &ArgMatches) -> Fields {
    let mut flags = Fields::default();
    for (flag, _) in flags_of(entry) {
        let Ok(Some(values)) = given.try_get_many::<String>(&argument_of(&flag)) else { continue };
        flags.0.extend(values.map(|value| (flag.clone(), value.clone())));
    }
    flags
}

fn read_json(file: &str) -> Result<Value, Refusal> {
    let text = match file {
        "-" => std::io::read_to_string(std::io::stdin()),
        file => std::fs::read_to_string(file),
    };
    let text = text.map_err(|error| Refusal::invalid("input", format!("{file}: {error}.")))?;
    serde_json::from_str(&text)
        .map_err(|error| Refusal::invalid("input", format!("{file} is not JSON: {error}.")))
}

fn list(
    console: &Console,
    listing: &'static Listing,
    given: &ArgMatches,
    form: Form,
) -> Result<u8, Refusal> {
    let mut asked = Fields::default();
    for pair in given.get_many::<String>("filter").unwrap_or_default() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, "on"));
        asked.0.push((name.to_owned(), value.to_owned()));
    }
    for name in ["sort", "limit", "after"] {
        if let Some(value) = given.get_one::<String>(name) {
            asked.0.push((name.to_owned(), value.clone()));
        }
    }
    let unknown = listing::unknown_names(listing, &asked);
    if !unknown.is_empty() {
        return Err(Refusal::Invalid(unknown));
    }
    let wall = console.wall()?;
    let ask = Ask::from_fields(listing, &asked, wall.today).map_err(Refusal::Invalid)?;
    let found = console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        if !me.may(listing.duty) {
            return Err(Refusal::NotAllowed { duty: listing.duty });
        }
        if given.get_one::<String>("output").is_some_and(|form| form == "jsonl") {
            let frame = Frame { branch: console.branch, today: wall.today };
            listing::jsonl(reader, listing, &ask, frame, Printed::open())?;
            return Ok(None);
        }
        listing::json(reader, listing, &ask, console.branch, wall.today).map(Some)
    })?;
    match (found, form) {
        (Some(found), Form::Json) => say(found),
        (Some(found), Form::Text) => print_rows(listing, &found),
        (None, _) => {}
    }
    Ok(0)
}

/// Prints rows for people: without ids, except that rows which no number or code of their own
/// names end with their id, so that the next command can say which is meant.
fn print_rows(listing: &Listing, found: &Value) {
    let names_itself = listing.columns.iter().any(|one| matches!(one.name, "number" | "code"));
    let named = listing.columns.iter().filter(|column| column.kind != listing::Kind::Id);
    let id = listing.columns.iter().filter(|column| column.name == "id" && !names_itself);
    let columns: Vec<_> = named.chain(id).collect();
    let heads: Vec<&str> = columns.iter().map(|column| column.title).collect();
    say(heads.join("\t"));
    for row in found["rows"].as_array().into_iter().flatten() {
        let cells: Vec<String> =
            columns.iter().map(|column| plain(column.name, &row[column.name])).collect();
        say(cells.join("\t"));
    }
    say(format!("{} in all", found["total"]));
}
