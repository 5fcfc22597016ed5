//! The rows of charges, credits and applications.

use super::open::{NewCharge, NewCredit};
use super::words::{ApplicationKind, ChargeKind, CreditKind};
use crate::Source;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
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
from_row!(Balance {
    owed,
    unapplied,
    oldest_due_on
});

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
from_row!(OpenCharge {
    id,
    kind,
    document,
    source,
    source_id,
    issued_on,
    due_on,
    amount,
    open
});

/// A customer's open charges, the oldest due first, then by document.
pub fn list_open_charges(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<OpenCharge>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, kind, document, source, source_id, issued_on, due_on, amount_cents, \
             open_cents FROM charges WHERE branch_id = $1 AND customer_id = $2 \
             AND open_cents <> 0 ORDER BY due_on, document, id"
        ),
        args![branch, customer],
    )
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
from_row!(OpenCredit {
    id,
    kind,
    document,
    source,
    source_id,
    dated_on,
    amount,
    open
});

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

/// An amount that came off a charge, a credit or both.
#[derive(Clone, Debug, PartialEq)]
pub struct ApplicationRow {
    /// Its id.
    pub id: Id<noun::Application>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Off which charge.
    pub charge: Option<Id<noun::Charge>>,
    /// The charge's document number.
    pub charge_document: Option<String>,
    /// Off which credit.
    pub credit: Option<Id<noun::Credit>>,
    /// The credit's document number.
    pub credit_document: Option<String>,
    /// How much; below zero when it takes another application back.
    pub amount: Money,
    /// Why.
    pub kind: ApplicationKind,
    /// From which day on.
    pub effective_on: Day,
    /// The application it takes back.
    pub reverses: Option<Id<noun::Application>>,
    /// The application that takes it back.
    pub reversed_by: Option<Id<noun::Application>>,
}
from_row!(ApplicationRow {
    id,
    customer,
    charge,
    charge_document,
    credit,
    credit_document,
    amount,
    kind,
    effective_on,
    reverses,
    reversed_by
});

impl ApplicationRow {
    /// Whether it still counts: neither taken back nor taking another back.
    pub fn is_standing(&self) -> bool {
        self.reverses.is_none() && self.reversed_by.is_none()
    }
}

/// The application of this id.
pub fn find_application(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    application: Id<noun::Application>,
) -> Result<Option<ApplicationRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT a.id, a.customer_id, a.charge_id, h.document, a.credit_id, r.document, \
             a.amount_cents, a.kind, a.effective_on, a.reverses_id, b.id FROM applications a \
             LEFT JOIN charges h ON h.id = a.charge_id \
             LEFT JOIN credits r ON r.id = a.credit_id \
             LEFT JOIN applications b ON b.reverses_id = a.id \
             WHERE a.branch_id = $1 AND a.id = $2"
        ),
        args![branch, application],
    )
}

/// All that came off a charge, in order.
pub fn list_applications_of_charge(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    charge: Id<noun::Charge>,
) -> Result<Vec<ApplicationRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.id, a.customer_id, a.charge_id, h.document, a.credit_id, r.document, \
             a.amount_cents, a.kind, a.effective_on, a.reverses_id, b.id FROM applications a \
             LEFT JOIN charges h ON h.id = a.charge_id \
             LEFT JOIN credits r ON r.id = a.credit_id \
             LEFT JOIN applications b ON b.reverses_id = a.id \
             WHERE a.branch_id = $1 AND a.charge_id = $2 ORDER BY a.effective_on, a.id"
        ),
        args![branch, charge],
    )
}

/// All that came off a credit, in order.
pub fn list_applications_of_credit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    credit: Id<noun::Credit>,
) -> Result<Vec<ApplicationRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.id, a.customer_id, a.charge_id, h.document, a.credit_id, r.document, \
             a.amount_cents, a.kind, a.effective_on, a.reverses_id, b.id FROM applications a \
             LEFT JOIN charges h ON h.id = a.charge_id \
             LEFT JOIN credits r ON r.id = a.credit_id \
             LEFT JOIN applications b ON b.reverses_id = a.id \
             WHERE a.branch_id = $1 AND a.credit_id = $2 ORDER BY a.effective_on, a.id"
        ),
        args![branch, credit],
    )
}

