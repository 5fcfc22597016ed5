//! Record what became of a draw: taken money is posted to its customer, a refund is paid, a
//! decline is kept with its reason.

use super::records::{self, DrawRow};
use super::{TAKE_MONEY, records::DrawState};
use crate::payments::{ApplyTo, Method, PostPayment};
use crate::processors::{DeclineKind, DrawOutcome};
use crate::refunds::{PaidHow, PayRefund};
use crate::words::Tender;
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Records what became of a draw.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordDraw {
    /// The draw.
    pub draw: Id<noun::Draw>,
    /// What the processor, or the terminal, said.
    pub outcome: DrawOutcome,
    /// The job that asked, when one did.
    #[serde(default)]
    pub job: Option<Id<noun::Job>>,
}

/// What became of it is on the books.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DrawRecorded {
    /// The draw.
    pub draw: Id<noun::Draw>,
    /// Where it stands now.
    pub state: DrawState,
    /// The payment, when money was taken.
    pub payment: Option<Id<noun::Payment>>,
}

/// The fact that a draw is decided, for those who asked for it.
#[derive(Clone, Debug)]
pub struct DrawDecided {
    /// The draw.
    pub draw: Id<noun::Draw>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// How much.
    pub amount: Money,
    /// The payment, when it was taken.
    pub payment: Option<Id<noun::Payment>>,
    /// Whether to ask again, when it was declined.
    pub declined: Option<DeclineKind>,
    /// The processor's word for a decline.
    pub code: String,
    /// The leave it was drawn by.
    pub mandate: Option<Id<noun::Mandate>>,
    /// The link it was paid by.
    pub pay_link: Option<Id<noun::PayLink>>,
}

impl Command for RecordDraw {
    const NAME: &'static str = "draws.record";
    const TITLE: &'static str = "Record what became of a draw";
    const DUTY: Duty = TAKE_MONEY;
    const SHAPE: Shape = Shape::ActsOn("draw");
    type Receipt = DrawRecorded;

    fn problems(&self) -> Problems {
        let blank = |text: &String| text.trim().is_empty();
        match &self.outcome {
            DrawOutcome::Taken { reference, .. } => Problems::none().when(
                blank(reference),
                "outcome.taken.reference",
                "Enter the reference on the slip.",
            ),
            DrawOutcome::Declined { words, .. } => Problems::none().when(
                blank(words),
                "outcome.declined.words",
                "Enter what the terminal said.",
            ),
            DrawOutcome::Pending { .. } | DrawOutcome::ByHand => Problems::none(),
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DrawRecorded, Refusal> {
        let row = records::require(desk, self.draw)?;
        records::refuse_decided(&row)?;
        desk.subject(row.id);
        desk.subject(row.customer);
        let mut payment = None;
        let (outcome, words) = match &self.outcome {
            DrawOutcome::Taken { reference, last4, .. } => {
                let reference = reference.trim();
                payment = take(desk, &row, reference, last4)?;
                records::mark_taken(desk, row.id, payment, reference, last4)?;
                (RowOutcome::Done, format!("Taken, {reference}"))
            }
            DrawOutcome::Pending { reference } => {
                records::mark_pending(desk, row.id, reference)?;
                (RowOutcome::Marked, String::from("The processor tells later"))
            }
            DrawOutcome::ByHand => {
                records::mark_by_hand(desk, row.id)?;
                (RowOutcome::Marked, String::from("Waits for the terminal"))
            }
            DrawOutcome::Declined { code, words, kind } => {
                records::mark_declined(desk, row.id, code, words, *kind)?;
                (RowOutcome::Refused, words.clone())
            }
        };
        if let Some(job) = self.job {
            let line = JobRow {
                place: 1,
                label: row.name.clone(),
                outcome,
                words,
                href: format!("/draws/{}", row.id),
                amount_cents: row.amount.as_cents(),
            };
            desk.finish_chunk(job, &[line], 1)?;
        }
        announce(desk, &row, &self.outcome, payment);
        let state = records::require(desk, row.id)?.state();
        desk.change(row.id, &row.state(), &state)?;
        Ok(DrawRecorded { draw: row.id, state, payment })
    }
}

fn announce(
    desk: &mut Desk<'_>,
    row: &DrawRow,
    outcome: &DrawOutcome,
    payment: Option<Id<noun::Payment>>,
) {
    let (declined, code) = match outcome {
        DrawOutcome::Declined { kind, code, .. } => (Some(*kind), code.clone()),
        DrawOutcome::Taken { .. } => (None, String::new()),
        DrawOutcome::Pending { .. } | DrawOutcome::ByHand => return,
    };
    desk.announce(DrawDecided {
        draw: row.id,
        customer: row.customer,
        amount: row.amount,
        payment,
        declined,
        code,
        mandate: row.mandate,
        pay_link: row.pay_link,
    });
}

/// Posts what was taken, or pays the refund that was given back.
fn take(
    desk: &mut Desk<'_>,
    row: &DrawRow,
    reference: &str,
    last4: &str,
) -> Result<Option<Id<noun::Payment>>, Refusal> {
    if let Some(refund) = row.refund {
        let reference = reference.to_owned();
        let how = match row.tender {
            Tender::Ach => PaidHow::Ach,
            _ => PaidHow::Card,
        };
        desk.perform(PayRefund { refund, how, reference, paid_on: None })?;
        return Ok(None);
    }
    let method = match row.tender {
        Tender::Ach => Method::Ach { reference: reference.to_owned() },
        _ => Method::Card { reference: reference.to_owned(), last4: last4.to_owned() },
    };
    let mut post = PostPayment::of(row.customer, row.amount, method);
    post.memo.clone_from(&row.purpose);
    if let Some(invoice) = row.invoice {
        post.applications = for_invoice(desk, row, invoice)?;
    }
    Ok(Some(desk.perform(post)?.payment))
}

/// What of the draw goes to the invoice it was asked for, as much as is still open of it; the
/// rest is spread as nobody has said otherwise, once nothing is open.
fn for_invoice(
    desk: &mut Desk<'_>,
    row: &DrawRow,
    invoice: Id<noun::Invoice>,
) -> Result<Option<Vec<ApplyTo>>, Refusal> {
    let branch = desk.branch();
    let open = books::open_items::list_open_charges(desk, branch, row.customer)?;
    let is_it = |source: &str, id: i64| source == "invoice" && id == invoice.get();
    let charge = open.iter().find(|charge| is_it(&charge.source, charge.source_id));
    Ok(charge.map(|charge| {
        let amount_cents = Some(row.amount.min(charge.open));
        vec![ApplyTo { charge: Some(charge.id), invoice: None, amount_cents }]
    }))
}
