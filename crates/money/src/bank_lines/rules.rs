//! Which lines of the bank and of the books are the same money. No database: two lists in,
//! pairings out, each with the reason for it. What could be two things is left to a person.

use super::words::MatchWhy;
use std::collections::HashMap;
use values::{Day, fold};

/// A line of the bank.
#[derive(Clone, Debug)]
pub struct BankSide {
    /// The day the bank posted it.
    pub day: Day,
    /// Whole cents, money in above zero.
    pub cents: i64,
    /// All that the bank says of it: words, references, the check's number.
    pub words: String,
}

/// A line of the books.
#[derive(Clone, Debug)]
pub struct BookSide {
    /// The day it stands on.
    pub day: Day,
    /// Whole cents, money in above zero.
    pub cents: i64,
    /// The number by which the bank may name it; blank when there is none.
    pub reference: String,
    /// Its entry.
    pub entry: i64,
    /// The entry it takes back.
    pub reverses: Option<i64>,
}

/// Lines that belong together, by their places in the two lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Places among the bank's lines.
    pub lines: Vec<usize>,
    /// Places among the books' lines.
    pub books: Vec<usize>,
    /// Why.
    pub why: MatchWhy,
}

/// How many days the bank may be ahead of the books, for a deposit dated after a night's drop.
const AHEAD: i64 = 3;

/// How many days after the books the bank may post what only amount and day speak for: three
/// banking days and a weekend (handbook 4.7).
const BEHIND: i64 = 5;

/// How long a check we wrote may take to come in when the bank names its number.
const NAMED_BEHIND: i64 = 180;

/// How many days a processor may take to pay out: two banking days, a weekend, a holiday.
const PAID_OUT_WITHIN: i64 = 7;

/// The most lines that are looked through for a sum, and the most that make one up.
const SUM_OF: usize = 12;
const SUM_AT_MOST: usize = 6;

/// Every pairing that can only be so.
pub fn plan(lines: &[BankSide], books: &[BookSide]) -> Vec<Pairing> {
    let mut table = Table::new(lines, books);
    table.reversed();
    table.named();
    table.alike();
    table.sums();
    table.splits();
    table.found
}

/// The places of payouts, by their day and cents, that come to a credit plus at most 4 % in
/// fees: one day's payments, or those of two or three days in a row, of the week before it.
pub fn payout_of(net: i64, on: Day, payments: &[(Day, i64)]) -> Option<Vec<usize>> {
    let is_near = |day: &Day| (0..=PAID_OUT_WITHIN).contains(&day.days_until(on));
    let mut days: Vec<Day> = payments.iter().map(|(day, _)| *day).filter(is_near).collect();
    days.sort_unstable();
    days.dedup();
    let runs = (1..=3).flat_map(|length| days.windows(length).collect::<Vec<_>>());
    runs.into_iter().find_map(|run| {
        let places: Vec<usize> =
            (0..payments.len()).filter(|place| run.contains(&payments[*place].0)).collect();
        let gross: i64 = places.iter().map(|place| payments[*place].1).sum();
        let fees = gross - net;
        (net > 0 && fees >= 0 && fees * 25 <= gross).then_some(places)
    })
}

/// The places of amounts that come to a target, when only one set of them does.
pub fn sum_of(target: i64, amounts: &[i64]) -> Option<Vec<usize>> {
    if amounts.len() > SUM_OF {
        return None;
    }
    let mut found = Vec::new();
    let mut taken = Vec::new();
    search(target, amounts, 0, &mut taken, &mut found);
    (found.len() == 1).then(|| found.remove(0))
}

/// Goes on until a second set is found: then neither is certain.
fn search(
    left: i64,
    amounts: &[i64],
    from: usize,
    taken: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    if left == 0 && taken.len() > 1 {
        found.push(taken.clone());
        return;
    }
    if taken.len() == SUM_AT_MOST || left <= 0 {
        return;
    }
    for place in from..amounts.len() {
        if found.len() > 1 {
            return;
        }
        taken.push(place);
        search(left - amounts[place], amounts, place + 1, taken, found);
        taken.pop();
    }
}

/// The two lists, with what is spoken for already.
struct Table<'t> {
    lines: &'t [BankSide],
    books: &'t [BookSide],
    line_taken: Vec<bool>,
    book_taken: Vec<bool>,
    lines_by_amount: HashMap<i64, Vec<usize>>,
    books_by_amount: HashMap<i64, Vec<usize>>,
    found: Vec<Pairing>,
}

