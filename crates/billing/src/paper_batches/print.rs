//! Print those papers of a run or a cycle that go on paper, as one PDF.

use super::asked::{self, AskedPapers, BatchStarted};
use crate::billing_options::{Delivery, StatementCycle};
use crate::invoices::ISSUE;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Prints the invoices of a run, or the statements of a cycle, that go on paper.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PrintPapers {
    /// The billing run whose invoices these are.
    #[serde(default)]
    pub billing_run: Option<Id<noun::BillingRun>>,
    /// The cycle whose statements these are, of everybody who owes.
    #[serde(default)]
    pub cycle: Option<StatementCycle>,
    /// The day of the statements; today when nothing is said.
    #[serde(default)]
    pub to_on: Option<Day>,
}

impl Command for PrintPapers {
    const NAME: &'static str = "paper_batches.print";
    const TITLE: &'static str = "Print many papers";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BatchStarted;

    fn problems(&self) -> Problems {
        self.papers().problems()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BatchStarted, Refusal> {
        asked::ask(desk, self.papers(), Delivery::Print)
    }
}

impl PrintPapers {
    fn papers(&self) -> AskedPapers {
        let PrintPapers { billing_run, cycle, to_on } = *self;
        AskedPapers { billing_run, cycle, to_on }
    }
}
