//! The arithmetic of billing options: billing days, due days, who pays what share. No
//! database.

use super::set::{OtherPayer, SetOptions};
use super::words::Terms;
use values::rounding::split_weighted;
use values::{Day, Id, Money, Rate, noun};

/// The day an invoice is to be paid by. `account_days` is what the customer's account says.
pub fn due_on(options: &SetOptions, invoiced_on: Day, account_days: i64) -> Day {
    let days = options.terms_days.unwrap_or(0);
    match options.terms {
        Terms::Account => invoiced_on.plus_days(account_days),
        Terms::Receipt => invoiced_on,
        Terms::Net => invoiced_on.plus_days(days),
        Terms::EndOfMonth => invoiced_on.last_of_month().plus_days(days),
    }
}

/// The billing day in the month of `month`: the 1st to the 28th, or the last.
pub fn billing_day_in(options: &SetOptions, month: Day) -> Day {
    match options.billing_day {
        Some(day) => month.first_of_month().plus_days(day - 1),
        None => month.last_of_month(),
    }
}

/// The billing days on or after `from`, months that are skipped left out.
pub fn billing_days(options: &SetOptions, from: Day) -> impl Iterator<Item = Day> + '_ {
    let first = from.first_of_month();
    (0..)
        .map(move |months| billing_day_in(options, first.plus_months(months)))
        .filter(move |day| *day >= from && !is_skipped(options, *day))
}

fn is_skipped(options: &SetOptions, day: Day) -> bool {
    options.skip_months.contains(&i64::from(day.month()))
}

/// What is taken off a line of an invoice of this day, and off a prepaid term besides.
pub fn discount_of(options: &SetOptions, gross: Money, on: Day, prepaid: Option<Rate>) -> Money {
    let holds = options.discount_ends_on.is_none_or(|last| on <= last);
    let usual = options.discount_rate.filter(|_| holds).unwrap_or(Rate::ZERO);
    let rate = usual + prepaid.unwrap_or(Rate::ZERO);
    rate.of(gross)
}

/// What a line is for, as far as it matters to who pays it.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The service, when it is a service.
    pub service: Option<Id<noun::Service>>,
    /// The location, when it is at one.
    pub location: Option<Id<noun::Location>>,
}

/// An amount among payer 1 and the others, in their order (handbook 3.1, T08): whole lines
/// to who takes this location or this service, else each her percents by largest remainder;
/// payer 1 has what is left.
pub fn split(others: &[OtherPayer], share: Share, amount: Money) -> Vec<Money> {
    let takes_it = |payer: &OtherPayer| {
        (payer.location.is_some() && payer.location == share.location)
            || (payer.service.is_some() && payer.service == share.service)
    };
    let mut weights = vec![0; others.len() + 1];
    match others.iter().position(takes_it) {
        Some(place) => weights[place + 1] = 1,
        None => {
            for (weight, payer) in weights[1..].iter_mut().zip(others) {
                *weight = payer.share.map_or(0, Rate::as_millionths);
            }
            let given: i64 = weights.iter().sum();
            weights[0] = (Rate::WHOLE.as_millionths() - given).max(0);
        }
    }
    split_weighted(amount, &weights)
}

/// Why an invoice may not go out as it is.
#[derive(
    Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The payer needs a purchase order and none is known.
    NoPurchaseOrder,
    /// The purchase order has run out by then.
    PurchaseOrderExpired,
    /// The invoices under the purchase order come to more than it allows.
    PurchaseOrderUsedUp,
    /// The invoice comes to more than it may.
    OverTheLimit,
}

impl Obstacle {
    /// What is wrong, and the way out.
    pub fn words(&self) -> &'static str {
        match self {
            Obstacle::NoPurchaseOrder => {
                "A purchase order is needed. Ask for its number and enter it here."
            }
            Obstacle::PurchaseOrderExpired => {
                "The purchase order has run out by then. Ask for another, or for more time."
            }
            Obstacle::PurchaseOrderUsedUp => {
                "The purchase order is used up by then. Ask for another, or for a higher limit."
            }
            Obstacle::OverTheLimit => {
                "This is more than one invoice may come to. Agree on a higher limit, or split \
                 the work."
            }
        }
    }
}

/// What is known of the purchase order behind an invoice.
#[derive(Clone, Copy, Debug)]
pub struct PurchaseOrder<'p> {
    /// Its number; blank when there is none.
    pub number: &'p str,
    /// Its last day.
    pub expires_on: Option<Day>,
    /// What was billed under it before.
    pub used: Money,
}

