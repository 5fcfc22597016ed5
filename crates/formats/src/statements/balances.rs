//! The running balance as proof that no row is missing.

use crate::problems::{Problems, shown};

/// Follows the balances of a table in both directions, since half the banks write the newest row
/// first.
#[derive(Clone, Debug, Default)]
pub(super) struct Balances {
    last: Option<(i64, i64)>,
    rows: u64,
    /// The first line that breaks the order from old to new, and from new to old.
    breaks: [Option<u64>; 2],
}

impl Balances {
    /// Takes in the next row.
    pub fn add(&mut self, line: u64, amount_cents: i64, balance_cents: Option<i64>) {
        let Some(balance) = balance_cents else {
            // A row without a balance leaves nothing to compare with.
            self.last = None;
            return;
        };
        if let Some((last_amount, last_balance)) = self.last {
            self.rows += 1;
            let steps = [
                last_balance.checked_add(amount_cents) == Some(balance),
                balance.checked_add(last_amount) == Some(last_balance),
            ];
            for (first, fits) in self.breaks.iter_mut().zip(steps) {
                if !fits && first.is_none() {
                    *first = Some(line);
                }
            }
        }
        self.last = Some((amount_cents, balance));
    }

    /// Says where the balances do not follow from the amounts.
    pub fn judge(&self, problems: &mut Problems) {
        if let [Some(ascending), Some(descending)] = self.breaks {
            // The order that held for longer is the table's own.
            let line = ascending.max(descending);
            let says = format!(
                "The balance does not follow from the row beside it (line {}): a row is missing \
                 or an amount is wrong.",
                shown(&line.to_string())
            );
            problems.note(line, "statement.balance", "balance", says);
        }
    }
}
