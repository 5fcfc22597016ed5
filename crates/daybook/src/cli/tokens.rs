//! `daybook tokens create`: a key for a program, its secret printed once and kept nowhere.

use super::acting::Console;
use super::output::{Form, say};
use clap::{Arg, ArgAction, ArgMatches, Command};
use office::{Errand, Mode, Refusal};
use serde_json::{Value, json};
use settings::sign_in::{CreateToken, token_hash};

/// The verb's flags.
pub fn word() -> Command {
    Command::new("create")
        .about("Create a token a program signs in with")
        .arg(
            Arg::new("name")
                .long("name")
                .default_value("Made at the console")
                .help("What it is for: till, website"),
        )
        .arg(
            Arg::new("scope")
                .long("scope")
                .required(true)
                .action(ArgAction::Append)
                .help("What it may do: payments:write, customers:read, all"),
        )
        .arg(
            Arg::new("days")
                .long("days")
                .value_parser(clap::value_parser!(i64))
                .help("After how many days it runs out; never unless told"),
        )
}

/// Makes the token and prints its secret.
pub fn run(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let secret = format!("dbk_{}", console.office.random_hex(32));
    let command = CreateToken {
        name: given.get_one::<String>("name").cloned().unwrap_or_default(),
        scopes: given.get_many::<String>("scope").unwrap_or_default().cloned().collect(),
        token_hash: token_hash(&secret),
        days: given.get_one::<i64>("days").copied(),
    };
    let done = console.run(Errand::of(command), None, Mode::Now)?;
    let receipt: Value = serde_json::from_str(&done.receipt)?;
    match form {
        Form::Json => say(json!({"token": receipt["token"], "secret": secret})),
        Form::Text => say(format!("{secret}\nKeep it now: it is shown this once.")),
    }
    Ok(0)
}