/// What stands in the way of an invoice of `total`.
pub fn obstacle(
    options: &SetOptions,
    order: PurchaseOrder<'_>,
    on: Day,
    total: Money,
) -> Option<Obstacle> {
    let is_over = |limit: Option<Money>, sum| limit.is_some_and(|limit| sum > limit);
    match () {
        () if options.po_required && order.number.is_empty() => Some(Obstacle::NoPurchaseOrder),
        () if order.expires_on.is_some_and(|last| last < on) => {
            Some(Obstacle::PurchaseOrderExpired)
        }
        () if is_over(options.po_limit_cents, order.used + total) => {
            Some(Obstacle::PurchaseOrderUsedUp)
        }
        () if is_over(options.invoice_limit_cents, total) => Some(Obstacle::OverTheLimit),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RIVERA: Id<noun::Customer> = Id::new(1);

    fn usual() -> SetOptions {
        SetOptions::usual(RIVERA)
    }

    fn percent(payer: i64, percent: i64) -> OtherPayer {
        OtherPayer {
            customer: Id::new(payer),
            share: Some(Rate::percent(percent)),
            service: None,
            location: None,
        }
    }

    const NOWHERE: Share = Share { service: None, location: None };

    #[test]
    fn an_invoice_is_due_by_its_terms() {
        let on = Day::ymd(2026, 1, 20);
        let due =
            |terms, days| due_on(&SetOptions { terms, terms_days: Some(days), ..usual() }, on, 30);
        assert_eq!(due(Terms::Account, 0), Day::ymd(2026, 2, 19));
        assert_eq!(due(Terms::Receipt, 0), on);
        assert_eq!(due(Terms::Net, 15), Day::ymd(2026, 2, 4));
        // The end of January and ten days.
        assert_eq!(due(Terms::EndOfMonth, 10), Day::ymd(2026, 2, 10));
    }

    #[test]
    fn billing_days_keep_to_the_months_end_and_skip_months() {
        let ends = SetOptions { skip_months: vec![3], ..usual() };
        let days: Vec<Day> = billing_days(&ends, Day::ymd(2026, 1, 31)).take(3).collect();
        let expected = [(1, 31), (2, 28), (4, 30)].map(|(month, day)| Day::ymd(2026, month, day));
        assert_eq!(days, expected);
        let fifth = SetOptions { billing_day: Some(5), ..usual() };
        let first = billing_days(&fifth, Day::ymd(2026, 1, 6)).next();
        assert_eq!(first, Some(Day::ymd(2026, 2, 5)));
    }

    /// Handbook T08: 128.41 by 60 and 40.
    #[test]
    fn payer_one_has_what_the_others_do_not_take() {
        let parts = split(&[percent(2, 40)], NOWHERE, Money::cents(12_841));
        assert_eq!(parts, [7_705, 5_136].map(Money::cents));
        let third = Rate::millionths(333_333);
        let thirds: Vec<_> =
            [2, 3].map(|id| OtherPayer { share: Some(third), ..percent(id, 0) }).into();
        // 33.34 and twice 33.33: payer 1 has the leftover millionth and the leftover cent.
        let parts = split(&thirds, NOWHERE, Money::cents(10_000));
        assert_eq!(parts, [3_334, 3_333, 3_333].map(Money::cents));
    }

    #[test]
    fn a_location_or_a_service_goes_whole_to_its_payer() {
        let site = OtherPayer { location: Some(Id::new(9)), ..percent(3, 0) };
        let line = OtherPayer { service: Some(Id::new(7)), ..percent(4, 0) };
        let others = [percent(2, 25), site, line];
        let at = |service, location| {
            let share =
                Share { service: Some(Id::new(service)), location: Some(Id::new(location)) };
            split(&others, share, Money::cents(1_000))
        };
        assert_eq!(at(1, 9), [0, 0, 1_000, 0].map(Money::cents));
        assert_eq!(at(7, 8), [0, 0, 0, 1_000].map(Money::cents));
        assert_eq!(at(1, 8), [750, 250, 0, 0].map(Money::cents));
    }

    #[test]
    fn what_stands_in_the_way_is_told_in_order() {
        let on = Day::ymd(2026, 3, 2);
        let options = SetOptions {
            po_required: true,
            po_limit_cents: Some(Money::dollars(500)),
            invoice_limit_cents: Some(Money::dollars(200)),
            ..usual()
        };
        let told = |number, expires_on, used, total| {
            let order = PurchaseOrder { number, expires_on, used: Money::dollars(used) };
            obstacle(&options, order, on, Money::dollars(total))
        };
        let yesterday = Some(Day::ymd(2026, 3, 1));
        assert_eq!(told("", None, 0, 100), Some(Obstacle::NoPurchaseOrder));
        assert_eq!(told("77", yesterday, 0, 100), Some(Obstacle::PurchaseOrderExpired));
        assert_eq!(told("77", Some(on), 401, 100), Some(Obstacle::PurchaseOrderUsedUp));
        assert_eq!(told("77", None, 0, 201), Some(Obstacle::OverTheLimit));
        assert_eq!(told("77", None, 400, 100), None);
    }

    #[test]
    fn a_discount_ends_on_its_day() {
        let options = SetOptions {
            discount_rate: Some(Rate::percent(10)),
            discount_ends_on: Some(Day::ymd(2026, 6, 30)),
            ..usual()
        };
        let off = |month, prepaid| {
            discount_of(&options, Money::dollars(120), Day::ymd(2026, month, 30), prepaid)
        };
        assert_eq!(off(6, None), Money::dollars(12));
        assert_eq!(off(7, None), Money::ZERO);
        assert_eq!(off(7, Some(Rate::percent(5))), Money::dollars(6));
    }

    proptest! {
        #[test]
        fn a_split_always_adds_up(
            cents in 0i64..10_000_000,
            shares in prop::collection::vec(0i64..250_000, 0..4),
        ) {
            let others: Vec<OtherPayer> = (2..)
                .zip(&shares)
                .map(|(id, share)| {
                    let share = Some(Rate::millionths(*share));
                    OtherPayer { share, ..percent(id, 0) }
                })
                .collect();
            let parts = split(&others, NOWHERE, Money::cents(cents));
            prop_assert_eq!(parts.len(), others.len() + 1);
            prop_assert_eq!(parts.iter().sum::<Money>(), Money::cents(cents));
        }
    }
}
