//! Entries for hledger and Ledger.
//!
//! Accounts and the commodity are declared, so that `hledger check --strict` proves the file.

use std::collections::HashSet;
use std::io::{self, Write};

use values::Money;

use super::LedgerEntry;
use super::accounts::{Kind, one_line};

pub(super) struct Hledger<W> {
    out: W,
    declared: HashSet<String>,
    text: String,
}

impl<W: Write> Hledger<W> {
    pub fn new(mut out: W) -> io::Result<Hledger<W>> {
        out.write_all(b"commodity $1000.00\n")?;
        Ok(Hledger { out, declared: HashSet::new(), text: String::new() })
    }

    pub fn write(&mut self, entry: &LedgerEntry) -> io::Result<()> {
        self.text.clear();
        for line in &entry.lines {
            let account = account_name(&line.account);
            if !self.declared.contains(&account) {
                let letter = Kind::of(&line.account).letter();
                self.text += &format!("\naccount {account}  ; type:{letter}\n");
                self.declared.insert(account);
            }
        }
        let (number, memo) = (code(&entry.number), description(&entry.memo));
        self.text += &format!("\n{} ({number}) {memo}", entry.day);
        let tags = [
            ("branch", &entry.branch),
            ("source", &entry.source_type),
            ("document", &entry.source_id),
        ];
        let tags: Vec<String> = tags
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| format!("{name}:{}", tag_value(value)))
            .collect();
        if !tags.is_empty() {
            self.text += &format!("  ; {}", tags.join(", "));
        }
        self.text.push('\n');
        for line in &entry.lines {
            let (account, amount) = (account_name(&line.account), plain(line.amount_cents));
            self.text += &format!("    {account}  ${amount}");
            if let Some(customer) = &line.customer {
                self.text += &format!("  ; customer:{}", tag_value(customer));
            }
            self.text.push('\n');
        }
        self.out.write_all(self.text.as_bytes())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

fn plain(cents: i64) -> String {
    Money::cents(cents).plain()
}

/// Two spaces would end the name, a colon would part it, a semicolon begins a comment, and a
/// bracket or a mark in front means something else.
fn account_name(account: &str) -> String {
    let name = one_line(account).replace(':', "-").replace(';', ",");
    let name = name.trim_start_matches(['(', '[', '*', '!', '~', '=', ' ']).to_owned();
    if name.is_empty() { "unnamed".to_owned() } else { name }
}

fn code(number: &str) -> String {
    one_line(number).replace(['(', ')'], "-").replace(';', ",")
}

fn description(memo: &str) -> String {
    one_line(memo).replace(';', ",")
}

/// A comma ends a tag's value, a colon would begin another tag.
fn tag_value(value: &str) -> String {
    one_line(value).replace([',', ';'], " ").replace(':', "-").trim().to_owned()
}
