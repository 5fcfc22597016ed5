//! Mend a pasted row: what could not be read or matched is entered, or it is put on hold.

use super::records::{self, PastedLineRow};
use crate::batches::post_line::{method_of, number_words};
use crate::payments::find::require_one;
use crate::payments::{HoldPayment, POST};
use crate::words::Tender;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Mends a pasted row.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MendPastedLine {
    /// Which row.
    pub pasted_line: Id<noun::PastedLine>,
    /// What it came as.
    pub tender: Tender,
    /// The check's number and the like, as on a line that is keyed.
    #[serde(default)]
    pub number: String,
    /// Whose account.
    #[serde(default)]
    pub customer: Option<Id<noun::Customer>>,
    /// What was typed to find it: an account number, a name, an invoice.
    #[serde(default)]
    pub customer_words: String,
    /// How much.
    pub amount_cents: Money,
    /// The day on the check.
    #[serde(default)]
    pub dated_on: Option<Day>,
    /// Whether to put it on hold, unnamed.
    #[serde(default)]
    pub hold: bool,
    /// Why it is posted although one just like it is there.
    #[serde(default)]
    pub again: Option<String>,
}

/// It is mended.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PastedLineMended {
    /// The row.
    pub pasted_line: Id<noun::PastedLine>,
    /// Its batch.
    pub batch: Id<noun::Batch>,
    /// The payment, when it was put on hold.
    pub payment: Option<Id<noun::Payment>>,
}

impl Command for MendPastedLine {
    const NAME: &'static str = "pasted_lines.mend";
    const TITLE: &'static str = "Mend a pasted row";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("pasted_line");
    type Receipt = PastedLineMended;

    fn problems(&self) -> Problems {
        let is_nobody = self.customer.is_none() && self.customer_words.trim().is_empty();
        let mut problems = Problems::none()
            .when(!self.amount_cents.is_positive(), "amount_cents", "Enter an amount above zero.")
            .when(
                is_nobody && !self.hold,
                "customer",
                "Enter the account number, the name or the invoice, or put it on hold.",
            );
        if !method_of(self.tender, &self.number, None).problems().is_empty() {
            problems.add("number", number_words(self.tender));
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PastedLineMended, Refusal> {
        let row = records::require_waiting(desk, self.pasted_line)?;
        let (pasted_line, batch) = (row.id, row.batch);
        desk.subject(batch);
        let payment = match self.hold {
            true => Some(hold(desk, &self, &row)?),
            false => {
                mend(desk, self, row)?;
                None
            }
        };
        Ok(PastedLineMended { pasted_line, batch, payment })
    }
}

fn mend(desk: &mut Desk<'_>, with: MendPastedLine, row: PastedLineRow) -> Result<(), Refusal> {
    let customer = match with.customer {
        Some(customer) => customer,
        None => require_one(desk, &with.customer_words)?,
    };
    let (was, place) = (row.pasted.clone(), row.id);
    let mended = PastedLineRow {
        tender: with.tender,
        number: with.number.trim().to_owned(),
        customer: Some(customer),
        dated_on: with.dated_on,
        amount: Some(with.amount_cents),
        again: with.again.as_deref().map_or("", str::trim).to_owned(),
        ..row
    };
    records::mark_mended(desk, &mended)?;
    desk.subject(customer);
    let now = (mended.tender, &mended.number, customer, with.amount_cents, with.dated_on);
    desk.change(place, &was, &now)
}

fn hold(
    desk: &mut Desk<'_>,
    with: &MendPastedLine,
    row: &PastedLineRow,
) -> Result<Id<noun::Payment>, Refusal> {
    let words = match with.customer_words.trim() {
        "" => row.customer_words.clone(),
        words => words.to_owned(),
    };
    let held = desk.perform(HoldPayment {
        amount_cents: with.amount_cents,
        method: method_of(with.tender, &with.number, with.dated_on),
        payer: words,
        memo: format!("Pasted: {}", row.pasted),
        received_on: None,
        batch: Some(row.batch),
    })?;
    records::mark_posted(desk, row.id, held.payment)?;
    desk.change(row.id, &"waits", &"on hold")?;
    Ok(held.payment)
}