/// Writes a charge, wholly open.
pub(super) fn insert_charge(
    desk: &mut Desk<'_>,
    charge: &NewCharge,
    opened_on: Day,
) -> Result<Id<noun::Charge>, Refusal> {
    let id = desk.id();
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO charges (id, branch_id, customer_id, kind, document, source, \
             source_id, issued_on, due_on, opened_on, amount_cents, open_cents, opened_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)"
        ),
        args![
            branch,
            id,
            charge.customer,
            charge.kind,
            &charge.document,
            charge.source.noun,
            charge.source.id,
            charge.issued_on,
            charge.due_on,
            opened_on,
            charge.amount,
            now
        ],
    )?;
    Ok(id)
}

/// Writes a credit, wholly open.
pub(super) fn insert_credit(
    desk: &mut Desk<'_>,
    credit: &NewCredit,
    opened_on: Day,
) -> Result<Id<noun::Credit>, Refusal> {
    let id = desk.id();
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO credits (id, branch_id, customer_id, kind, document, source, \
             source_id, dated_on, opened_on, amount_cents, open_cents, opened_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)"
        ),
        args![
            branch,
            id,
            credit.customer,
            credit.kind,
            &credit.document,
            credit.source.noun,
            credit.source.id,
            credit.dated_on,
            opened_on,
            credit.amount,
            now
        ],
    )?;
    Ok(id)
}

/// An application as it is written.
pub(super) struct NewApplication {
    pub id: Id<noun::Application>,
    pub customer: Id<noun::Customer>,
    pub charge: Option<Id<noun::Charge>>,
    pub credit: Option<Id<noun::Credit>>,
    pub amount: Money,
    pub kind: ApplicationKind,
    pub effective_on: Day,
    pub reverses: Option<Id<noun::Application>>,
}

/// Writes applications.
pub(super) fn insert_applications(
    desk: &mut Desk<'_>,
    rows: &[NewApplication],
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let columns = [
        "id",
        "branch_id",
        "customer_id",
        "charge_id",
        "credit_id",
        "amount_cents",
        "kind",
        "effective_on",
        "reverses_id",
        "staff_id",
        "made_at",
    ];
    let values = rows.iter().map(|row| {
        [
            V::from(row.id),
            V::from(branch),
            V::from(row.customer),
            V::from(row.charge),
            V::from(row.credit),
            V::from(row.amount),
            V::from(row.kind),
            V::from(row.effective_on),
            V::from(row.reverses),
            V::from(who),
            V::from(now),
        ]
    });
    desk.insert_many("applications", columns, values.collect::<Vec<_>>())?;
    Ok(())
}

/// Takes an amount off what is open of a customer's charge, or puts it back when below
/// zero; 0 rows when the charge is not hers, has not so much open, or was
/// opened later.
pub(super) fn mark_charge_taken(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    charge: Id<noun::Charge>,
    amount: Money,
    effective_on: Day,
) -> Result<u64, Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE charges SET open_cents = open_cents - CAST($4 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2 AND customer_id = $3 \
             AND open_cents - CAST($4 AS BIGINT) BETWEEN 0 AND amount_cents \
             AND opened_on <= $5"
        ),
        args![branch, charge, customer, amount, effective_on],
    )
}

/// The same for a credit.
pub(super) fn mark_credit_taken(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
    amount: Money,
    effective_on: Day,
) -> Result<u64, Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE credits SET open_cents = open_cents - CAST($4 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2 AND customer_id = $3 \
             AND open_cents - CAST($4 AS BIGINT) BETWEEN 0 AND amount_cents \
             AND opened_on <= $5"
        ),
        args![branch, credit, customer, amount, effective_on],
    )
}
