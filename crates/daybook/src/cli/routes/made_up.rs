//! `daybook routes sample`: a made-up day, to try and to compare solvers on.

use clap::{Arg, ArgMatches, Command};
use office::Refusal;
use routing::sample::{SampleAsk, Wishes, sample};
use serde_json::{Value, json};

/// The verb's flags.
pub fn word() -> Command {
    let number = |name: &'static str, otherwise: &'static str, help: &'static str| {
        Arg::new(name).long(name).default_value(otherwise).help(help)
    };
    Command::new("sample")
        .about("Make up a day")
        .arg(number("technicians", "8", "How many technicians"))
        .arg(number("stops", "100", "How many stops"))
        .arg(number("seed", "1", "The same seed gives the same day"))
        .arg(
            Arg::new("wishes")
                .long("wishes")
                .value_parser(["plain", "full"])
                .default_value("plain")
                .help("Full has lunches and preferred technicians"),
        )
}

/// Makes up a day as a file holds it.
pub fn instance(given: &ArgMatches) -> Result<Value, Refusal> {
    let ask = SampleAsk {
        technicians: super::number(given, "technicians")?,
        stops: super::number(given, "stops")?,
        seed: super::number(given, "seed")?,
        wishes: match super::text(given, "wishes").as_str() {
            "full" => Wishes::Full,
            _ => Wishes::Plain,
        },
    };
    if !(1..=1_000).contains(&ask.technicians) || ask.stops > 20_000 {
        return Err(Refusal::invalid("technicians", "Enter 1 to 1000, with 20000 stops at most."));
    }
    Ok(written(ask))
}

fn written(ask: SampleAsk) -> Value {
    let made = sample(ask);
    let skills = |bits: u64| -> Vec<&str> {
        let names = ["T", "C", "W", "F"].into_iter().enumerate();
        names.filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, name)| name).collect()
    };
    let technicians = made.problem.technicians.iter().enumerate().map(|(id, who)| {
        let lunch = who.shift.lunch.map(|lunch| [lunch.opens, lunch.closes, lunch.length]);
        json!({
            "id": id, "start": who.start, "end": who.end, "brk": lunch,
            "shift": [who.shift.opens, who.shift.closes],
            "skills": skills(who.licences.0), "capacity": who.capacity,
        })
    });
    let stops = made.problem.stops.iter().enumerate().map(|(id, stop)| {
        json!({
            "id": id, "loc": stop.place, "service_s": stop.service, "weight": stop.weight,
            "window": [stop.window.opens, stop.window.closes],
            "skills": skills(stop.licences.0), "demand": stop.demand,
            "preferred": stop.preferred, "required": stop.required,
        })
    });
    let kind = match ask.wishes {
        Wishes::Plain => "core",
        Wishes::Full => "full",
    };
    json!({
        "name": format!("d{}x{}-s{}", ask.technicians, ask.stops, ask.seed),
        "kind": kind, "unit": 60, "locations": made.degrees,
        "techs": technicians.collect::<Vec<_>>(), "stops": stops.collect::<Vec<_>>(),
        "pref_penalty_s": made.problem.prices.not_preferred,
        "unserved_s": made.problem.prices.unserved,
    })
}
