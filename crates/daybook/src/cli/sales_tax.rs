//! `daybook sales-taxes report`: what a return asks for, jurisdiction by jurisdiction.

use super::acting::Console;
use super::output::{Form, say};
use billing::sales_taxes::{self, TaxReport, report};
use clap::{Arg, ArgMatches, Command};
use office::Refusal;
use serde_json::{Value, json};
use values::{Day, Money};

/// The verb's flags.
pub fn word() -> Command {
    let day = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("DAY").help(help)
    };
    Command::new("report")
        .about("What each jurisdiction is owed for some days, and why the rest was not taxed")
        .arg(day("from", "The first day; that of the last whole month unless told"))
        .arg(day("until", "The last day; the end of the first one's month unless told"))
}

/// Prints the return.
pub fn run(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let today = console.wall()?.today;
    let day = |name: &'static str| match given.get_one::<String>(name) {
        None => Ok(None),
        Some(typed) => Day::parse_input(typed, today)
            .map(Some)
            .map_err(|error| Refusal::invalid(name, error.to_string())),
    };
    let from = day("from")?.unwrap_or(today.first_of_month().plus_months(-1));
    let until = day("until")?.unwrap_or(from.last_of_month());
    if until < from {
        return Err(Refusal::invalid("until", "Enter a day that is not before the first."));
    }
    let told = console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        if !me.may(sales_taxes::READ) {
            return Err(Refusal::NotAllowed { duty: sales_taxes::READ });
        }
        Ok(report(reader, console.branch, (from, until))?)
    })?;
    match form {
        Form::Json => say(as_json(&told)),
        Form::Text => say_lines(&told),
    }
    Ok(0)
}

fn as_json(told: &TaxReport) -> Value {
    let places: Vec<Value> = told
        .places
        .iter()
        .map(|place| {
            json!({
                "jurisdiction": place.jurisdiction,
                "taxable_cents": place.taxable.as_cents(),
                "charged_cents": place.charged.as_cents(),
                "credited_cents": place.credited.as_cents(),
                "bad_debts_cents": place.bad_debts.as_cents(),
                "corrected_cents": place.corrected.as_cents(),
                "due_cents": place.due().as_cents(),
                "sent_cents": place.sent.as_cents(),
                "owed_cents": place.owed.as_cents(),
            })
        })
        .collect();
    let untaxed = told.untaxed.iter().map(|(reason, amount)| (reason.clone(), amount.as_cents()));
    json!({
        "from": told.from, "until": told.until, "jurisdictions": places,
        "sales_cents": told.sales.as_cents(),
        "untaxed": untaxed.map(|(reason, cents)| json!({"because": reason, "cents": cents}))
            .collect::<Vec<_>>(),
    })
}

fn say_lines(told: &TaxReport) {
    say("Jurisdiction\tTaxable\tCharged\tCredited\tBad debts\tCorrected\tDue\tSent\tStill owed");
    let figures = |name: &str, figures: [Money; 8]| {
        let figures: Vec<String> = figures.iter().map(Money::to_string).collect();
        say(format!("{name}\t{}", figures.join("\t")));
    };
    for place in &told.places {
        let row = [
            place.taxable,
            place.charged,
            place.credited,
            place.bad_debts,
            place.corrected,
            place.due(),
            place.sent,
            place.owed,
        ];
        figures(&place.jurisdiction, row);
    }
    say(format!("All sales before tax\t{}", told.sales));
    for (reason, amount) in &told.untaxed {
        say(format!("Not taxed: {reason}\t{amount}"));
    }
}
