//! Close the deposit: it balances or it is refused, its entry is posted, and its payments are
//! the bank's from now on. The journal's link of this command is the seal on the slip.

use super::records::{self, Closing};
use super::{COUNT, tolerance};
use crate::payments::posting::plain;
use books::Source;
use books::accounts::{OPERATING, OVER_SHORT, UNDEPOSITED};
use books::entries::{self, NewEntry};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Closes a deposit that was counted, explained and verified.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CloseDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// The sealed bag's number, read back from the bag.
    #[serde(default)]
    pub bag: String,
}

/// The deposit is closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositClosed {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// Its number.
    pub number: String,
    /// What goes to the bank.
    pub total_cents: Money,
    /// Cash over (above zero) or short (below).
    pub over_short_cents: Money,
    /// How many checks and money orders.
    pub items: u32,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
}

impl Command for CloseDeposit {
    const NAME: &'static str = "deposits.close";
    const TITLE: &'static str = "Close the deposit";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DepositClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositClosed, Refusal> {
        let row = records::require_open(desk, self.deposit)?;
        let branch = desk.branch();
        let tolerance = tolerance(desk, branch)?;
        let before = records::before_closing(desk, branch, &row, tolerance)?;
        if before.posted.is_empty() && before.held == 0 {
            return Err(Refusal::conflict(
                "deposits.empty",
                "Nothing was posted into this deposit, so there is nothing to take to the bank.",
            ));
        }
        for condition in before.conditions() {
            if let Some(words) = condition.hindrance {
                let href = format!("/deposits/{}", self.deposit);
                return Err(Refusal::conflict_with(
                    condition.code,
                    words,
                    href,
                    "Go to the deposit",
                ));
            }
        }
        let counted =
            before.counted.ok_or_else(|| Refusal::broken("a verified deposit without a count"))?;
        let (total, posted) = (counted.total(), before.posted.total());
        let over_short = counted.over_short(&before.posted);
        // Handbook P27: what is missing is a cost, what is too much takes off it.
        let entry = entries::post(
            desk,
            NewEntry {
                day: row.day,
                memo: format!("Deposit {}", row.number),
                source: Source::of(self.deposit),
                lines: vec![
                    plain(OPERATING, total),
                    plain(OVER_SHORT, -over_short),
                    plain(UNDEPOSITED, -posted),
                ],
            },
        )?;
        let (items, bag) = (before.posted.items(), self.bag.trim());
        records::mark_closed(
            desk,
            self.deposit,
            &Closing { total, over_short, items, bag, entry },
        )?;
        let words = format!("deposit {} {} {} {bag}", row.number, row.day, total.plain());
        desk.search_put(self.deposit, &words)?;
        desk.subject(self.deposit);
        Ok(DepositClosed {
            deposit: self.deposit,
            number: row.number,
            total_cents: total,
            over_short_cents: over_short,
            items,
            entry,
        })
    }
}

#[cfg(test)]
mod tests;
