//! Match what the rules can: by reference, amount and day, sums, and the saved rules.

use super::MATCH;
use super::matching::{self, NewMatch};
use super::records::{self, BookRow, LineRow, RuleRow};
use super::rules::{self, BankSide, BookSide, Pairing};
use super::words::MatchWhy;
use crate::bank_accounts::BankAccountRow;
use crate::bank_accounts::records::require_open;
use crate::payments::posting::plain;
use books::Source;
use books::entries::{self, NewEntry};
use books::periods::records::find_closed_through;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, fold, noun};

/// Matches all of an account's lines that can only be one thing.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MatchByRules {
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The import whose lines are counted, when one has just brought them.
    #[serde(default)]
    pub bank_import: Option<Id<noun::BankImport>>,
}

/// What could be matched is.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MatchedByRules {
    /// How many of the bank's lines were matched with lines of the books.
    pub matched_lines: i64,
    /// How many were posted by saved rules.
    pub posted_lines: i64,
    /// How many still wait.
    pub left_lines: i64,
}

impl Command for MatchByRules {
    const NAME: &'static str = "bank_lines.match_by_rules";
    const TITLE: &'static str = "Match what the rules can";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Does;
    type Receipt = MatchedByRules;

    fn perform(self, desk: &mut Desk<'_>) -> Result<MatchedByRules, Refusal> {
        let branch = desk.branch();
        let account = require_open(desk, self.bank_account)?;
        let lines = records::list_open_lines(desk, branch, account.id)?;
        let books = records::list_open_books(desk, branch, &account)?;
        let pairings = pairings_of(&lines, &books);
        let new: Vec<NewMatch<'_>> =
            pairings.iter().map(|one| new_match(one, &lines, &books)).collect();
        matching::make(desk, account.id, &new)?;
        let mut is_taken = vec![false; lines.len()];
        for place in pairings.iter().flat_map(|one| &one.lines) {
            is_taken[*place] = true;
        }
        let matched = is_taken.iter().filter(|taken| **taken).count();
        let left: Vec<&LineRow> =
            lines.iter().zip(&is_taken).filter(|(_, taken)| !**taken).map(|(one, _)| one).collect();
        let posted = post_by_rules(desk, &account, &left)?;
        if let Some(bank_import) = self.bank_import {
            let of_file = records::count_matched_of(desk, branch, bank_import)?;
            crate::bank_imports::records::mark_matched(desk, bank_import, of_file)?;
        }
        desk.subject(account.id);
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Ok(MatchedByRules {
            matched_lines: count(matched),
            posted_lines: count(posted),
            left_lines: count(left.len() - posted),
        })
    }
}

/// The pairings of rows, as the rules without a database see them.
pub(super) fn pairings_of(lines: &[LineRow], books: &[BookRow]) -> Vec<Pairing> {
    let bank: Vec<BankSide> = lines
        .iter()
        .map(|line| BankSide {
            day: line.posted_on,
            cents: line.amount.as_cents(),
            words: format!("{} {} {}", line.words, line.reference, line.check_number),
        })
        .collect();
    let booked: Vec<BookSide> = books
        .iter()
        .map(|book| BookSide {
            day: book.day,
            cents: book.amount.as_cents(),
            reference: book.reference.clone(),
            entry: book.entry.get(),
            reverses: book.reverses.map(Id::get),
        })
        .collect();
    rules::plan(&bank, &booked)
}

fn new_match<'m>(one: &Pairing, lines: &'m [LineRow], books: &'m [BookRow]) -> NewMatch<'m> {
    let lines: Vec<&LineRow> = one.lines.iter().map(|place| &lines[*place]).collect();
    let books: Vec<&BookRow> = one.books.iter().map(|place| &books[*place]).collect();
    let words = explain(one.why, &lines, &books);
    NewMatch { lines, books, why: one.why, words, entry: None }
}

/// Why lines belong together, for whoever asks later.
fn explain(why: MatchWhy, lines: &[&LineRow], books: &[&BookRow]) -> String {
    let book = books.first().map_or("", |book| book.reference.as_str());
    let days = match (lines.first(), books.first()) {
        (Some(line), Some(book)) => match book.day.days_until(line.posted_on) {
            0 => String::from("on the same day"),
            1 => String::from("one day later"),
            -1 => String::from("one day earlier"),
            days if days < 0 => format!("{} days earlier", -days),
            days => format!("{days} days later"),
        },
        _ => String::new(),
    };
    match why {
        MatchWhy::Reference => format!("Same amount, and the bank names {book}, {days}."),
        MatchWhy::AmountAndDay => {
            format!("Same amount, {days}, and no other line near it has that amount.")
        }
        MatchWhy::Sum => format!("{} lines of one day come to this credit.", books.len()),
        MatchWhy::Split => format!("{} credits of one day come to this line.", lines.len()),
        MatchWhy::Reversed => String::from("Reversed before it came to the bank."),
        MatchWhy::Rule | MatchWhy::Hand => String::new(),
    }
}

/// Posts lines that a saved rule knows, in months that are open; answers how many.
fn post_by_rules(
    desk: &mut Desk<'_>,
    account: &BankAccountRow,
    left: &[&LineRow],
) -> Result<usize, Refusal> {
    let branch = desk.branch();
    let known = records::list_rules(desk, branch)?;
    if known.is_empty() {
        return Ok(0);
    }
    let closed = find_closed_through(desk, branch)?;
    let (mut lines, mut new_entries, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for line in left {
        let is_open = closed.is_none_or(|closed| line.posted_on > closed.last_of_month());
        let Some(rule) = rule_of(&known, line).filter(|_| is_open) else {
            continue;
        };
        lines.push(*line);
        words.push(format!("The rule \"{}\" posts it to {}.", rule.says, rule.account.0));
        new_entries.push(NewEntry {
            day: line.posted_on,
            memo: rule.memo.clone(),
            source: Source::of(line.id),
            lines: vec![plain(account.account, line.amount), plain(rule.account, -line.amount)],
        });
    }
    let posted = entries::post_many(desk, new_entries)?;
    let mut books = Vec::with_capacity(posted.len());
    for entry in &posted {
        books.extend(records::list_books_of_entry(desk, branch, account.id, *entry)?);
    }
    let new: Vec<NewMatch<'_>> = lines
        .iter()
        .zip(&books)
        .zip(words)
        .zip(&posted)
        .map(|(((line, book), words), entry)| NewMatch {
            lines: vec![*line],
            books: vec![book],
            why: MatchWhy::Rule,
            words,
            entry: Some(*entry),
        })
        .collect();
    matching::make(desk, account.id, &new)?;
    Ok(lines.len())
}

/// The first saved rule whose words the bank's line has.
pub(super) fn rule_of<'r>(known: &'r [RuleRow], line: &LineRow) -> Option<&'r RuleRow> {
    let words = fold(&line.words);
    known.iter().find(|rule| {
        rule.direction.holds(line.amount.as_cents()) && words.contains(&fold(&rule.says))
    })
}
