//! `daybook customers export`: every customer in the shape another program imports.

use super::acting::Console;
use super::output::{Form, Printed};
use clap::{Arg, ArgMatches, Command};
use front_desk::customers;
use front_desk::imports::hand_over;
use office::Refusal;
use std::fs::File;
use std::io::{BufWriter, Write};

/// The verb's flags.
pub fn word() -> Command {
    Command::new("export")
        .about("Hand every customer over to another program, with places and balances")
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(["jobber"])
                .default_value("jobber")
                .help("For which program"),
        )
        .arg(Arg::new("file").value_name("FILE").help("The file to make; printed unless told"))
}

/// Writes the customers of the branch.
pub fn run(console: &Console, given: &ArgMatches, _form: Form) -> Result<u8, Refusal> {
    let Some(file) = given.get_one::<String>("file") else {
        return write(console, Printed::open()).map(|_| 0);
    };
    let failed = |error: std::io::Error| {
        Refusal::invalid("file", format!("{file} cannot be written: {error}."))
    };
    let out = BufWriter::new(File::create_new(file).map_err(failed)?);
    let written = write(console, out).and_then(|(mut out, count)| {
        out.flush().map_err(failed)?;
        out.get_ref().sync_all().map_err(failed)?;
        Ok(count)
    });
    if written.is_err() {
        // Half a list is worse than none; that it may stay behind is told by the refusal.
        let _ = std::fs::remove_file(file);
    }
    eprintln!("{} customers are in {file}.", written?);
    Ok(0)
}

fn write<W: Write>(console: &Console, out: W) -> Result<(W, u64), Refusal> {
    console.office.read(|reader| {
        let me = console.office.me(reader, console.who, console.branch)?;
        if !me.may(customers::READ) {
            return Err(Refusal::NotAllowed { duty: customers::READ });
        }
        hand_over(reader, console.branch, out)
    })
}
