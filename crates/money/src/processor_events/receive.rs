//! Take in a processor's message.

use super::{RECEIVE, records};
use crate::disputes;
use crate::draws::{self, ask_job};
use crate::mandates::records::find_by_method;
use crate::mandates::{EndCause, end_because};
use crate::payouts;
use crate::processors::{DisputeTold, ProcessorName};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// What a message tells.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Told {
    /// A draw is decided: what became of it is asked for.
    Decided {
        /// Its once-key.
        once: String,
    },
    /// A customer has left a method at a page.
    MethodLeft {
        /// The once-key the page was made with.
        once: String,
        /// The page.
        page: String,
    },
    /// A customer's saved card or account was removed at the processor.
    MethodRemoved {
        /// The method, as the processor knows it.
        method: String,
    },
    /// A dispute was opened, has changed or is decided.
    Disputed {
        /// The dispute.
        dispute: DisputeTold,
    },
    /// Money is on its way to our bank.
    PaidOut {
        /// The payout.
        payout: String,
    },
    /// Nothing that concerns us.
    Nothing,
}

/// Takes in a message.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReceiveEvent {
    /// Who tells it.
    pub processor: ProcessorName,
    /// Its own name of the message: the same one is taken once.
    pub reference: String,
    /// Its word for what happened.
    pub kind: String,
    /// What it tells.
    pub told: Told,
}

/// The message is taken in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct EventReceived {
    /// What came of it, in words.
    pub outcome: String,
    /// Whether it was taken in before; then nothing was done.
    pub repeated: bool,
}

/// The fact that a customer has left a method at a processor's page.
#[derive(Clone, Debug)]
pub struct MethodWasLeft {
    /// The once-key the page was made with.
    pub once: String,
    /// The page.
    pub page: String,
}

impl Command for ReceiveEvent {
    const NAME: &'static str = "processor_events.receive";
    const TITLE: &'static str = "Take in a processor's message";
    const DUTY: Duty = RECEIVE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = EventReceived;

    fn problems(&self) -> Problems {
        let blank = self.reference.trim().is_empty();
        Problems::none().when(blank, "reference", "Enter the message's own reference.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<EventReceived, Refusal> {
        let branch = desk.branch();
        if let Some(outcome) = records::find_outcome(desk, branch, &self)? {
            return Ok(EventReceived { outcome, repeated: true });
        }
        let outcome = act(desk, &self)?;
        let id: Id<noun::ProcessorEvent> = desk.id();
        records::insert_event(desk, id, &self, &outcome)?;
        desk.subject(id);
        Ok(EventReceived { outcome, repeated: false })
    }
}

fn act(desk: &mut Desk<'_>, event: &ReceiveEvent) -> Result<String, Refusal> {
    let branch = desk.branch();
    match &event.told {
        Told::Nothing => Ok("Nothing to do".into()),
        Told::Decided { once } => match draws::records::find_by_once(desk, branch, once)? {
            None => Ok("No draw of ours".into()),
            Some(draw) => {
                ask_job(desk, draw, &event.reference)?;
                desk.subject(draw);
                Ok("What became of the draw is asked for".into())
            }
        },
        Told::MethodLeft { once, page } => {
            desk.announce(MethodWasLeft { once: once.clone(), page: page.clone() });
            Ok("The method that was left is asked for".into())
        }
        Told::MethodRemoved { method } => match find_by_method(desk, branch, method)? {
            None => Ok("No AutoPay draws by it".into()),
            Some(mandate) => {
                let reason = format!("Removed at {}", event.processor.title());
                end_because(desk, mandate, EndCause::Removed, reason)?;
                Ok("AutoPay has ended for it".into())
            }
        },
        Told::Disputed { dispute } => disputes::take_in(desk, event.processor, dispute),
        Told::PaidOut { payout } => {
            payouts::fetch_job(desk, event.processor, payout)?;
            Ok("What the payout is made of is asked for".into())
        }
    }
}
