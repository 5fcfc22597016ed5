//! A journal line read as plain facts, tolerant of what older programs wrote.

use office::records::JournalLine;
use serde_json::Value;
use std::collections::BTreeMap;
use values::{Day, Money};

/// What things are called, by noun and id: "invoice 0412-26-005501".
pub(crate) type Names = BTreeMap<(&'static str, i64), String>;

/// The names that the lines themselves give to what they made.
pub(crate) fn names(lines: &[JournalLine]) -> Names {
    let mut names = Names::new();
    for line in lines {
        let receipt = read(&line.receipt);
        let made = match line.command.as_str() {
            "invoices.issue" => ("invoice", "invoice"),
            "agreements.sign" => ("agreement", "agreement"),
            "work_orders.add" => ("work_order", "work order"),
            "payments.post" => ("payment", "payment"),
            "credits.issue" => ("credit", "credit"),
            _ => continue,
        };
        let number = receipt["number"].as_str();
        if let (Some(id), Some(number)) = (receipt[made.0].as_i64(), number) {
            names.insert((made.0, id), format!("{} {number}", made.1));
        }
    }
    names
}

/// A line with its command and its receipt read.
pub(super) struct Facts<'l> {
    pub line: &'l JournalLine,
    pub asked: Value,
    pub answered: Value,
    names: &'l Names,
}

impl<'l> Facts<'l> {
    pub fn of(line: &'l JournalLine, names: &'l Names) -> Facts<'l> {
        Facts { line, asked: read(&line.payload), answered: read(&line.receipt), names }
    }

    /// The verb: `post` of `payments.post`.
    pub fn verb(&self) -> &str {
        self.line.command.split_once('.').map_or("", |(_, verb)| verb)
    }

    /// A field of the command, else of its receipt.
    fn field(&self, name: &str) -> &Value {
        match &self.asked[name] {
            Value::Null => &self.answered[name],
            value => value,
        }
    }

    /// The words of a field; blank when there are none.
    pub fn text(&self, name: &str) -> &str {
        self.field(name).as_str().unwrap_or("").trim()
    }

    /// The id in a field.
    pub fn id(&self, name: &str) -> Option<i64> {
        self.field(name).as_i64()
    }

    /// The amount in a field.
    pub fn cents(&self, name: &str) -> Option<Money> {
        self.field(name).as_i64().map(Money::cents)
    }

    /// The day in a field.
    pub fn day(&self, name: &str) -> Option<Day> {
        Day::parse(self.field(name).as_str()?).ok()
    }

    /// What the thing in a field is called, or what it is.
    pub fn name(&self, noun: &'static str, otherwise: &str) -> String {
        let known = self.id(noun).and_then(|id| self.names.get(&(noun, id)));
        known.cloned().unwrap_or_else(|| otherwise.to_owned())
    }

    /// Where the thing in a field is read.
    pub fn href(&self, noun: &str) -> Option<String> {
        Some(books::entries::source_href(noun, self.id(noun)?))
    }

    /// Who did it, and why when she said so: "by Priya Nair: paid twice".
    pub fn by(&self) -> String {
        let who = &self.line.who_name;
        match self.line.reason.as_deref().map(str::trim) {
            Some(reason) if !reason.is_empty() => format!("by {who}: “{reason}”"),
            _ => format!("by {who}"),
        }
    }
}

/// JSON as it was written; nothing of what cannot be read.
pub(super) fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

/// With its first letter large.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `taken_off` as people read it.
pub(super) fn spaced(word: &str) -> String {
    word.replace('_', " ")
}
