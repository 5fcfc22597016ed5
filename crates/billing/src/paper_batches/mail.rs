//! Mail those papers of a run or a cycle that go by e-mail.

use super::asked::{self, AskedPapers, BatchStarted};
use crate::billing_options::{Delivery, StatementCycle};
use crate::invoices::ISSUE;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Mails the invoices of a run that were not mailed yet, or the statements of a cycle, that go
/// by e-mail.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MailPapers {
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

impl Command for MailPapers {
    const NAME: &'static str = "paper_batches.mail";
    const TITLE: &'static str = "Mail many papers";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BatchStarted;

    fn problems(&self) -> Problems {
        self.papers().problems()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BatchStarted, Refusal> {
        asked::ask(desk, self.papers(), Delivery::Email)
    }
}

impl MailPapers {
    fn papers(&self) -> AskedPapers {
        let MailPapers { billing_run, cycle, to_on } = *self;
        AskedPapers { billing_run, cycle, to_on }
    }
}
