//! The matches' rows.

use crate::bank_lines::matching::NewMatch;
use crate::bank_lines::words::MatchWhy;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A match.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchRow {
    /// Its id.
    pub id: Id<noun::BankMatch>,
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// Why.
    pub why: MatchWhy,
    /// Why, in words.
    pub words: String,
    /// What it comes to on each side.
    pub amount: Money,
    /// The day all of it was there.
    pub cleared_on: Day,
    /// What was posted for it.
    pub entry: Option<Id<noun::Entry>>,
    /// When it was made.
    pub matched_at: Instant,
    /// By whom.
    pub matched_by_name: String,
    /// When it was taken apart.
    pub undone_at: Option<Instant>,
}
from_row!(MatchRow {
    id,
    bank_account,
    why,
    words,
    amount,
    cleared_on,
    entry,
    matched_at,
    matched_by_name,
    undone_at
});

/// The match of this id, in this branch.
pub fn find_match(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_match: Id<noun::BankMatch>,
) -> Result<Option<MatchRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT m.id, m.bank_account_id, m.why, m.words, m.amount_cents, m.cleared_on, \
             m.entry_id, m.matched_at, s.name, m.undone_at FROM bank_matches m \
             JOIN staff s ON s.id = m.matched_by WHERE m.branch_id = $1 AND m.id = $2"
        ),
        args![branch, bank_match],
    )
}

/// A match on its way into the rows.
pub(in crate::bank_lines) struct MatchToWrite<'m> {
    pub id: Id<noun::BankMatch>,
    pub cleared_on: Day,
    pub amount: Money,
    pub new: &'m NewMatch<'m>,
}

/// Writes matches and the books' lines they hold.
pub(in crate::bank_lines) fn insert_matches(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
    all: &[MatchToWrite<'_>],
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let rows: Vec<_> = all
        .iter()
        .map(|one| {
            [
                V::from(one.id),
                V::from(branch),
                V::from(bank_account),
                V::from(one.new.why),
                V::from(one.new.words.as_str()),
                V::from(one.amount),
                V::from(one.cleared_on),
                V::from(one.new.entry),
                V::from(now),
                V::from(who),
                V::from(""),
            ]
        })
        .collect();
    let columns = [
        "id",
        "branch_id",
        "bank_account_id",
        "why",
        "words",
        "amount_cents",
        "cleared_on",
        "entry_id",
        "matched_at",
        "matched_by",
        "undone_why",
    ];
    desk.insert_many("bank_matches", columns, rows)?;
    let mut rows = Vec::new();
    for one in all {
        for book in &one.new.books {
            let id: Id<noun::BankLine> = desk.id();
            rows.push([
                V::from(id),
                V::from(branch),
                V::from(one.id),
                V::from(book.line),
                V::from(book.amount),
            ]);
        }
    }
    let columns = ["id", "branch_id", "bank_match_id", "entry_line_id", "amount_cents"];
    desk.insert_many("bank_match_lines", columns, rows)?;
    Ok(())
}

/// Takes a match apart: its lines on both sides are free.
pub(in crate::bank_lines) fn mark_match_undone(
    desk: &mut Desk<'_>,
    id: Id<noun::BankMatch>,
    why: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_matches SET undone_at = $3, undone_by = $4, undone_why = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, why],
    )?;
    desk.exec(
        sql!(
            "UPDATE bank_match_lines SET freed_at = $3 \
             WHERE branch_id = $1 AND bank_match_id = $2 AND freed_at IS NULL"
        ),
        args![branch, id, now],
    )?;
    desk.exec(
        sql!(
            "UPDATE bank_lines SET bank_match_id = NULL WHERE branch_id = $1 \
             AND bank_match_id = $2"
        ),
        args![branch, id],
    )?;
    Ok(())
}
