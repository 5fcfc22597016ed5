//! How the command line answers: words for people, JSON for scripts.

use clap::ArgMatches;
use office::Refusal;
use serde_json::{Value, json};

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
            Some("json") => Form::Json,
            _ => Form::Text,
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
            println!("{body}");
        }
    }
}

/// Prints a receipt, or one line a field.
pub fn receipt(text: &str, form: Form) {
    match (form, serde_json::from_str::<Value>(text)) {
        (Form::Text, Ok(Value::Object(fields))) => {
            for (name, value) in fields {
                println!("{}: {}", name.replace('_', " "), plain(&name, &value));
            }
        }
        _ => println!("{text}"),
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
