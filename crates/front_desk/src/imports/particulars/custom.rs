//! What a source says that has no column of ours: some of it has a place with us by its
//! name, the rest stands in the note.

use formats::customers::{CustomField, CustomerRow};
use formats::dates::{DateFormat, parse_day};
use values::Day;

/// What has no field of ours, one line each.
#[derive(Default)]
pub(super) struct Note(Vec<String>);

impl Note {
    pub fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.0.push(text.trim().to_owned());
        }
    }

    pub fn named(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.push(format!("{name}: {text}"));
        }
    }

    pub fn finish(self) -> String {
        self.0.join("\n")
    }
}

/// A source's own fields for which we have a place.
#[derive(Default)]
pub(super) struct Custom {
    pub county: String,
    pub access: String,
    pub hazards: String,
    pub square_feet: Option<i64>,
    pub since_on: Option<Day>,
}

/// The longest text that fields of a location take.
const LONGEST: usize = 500;

impl Custom {
    /// Sorts a customer's own fields; what has no place goes into the note.
    pub fn sort(row: &CustomerRow, note: &mut Note) -> Custom {
        Custom::of(&row.custom, |field| note.named(&field.name, &field.value))
    }

    pub fn of(fields: &[CustomField], mut other: impl FnMut(&CustomField)) -> Custom {
        let mut custom = Custom::default();
        for field in fields {
            if !custom.take(field) {
                other(field);
            }
        }
        custom
    }

    fn take(&mut self, field: &CustomField) -> bool {
        let letters = field.name.chars().filter(|letter| letter.is_alphanumeric());
        let key: String = letters.flat_map(char::to_lowercase).collect();
        let says = |words: &[&str]| words.iter().any(|word| key.contains(word));
        match key.as_str() {
            "county" if field.value.chars().count() <= 60 => {
                self.county.clone_from(&field.value);
                true
            }
            "squarefeet" | "squarefootage" | "sqft" => {
                let feet = field.value.replace(',', "").parse().ok();
                self.square_feet = feet.filter(|feet| (1..=10_000_000).contains(feet));
                self.square_feet.is_some() || field.value == "0"
            }
            "dateadded" | "datecreated" | "createdon" | "customersince" | "since" => {
                let day = field.value.split([' ', 'T']).next().unwrap_or("");
                self.since_on = parse_day(day, DateFormat::Detect);
                self.since_on.is_some()
            }
            _ if says(&["gate", "alarm", "lockbox", "doorcode", "entrycode"]) => {
                push_line(&mut self.access, field)
            }
            _ if says(&["pets", "dog", "allerg", "hazard", "aquarium"]) => {
                push_line(&mut self.hazards, field)
            }
            _ => false,
        }
    }
}

fn push_line(text: &mut String, field: &CustomField) -> bool {
    let line = format!("{}: {}", field.name, field.value);
    let fits = text.chars().count() + line.chars().count() < LONGEST;
    if fits {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&line);
    }
    fits
}
