//! Opening charges and credits.

use super::records;
use super::words::{ChargeKind, CreditKind};
use crate::Source;
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

/// Something a customer will owe.
#[derive(Clone, Debug)]
pub struct NewCharge {
    /// Who.
    pub customer: Id<noun::Customer>,
    /// What for.
    pub kind: ChargeKind,
    /// The document's number as the customer knows it.
    pub document: String,
    /// The document.
    pub source: Source,
    /// The day on the document.
    pub issued_on: Day,
    /// The day it is to be paid by; a returned payment opens it again with the same day.
    pub due_on: Day,
    /// How much, above zero.
    pub amount: Money,
}

/// Something a customer will have to her good.
#[derive(Clone, Debug)]
pub struct NewCredit {
    /// Who.
    pub customer: Id<noun::Customer>,
    /// What it is.
    pub kind: CreditKind,
    /// The document's number as the customer knows it.
    pub document: String,
    /// The document.
    pub source: Source,
    /// The day on the document.
    pub dated_on: Day,
    /// How much, above zero.
    pub amount: Money,
}

/// Opens a charge. It counts from the day it is issued, which is the day to post its entry
/// on; a balance brought in counts from today, whatever day its document bears.
pub fn open_charge(desk: &mut Desk<'_>, charge: NewCharge) -> Result<Id<noun::Charge>, Refusal> {
    require_amount(charge.amount, &charge.document)?;
    let opened_on = match charge.kind {
        ChargeKind::Opening => desk.today(),
        ChargeKind::Invoice | ChargeKind::Fee => charge.issued_on,
    };
    records::insert_charge(desk, &charge, opened_on)
}

/// Opens a credit. It counts from the day it is dated, which is the day to post its entry
/// on; a balance brought in counts from today.
pub fn open_credit(desk: &mut Desk<'_>, credit: NewCredit) -> Result<Id<noun::Credit>, Refusal> {
    require_amount(credit.amount, &credit.document)?;
    let opened_on = match credit.kind {
        CreditKind::Opening => desk.today(),
        CreditKind::Payment | CreditKind::CreditMemo | CreditKind::Transfer => credit.dated_on,
    };
    records::insert_credit(desk, &credit, opened_on)
}

fn require_amount(amount: Money, document: &str) -> Result<(), Refusal> {
    match amount.is_positive() {
        true => Ok(()),
        false => Err(Refusal::broken(format!("{document} would open with {amount:?}"))),
    }
}
