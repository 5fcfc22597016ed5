//! Open a batch, with the tape of what lies on the desk.

use super::{POST, records, tape};
use crate::deposits::OpenDeposit;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Opens a batch for the day's deposit.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenBatch {
    /// The tape of the checks: one amount in dollars a line, as keyed.
    #[serde(default)]
    pub checks: String,
    /// The tape of the money orders, likewise.
    #[serde(default)]
    pub money_orders: String,
    /// Where it comes from: "Mail opened by Ruth and Ben at 10:40".
    #[serde(default)]
    pub note: String,
}

/// The batch is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BatchOpened {
    /// The batch.
    pub batch: Id<noun::Batch>,
    /// Its number.
    pub number: String,
    /// The deposit its money goes into.
    pub deposit: Id<noun::Deposit>,
}

impl Command for OpenBatch {
    const NAME: &'static str = "batches.open";
    const TITLE: &'static str = "Open a batch";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = BatchOpened;

    fn problems(&self) -> Problems {
        tape::read(&self.checks, &self.money_orders).err().unwrap_or_default()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BatchOpened, Refusal> {
        let keyed = tape::read(&self.checks, &self.money_orders)?;
        let opened = desk.perform(OpenDeposit {})?;
        let branch = desk.branch();
        let place = records::count_of_day(desk, branch, opened.day)? + 1;
        let (batch, number) = (desk.id(), number_of(opened.day, place));
        let (day, deposit, note) = (opened.day, opened.deposit, self.note.trim());
        records::insert_batch(desk, batch, &number, day, deposit, note)?;
        if !keyed.is_empty() {
            records::insert_tape(desk, batch, &keyed)?;
        }
        desk.subject(batch);
        desk.subject(deposit);
        Ok(BatchOpened { batch, number, deposit })
    }
}

/// `CK-0302` for the first batch of March 2, `CK-0302-2` for the second.
fn number_of(day: Day, place: i64) -> String {
    let first = format!("CK-{:02}{:02}", day.month(), day.day());
    match place {
        1 => first,
        _ => format!("{first}-{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Desktop;

    fn open(checks: &str) -> OpenBatch {
        OpenBatch { checks: checks.into(), money_orders: String::new(), note: String::new() }
    }

    #[test]
    fn a_batch_belongs_to_the_days_deposit() {
        let desk = Desktop::new();
        let first = desk.run(open("127.33\n240.00")).unwrap();
        assert_eq!(first.number, "CK-0302");
        assert_eq!(desk.run(OpenDeposit {}).unwrap().deposit, first.deposit);
        assert_eq!(desk.run(open("")).unwrap().number, "CK-0302-2");
        let standing =
            desk.read(|reader| tape::find_standing(reader, desk.branch, first.batch)).unwrap();
        assert_eq!(standing.left(), (2, values::Money::cents(36_733)));
    }

    #[test]
    fn a_tape_that_cannot_be_read_is_refused_by_its_line() {
        let desk = Desktop::new();
        let refusal = desk.refused(open("127.33\nabc"));
        assert!(matches!(&refusal, Refusal::Invalid(p) if p.of("checks").is_some()));
        let refusal = desk.run_as(desk.stranger, open("")).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
