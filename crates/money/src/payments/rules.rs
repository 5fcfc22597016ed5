//! How a payment is spread over what its customer owes (handbook 3.6), without a database.

use books::open_items::{ChargeKind, OpenCharge, plan_oldest_first};
use office::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Id, Money, noun};

/// What the payer said an amount is for.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ApplyTo {
    /// The open item; or name the invoice instead.
    #[serde(default)]
    pub charge: Option<Id<noun::Charge>>,
    /// The invoice; or name the open item instead.
    #[serde(default)]
    pub invoice: Option<Id<noun::Invoice>>,
    /// How much of it is paid; a line without an amount is left out, as a form's blank one.
    #[serde(default)]
    pub amount_cents: Option<Money>,
}

/// A part of a payment that goes to a charge.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Applied {
    /// What was paid.
    pub charge: Id<noun::Charge>,
    /// Its document's number.
    pub document: String,
    /// How much of it.
    pub amount_cents: Money,
    /// How much of it stays open.
    pub left_cents: Money,
}

/// Spreads a payment: as the payer said; else onto the one invoice of just this amount; else
/// the oldest due first, fees last. What is left over stays on the customer's account.
pub fn spread(
    open: &[OpenCharge],
    told: Option<&[ApplyTo]>,
    amount: Money,
) -> Result<Vec<Applied>, Refusal> {
    let parts = match told {
        Some(told) if !says_nothing(told) => as_told(open, told, amount)?,
        _ => match exact(open, amount) {
            Some(charge) => vec![(charge, amount)],
            None => plan_oldest_first(open, amount).0,
        },
    };
    Ok(parts
        .into_iter()
        .filter_map(|(id, part)| {
            let charge = open.iter().find(|charge| charge.id == id)?;
            Some(Applied {
                charge: id,
                document: charge.document.clone(),
                amount_cents: part,
                left_cents: charge.open - part,
            })
        })
        .collect())
}

/// Onto the documents the payer named, each up to what is open of it, and what that leaves over
/// on the oldest of the rest. None when no named one is open: it then pays the oldest due first
/// (handbook 3.6). A document without an amount takes all that is left.
pub(crate) fn onto_named(
    open: &[OpenCharge],
    named: &[(&str, Option<Money>)],
    amount: Money,
) -> Option<Vec<ApplyTo>> {
    let mut left = amount;
    let mut parts: Vec<ApplyTo> = Vec::new();
    let mut put = |parts: &mut Vec<ApplyTo>, charge: &OpenCharge, asked: Option<Money>| {
        let part = asked.unwrap_or(left).min(charge.open).min(left);
        if part.is_positive() && parts.iter().all(|one| one.charge != Some(charge.id)) {
            left -= part;
            let charge = Some(charge.id);
            parts.push(ApplyTo { charge, invoice: None, amount_cents: Some(part) });
        }
    };
    for (document, asked) in named {
        if let Some(charge) = open.iter().find(|charge| charge.document == document.trim()) {
            put(&mut parts, charge, *asked);
        }
    }
    if parts.is_empty() {
        return None;
    }
    for charge in open {
        put(&mut parts, charge, None);
    }
    Some(parts)
}

/// Whether every line of a form was left blank. A list without lines does say something: it
/// keeps all on account.
pub(super) fn says_nothing(told: &[ApplyTo]) -> bool {
    !told.is_empty() && told.iter().all(|one| one.amount_cents.is_none())
}

/// The invoice of just this amount, the oldest due when there are several. Fees do not count:
/// a payment that happens to equal a fee was rarely meant for it.
fn exact(open: &[OpenCharge], amount: Money) -> Option<Id<noun::Charge>> {
    let same = open.iter().filter(|charge| charge.open == amount && charge.kind != ChargeKind::Fee);
    same.min_by_key(|charge| (charge.due_on, charge.document.as_str())).map(|charge| charge.id)
}

fn as_told(
    open: &[OpenCharge],
    told: &[ApplyTo],
    amount: Money,
) -> Result<Vec<(Id<noun::Charge>, Money)>, Refusal> {
    let mut parts: Vec<(Id<noun::Charge>, Money)> = Vec::new();
    let mut left: BTreeMap<Id<noun::Charge>, Money> = BTreeMap::new();
    let mut rest = amount;
    for (place, one) in told.iter().enumerate() {
        let Some(part) = one.amount_cents else {
            continue;
        };
        let charge = find_told(open, one, part, place)?;
        let still = left.entry(charge.id).or_insert(charge.open);
        if part > *still {
            return Err(Refusal::conflict(
                "payments.more_than_owed",
                format!(
                    "{} has {still} open, and {} was to be paid on it. Enter {still} or less.",
                    charge.document, part
                ),
            ));
        }
        if part > rest {
            let field = format!("applications[{place}].amount_cents");
            let words =
                format!("The payment of {amount} has {rest} left here. Enter {rest} or less.");
            return Err(Refusal::invalid(&field, words));
        }
        *still -= part;
        rest -= part;
        match parts.iter_mut().find(|(id, _)| *id == charge.id) {
            Some((_, sum)) => *sum += part,
            None => parts.push((charge.id, part)),
        }
    }
    Ok(parts)
}

