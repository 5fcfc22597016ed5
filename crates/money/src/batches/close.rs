//! Balance a batch: every amount on its tape is posted, and nothing beside it.

use super::{POST, records, tape};
use crate::pasted_lines::records::list_waiting;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Balances and closes a batch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CloseBatch {
    /// Which batch.
    pub batch: Id<noun::Batch>,
}

/// The batch is balanced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BatchClosed {
    /// The batch.
    pub batch: Id<noun::Batch>,
    /// What tape and posting agree on.
    pub total_cents: Money,
}

impl Command for CloseBatch {
    const NAME: &'static str = "batches.close";
    const TITLE: &'static str = "Balance the batch";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("batch");
    type Receipt = BatchClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BatchClosed, Refusal> {
        let row = records::require_open(desk, self.batch)?;
        let branch = desk.branch();
        let standing = tape::find_standing(desk, branch, self.batch)?;
        let off = standing.off_words();
        if !off.is_empty() {
            return Err(Refusal::conflict_with(
                "batches.not_balanced",
                format!(
                    "{} does not balance: {}. Post what is left, or key the tape again.",
                    row.number,
                    off.join("; ")
                ),
                format!("/payments/post?batch={}", self.batch),
                "Go to the batch",
            ));
        }
        let waiting = list_waiting(desk, branch, self.batch)?.len();
        if waiting > 0 {
            return Err(Refusal::conflict_with(
                "batches.pasted_lines_wait",
                format!(
                    "{waiting} pasted rows of {} are neither posted nor dropped. Post them, or \
                     drop what is no payment.",
                    row.number
                ),
                format!("/payments/post?batch={}", self.batch),
                "Go to the batch",
            ));
        }
        records::mark_closed(desk, self.batch)?;
        desk.subject(self.batch);
        desk.subject(row.deposit);
        let total_cents = standing.checks.total() + standing.money_orders.total();
        Ok(BatchClosed { batch: self.batch, total_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batches::{KeyTape, OpenBatch};
    use crate::deposits::CloseDeposit;
    use crate::payments::PostPayment;
    use crate::testing::{Desktop, check, money_order, payment};

    fn opened(desk: &Desktop) -> (Id<noun::Batch>, Id<noun::Deposit>) {
        let open = OpenBatch {
            checks: "127.33\n240.00".into(),
            money_orders: "49.00".into(),
            note: "Mail opened by Ruth and Ben at 10:40".into(),
        };
        let opened = desk.run(open).expect("a batch");
        (opened.batch, opened.deposit)
    }

    fn in_batch(batch: Id<noun::Batch>, command: PostPayment) -> PostPayment {
        PostPayment { batch: Some(batch), ..command }
    }

    #[test]
    fn every_line_of_the_tape_is_posted_and_nothing_beside_it() {
        let desk = Desktop::new();
        let (batch, deposit) = opened(&desk);
        let post = |command| desk.run(in_batch(batch, command)).expect("posted");
        post(payment(desk.rivera, check("1042"), 12_733));
        let left = desk.refused(CloseBatch { batch });
        assert_eq!(left.code(), "batches.not_balanced");
        assert!(left.words().contains("1 checks left to post: 240.00"), "{left}");
        post(payment(desk.oak, check("20881"), 24_000));
        post(payment(desk.oak, money_order("28816604"), 4_900));
        post(payment(desk.oak, check("20882"), 100));
        let beside = desk.refused(CloseBatch { batch });
        assert!(beside.words().contains("beside the tape: 1.00"), "{beside}");
        let deposit_waits = desk.refused(CloseDeposit { deposit, bag: String::new() });
        assert_eq!(deposit_waits.code(), "deposits.batches_open");
        desk.run(KeyTape {
            batch,
            checks: "127.33\n240.00\n1.00".into(),
            money_orders: "49.00".into(),
        })
        .unwrap();
        let closed = desk.run(CloseBatch { batch }).unwrap();
        assert_eq!(closed.total_cents, Money::cents(41_733));
        assert_eq!(desk.refused(CloseBatch { batch }).code(), "batches.closed");
        let late = desk.refused(in_batch(batch, payment(desk.oak, check("9"), 100)));
        assert_eq!(late.code(), "batches.closed");
        desk.close(deposit);
        desk.assert_proved();
    }

    #[test]
    fn its_lines_stay_in_their_day_after_midnight_and_after_the_count() {
        let desk = Desktop::new();
        let (batch, deposit) = opened(&desk);
        desk.count_all(deposit);
        desk.later(9 * 60 * 60);
        let posted = desk.run(in_batch(batch, payment(desk.rivera, check("1042"), 12_733)));
        let posted = posted.unwrap();
        assert_eq!(posted.deposit, Some(deposit));
        let row = desk
            .read(|reader| {
                crate::payments::records::find_payment(reader, desk.branch, posted.payment)
            })
            .unwrap();
        assert_eq!(row.unwrap().day, values::Day::ymd(2026, 3, 2));
    }

    #[test]
    fn it_takes_the_duty() {
        let desk = Desktop::new();
        let (batch, _) = opened(&desk);
        let refusal = desk.run_as(desk.stranger, CloseBatch { batch }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
