//! Post a payment: it goes onto the customer's account, onto her oldest invoices unless the
//! payer said otherwise, and into the day's deposit.

use super::method::{Kept, Method};
use super::posting::{self, Incoming, plain};
use super::records::{self, NewPayment};
use super::rules::{self, Applied, ApplyTo};
use super::{POST, TakeBackPayment};
use crate::deposits::intake::{self, Place};
use crate::faces::{self, Face};
use crate::words::Tender;
use crate::words::capital;
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::list_open_charges;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Posts a payment.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostPayment {
    /// Whose account.
    pub customer: Id<noun::Customer>,
    /// How much.
    pub amount_cents: Money,
    /// How it was made.
    pub method: Method,
    /// The day it was received; today when left out.
    #[serde(default)]
    pub received_on: Option<Day>,
    /// What it pays, when the payer has said so; an empty list keeps it all on account. When
    /// left out it pays the invoice of just this amount, or else the oldest due first.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
    /// A note.
    #[serde(default)]
    pub memo: String,
    /// The name on the check, when it is not the customer's.
    #[serde(default)]
    pub payer: String,
    /// The batch it is posted in.
    #[serde(default)]
    pub batch: Option<Id<noun::Batch>>,
    /// Why it is posted although one just like it is there.
    #[serde(default)]
    pub again: Option<String>,
}

/// The payment is posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentPosted {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// Its number.
    pub number: String,
    /// What it came as.
    pub tender: Tender,
    /// The deposit it goes to the bank in; none for cards and ACH.
    pub deposit: Option<Id<noun::Deposit>>,
    /// What it pays.
    pub applied: Vec<Applied>,
    /// What stays to the customer's good.
    pub unapplied_cents: Money,
}

/// How long a posted check is remembered as one of its kind (handbook 4.3).
const TWIN_DAYS: i64 = 400;

impl PostPayment {
    /// A payment received today, spread as nobody has said otherwise.
    pub fn of(customer: Id<noun::Customer>, amount_cents: Money, method: Method) -> PostPayment {
        PostPayment {
            customer,
            amount_cents,
            method,
            received_on: None,
            applications: None,
            memo: String::new(),
            payer: String::new(),
            batch: None,
            again: None,
        }
    }
}

impl Command for PostPayment {
    const NAME: &'static str = "payments.post";
    const TITLE: &'static str = "Post a payment";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = PaymentPosted;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none().when(
            !self.amount_cents.is_positive(),
            "amount_cents",
            "Enter an amount above zero.",
        );
        problems.0.extend(self.method.problems().0);
        let is_blank = |reason: &String| reason.trim().is_empty();
        problems.when(
            self.again.as_ref().is_some_and(is_blank),
            "again",
            "Say why it is posted a second time.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentPosted, Refusal> {
        let face = faces::require_open(desk, self.customer)?;
        let kept = self.method.kept();
        refuse_day(desk, self.received_on)?;
        if self.again.is_none() {
            refuse_twin(desk, self.customer, &kept, self.amount_cents)?;
        }
        let place = intake::place(desk, kept.tender, self.batch)?;
        refuse_check_day(&self.method, place.day)?;
        let parts =
            plan(desk, self.customer, self.applications.as_deref(), self.amount_cents, place.day)?;
        insert(desk, &self, &kept, &face, place, parts)
    }

    fn reversal(receipt: &PaymentPosted) -> Option<Errand> {
        // Cash is taken back by a second person only, so its toast offers no undo.
        let reason = String::from("Taken back at once");
        (receipt.tender != Tender::Cash)
            .then(|| Errand::of(TakeBackPayment { payment: receipt.payment, reason }))
    }
}

/// Writes what was decided: the payment, its credit and applications, the entry.
fn insert(
    desk: &mut Desk<'_>,
    command: &PostPayment,
    kept: &Kept,
    face: &Face,
    place: Place,
    parts: Vec<Applied>,
) -> Result<PaymentPosted, Refusal> {
    let payment = desk.id();
    let (customer, amount) = (command.customer, command.amount_cents);
    let number = desk.document_number("payment")?;
    let incoming = Incoming { payment, number: &number, customer, amount, day: place.day };
    let standing = posting::put_on_account(desk, incoming, &parts)?;
    let received_on = command.received_on.unwrap_or(desk.today());
    records::insert_payment(
        desk,
        &NewPayment {
            id: payment,
            number: &number,
            customer: Some(customer),
            credit: Some(standing.credit),
            kept,
            amount,
            received_on,
            day: place.day,
            payer: command.payer.trim(),
            memo: command.memo.trim(),
            batch: command.batch,
            deposit: place.deposit,
        },
    )?;
    post_entry(desk, incoming, kept, standing.applied, standing.unapplied)?;
    desk.search_put(payment, &found_by(&number, kept, amount, face, &command.payer))?;
    desk.subject(payment);
    desk.subject(customer);
    if let Some(deposit) = place.deposit {
        desk.subject(deposit);
    }
    Ok(PaymentPosted {
        payment,
        number,
        tender: kept.tender,
        deposit: place.deposit,
        applied: parts,
        unapplied_cents: standing.unapplied,
    })
}

