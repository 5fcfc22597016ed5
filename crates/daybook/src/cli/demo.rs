//! `daybook demo`: a branch to click in, built by commands, served as it is afterwards.

use super::running;
use crate::open::{self, Place};
use crate::press::TypstPress;
use crate::vault_key;
use ::demo::{DemoAsk, FEWEST_CUSTOMERS, STAFF};
use clap::{Arg, ArgAction, ArgMatches, Command};
use office::shelf::FolderShelf;
use office::{Door, FixedClock, Office, OfficeOptions, Refusal, SeededChance, Slip, Vault, slip};
use settings::preferences;
use settings::sign_in::{LinkUse, MakeLink, token_hash};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use values::{Day, Instant, Zone};

/// The data folder unless told.
const FOLDER: &str = "demo-data";

/// The subcommand.
pub fn word() -> Command {
    let number = |name: &'static str, otherwise: &'static str, help: &'static str| {
        Arg::new(name).long(name).default_value(otherwise).help(help)
    };
    Command::new("demo")
        .about("Build a branch to click in")
        .arg(number("customers", "400", "How many customers in all"))
        .arg(number("days", "60", "How many days of work lie behind it"))
        .arg(number("seed", "412", "The same seed gives the same branch"))
        .arg(Arg::new("until").long("until").help("The last day; today unless told"))
        .arg(Arg::new("serve").long("serve").action(ArgAction::SetTrue).help("Serve it"))
        .arg(
            Arg::new("listen")
                .long("listen")
                .env("DAYBOOK_LISTEN")
                .default_value(running::LISTEN)
                .help("Address and port"),
        )
}

/// Builds the branch where there is none, and serves it when told.
pub fn run(data: Option<&str>, database: Option<&str>, given: &ArgMatches) -> Result<u8, Refusal> {
    let place = Place::of(Some(data.unwrap_or(FOLDER)), database)?;
    if !holds_demo(&place)? {
        let ask = ask(given)?;
        build(&place, &ask)?;
    }
    if !given.get_flag("serve") {
        super::output::say(format!("The demo branch is in {}.", place.data.display()));
        return Ok(0);
    }
    let office = open::office(&place, open::clock()?)?;
    let listen = given.get_one::<String>("listen").map_or(running::LISTEN, String::as_str);
    let links = sign_in_links(&office)?;
    running::serve_office(&office, listen, running::Background::Here, &links)
}

fn ask(given: &ArgMatches) -> Result<DemoAsk, Refusal> {
    let whole = |name: &'static str| {
        given
            .get_one::<String>(name)
            .and_then(|text| text.parse::<u64>().ok())
            .ok_or_else(|| Refusal::invalid(name, "Enter a whole number."))
    };
    let zone = Zone::parse("America/New_York")
        .map_err(|error| Refusal::broken(format!("zone: {error}")))?;
    let today = open::clock()?.now().day_in(&zone);
    let until = match given.get_one::<String>("until") {
        None => today,
        Some(text) => Day::parse_input(text, today)
            .map_err(|_| Refusal::invalid("until", "Enter a day such as 2026-03-02."))?,
    };
    let customers = usize::try_from(whole("customers")?).unwrap_or(usize::MAX);
    if customers < FEWEST_CUSTOMERS {
        let words = format!("Enter {FEWEST_CUSTOMERS} or more: the named cast is always there.");
        return Err(Refusal::invalid("customers", words));
    }
    Ok(DemoAsk {
        customers,
        days: i64::try_from(whole("days")?).unwrap_or(i64::MAX).min(3_650),
        seed: whole("seed")?,
        until,
    })
}

/// Whether a demo branch is there already; anything else there is refused.
fn holds_demo(place: &Place) -> Result<bool, Refusal> {
    if !place.is_used() {
        return match holds_others(&place.data) {
            true => Err(in_the_way(place, "something else")),
            false => Ok(false),
        };
    }
    let office = open::office(place, open::clock()?)?;
    office.read(|reader| {
        let Some(branch) = office::records::list_branches(reader)?.into_iter().next() else {
            return Ok(false);
        };
        match preferences::text(reader, branch.id, "demo_branch")?.as_str() {
            "" => Err(in_the_way(place, "an office of its own")),
            _ => Ok(true),
        }
    })
}

/// Whether files of somebody else lie in a folder. Daybook's own file of what must be known
/// before the database is open may be there already.
fn holds_others(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name() != "daybook.toml")
}

fn in_the_way(place: &Place, what: &str) -> Refusal {
    let folder = place.data.display();
    let words = format!("{folder} holds {what}. Name another folder with --data.");
    Refusal::conflict("demo.in_the_way", words)
}

fn build(place: &Place, ask: &DemoAsk) -> Result<(), Refusal> {
    place.make()?;
    let clock = Arc::new(FixedClock::at(Instant::from_micros(0)));
    let options = OfficeOptions {
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(ask.seed)),
        shelf: Arc::new(FolderShelf::at(place.data.join("imports"))),
        // What is printed and what is kept closed is so under this folder's own key and sheets.
        press: Arc::new(TypstPress::at(place)),
        vault: Arc::new(Vault::of(vault_key::of(place)?)),
        ..OfficeOptions::default()
    };
    let office = Office::open(&place.location, crate::rooms::rooms(), options)?;
    let mut errors = std::io::stderr();
    let built = ::demo::build(&office, &clock, ask, &mut |done, of| {
        let _ = write!(errors, "\rBuilding the demo branch: day {done} of {of}");
        let _ = errors.flush();
    })?;
    eprintln!("\rBuilt Cedar with {} customers by {} commands.", ask.customers, built.commands);
    Ok(())
}

/// One link for each of the cast, good for a day on this machine.
fn sign_in_links(office: &Office) -> Result<Vec<String>, Refusal> {
    let mut lines = vec![String::from("Sign in, on this machine only, as:")];
    for member in STAFF {
        let found = office
            .read(|reader| Ok(settings::staff::records::find_by_email(reader, member.email)?))?;
        let Some((staff,)) = found else { continue };
        let secret = office.random_hex(32);
        let slip = Slip {
            who: slip::operator(),
            branch: slip::company(),
            door: Door::Console,
            once: None,
            at: office.now(),
        };
        let (token_hash, good) = (token_hash(&secret), LinkUse::Again);
        office.run(slip, MakeLink { staff, token_hash, good })?;
        let (name, does) = (member.name, member.does);
        lines.push(format!("  {name}, {does}: http://{{address}}/sign-in/{secret}"));
    }
    Ok(lines)
}
