//! The rows of applications.

use crate::open_items::words::ApplicationKind;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Money, noun};

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

/// A charge that an amount was taken off, with the days that its applications repeat.
#[derive(Clone, Copy)]
pub(in crate::open_items) struct TakenCharge {
    pub id: Id<noun::Charge>,
    pub opened_on: Day,
    pub due_on: Day,
}
from_row!(TakenCharge { id, opened_on, due_on });

/// The same of a credit.
#[derive(Clone, Copy)]
pub(in crate::open_items) struct TakenCredit {
    pub id: Id<noun::Credit>,
    pub opened_on: Day,
}
from_row!(TakenCredit { id, opened_on });

/// An application as it is written.
pub(in crate::open_items) struct NewApplication {
    pub id: Id<noun::Application>,
    pub customer: Id<noun::Customer>,
    pub charge: Option<TakenCharge>,
    pub credit: Option<TakenCredit>,
    pub amount: Money,
    pub kind: ApplicationKind,
    pub effective_on: Day,
    pub reverses: Option<Id<noun::Application>>,
}

/// Writes applications.
pub(in crate::open_items) fn insert_applications(
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
        "charge_opened_on",
        "charge_due_on",
        "credit_opened_on",
    ];
    let values = rows.iter().map(|row| {
        [
            V::from(row.id),
            V::from(branch),
            V::from(row.customer),
            V::from(row.charge.map(|charge| charge.id)),
            V::from(row.credit.map(|credit| credit.id)),
            V::from(row.amount),
            V::from(row.kind),
            V::from(row.effective_on),
            V::from(row.reverses),
            V::from(who),
            V::from(now),
            V::from(row.charge.map(|charge| charge.opened_on)),
            V::from(row.charge.map(|charge| charge.due_on)),
            V::from(row.credit.map(|credit| credit.opened_on)),
        ]
    });
    desk.insert_many("applications", columns, values.collect::<Vec<_>>())?;
    Ok(())
}
