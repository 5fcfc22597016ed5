//! Match lines by hand: some of the bank's with some of the books', payments that a payout
//! covers, and a difference that is posted where it belongs.

use super::matching::{self, NewMatch};
use super::records::{self, BookRow, LineRow};
use super::words::MatchWhy;
use super::{MATCH, UnmatchLines};
use crate::bank_accounts::BankAccountRow;
use crate::bank_accounts::records::require_open;
use crate::payments::SettlePayments;
use crate::payments::posting::plain;
use books::accounts::{self, CONTROLS, OPERATING};
use books::entries::{self, NewEntry};
use books::{Account, Source};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Says that lines of the bank and of the books are the same money.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MatchLines {
    /// The bank's lines, all of one account.
    pub lines: Vec<Id<noun::BankLine>>,
    /// The books' lines of that account.
    #[serde(default)]
    pub books: Vec<Id<noun::EntryLine>>,
    /// Card and ACH payments the processor paid out with it; what is missing is its fee.
    #[serde(default)]
    pub payments: Vec<Id<noun::Payment>>,
    /// Where a difference is posted.
    #[serde(default)]
    pub rest: Option<Rest>,
    /// Why, when it needs words.
    #[serde(default)]
    pub note: String,
}

/// Where a difference is posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// The account: 6210 for the bank's charges.
    pub account: Id<noun::Account>,
    /// What it is.
    pub memo: String,
}

/// They are one.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LinesMatched {
    /// The match.
    pub bank_match: Id<noun::BankMatch>,
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// What the bank's lines come to.
    pub amount_cents: Money,
    /// What was posted as fees of the processor.
    pub fees_cents: Money,
    /// What was posted as a difference.
    pub rest_cents: Money,
}

impl Command for MatchLines {
    const NAME: &'static str = "bank_lines.match";
    const TITLE: &'static str = "Match lines of the bank";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LinesMatched;

    fn problems(&self) -> Problems {
        let is_blank = self.rest.as_ref().is_some_and(|rest| rest.memo.trim().is_empty());
        Problems::none()
            .when(self.lines.is_empty(), "lines", "Choose at least one line of the bank.")
            .when(is_blank, "rest.memo", "Say what the difference is.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinesMatched, Refusal> {
        let lines = self.bank_lines(desk)?;
        let bank_account = lines[0].bank_account;
        let account = require_open(desk, bank_account)?;
        let mut books = self.book_lines(desk, &account)?;
        let bank: Money = lines.iter().map(|line| line.amount).sum();
        let fees = self.settle(desk, &account, &lines, &mut books, bank)?;
        let booked: Money = books.iter().map(|book| book.amount).sum();
        let rest = bank - booked;
        let entry = match (rest.is_zero(), &self.rest) {
            (true, _) => None,
            (false, Some(to)) => Some(post_rest(desk, &account, &lines, rest, to)?),
            (false, None) => return Err(off(bank, booked)),
        };
        if let Some(entry) = entry {
            let branch = desk.branch();
            books.extend(records::list_books_of_entry(desk, branch, bank_account, entry)?);
        }
        let new = NewMatch {
            lines: lines.iter().collect(),
            books: books.iter().collect(),
            why: MatchWhy::Hand,
            words: self.words(fees, rest),
            entry,
        };
        let bank_match = matching::make(desk, bank_account, &[new])?[0];
        for line in &lines {
            desk.subject(line.id);
        }
        desk.subject(bank_match);
        Ok(LinesMatched {
            bank_match,
            bank_account,
            amount_cents: bank,
            fees_cents: fees,
            rest_cents: rest,
        })
    }

    fn reversal(receipt: &LinesMatched) -> Option<Errand> {
        let (bank_match, reason) = (receipt.bank_match, String::from("Taken back at once"));
        Some(Errand::of(UnmatchLines { bank_match, reason }))
    }
}

impl MatchLines {
    fn bank_lines(&self, desk: &mut Desk<'_>) -> Result<Vec<LineRow>, Refusal> {
        let branch = desk.branch();
        let mut lines: Vec<LineRow> = Vec::with_capacity(self.lines.len());
        for id in &self.lines {
            let line = records::find_line(desk, branch, *id)?
                .ok_or(Refusal::NotFound { what: "bank line" })?;
            if line.bank_match.is_some() || line.withdrawn_at.is_some() {
                return Err(Refusal::conflict_with(
                    "bank_lines.matched",
                    format!("The bank's line of {} was matched meanwhile.", line.amount),
                    format!("/bank-lines/{id}"),
                    "See the line",
                ));
            }
            let is_twice = lines.iter().any(|one| one.id == line.id);
            let is_other = lines.first().is_some_and(|one| one.bank_account != line.bank_account);
            if is_twice || is_other {
                let words = "Choose lines of one bank account, each once.";
                return Err(Refusal::invalid("lines", words));
            }
            lines.push(line);
        }
        Ok(lines)
    }

