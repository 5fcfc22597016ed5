//! How a payment is spread over what is owed, when the payer has not said.

use super::records::OpenCharge;
use super::words::ChargeKind;
use values::{Id, Money, noun};

/// Spreads an amount over open charges: the oldest due first, then the lowest document,
/// and fees only after everything else, so that no fee is paid while work stays unpaid and
/// earns another fee. Answers the parts and what is left over.
pub fn plan_oldest_first(
    open: &[OpenCharge],
    amount: Money,
) -> (Vec<(Id<noun::Charge>, Money)>, Money) {
    let mut oldest: Vec<&OpenCharge> =
        open.iter().filter(|charge| charge.open.is_positive()).collect();
    oldest.sort_by_key(|charge| {
        (charge.kind == ChargeKind::Fee, charge.due_on, charge.document.as_str(), charge.id)
    });
    let mut left = amount;
    let mut parts = Vec::new();
    for charge in oldest {
        if !left.is_positive() {
            break;
        }
        let part = charge.open.min(left);
        parts.push((charge.id, part));
        left -= part;
    }
    (parts, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use values::Day;

    fn charge(id: i64, document: &str, due_on: Day, cents: i64) -> OpenCharge {
        OpenCharge {
            id: Id::new(id),
            kind: ChargeKind::Invoice,
            document: document.into(),
            source: "invoice".into(),
            source_id: id,
            issued_on: due_on,
            due_on,
            amount: Money::cents(cents),
            open: Money::cents(cents),
        }
    }

    /// T17: $400.00 over the invoices of T14.
    #[test]
    fn pays_the_oldest_first() {
        let day = |month, day| Day::ymd(2026, month, day);
        let open = [
            charge(1, "V1", day(11, 30), 12_000),
            charge(2, "V2", day(11, 29), 8_050),
            charge(3, "V3", day(10, 31), 9_900),
            charge(4, "V4", day(10, 30), 4_500),
            charge(5, "V5", day(10, 2), 15_000),
            charge(6, "V6", day(10, 1), 6_400),
            charge(7, "V7", day(9, 1), 2_500),
            charge(8, "V8", day(5, 31), 30_000),
            charge(9, "V9", day(12, 20), 5_000),
        ];
        let (parts, left) = plan_oldest_first(&open, Money::cents(40_000));
        let parts: Vec<_> = parts.iter().map(|(id, part)| (id.get(), part.as_cents())).collect();
        assert_eq!(parts, [(8, 30_000), (7, 2_500), (6, 6_400), (5, 1_100)]);
        assert_eq!(left, Money::ZERO);
    }

    #[test]
    fn equal_due_days_go_by_document_and_fees_come_last() {
        let due = Day::ymd(2026, 3, 2);
        let mut fee = charge(1, "0412-26-000001", due.plus_days(-30), 2_500);
        fee.kind = ChargeKind::Fee;
        let open =
            [fee, charge(2, "0412-26-000009", due, 100), charge(3, "0412-26-000002", due, 100)];
        let (parts, left) = plan_oldest_first(&open, Money::dollars(100));
        let order: Vec<_> = parts.iter().map(|(id, _)| id.get()).collect();
        assert_eq!(order, [3, 2, 1]);
        assert_eq!(left, Money::cents(7_300));
    }

    proptest! {
        #[test]
        fn never_more_than_is_open_and_nothing_is_lost(
            charges in prop::collection::vec((0_i64..60, 1_i64..20_000), 0..12),
            cents in 0_i64..100_000,
        ) {
            let start = Day::ymd(2026, 1, 1);
            let open: Vec<_> = charges
                .iter()
                .zip(1..)
                .map(|((days, cents), id)| {
                    charge(id, &format!("D{id}"), start.plus_days(*days), *cents)
                })
                .collect();
            let amount = Money::cents(cents);
            let (parts, left) = plan_oldest_first(&open, amount);
            let spread: Money = parts.iter().map(|(_, part)| *part).sum();
            prop_assert_eq!(spread + left, amount);
            let owed: Money = open.iter().map(|charge| charge.open).sum();
            prop_assert!(left.is_zero() || spread == owed);
            for (id, part) in &parts {
                let charge = open.iter().find(|charge| charge.id == *id).expect("one of them");
                prop_assert!(part.is_positive() && *part <= charge.open);
            }
        }
    }
}
