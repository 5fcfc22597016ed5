//! The later prices of agreements, each from a day on.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A later price of an agreement, as its page tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementPrice {
    /// The nominal day of the first visit that costs it, or a day before.
    pub effective_on: Day,
    /// The price of a visit.
    pub price: Money,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub set_by: String,
}
from_row!(AgreementPrice { effective_on, price, reason, set_by });

/// An agreement's later prices, the latest first.
pub fn list_prices(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<AgreementPrice>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.effective_on, p.price_cents, p.reason, s.name FROM agreement_prices p \
             JOIN staff s ON s.id = p.set_by WHERE p.branch_id = $1 AND p.agreement_id = $2 \
             ORDER BY p.effective_on DESC, p.id DESC"
        ),
        args![branch, agreement],
    )
}

/// An agreement's later prices in the order of their days.
pub(super) fn list_later(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<(Day, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT effective_on, price_cents FROM agreement_prices \
             WHERE branch_id = $1 AND agreement_id = $2 ORDER BY effective_on, id"
        ),
        args![branch, agreement],
    )
}

/// The later prices of all of a customer's agreements, in the order of their days.
pub(super) fn list_later_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<(Id<noun::Agreement>, Day, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.agreement_id, p.effective_on, p.price_cents FROM agreements a \
             JOIN agreement_prices p ON p.agreement_id = a.id \
             WHERE a.branch_id = $1 AND a.customer_id = $2 ORDER BY p.effective_on, p.id"
        ),
        args![branch, customer],
    )
}

/// Writes a price that holds from a day on.
pub(in crate::agreements) fn insert_price(
    desk: &mut Desk<'_>,
    agreement: Id<noun::Agreement>,
    (effective_on, price): (Day, Money),
    reason: &str,
    approval: Option<Id<noun::PriceApproval>>,
) -> Result<(), Refusal> {
    let id: Id<noun::Agreement> = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO agreement_prices (id, branch_id, agreement_id, effective_on, \
             price_cents, reason, price_approval_id, set_at, set_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            desk.branch(),
            id,
            agreement,
            effective_on,
            price,
            reason,
            approval,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}
