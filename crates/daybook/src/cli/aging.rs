//! `daybook receivables aging`: what is owed by age, on any day.

use super::acting::Console;
use super::output::{Form, say};
use clap::{Arg, ArgMatches, Command};
use collections::receivables::{self, Basis, aging};
use office::Refusal;
use serde_json::{Map, Value, json};
use values::Day;

/// The verb's flags.
pub fn word() -> Command {
    Command::new("aging")
        .about("What is owed by age, at the end of any day")
        .arg(Arg::new("as-of").long("as-of").value_name("DAY").help("The day; today unless told"))
        .arg(
            Arg::new("basis")
                .long("basis")
                .value_parser(["due", "invoice"])
                .default_value("due")
                .help("Age since the day it was due, or since the day on the invoice"),
        )
}

/// Prints the buckets.
pub fn run(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
    let today = console.wall()?.today;
    let as_of = match text("as-of") {
        None => today,
        Some(typed) => Day::parse_input(typed, today)
            .map_err(|error| Refusal::invalid("as_of", error.to_string()))?,
    };
    let word = text("basis").unwrap_or("due");
    let basis = Basis::parse(word).unwrap_or_default();
    let aged = console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        if !me.may(receivables::READ) {
            return Err(Refusal::NotAllowed { duty: receivables::READ });
        }
        Ok(aging(reader, console.branch, as_of, basis)?)
    })?;
    match form {
        Form::Json => {
            let buckets: Map<String, Value> = aged
                .buckets
                .iter()
                .map(|bucket| (bucket.name.to_owned(), bucket.amount.as_cents().into()))
                .collect();
            let body = json!({
                "as_of": as_of, "basis": word, "buckets": buckets,
                "total_cents": aged.total.as_cents(),
            });
            say(&body);
        }
        Form::Text => {
            for bucket in &aged.buckets {
                say(format!("{}\t{}", bucket.title, bucket.amount));
            }
            say(format!("Owed\t{}", aged.total));
        }
    }
    Ok(0)
}
