//! Post the rows of a batch that are ready. One that is refused stays with its reason.

use super::records::{self, PastedLineRow};
use crate::batches::records::require_open;
use crate::payments::rules::onto_named;
use crate::payments::{POST, PostPayment};
use books::open_items::list_open_charges;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Posts the pasted rows of a batch that are ready.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostPastedLines {
    /// Which batch.
    pub batch: Id<noun::Batch>,
}

/// They are posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PastedLinesPosted {
    /// The batch.
    pub batch: Id<noun::Batch>,
    /// How many rows were posted.
    pub posted: i64,
    /// What they come to.
    pub amount_cents: Money,
    /// How many rows were refused and wait with their reason.
    pub refused: i64,
}

impl Command for PostPastedLines {
    const NAME: &'static str = "pasted_lines.post";
    const TITLE: &'static str = "Post the pasted rows";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("batch");
    type Receipt = PastedLinesPosted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PastedLinesPosted, Refusal> {
        require_open(desk, self.batch)?;
        let branch = desk.branch();
        let waiting = records::list_waiting(desk, branch, self.batch)?;
        let ready: Vec<PastedLineRow> =
            waiting.into_iter().filter(|row| row.problems().is_empty()).collect();
        if ready.is_empty() {
            return Err(Refusal::conflict_with(
                "pasted_lines.none_ready",
                "No pasted row of this batch is ready. Mend those that wait, or paste some.",
                format!("/payments/post?batch={}", self.batch),
                "Go to the batch",
            ));
        }
        let mut receipt = PastedLinesPosted {
            batch: self.batch,
            posted: 0,
            amount_cents: Money::ZERO,
            refused: 0,
        };
        for row in ready {
            let amount = row.amount.expect("a ready row has an amount");
            match post(desk, &row, amount)? {
                Some(payment) => {
                    records::mark_posted(desk, row.id, payment)?;
                    receipt.posted += 1;
                    receipt.amount_cents += amount;
                }
                None => receipt.refused += 1,
            }
        }
        desk.subject(self.batch);
        Ok(receipt)
    }
}

/// The payment of a row; none when it was refused, and the row then says why.
fn post(
    desk: &mut Desk<'_>,
    row: &PastedLineRow,
    amount: Money,
) -> Result<Option<Id<noun::Payment>>, Refusal> {
    let customer = row.customer.expect("a ready row has a customer");
    let branch = desk.branch();
    let applications = match &*row.invoice {
        "" => None,
        invoice => {
            let open = list_open_charges(desk, branch, customer)?;
            onto_named(&open, &[(invoice, None)], amount)
        }
    };
    let command = PostPayment {
        applications,
        batch: Some(row.batch),
        again: Some(row.again.clone()).filter(|reason| !reason.is_empty()),
        ..PostPayment::of(customer, amount, row.method())
    };
    match desk.attempt(command) {
        Ok(posted) => Ok(Some(posted.payment)),
        Err(refusal @ (Refusal::Conflict { .. } | Refusal::Invalid(_))) => {
            records::mark_refused(desk, row.id, &refusal.sentence())?;
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}
