//! Key the tape anew: a check was found under the blotter, or an amount was misread. Both
//! tapes are kept, and the last one holds.

use super::{POST, records, tape};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Keys the tape of a batch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct KeyTape {
    /// Which batch.
    pub batch: Id<noun::Batch>,
    /// The tape of the checks: one amount in dollars a line, as keyed.
    #[serde(default)]
    pub checks: String,
    /// The tape of the money orders, likewise.
    #[serde(default)]
    pub money_orders: String,
}

/// The tape holds.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TapeKeyed {
    /// The batch.
    pub batch: Id<noun::Batch>,
    /// How many lines are left to post.
    pub left: usize,
    /// What they come to.
    pub left_cents: Money,
}

impl Command for KeyTape {
    const NAME: &'static str = "batches.key_tape";
    const TITLE: &'static str = "Key the tape";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("batch");
    type Receipt = TapeKeyed;

    fn problems(&self) -> Problems {
        match tape::read(&self.checks, &self.money_orders) {
            Ok(keyed) => Problems::none().when(
                keyed.is_empty(),
                "checks",
                "Key at least one amount, one a line.",
            ),
            Err(problems) => problems,
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TapeKeyed, Refusal> {
        records::require_open(desk, self.batch)?;
        let branch = desk.branch();
        let keyed = tape::read(&self.checks, &self.money_orders)?;
        let before = records::list_tape(desk, branch, self.batch)?;
        records::insert_tape(desk, self.batch, &keyed)?;
        desk.change(self.batch, &before, &keyed)?;
        let (left, left_cents) = tape::find_standing(desk, branch, self.batch)?.left();
        Ok(TapeKeyed { batch: self.batch, left, left_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batches::OpenBatch;
    use crate::testing::Desktop;

    fn opened(desk: &Desktop) -> Id<noun::Batch> {
        let empty = || String::new();
        let open = OpenBatch { checks: "10.00".into(), money_orders: empty(), note: empty() };
        desk.run(open).expect("a batch").batch
    }

    fn key(batch: Id<noun::Batch>, checks: &str, money_orders: &str) -> KeyTape {
        KeyTape { batch, checks: checks.into(), money_orders: money_orders.into() }
    }

    #[test]
    fn the_last_tape_holds() {
        let desk = Desktop::new();
        let batch = opened(&desk);
        let keyed = desk.run(key(batch, "10.00\n12.50", "49.00")).unwrap();
        assert_eq!((keyed.left, keyed.left_cents), (3, Money::cents(7_150)));
    }

    #[test]
    fn an_empty_or_unreadable_tape_is_refused() {
        let desk = Desktop::new();
        let batch = opened(&desk);
        assert_eq!(desk.refused(key(batch, "", "")).status(), 422);
        assert_eq!(desk.refused(key(batch, "ten", "")).status(), 422);
        let unknown = desk.refused(key(Id::new(77), "1", ""));
        assert_eq!(unknown, Refusal::NotFound { what: "batch" });
        let refusal = desk.run_as(desk.stranger, key(batch, "1", "")).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
