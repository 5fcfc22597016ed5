//! How the command line answers: words for people, JSON for scripts.

use clap::ArgMatches;
use office::Refusal;
use serde_json::{Value, json};
use std::io::{self, StdoutLock, Write};

/// Words or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For scripts.
    Json,
}

impl Form {
    /// The form asked for.
    pub fn of(matches: &ArgMatches) -> Form {
        match matches.get_one::<String>("output").map(String::as_str) {
            // Lines of JSON are a list's own; all else answers as for scripts.
            Some("json" | "jsonl") => Form::Json,
            _ => Form::Text,
        }
    }
}

/// Prints a line. That a reader such as `head` has gone is no fault.
pub fn say(line: impl std::fmt::Display) {
    let mut out = Printed::open();
    if let Err(error) = writeln!(out, "{line}").and_then(|()| out.flush()) {
        eprintln!("daybook: It cannot be printed: {error}.");
    }
}

/// The standard output, for whoever writes much to it. Once its reader has gone, what is
/// written goes nowhere.
pub struct Printed(StdoutLock<'static>);

impl Printed {
    /// Takes it until it is dropped.
    pub fn open() -> Printed {
        Printed(io::stdout().lock())
    }
}

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}

/// Prints a refusal: what happened, then field by field what to enter.
pub fn refused(refusal: &Refusal, form: Form) {
    match form {
        Form::Text => {
            eprintln!("daybook: {}", refusal.words());
            if let Refusal::Invalid(problems) = refusal {
                let several = problems.0.iter().filter(|_| problems.0.len() > 1);
                for problem in several {
                    eprintln!("  {}: {}", problem.field, problem.words);
                }
            }
        }
        Form::Json => {
            let mut body = json!({"code": refusal.code(), "detail": refusal.words()});
            if let Refusal::Invalid(problems) = refusal {
                body["errors"] = json!(problems);
            }
            say(&body);
        }
    }
}

/// Prints a receipt, or one line a field.
pub fn receipt(text: &str, form: Form) {
    match (form, serde_json::from_str::<Value>(text)) {
        (Form::Text, Ok(Value::Object(fields))) => {
            for (name, value) in fields {
                say(format!("{}: {}", name.replace('_', " "), plain(&name, &value)));
            }
        }
        _ => say(text),
    }
}

/// A value as a person reads it; `…_cents` in dollars.
pub fn plain(name: &str, value: &Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::String(text) => text.clone(),
        Value::Number(number) if name.ends_with("_cents") => number
            .as_i64()
            .map_or_else(|| number.to_string(), |cents| values::Money::cents(cents).to_string()),
        other => other.to_string(),
    }
}