/// Handbook P8, P9, P11 and P13: the tender's account against what the customer owed and what
/// stays to her good.
pub(super) fn post_entry(
    desk: &mut Desk<'_>,
    incoming: Incoming<'_>,
    kept: &Kept,
    applied: Money,
    unapplied: Money,
) -> Result<Id<noun::Entry>, Refusal> {
    let mut lines = vec![plain(kept.tender.account(), incoming.amount)];
    lines.extend(posting::credits_of(incoming.customer, applied, unapplied));
    entries::post(
        desk,
        NewEntry {
            day: incoming.day,
            memo: format!("Payment {}, {}", incoming.number, kept.words()),
            source: Source::of(incoming.payment),
            lines,
        },
    )
}

/// What the payment is found by: number, tender, reference, amount, who.
pub(super) fn found_by(
    number: &str,
    kept: &Kept,
    amount: Money,
    face: &Face,
    payer: &str,
) -> String {
    let (words, plain) = (kept.words(), amount.plain());
    format!("payment {number} {words} {plain} {} {} {payer}", face.name, face.number)
}

/// Plans what a payment pays. Charges that are dated after the payment's day are left alone,
/// so that no day's list of open items is paid by a day before it.
pub(crate) fn plan(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    told: Option<&[ApplyTo]>,
    amount: Money,
    day: Day,
) -> Result<Vec<Applied>, Refusal> {
    let branch = desk.branch();
    let mut open = match told {
        Some([]) => Vec::new(),
        _ => list_open_charges(desk, branch, customer)?,
    };
    if told.is_none_or(rules::says_nothing) {
        open.retain(|charge| charge.issued_on <= day);
    }
    rules::spread(&open, told, amount)
}

pub(super) fn refuse_day(desk: &Desk<'_>, received_on: Option<Day>) -> Result<(), Refusal> {
    match received_on {
        Some(day) if day > desk.today() => {
            Err(Refusal::invalid("received_on", "Enter the day it was received, today or before."))
        }
        _ => Ok(()),
    }
}

/// A check dated ahead is not money yet, and one that is too old may not be honored.
pub(super) fn refuse_check_day(method: &Method, day: Day) -> Result<(), Refusal> {
    let Some(dated_on) = method.dated_on() else { return Ok(()) };
    if dated_on > day {
        return Err(Refusal::conflict(
            "payments.post_dated",
            format!(
                "This check is dated {}. Keep it in the safe and post it on that day.",
                dated_on.us()
            ),
        ));
    }
    match method.stale_after(day) {
        Some(months) => Err(Refusal::conflict(
            "payments.stale_check",
            format!(
                "This check is dated {}, over {months} months ago, and the bank may refuse it. \
                 Ask the customer for a new one.",
                dated_on.us()
            ),
        )),
        None => Ok(()),
    }
}

/// Refuses what looks like a check that was posted before (handbook 4.3). Cash has no number
/// to tell it by, and a customer may well pay the same amount twice.
pub(super) fn refuse_twin(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    kept: &Kept,
    amount: Money,
) -> Result<(), Refusal> {
    if kept.reference.is_empty() {
        return Ok(());
    }
    let (branch, since) = (desk.branch(), desk.today().plus_days(-TWIN_DAYS));
    match records::find_twin(desk, branch, customer, kept, amount, since)? {
        None => Ok(()),
        Some((twin, number, received_on)) => Err(Refusal::conflict_with(
            "payments.looks_posted",
            format!(
                "{} for {amount} from this customer was posted on {} as {number}. \
                 If this is another one, post it once more and say why.",
                capital(&kept.words()),
                received_on.us()
            ),
            format!("/payments/{twin}"),
            "See the payment",
        )),
    }
}

#[cfg(test)]
mod tests;
