//! Lockbox files as tables: checks the bank opened, with what each one pays.
//!
//! No two banks name their columns alike, but all of them say the same: the box, the batch, the
//! check, its payer, our customer and the invoices it pays. [`read`] finds the columns by their
//! names, joins the rows of one check, and verifies the counts and totals of the trailers, or of
//! the line above the header where a bank writes its total there. A file whose total does not
//! hold is refused whole; a check that cannot be read, or stands in the file twice, is held.

mod names;
mod print;
mod read;
mod rows;

#[cfg(test)]
mod tests;

use values::{Day, Sealed};

pub use names::Meaning;
pub use print::print;
pub use read::{LockboxReading, read};

/// The checks of one batch of one box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockboxBatch {
    /// The line of its first check, counted from 1.
    pub line: u64,
    /// The box; may be empty.
    pub lockbox: String,
    /// The batch's number; may be empty.
    pub number: String,
    /// The day of the deposit.
    pub received_on: Day,
    /// The checks in the order of the file.
    pub checks: Vec<LockboxCheck>,
}

/// One check, or another item in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockboxCheck {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// Its number within the batch; may be empty.
    pub item: String,
    /// `CHECK`, `MONEY ORDER` or another kind in the bank's words; may be empty.
    pub tender: String,
    /// The check's number; may be empty.
    pub check_number: String,
    /// The payer's bank as nine digits; may be empty.
    pub routing: String,
    /// The payer's account, or the last digits of it.
    pub account: Sealed,
    /// Who paid; may be empty.
    pub payer: String,
    /// Our number of the customer; may be empty, for a check without a stub.
    pub customer_number: String,
    /// Whole cents.
    pub amount_cents: i64,
    /// The invoices on the stub.
    pub invoices: Vec<PaidInvoice>,
    /// Where the bank keeps the picture; may be empty.
    pub image: String,
}

/// An invoice a check pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidInvoice {
    /// Its number as the stub says it.
    pub number: String,
    /// How much of the check is for it; `None` when it is not said.
    pub amount_cents: Option<i64>,
}

impl LockboxBatch {
    /// What the batch comes to, in whole cents.
    pub fn total_cents(&self) -> i64 {
        self.checks.iter().fold(0, |sum, check| sum.saturating_add(check.amount_cents))
    }
}

impl LockboxCheck {
    /// What makes two items the same check (bank, account, number and amount); `None`
    /// where too little is known to say so.
    pub fn duplicate_key(&self) -> Option<String> {
        let known = !self.check_number.is_empty() && !self.routing.is_empty();
        known.then(|| {
            let account = self.account.open();
            format!("{}/{account}/{}/{}", self.routing, self.check_number, self.amount_cents)
        })
    }
}
