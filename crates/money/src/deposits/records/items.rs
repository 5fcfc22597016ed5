//! The items of a slip: checks and money orders in the order they were posted.

use crate::words::Tender;
use store::{Reader, args, from_row, sql};
use values::{Id, Money, noun};

/// A check or a money order of a deposit.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// Its payment.
    pub payment: Id<noun::Payment>,
    /// What it is.
    pub tender: Tender,
    /// The check's bank, the money order's issuer.
    pub bank: String,
    /// The check's number, the serial.
    pub reference: String,
    /// Whose it is; the name on it while it is on hold.
    pub name: String,
    /// How much.
    pub amount: Money,
    /// Its customer; none while it is on hold.
    pub customer: Option<Id<noun::Customer>>,
}
from_row!(ItemRow { payment, tender, bank, reference, name, amount, customer });

/// The checks of a deposit, then its money orders.
pub fn list_items(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.tender, p.bank, p.reference, COALESCE(c.name, p.payer), \
             p.amount_cents, p.customer_id FROM payments p \
             LEFT JOIN customer_face c ON c.branch_id = p.branch_id AND c.id = p.customer_id \
             WHERE p.branch_id = $1 AND p.deposit_id = $2 AND p.voided_at IS NULL \
             AND p.tender IN ('check', 'money_order') \
             ORDER BY CASE WHEN p.tender = 'check' THEN 0 ELSE 1 END, p.id"
        ),
        args![branch, deposit],
    )
}
