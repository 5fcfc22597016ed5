//! Entries for Beancount.
//!
//! Its account names are a strict alphabet below five roots, so `1100 Accounts receivable` is
//! `Assets:1100-Accounts-receivable`, opened with number and name as metadata.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use values::Money;

use super::LedgerEntry;
use super::accounts::{Kind, number_and_name, one_line};

/// The day accounts are opened on: before any entry.
const OPENED_ON: &str = "1970-01-01";

pub(super) struct Beancount<W> {
    out: W,
    names: HashMap<String, String>,
    taken: HashSet<String>,
    text: String,
}

impl<W: Write> Beancount<W> {
    pub fn new(mut out: W) -> io::Result<Beancount<W>> {
        out.write_all(b"option \"operating_currency\" \"USD\"\n")?;
        let (names, taken) = (HashMap::new(), HashSet::new());
        Ok(Beancount { out, names, taken, text: String::new() })
    }

    pub fn write(&mut self, entry: &LedgerEntry) -> io::Result<()> {
        self.text.clear();
        for line in &entry.lines {
            self.open(&line.account);
        }
        self.text += &format!("\n{} * \"{}\"\n", entry.day, quoted(&entry.memo));
        let facts = [
            ("number", &entry.number),
            ("branch", &entry.branch),
            ("source", &entry.source_type),
            ("document", &entry.source_id),
        ];
        for (name, value) in facts.iter().filter(|(_, value)| !value.trim().is_empty()) {
            self.text += &format!("  {name}: \"{}\"\n", quoted(value));
        }
        for line in &entry.lines {
            let name = &self.names[&line.account];
            let amount = Money::cents(line.amount_cents).plain();
            self.text += &format!("  {name}  {amount} USD\n");
            if let Some(customer) = &line.customer {
                self.text += &format!("    customer: \"{}\"\n", quoted(customer));
            }
        }
        self.out.write_all(self.text.as_bytes())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    /// Opens an account the first time it is used. Beancount sorts by date, so it may stand
    /// anywhere in the file.
    fn open(&mut self, account: &str) {
        if self.names.contains_key(account) {
            return;
        }
        let wanted = account_name(account);
        let alike = (2..).map(|count| format!("{wanted}-{count}"));
        let mut free = std::iter::once(wanted.clone()).chain(alike);
        let name = free.find(|name| !self.taken.contains(name)).unwrap_or(wanted);
        let (number, title) = number_and_name(account);
        self.text += &format!("\n{OPENED_ON} open {name} USD\n");
        self.text += &format!("  number: \"{}\"\n  name: \"{}\"\n", quoted(number), quoted(title));
        self.taken.insert(name.clone());
        self.names.insert(account.to_owned(), name);
    }
}

/// Letters and digits joined by single dashes, beginning with a capital or a digit.
fn account_name(account: &str) -> String {
    let words = account.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    match name.chars().next() {
        None => name.push_str("Unnamed"),
        Some(first) => name.replace_range(..1, &first.to_ascii_uppercase().to_string()),
    }
    format!("{}:{name}", Kind::of(account).root())
}

fn quoted(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('"', "\\\"")
}
