//! Which account each item of a payout comes from, and whether a payout adds up.

use crate::processors::{PayoutItemKind, PayoutItemTold};
use books::Account;
use books::accounts::{CARD_CLEARING, OPERATING};
use values::Money;

/// What we know of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A payment that waits in this clearing account.
    Waits(Account),
    /// A refund or a dispute that the books have taken off the bank already.
    OffTheBank,
    /// Nothing that stands open for it.
    Nothing,
}

/// Where an item comes from, and whether it stays open there. What the books have taken off
/// the bank when it was refunded or disputed comes back to the bank here, and goes off with
/// the net; so the bank is right on both days.
pub(super) fn source_of(known: Known) -> (Account, Standing) {
    match known {
        Known::Waits(account) => (account, Standing::Settled),
        Known::OffTheBank => (OPERATING, Standing::Settled),
        Known::Nothing => (CARD_CLEARING, Standing::Loose),
    }
}

/// Whether something stands for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does.
    Settled,
    /// Not yet: it stays open in the clearing account.
    Loose,
}

/// The sums of a payout's items: gross and fees.
pub(super) fn sums(items: &[PayoutItemTold]) -> (Money, Money) {
    let gross = items.iter().map(|item| item.gross_cents).sum();
    let fees = items.iter().map(|item| item.fee_cents).sum();
    (gross, fees)
}

/// Whether an item of this kind may be a payment of a customer's.
pub(super) fn may_be_payment(item: &PayoutItemTold) -> bool {
    let won_back = item.kind == PayoutItemKind::Dispute && item.gross_cents.is_positive();
    item.kind == PayoutItemKind::Payment || won_back
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: PayoutItemKind, gross: i64, fee: i64) -> PayoutItemTold {
        let (gross_cents, fee_cents) = (Money::cents(gross), Money::cents(fee));
        PayoutItemTold { kind, reference: "r".into(), gross_cents, fee_cents }
    }

    /// Handbook T26: five sales and a refund; 2.75 % of sales and 0.25 for each of six.
    #[test]
    fn t26_a_card_day_comes_to_its_net() {
        let mut items: Vec<PayoutItemTold> =
            [(12_733, 350), (9_632, 265), (4_900, 135), (48_250, 1_327), (6_000, 165)]
                .into_iter()
                .map(|(gross, fee)| item(PayoutItemKind::Payment, gross, fee + 25))
                .collect();
        items.push(item(PayoutItemKind::Refund, -2_500, 25));
        let (gross, fees) = sums(&items);
        assert_eq!((gross, fees), (Money::cents(79_015), Money::cents(2_392)));
        assert_eq!(gross - fees, Money::cents(76_623));
    }

    #[test]
    fn a_dispute_that_was_won_is_a_payment_and_one_that_was_opened_is_not() {
        assert!(may_be_payment(&item(PayoutItemKind::Dispute, 9_632, 0)));
        assert!(!may_be_payment(&item(PayoutItemKind::Dispute, -9_632, 1_500)));
        assert!(!may_be_payment(&item(PayoutItemKind::Refund, -100, 0)));
    }
}
