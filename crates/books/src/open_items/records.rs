//! The rows of charges, credits and applications.

mod applications;
pub mod history;
mod kept;

pub use applications::{
    ApplicationRow, find_application, list_applications_of_charge, list_applications_of_credit,
};
pub(super) use applications::{NewApplication, TakenCharge, TakenCredit, insert_applications};
pub(super) use kept::{insert_charge, insert_credit, mark_charge_taken, mark_credit_taken};

use super::words::{ChargeKind, CreditKind};
use crate::Source;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// What a customer owes and has to her good, now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Balance {
    /// The sum of her open charges.
    pub owed: Money,
    /// The sum of her open credits.
    pub unapplied: Money,
    /// The due day of her oldest open charge.
    pub oldest_due_on: Option<Day>,
}
from_row!(Balance { owed, unapplied, oldest_due_on });

impl Balance {
    /// What she owes less what she has to her good; below zero when we owe her.
    pub fn net(&self) -> Money {
        self.owed - self.unapplied
    }
}

/// A customer's balance, read from two small indexes.
pub fn balance(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Balance, store::Error> {
    reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(c.open_cents), 0) AS BIGINT), \
             CAST(COALESCE((SELECT SUM(d.open_cents) FROM credits d WHERE d.branch_id = $1 \
             AND d.customer_id = $2 AND d.open_cents <> 0), 0) AS BIGINT), MIN(c.due_on) \
             FROM charges c WHERE c.branch_id = $1 AND c.customer_id = $2 \
             AND c.open_cents <> 0"
        ),
        args![branch, customer],
    )
}

/// A charge that is still open, as payments are put against it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCharge {
    /// Its id.
    pub id: Id<noun::Charge>,
    /// What it is.
    pub kind: ChargeKind,
    /// The document's number.
    pub document: String,
    /// The document's noun.
    pub source: String,
    /// The document's id.
    pub source_id: i64,
    /// The day on the document.
    pub issued_on: Day,
    /// The day it was to be paid by.
    pub due_on: Day,
    /// How much it was.
    pub amount: Money,
    /// How much of it is open.
    pub open: Money,
}
from_row!(OpenCharge { id, kind, document, source, source_id, issued_on, due_on, amount, open });

/// A customer's open charges, the oldest due first, then by document.
pub fn list_open_charges(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<OpenCharge>, store::Error> {
    // A customer has few: sorting them here spares the engine a sorter at every payment.
    let mut open: Vec<OpenCharge> = reader.all(
        sql!(
            "SELECT id, kind, document, source, source_id, issued_on, due_on, amount_cents, \
             open_cents FROM charges WHERE branch_id = $1 AND customer_id = $2 \
             AND open_cents <> 0"
        ),
        args![branch, customer],
    )?;
    open.sort_unstable_by(|one, other| {
        (one.due_on, &one.document, one.id).cmp(&(other.due_on, &other.document, other.id))
    });
    Ok(open)
}

/// A credit that is still open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCredit {
    /// Its id.
    pub id: Id<noun::Credit>,
    /// What it is.
    pub kind: CreditKind,
    /// The document's number.
    pub document: String,
    /// The document's noun.
    pub source: String,
    /// The document's id.
    pub source_id: i64,
    /// The day on the document.
    pub dated_on: Day,
    /// How much it was.
    pub amount: Money,
    /// How much of it is open.
    pub open: Money,
}
from_row!(OpenCredit { id, kind, document, source, source_id, dated_on, amount, open });

/// A customer's open credits, the oldest first.
pub fn list_open_credits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<OpenCredit>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, kind, document, source, source_id, dated_on, amount_cents, open_cents \
             FROM credits WHERE branch_id = $1 AND customer_id = $2 AND open_cents <> 0 \
             ORDER BY dated_on, document, id"
        ),
        args![branch, customer],
    )
}

/// A charge, open or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ChargeRow {
    /// Its id.
    pub id: Id<noun::Charge>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// What it is.
    pub kind: ChargeKind,
    /// The document's number.
    pub document: String,
    /// The document's noun.
    pub source: String,
    /// The document's id.
    pub source_id: i64,
    /// The day on the document.
    pub issued_on: Day,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// The day from which it counts in the books.
    pub opened_on: Day,
    /// How much it was.
    pub amount: Money,
    /// How much of it is open.
    pub open: Money,
}
from_row!(ChargeRow {
    id,
    customer,
    kind,
    document,
    source,
    source_id,
    issued_on,
    due_on,
    opened_on,
    amount,
    open
});

/// The charge of this id.
pub fn find_charge(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    charge: Id<noun::Charge>,
) -> Result<Option<ChargeRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, kind, document, source, source_id, issued_on, due_on, \
             opened_on, amount_cents, open_cents FROM charges WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, charge],
    )
}

/// The charge that a document opened: its first, if it opened several.
pub fn find_charge_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    source: Source,
) -> Result<Option<ChargeRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, kind, document, source, source_id, issued_on, due_on, \
             opened_on, amount_cents, open_cents FROM charges WHERE branch_id = $1 AND source = $2 \
             AND source_id = $3 ORDER BY id LIMIT 1"
        ),
        args![branch, source.noun, source.id],
    )
}

/// A credit, open or not.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditRow {
    /// Its id.
    pub id: Id<noun::Credit>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// What it is.
    pub kind: CreditKind,
    /// The document's number.
    pub document: String,
    /// The document's noun.
    pub source: String,
    /// The document's id.
    pub source_id: i64,
    /// The day on the document.
    pub dated_on: Day,
    /// The day from which it counts in the books.
    pub opened_on: Day,
    /// How much it was.
    pub amount: Money,
    /// How much of it is open.
    pub open: Money,
}
from_row!(CreditRow {
    id,
    customer,
    kind,
    document,
    source,
    source_id,
    dated_on,
    opened_on,
    amount,
    open
});

/// The credit of this id.
pub fn find_credit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    credit: Id<noun::Credit>,
) -> Result<Option<CreditRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, kind, document, source, source_id, dated_on, \
             opened_on, amount_cents, open_cents FROM credits WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, credit],
    )
}

/// The credit that a document opened: its first, if it opened several.
pub fn find_credit_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    source: Source,
) -> Result<Option<CreditRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, kind, document, source, source_id, dated_on, \
             opened_on, amount_cents, open_cents FROM credits WHERE branch_id = $1 AND source = $2 \
             AND source_id = $3 ORDER BY id LIMIT 1"
        ),
        args![branch, source.noun, source.id],
    )
}
