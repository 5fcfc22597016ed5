//! `daybook books export`: the entries for a program of somebody else, so that an outsider
//! can prove the books.

use super::acting::Console;
use super::output::{Form, Printed};
use books::exports::{Export, export_chosen};
use clap::{Arg, ArgMatches, Command};
use formats::ledger::LedgerFormat;
use office::Refusal;
use reports::journal_exports::records::list_customer_names;
use std::fs::File;
use std::io::{BufWriter, Write};
use values::{Day, Id, noun};

/// The verb's flags.
pub fn word() -> Command {
    let day = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("DAY").help(help)
    };
    Command::new("export")
        .about("Hand the entries to another program: hledger, Beancount, a table, QuickBooks")
        .arg(
            Arg::new("format")
                .long("format")
                .required(true)
                .value_parser(["hledger", "beancount", "csv", "iif"])
                .help("For which program"),
        )
        .arg(day("from", "The first day; the beginning unless told"))
        .arg(day("to", "The last day; the end unless told"))
        .arg(Arg::new("file").value_name("FILE").help("The file to make; printed unless told"))
}

/// Writes the entries of the branch.
pub fn run(console: &Console, given: &ArgMatches, _form: Form) -> Result<u8, Refusal> {
    let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
    let today = console.wall()?.today;
    let day = |name: &'static str, otherwise: Day| match text(name) {
        None => Ok(otherwise),
        Some(typed) => Day::parse_input(typed, today)
            .map_err(|error| Refusal::invalid(name, error.to_string())),
    };
    let format: LedgerFormat = text("format")
        .and_then(|name| name.parse().ok())
        .ok_or_else(|| Refusal::invalid("format", "Enter hledger, beancount, csv or iif."))?;
    let first = day("from", Day::ymd(1, 1, 1))?;
    let last = day("to", Day::ymd(9999, 12, 31))?;
    match text("file") {
        None => write_entries(console, format, first, last, Printed::open()).map(|_| 0),
        Some(file) => {
            let failed = |error: std::io::Error| {
                Refusal::invalid("file", format!("{file} cannot be written: {error}."))
            };
            let out = File::create_new(file).map_err(failed)?;
            let written = write_entries(console, format, first, last, BufWriter::new(out));
            let finished = written.and_then(|mut out| {
                out.flush().map_err(failed)?;
                out.get_ref().sync_all().map_err(failed)
            });
            if finished.is_err() {
                let _ = std::fs::remove_file(file);
            }
            finished.map(|()| 0)
        }
    }
}

fn write_entries<W: Write>(
    console: &Console,
    format: LedgerFormat,
    first: Day,
    last: Day,
    out: W,
) -> Result<W, Refusal> {
    console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        if !me.may(books::entries::READ) {
            return Err(Refusal::NotAllowed { duty: books::entries::READ });
        }
        let names = list_customer_names(reader, console.branch)?;
        let name = |customer: Id<noun::Customer>| {
            names.get(&customer.get()).cloned().unwrap_or_else(|| format!("Customer {customer}"))
        };
        let chosen = Export { format, first, last, customer_name: &name };
        export_chosen(reader, console.branch, &chosen, out)
    })
}
