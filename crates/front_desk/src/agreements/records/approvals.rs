//! Leave to sell below the list.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// Leave to sell a service to a customer below the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceApproval {
    /// Its id.
    pub id: Id<noun::PriceApproval>,
    /// The lowest price of a visit.
    pub price: Money,
    /// Who gave it.
    pub approved_by: Id<noun::Staff>,
    /// The last day it may be used.
    pub expires_on: Day,
}
from_row!(PriceApproval { id, price, approved_by, expires_on });

/// The leave to sell this service to this customer at this price that is not used yet; the
/// one that allows most comes first.
pub fn list_price_approvals(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    service: Id<noun::Service>,
    on: Day,
) -> Result<Vec<PriceApproval>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.price_cents, p.approved_by, p.expires_on FROM price_approvals p \
             WHERE p.branch_id = $1 AND p.customer_id = $2 AND p.service_id = $3 \
             AND p.expires_on >= $4 AND NOT EXISTS (SELECT 1 FROM agreements a \
             WHERE a.branch_id = $1 AND a.customer_id = $2 AND a.price_approval_id = p.id) \
             AND NOT EXISTS (SELECT 1 FROM agreements a JOIN agreement_prices q \
             ON q.agreement_id = a.id WHERE a.branch_id = $1 AND a.customer_id = $2 \
             AND q.price_approval_id = p.id) \
             ORDER BY p.price_cents, p.id"
        ),
        args![branch, customer, service, on],
    )
}

/// Writes leave to sell below the list.
pub(in crate::agreements) fn insert_price_approval(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    service: Id<noun::Service>,
    price: Money,
    reason: &str,
    expires_on: Day,
) -> Result<Id<noun::PriceApproval>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO price_approvals (id, branch_id, customer_id, service_id, price_cents, \
             reason, approved_at, approved_by, expires_on) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            desk.branch(),
            id,
            customer,
            service,
            price,
            reason,
            desk.now(),
            desk.who(),
            expires_on
        ],
    )?;
    Ok(id)
}
