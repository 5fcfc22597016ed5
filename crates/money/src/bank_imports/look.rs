//! What would come of a file: its lines for this account, which of them are new, and what is
//! wrong with it. The page, the command line and the job all ask here, so that what was shown
//! is what happens.

use super::records;
use crate::bank_accounts::BankAccountRow;
use formats::bank::{self, BankLine, FileKind, Statement};
use formats::problems::{Consequence, Problem};
use formats::statements::Mapping;
use std::collections::HashMap;
use store::Reader;
use values::{Day, Id, Money, noun};

/// What would come of a file.
#[derive(Clone, Debug)]
pub struct Look {
    /// What it is, in words.
    pub kind: &'static str,
    /// Lines that are not there yet.
    pub new: Vec<BankLine>,
    /// How many lines are there already.
    pub known: i64,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
    /// Why nothing of it may be taken.
    pub refused: Option<String>,
    /// Its first and last day.
    pub days: Option<(Day, Day)>,
    /// The last balance it says, and the day of that.
    pub closing: Option<(Money, Day)>,
    /// How the columns of a table were read.
    pub mapping: Option<Mapping>,
}

impl Look {
    /// What its new lines come to.
    pub fn new_total(&self) -> Money {
        self.new.iter().map(|line| Money::cents(line.amount_cents)).sum()
    }

    /// How many lines wait for a person.
    pub fn held(&self) -> usize {
        self.problems.iter().filter(|one| one.consequence == Consequence::Held).count()
    }
}

/// Reads a file for one bank account.
pub fn look(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: &BankAccountRow,
    bytes: &[u8],
    mapping: Option<&Mapping>,
) -> Result<Look, store::Error> {
    let file = bank::read(bytes, mapping);
    let mut problems: Vec<Problem> = file.problems.iter().cloned().collect();
    let (mine, others): (Vec<&Statement>, Vec<&Statement>) =
        file.statements.iter().partition(|one| is_of(one, account));
    let mut refused = file.problems.refuse_file().then(|| first_refusal(&problems));
    if refused.is_none() && mine.is_empty() {
        refused = Some(no_statement(account, &others));
    }
    if let Some(foreign) = mine.iter().find(|one| !matches!(&*one.currency, "" | "USD")) {
        let words = format!("Line {}: the statement is in {}.", foreign.line, foreign.currency);
        refused.get_or_insert(words);
    }
    let lines = || mine.iter().flat_map(|one| one.lines.iter());
    let days = lines().map(|line| line.posted_on).min().zip(lines().map(|l| l.posted_on).max());
    let keys = match days {
        Some((first, last)) => records::list_keys(reader, branch, account.id, first, last)?,
        None => Default::default(),
    };
    let kind = kind_words(file.kind);
    let mut elsewhere = match days {
        Some((first, last)) => {
            records::count_of_other_kind(reader, branch, account.id, kind, first, last)?
        }
        None => Default::default(),
    };
    let closed_until = records::closed_until(reader, branch, account.id)?;
    let (mut new, mut known) = (Vec::new(), 0);
    for line in lines().filter(|line| file.may_take(line)) {
        if keys.contains(&line.key) {
            known += 1;
        } else if is_taken(&mut elsewhere, line) {
            problems.push(looks_taken(line));
        } else if let Some(problem) = keeps_back(line, account, closed_until) {
            problems.push(problem);
        } else {
            new.push(line.clone());
        }
    }
    let closing = mine.iter().filter_map(|one| one.closing_cents.zip(one.as_of));
    let closing = closing.max_by_key(|(_, day)| *day);
    Ok(Look {
        kind,
        new,
        known,
        problems,
        refused,
        days,
        closing: closing.map(|(cents, day)| (Money::cents(cents), day)),
        mapping: file.mapping,
    })
}

/// Whether a statement is of this account: its number ends alike, or it says none.
fn is_of(statement: &Statement, account: &BankAccountRow) -> bool {
    let number: String = statement.account.chars().filter(char::is_ascii_alphanumeric).collect();
    number.is_empty() || number.to_lowercase().ends_with(&account.last4.to_lowercase())
}

fn no_statement(account: &BankAccountRow, others: &[&Statement]) -> String {
    let ends: Vec<String> = others
        .iter()
        .map(|one| {
            let chars: Vec<char> = one.account.chars().collect();
            chars[chars.len().saturating_sub(4)..].iter().collect()
        })
        .collect();
    match ends.is_empty() {
        true => String::from("There is no statement in the file."),
        false => format!(
            "The file has no statement of {}, whose number ends with {}; it has accounts that \
             end with {}.",
            account.name,
            account.last4,
            ends.join(", ")
        ),
    }
}

/// Why a line that is new waits for a person instead of being taken.
fn keeps_back(
    line: &BankLine,
    account: &BankAccountRow,
    closed_until: Option<Day>,
) -> Option<Problem> {
    let held = |code: &'static str, says: String| {
        let consequence = Consequence::Held;
        Some(Problem { line: line.line, code, field: "", says, consequence })
    };
    let amount = Money::cents(line.amount_cents);
    if line.corrects.is_some() {
        let says = format!(
            "{amount} on {} puts right a line the bank sent before. Enter the difference by hand.",
            line.posted_on.us()
        );
        return held("bank.corrects", says);
    }
    if line.posted_on < account.starts_on {
        let consequence = Consequence::Noted;
        let says = format!(
            "{amount} is of {}, before {} begins; it is left out.",
            line.posted_on.us(),
            account.name
        );
        return Some(Problem {
            line: line.line,
            code: "bank.before",
            field: "",
            says,
            consequence,
        });
    }
    let closed = closed_until.filter(|until| line.posted_on <= *until)?;
    let says = format!(
        "{amount} is of {}, and the bank is reconciled until {}. Reopen that, or ask the bank.",
        line.posted_on.us(),
        closed.us()
    );
    held("bank.reconciled", says)
}

/// Whether a file of another format has brought a line of this day and amount; each such line
/// stands for one.
fn is_taken(elsewhere: &mut HashMap<(Day, i64), i64>, line: &BankLine) -> bool {
    match elsewhere.get_mut(&(line.posted_on, line.amount_cents)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

fn looks_taken(line: &BankLine) -> Problem {
    let says = format!(
        "{} on {} looks like a line that a file of another format has brought. Leave it out, or \
         enter it by hand when it is another.",
        Money::cents(line.amount_cents),
        line.posted_on.us()
    );
    let (code, consequence) = ("bank.looks_taken", Consequence::Held);
    Problem { line: line.line, code, field: "", says, consequence }
}

fn first_refusal(problems: &[Problem]) -> String {
    let worst = problems.iter().find(|one| one.consequence == Consequence::Refused);
    worst.map_or_else(|| String::from("The file cannot be read."), ToString::to_string)
}

fn kind_words(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Bai2 => "BAI2",
        FileKind::Ofx => "OFX",
        FileKind::Nacha => "ACH",
        FileKind::Table => "table",
    }
}