fn find_told<'o>(
    open: &'o [OpenCharge],
    told: &ApplyTo,
    part: Money,
    place: usize,
) -> Result<&'o OpenCharge, Refusal> {
    let field = |name: &str| format!("applications[{place}].{name}");
    if !part.is_positive() {
        return Err(Refusal::invalid(&field("amount_cents"), "Enter an amount above zero."));
    }
    let found = match (told.charge, told.invoice) {
        (Some(charge), None) => open.iter().find(|one| one.id == charge),
        (None, Some(invoice)) => {
            open.iter().find(|one| one.source == "invoice" && one.source_id == invoice.get())
        }
        _ => {
            let words = "Name either the invoice or the open item.";
            return Err(Refusal::invalid(&field("invoice"), words));
        }
    };
    found.ok_or_else(|| {
        Refusal::conflict(
            "payments.nothing_open",
            "This customer has nothing open there. Leave it out, or see what she owes.",
        )
    })
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
            source_id: 1000 + id,
            issued_on: due_on.plus_days(-30),
            due_on,
            amount: Money::cents(cents),
            open: Money::cents(cents),
        }
    }

    /// The open invoices of the handbook's T14.
    fn t14() -> Vec<OpenCharge> {
        let day = |month, day| Day::ymd(2026, month, day);
        vec![
            charge(1, "V1", day(11, 30), 12_000),
            charge(2, "V2", day(11, 29), 8_050),
            charge(3, "V3", day(10, 31), 9_900),
            charge(4, "V4", day(10, 30), 4_500),
            charge(5, "V5", day(10, 2), 15_000),
            charge(6, "V6", day(10, 1), 6_400),
            charge(7, "V7", day(9, 1), 2_500),
            charge(8, "V8", day(5, 31), 30_000),
            charge(9, "V9", day(12, 20), 5_000),
        ]
    }

    fn told(charge: i64, cents: i64) -> ApplyTo {
        ApplyTo {
            charge: Some(Id::new(charge)),
            invoice: None,
            amount_cents: Some(Money::cents(cents)),
        }
    }

    /// T17.
    #[test]
    fn the_oldest_due_is_paid_first() {
        let applied = spread(&t14(), None, Money::dollars(400)).unwrap();
        let told: Vec<_> = applied
            .iter()
            .map(|one| (&*one.document, one.amount_cents.as_cents(), one.left_cents.as_cents()))
            .collect();
        let expected =
            [("V8", 30_000, 0), ("V7", 2_500, 0), ("V6", 6_400, 0), ("V5", 1_100, 13_900)];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_invoice_of_just_this_amount_comes_before_the_oldest() {
        let applied = spread(&t14(), None, Money::cents(9_900)).unwrap();
        assert_eq!(applied.len(), 1);
        assert_eq!(applied[0].document, "V3");
        let mut fee = charge(10, "F1", Day::ymd(2026, 1, 1), 2_600);
        fee.kind = ChargeKind::Fee;
        let open = [fee, charge(11, "V9", Day::ymd(2026, 12, 1), 5_000)];
        let applied = spread(&open, None, Money::cents(2_600)).unwrap();
        assert_eq!(applied[0].document, "V9", "a fee is no exact match");
    }

    #[test]
    fn what_the_payer_says_holds() {
        let by_invoice = ApplyTo {
            charge: None,
            invoice: Some(Id::new(1002)),
            amount_cents: Some(Money::cents(50)),
        };
        let told_all = [told(9, 5_000), by_invoice, told(9, 0)];
        let applied = spread(&t14(), Some(&told_all[..2]), Money::dollars(100)).unwrap();
        let documents: Vec<_> = applied.iter().map(|one| &*one.document).collect();
        assert_eq!(documents, ["V9", "V2"]);
        assert!(spread(&t14(), Some(&[]), Money::dollars(100)).unwrap().is_empty());
        let zero = spread(&t14(), Some(&told_all[2..]), Money::dollars(100)).unwrap_err();
        assert_eq!(zero.code(), "invalid");
    }

    #[test]
    fn blank_lines_of_a_form_say_nothing() {
        let blank = ApplyTo { amount_cents: None, ..told(9, 0) };
        let all_blank = [blank.clone(), blank.clone()];
        let applied = spread(&t14(), Some(&all_blank), Money::dollars(50)).unwrap();
        assert_eq!(applied[0].document, "V9", "as if nothing had been told");
        let applied = spread(&t14(), Some(&[blank, told(1, 700)]), Money::dollars(50)).unwrap();
        assert_eq!(applied.len(), 1);
        assert_eq!(applied[0].document, "V1");
    }

    #[test]
    fn nothing_takes_more_than_is_open_or_was_paid() {
        let code = |told: &[ApplyTo], cents| {
            let refusal = spread(&t14(), Some(told), Money::cents(cents)).unwrap_err();
            refusal.code()
        };
        assert_eq!(code(&[told(9, 5_001)], 10_000), "payments.more_than_owed");
        assert_eq!(code(&[told(9, 3_000), told(9, 2_001)], 10_000), "payments.more_than_owed");
        assert_eq!(code(&[told(9, 5_000), told(1, 1)], 5_000), "invalid");
        assert_eq!(code(&[told(77, 1)], 5_000), "payments.nothing_open");
        let neither = ApplyTo { charge: None, invoice: None, amount_cents: Some(Money::cents(1)) };
        assert_eq!(code(&[neither], 5_000), "invalid");
    }

    proptest! {
        #[test]
        fn no_cent_is_lost_or_made(
            charges in prop::collection::vec((0_i64..90, 1_i64..30_000), 0..10),
            cents in 1_i64..120_000,
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
            let applied = spread(&open, None, amount).unwrap();
            let spent: Money = applied.iter().map(|one| one.amount_cents).sum();
            let owed: Money = open.iter().map(|one| one.open).sum();
            prop_assert_eq!(spent, amount.min(owed));
            for one in &applied {
                prop_assert!(one.amount_cents.is_positive() && !one.left_cents.is_negative());
            }
        }
    }
}