    fn book_lines(
        &self,
        desk: &mut Desk<'_>,
        account: &BankAccountRow,
    ) -> Result<Vec<BookRow>, Refusal> {
        if self.books.is_empty() {
            return Ok(Vec::new());
        }
        let branch = desk.branch();
        let mut books: Vec<BookRow> = Vec::with_capacity(self.books.len());
        for id in &self.books {
            let found = records::find_open_book(desk, branch, account, *id)?;
            let Some(book) = found.filter(|_| books.iter().all(|one| one.line != *id)) else {
                return Err(Refusal::conflict(
                    "bank_lines.book_line_taken",
                    "A line of the books was matched meanwhile, or is not of this account. \
                     Choose again.",
                ));
            };
            books.push(book);
        }
        Ok(books)
    }

    /// Settles the payments a payout covers. What is missing against them is the processor's
    /// fee, unless a place for the difference was named (handbook P12, 4.6).
    fn settle(
        &self,
        desk: &mut Desk<'_>,
        account: &BankAccountRow,
        lines: &[LineRow],
        books: &mut Vec<BookRow>,
        bank: Money,
    ) -> Result<Money, Refusal> {
        if self.payments.is_empty() {
            return Ok(Money::ZERO);
        }
        if account.account != OPERATING {
            let words =
                format!("Payouts come to the account that is {} in the books.", OPERATING.0);
            return Err(Refusal::conflict("bank_lines.not_operating", words));
        }
        let branch = desk.branch();
        let gross = records::sum_payments(desk, branch, &self.payments)?;
        let booked: Money = books.iter().map(|book| book.amount).sum();
        let missing = gross + booked - bank;
        let fees = match self.rest {
            Some(_) => Money::ZERO,
            None if missing.is_negative() => return Err(off(bank, gross + booked)),
            None if missing.as_cents() * 10 > gross.as_cents() => {
                return Err(Refusal::conflict(
                    "bank_lines.fees_too_high",
                    format!(
                        "The payments come to {gross}, and {missing} is missing, more than a \
                         tenth. Choose the payments of this payout only."
                    ),
                ));
            }
            None => missing,
        };
        let last = lines.iter().max_by_key(|line| line.posted_on);
        let Some(last) = last else {
            return Ok(Money::ZERO);
        };
        let settled = desk.perform(SettlePayments {
            payments: self.payments.clone(),
            settled_on: last.posted_on,
            fees_cents: fees,
            reference: last.reference.clone(),
        })?;
        books.extend(records::list_books_of_entry(desk, branch, account.id, settled.entry)?);
        Ok(fees)
    }

    fn words(&self, fees: Money, rest: Money) -> String {
        let mut words = match self.note.trim() {
            "" => String::from("Matched by hand."),
            note => format!("{}.", note.trim_end_matches('.')),
        };
        if !fees.is_zero() {
            words += &format!(" {} payments, {fees} kept as fees.", self.payments.len());
        }
        if let (false, Some(to)) = (rest.is_zero(), &self.rest) {
            words += &format!(" {rest} posted to {}: {}.", to.account, to.memo.trim());
        }
        words
    }
}

fn off(bank: Money, booked: Money) -> Refusal {
    Refusal::conflict(
        "bank_lines.off",
        format!(
            "The bank has {bank} and the books {booked}, {} apart. Choose what is missing, or \
             say where the difference belongs.",
            (bank - booked).abs()
        ),
    )
}

/// Posts a difference between bank and books.
fn post_rest(
    desk: &mut Desk<'_>,
    account: &BankAccountRow,
    lines: &[LineRow],
    rest: Money,
    to: &Rest,
) -> Result<Id<noun::Entry>, Refusal> {
    let against = Account(to.account.get());
    require_postable(desk, against, account.account, "rest.account")?;
    let line = lines.iter().max_by_key(|line| line.posted_on);
    let Some(line) = line else {
        return Err(Refusal::broken("a difference without a line"));
    };
    entries::post(
        desk,
        NewEntry {
            day: line.posted_on,
            memo: to.memo.trim().to_owned(),
            source: Source::of(line.id),
            lines: vec![plain(account.account, rest), plain(against, -rest)],
        },
    )
}

/// Refuses an account of which every line names a customer or a payment.
pub(super) fn require_postable(
    desk: &mut Desk<'_>,
    against: Account,
    own: Account,
    field: &'static str,
) -> Result<(), Refusal> {
    let is_kept_by_lists = [
        accounts::UNDEPOSITED,
        accounts::CARD_CLEARING,
        accounts::ACH_CLEARING,
        accounts::REFUNDS_PAYABLE,
        accounts::SALES_TAX,
        accounts::DEFERRED,
        accounts::UNBILLED,
    ]
    .contains(&against);
    if CONTROLS.contains(&against) || is_kept_by_lists || against == own {
        let words = format!(
            "{} is posted by its own documents: a payment, a return, a refund. Enter that, and \
             match it.",
            against.0
        );
        return Err(Refusal::invalid(field, words));
    }
    match accounts::records::find_account(desk, against)? {
        Some(_) => Ok(()),
        None => Err(Refusal::invalid(field, "Enter an account of the chart: 6210.")),
    }
}

#[cfg(test)]
mod tests;