impl<'t> Table<'t> {
    fn new(lines: &'t [BankSide], books: &'t [BookSide]) -> Table<'t> {
        let mut lines_by_amount: HashMap<i64, Vec<usize>> = HashMap::new();
        for (place, line) in lines.iter().enumerate() {
            lines_by_amount.entry(line.cents).or_default().push(place);
        }
        let mut books_by_amount: HashMap<i64, Vec<usize>> = HashMap::new();
        for (place, book) in books.iter().enumerate() {
            books_by_amount.entry(book.cents).or_default().push(place);
        }
        Table {
            lines,
            books,
            line_taken: vec![false; lines.len()],
            book_taken: vec![false; books.len()],
            lines_by_amount,
            books_by_amount,
            found: Vec::new(),
        }
    }

    fn take(&mut self, lines: Vec<usize>, books: Vec<usize>, why: MatchWhy) {
        for place in &lines {
            self.line_taken[*place] = true;
        }
        for place in &books {
            self.book_taken[*place] = true;
        }
        self.found.push(Pairing { lines, books, why });
    }

    /// An entry and the one that takes it back never come to the bank.
    fn reversed(&mut self) {
        let places: HashMap<(i64, i64), usize> = self
            .books
            .iter()
            .enumerate()
            .map(|(place, book)| ((book.entry, book.cents), place))
            .collect();
        for (place, book) in self.books.iter().enumerate() {
            let original = book.reverses.and_then(|entry| places.get(&(entry, -book.cents)));
            if let Some(original) = original.copied()
                && !self.book_taken[original]
                && !self.book_taken[place]
            {
                self.take(Vec::new(), vec![original, place], MatchWhy::Reversed);
            }
        }
    }

    /// The same amount, and the bank names the document.
    fn named(&mut self) {
        for place in 0..self.lines.len() {
            let line = &self.lines[place];
            let words = numbers_of(&line.words);
            let books = self.books_by_amount.get(&line.cents).map_or(&[][..], Vec::as_slice);
            let found = books.iter().copied().find(|book| {
                let side = &self.books[*book];
                let days = side.day.days_until(line.day);
                !self.book_taken[*book]
                    && (-AHEAD..=NAMED_BEHIND).contains(&days)
                    && !side.reference.is_empty()
                    && names(&words, &side.reference)
            });
            if let Some(book) = found {
                self.take(vec![place], vec![book], MatchWhy::Reference);
            }
        }
    }

    /// The same amount within a few days, when nothing else on either side could be meant.
    fn alike(&mut self) {
        for place in 0..self.lines.len() {
            if self.line_taken[place] {
                continue;
            }
            let [book] = self.books_near(place)[..] else {
                continue;
            };
            if self.lines_near(book).len() == 1 {
                self.take(vec![place], vec![book], MatchWhy::AmountAndDay);
            }
        }
    }

    fn books_near(&self, line: usize) -> Vec<usize> {
        let line = &self.lines[line];
        let books = self.books_by_amount.get(&line.cents).map_or(&[][..], Vec::as_slice);
        let is_near =
            |book: &usize| !self.book_taken[*book] && is_near(self.books[*book].day, line.day);
        books.iter().copied().filter(is_near).collect()
    }

    fn lines_near(&self, book: usize) -> Vec<usize> {
        let book = &self.books[book];
        let lines = self.lines_by_amount.get(&book.cents).map_or(&[][..], Vec::as_slice);
        let is_near =
            |line: &usize| !self.line_taken[*line] && is_near(book.day, self.lines[*line].day);
        lines.iter().copied().filter(is_near).collect()
    }

    /// Several lines of one day of the books in one credit.
    fn sums(&mut self) {
        let mut of_day: HashMap<Day, Vec<usize>> = HashMap::new();
        for (place, book) in self.books.iter().enumerate() {
            if !self.book_taken[place] && book.cents > 0 {
                of_day.entry(book.day).or_default().push(place);
            }
        }
        for place in 0..self.lines.len() {
            let line = &self.lines[place];
            if self.line_taken[place] || line.cents <= 0 {
                continue;
            }
            let days = (-AHEAD..=BEHIND).map(|days| line.day.plus_days(-days));
            let mut sets = days.filter_map(|day| {
                let open = of_day.get(&day)?.iter().copied();
                let open: Vec<usize> = open.filter(|book| !self.book_taken[*book]).collect();
                let amounts: Vec<i64> = open.iter().map(|book| self.books[*book].cents).collect();
                let places = sum_of(line.cents, &amounts)?;
                Some(places.into_iter().map(|place| open[place]).collect::<Vec<_>>())
            });
            let (first, second) = (sets.next(), sets.next());
            drop(sets);
            if let (Some(books), None) = (first, second) {
                self.take(vec![place], books, MatchWhy::Sum);
            }
        }
    }

    /// One line of the books in several credits of one day.
    fn splits(&mut self) {
        let mut of_day: HashMap<Day, Vec<usize>> = HashMap::new();
        for (place, line) in self.lines.iter().enumerate() {
            if !self.line_taken[place] && line.cents > 0 {
                of_day.entry(line.day).or_default().push(place);
            }
        }
        for place in 0..self.books.len() {
            let book = &self.books[place];
            if self.book_taken[place] || book.cents <= 0 {
                continue;
            }
            let days = (-AHEAD..=BEHIND).map(|days| book.day.plus_days(days));
            let mut sets = days.filter_map(|day| {
                let open = of_day.get(&day)?.iter().copied();
                let open: Vec<usize> = open.filter(|line| !self.line_taken[*line]).collect();
                let amounts: Vec<i64> = open.iter().map(|line| self.lines[*line].cents).collect();
                let places = sum_of(book.cents, &amounts)?;
                Some(places.into_iter().map(|place| open[place]).collect::<Vec<_>>())
            });
            let (first, second) = (sets.next(), sets.next());
            drop(sets);
            if let (Some(lines), None) = (first, second) {
                self.take(lines, vec![place], MatchWhy::Split);
            }
        }
    }
}

fn is_near(booked: Day, posted: Day) -> bool {
    (-AHEAD..=BEHIND).contains(&booked.days_until(posted))
}

/// The words of a text, small and without what stands between them; a dash holds one together.
fn numbers_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(|word| word.trim_matches('-').trim_start_matches('0'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn names(words: &[String], reference: &str) -> bool {
    let reference = fold(reference);
    let reference = reference.trim().trim_start_matches('0');
    !reference.is_empty() && words.iter().any(|word| word == reference)
}

#[cfg(test)]
mod tests;
