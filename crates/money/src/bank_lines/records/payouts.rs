//! Payments that a line of the bank may be about: those a payout covers, those it takes back.

use crate::words::Tender;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A payment that a line of the bank may be about.
#[derive(Clone, Debug, PartialEq)]
pub struct UnsettledRow {
    /// Its id.
    pub payment: Id<noun::Payment>,
    /// Its number.
    pub number: String,
    /// The day of the books.
    pub day: Day,
    /// What it came as.
    pub tender: Tender,
    /// The check's number, or the processor's reference.
    pub reference: String,
    /// Whose.
    pub name: String,
    /// How much.
    pub amount: Money,
}
from_row!(UnsettledRow { payment, number, day, tender, reference, name, amount });

/// The most payments that are offered beside a line.
const MOST: i64 = 100;

/// Card, ACH and lockbox payments of a day or before that the processor has not paid out, the
/// latest first.
pub fn list_unsettled(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<Vec<UnsettledRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.day, p.tender, p.reference, c.name, p.amount_cents \
             FROM payments p JOIN customer_face c ON c.branch_id = p.branch_id \
             AND c.id = p.customer_id WHERE p.branch_id = $1 \
             AND p.tender IN ('card', 'ach', 'lockbox') \
             AND p.settled_on IS NULL AND p.voided_at IS NULL AND p.returned_at IS NULL \
             AND p.deposit_id IS NULL AND p.day <= $2 ORDER BY p.day DESC, p.id DESC LIMIT $3"
        ),
        args![branch, until, MOST],
    )
}

/// Payments of this amount that were at the bank by a day and were not returned, the latest
/// first: one of them may be what the bank took back.
pub fn list_returnable(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    amount: Money,
    until: Day,
) -> Result<Vec<UnsettledRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.day, p.tender, p.reference, c.name, p.amount_cents \
             FROM payments p JOIN customer_face c ON c.branch_id = p.branch_id \
             AND c.id = p.customer_id LEFT JOIN deposits d ON d.id = p.deposit_id \
             WHERE p.branch_id = $1 AND p.amount_cents = $2 AND p.day <= $3 \
             AND p.tender <> 'cash' AND p.voided_at IS NULL AND p.returned_at IS NULL \
             AND (d.closed_at IS NOT NULL OR p.deposit_id IS NULL) ORDER BY p.id DESC LIMIT $4"
        ),
        args![branch, amount, until, MOST],
    )
}

/// What payments come to.
pub(in crate::bank_lines) fn sum_payments(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payments: &[Id<noun::Payment>],
) -> Result<Money, store::Error> {
    let mut sum = Money::ZERO;
    for payment in payments {
        let found: Option<(Money,)> = reader.find(
            sql!("SELECT amount_cents FROM payments WHERE branch_id = $1 AND id = $2"),
            args![branch, payment],
        )?;
        sum += found.map_or(Money::ZERO, |(amount,)| amount);
    }
    Ok(sum)
}
