//! Putting a draw in line: its row, and the job that asks for it.

use super::job::TAKE;
use super::records;
use crate::processors::ProcessorName;
use crate::words::Tender;
use office::jobs::NewJob;
use office::{Desk, Refusal};
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// A draw to be made.
#[derive(Clone, Debug)]
pub(crate) struct NewDraw {
    pub customer: Id<noun::Customer>,
    pub tender: Tender,
    pub amount: Money,
    pub processor: ProcessorName,
    /// The customer, as the processor knows her.
    pub processor_customer: String,
    /// The method, as the processor knows it.
    pub processor_method: String,
    /// The processor's page at which she pays; blank for a saved method.
    pub page: String,
    /// What it is for, as she reads it.
    pub purpose: String,
    /// The key it is asked under; a fresh one when blank.
    pub once: String,
    pub invoice: Option<Id<noun::Invoice>>,
    pub mandate: Option<Id<noun::Mandate>>,
    pub pay_link: Option<Id<noun::PayLink>>,
    pub run: Option<Id<noun::AutopayRun>>,
    /// The refund it pays; then money goes out.
    pub refund: Option<Id<noun::Refund>>,
    pub retry_of: Option<Id<noun::Draw>>,
}

impl NewDraw {
    /// Money of a customer by a tender, and nothing else known yet.
    pub fn of(customer: Id<noun::Customer>, tender: Tender, amount: Money) -> NewDraw {
        NewDraw {
            customer,
            tender,
            amount,
            processor: ProcessorName::RecordOnly,
            processor_customer: String::new(),
            processor_method: String::new(),
            page: String::new(),
            purpose: String::new(),
            once: String::new(),
            invoice: None,
            mandate: None,
            pay_link: None,
            run: None,
            refund: None,
            retry_of: None,
        }
    }
}

/// Stands for a page that the processor has been asked for and nobody knows yet.
pub(crate) const PAGE_TO_COME: &str = "to_come";

/// What the job is asked with.
#[derive(Serialize, Deserialize)]
pub(super) struct ToTake {
    pub draw: Id<noun::Draw>,
}

/// Writes the draw. A page's draw waits for the customer; any other is asked for at once.
pub(crate) fn put_in_line(
    desk: &mut Desk<'_>,
    mut new: NewDraw,
) -> Result<Id<noun::Draw>, Refusal> {
    let draw = desk.id();
    if new.once.is_empty() {
        new.once = format!("draw-{}-{draw}", desk.branch_number());
    }
    records::insert_draw(desk, draw, &new)?;
    desk.subject(draw);
    if new.page.is_empty() && new.processor != ProcessorName::Bank {
        ask_job(desk, draw, "first")?;
    }
    Ok(draw)
}

/// Puts the asking in line; the same `why` does so once only.
pub(crate) fn ask_job(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    why: &str,
) -> Result<Id<noun::Job>, Refusal> {
    let new = NewJob {
        kind: TAKE.name,
        title: "One draw",
        business_key: &format!("{draw}:{why}"),
        rows_known: 1,
        due_at: None,
    };
    desk.enqueue(&new, &ToTake { draw })
}
