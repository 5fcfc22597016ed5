//! What a match writes, and what undoing one takes back. A match balances to the cent: what the
//! bank's lines come to, the books' lines come to.

use super::records::{self, BookRow, LineRow};
use super::words::MatchWhy;
use crate::bank_imports::records::closed_until;
use crate::deposits::records as deposits;
use books::entries;
use office::{Desk, Refusal};
use values::{Day, Id, Money, Noun, noun};

/// A match to be made.
pub(crate) struct NewMatch<'m> {
    pub lines: Vec<&'m LineRow>,
    pub books: Vec<&'m BookRow>,
    pub why: MatchWhy,
    /// The reason in words, as it is shown beside the match.
    pub words: String,
    /// The entry posted for it: a fee, a difference.
    pub entry: Option<Id<noun::Entry>>,
}

impl NewMatch<'_> {
    fn amount(&self) -> Money {
        self.books.iter().map(|book| book.amount).sum()
    }

    /// The day all of it was there.
    fn cleared_on(&self) -> Option<Day> {
        let lines = self.lines.iter().map(|line| line.posted_on);
        lines.chain(self.books.iter().map(|book| book.day)).max()
    }
}

/// Makes matches of one bank account, and confirms the deposits that are whole in one of them.
pub(crate) fn make(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
    all: &[NewMatch<'_>],
) -> Result<Vec<Id<noun::BankMatch>>, Refusal> {
    let mut made = Vec::with_capacity(all.len());
    let mut rows = Vec::with_capacity(all.len());
    for one in all {
        let bank: Money = one.lines.iter().map(|line| line.amount).sum();
        if bank != one.amount() {
            return Err(Refusal::broken(format!("a match of {bank} with {}", one.amount())));
        }
        let Some(cleared_on) = one.cleared_on() else {
            return Err(Refusal::broken("a match of nothing"));
        };
        let id = desk.id();
        made.push(id);
        rows.push(records::MatchToWrite { id, cleared_on, new: one, amount: bank });
    }
    records::insert_matches(desk, bank_account, &rows)?;
    for (one, id) in all.iter().zip(&made) {
        for line in &one.lines {
            records::mark_line_matched(desk, line.id, Some(*id))?;
        }
        confirm_deposits(desk, one)?;
    }
    Ok(made)
}

/// The bank has credited a closed deposit: it is confirmed by its line.
fn confirm_deposits(desk: &mut Desk<'_>, one: &NewMatch<'_>) -> Result<(), Refusal> {
    let Some(line) = one.lines.iter().max_by_key(|line| line.posted_on) else {
        return Ok(());
    };
    let branch = desk.branch();
    for book in one.books.iter().filter(|book| book.source == noun::Deposit::NAME) {
        let deposit = Id::new(book.source_id);
        let Some(row) = deposits::find_deposit(desk, branch, deposit)? else {
            continue;
        };
        if row.confirmed_at.is_none() && row.total == Some(book.amount) {
            let on = line.posted_on.max(row.day);
            deposits::mark_confirmed(desk, deposit, on, &line.reference)?;
            desk.subject(deposit);
        }
    }
    Ok(())
}

/// Takes a match apart: its lines wait again, what was posted for it is reversed, and deposits
/// it had confirmed are not confirmed any more.
pub(crate) fn undo(desk: &mut Desk<'_>, id: Id<noun::BankMatch>, why: &str) -> Result<(), Refusal> {
    let branch = desk.branch();
    let row = records::find_match(desk, branch, id)?.ok_or(Refusal::NotFound { what: "match" })?;
    if row.undone_at.is_some() {
        let words = "It was taken apart before.";
        return Err(Refusal::conflict("bank_lines.unmatched", words));
    }
    let until = closed_until(desk, branch, row.bank_account)?;
    if let Some(until) = until.filter(|until| row.cleared_on <= *until) {
        return Err(Refusal::conflict_with(
            "bank_lines.reconciled",
            format!("The bank is reconciled until {}. Reopen that first.", until.us()),
            format!("/bank-accounts/{}", row.bank_account),
            "See the account",
        ));
    }
    for book in records::list_books_of(desk, branch, id)? {
        if book.source == noun::Deposit::NAME {
            deposits::mark_unconfirmed(desk, Id::new(book.source_id), row.matched_at)?;
        }
    }
    records::mark_match_undone(desk, id, why)?;
    if let Some(entry) = row.entry {
        take_back_entry(desk, row.bank_account, entry)?;
    }
    desk.change(id, &"matched", &"taken apart")?;
    Ok(())
}

/// Reverses what was posted for a match. Neither it nor its reversal ever comes to the bank.
fn take_back_entry(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
    entry: Id<noun::Entry>,
) -> Result<(), Refusal> {
    let (branch, day) = (desk.branch(), desk.today());
    let memo = String::from("The match with the bank was taken apart");
    let reversal = entries::reverse(desk, entry, day, memo)?;
    let mut books = Vec::new();
    for entry in [entry, reversal] {
        books.extend(records::list_books_of_entry(desk, branch, bank_account, entry)?);
    }
    let pair = NewMatch {
        lines: Vec::new(),
        books: books.iter().collect(),
        why: MatchWhy::Reversed,
        words: String::from("Posted for a match that was taken apart."),
        entry: None,
    };
    make(desk, bank_account, &[pair])?;
    Ok(())
}
