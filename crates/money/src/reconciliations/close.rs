//! Close a reconciliation: the statement's balance is the books' less what is outstanding.

use super::{CLOSE, records};
use crate::bank_accounts::records::{require_open, standing};
use crate::bank_imports::records::closed_until;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Closes a reconciliation to the day a statement ends.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CloseReconciliation {
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The day the statement ends.
    pub ends_on: Day,
    /// The balance the statement ends with.
    pub ending_cents: Money,
    /// What is to be known about it.
    #[serde(default)]
    pub note: String,
}

/// It is closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReconciliationClosed {
    /// The reconciliation.
    pub reconciliation: Id<noun::Reconciliation>,
    /// What the books say on that day.
    pub books_cents: Money,
    /// What the books have and the bank does not yet.
    pub outstanding_cents: Money,
}

impl Command for CloseReconciliation {
    const NAME: &'static str = "reconciliations.close";
    const TITLE: &'static str = "Close the reconciliation";
    const DUTY: Duty = CLOSE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ReconciliationClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ReconciliationClosed, Refusal> {
        let account = require_open(desk, self.bank_account)?;
        let branch = desk.branch();
        let closed = closed_until(desk, branch, account.id)?;
        let first = closed.map_or(account.starts_on, |until| until.plus_days(1));
        if self.ends_on < first || self.ends_on > desk.today() {
            let words = format!("Enter a day from {} to today.", first.us());
            return Err(Refusal::invalid("ends_on", words));
        }
        let now = standing(desk, branch, &account, self.ends_on)?;
        if now.unposted_items > 0 {
            return Err(Refusal::conflict_with(
                "reconciliations.not_matched",
                format!(
                    "{} lines of the bank, {} in all, are not in the books yet. Match them first.",
                    now.unposted_items, now.unposted
                ),
                format!("/bank-lines/match?account={}", account.id),
                "Match them",
            ));
        }
        if now.bank != self.ending_cents {
            return Err(Refusal::conflict(
                "reconciliations.statement_differs",
                format!(
                    "The lines taken from the bank come to {}, and the statement ends with {}, \
                     {} apart. Take in the statement that is missing, or look at the day.",
                    now.bank,
                    self.ending_cents,
                    (now.bank - self.ending_cents).abs()
                ),
            ));
        }
        let reconciliation = desk.id();
        records::insert_reconciliation(desk, reconciliation, &self, &now)?;
        desk.subject(reconciliation);
        desk.subject(account.id);
        Ok(ReconciliationClosed {
            reconciliation,
            books_cents: now.books,
            outstanding_cents: now.outstanding,
        })
    }
}
