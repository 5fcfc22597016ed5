//! Previews worked by hand, with the handbook's numbers.

use super::*;
use crate::billing_options::{Grouping, OtherPayer, Terms, Trigger};
use front_desk::services::TaxCode;
use settings::rule_packs::TaxPart;
use std::convert::Infallible;

const RIVERA: Id<noun::Customer> = Id::new(1);
const START: Day = Day::ymd(2026, 1, 1);

fn cents(cents: i64) -> Money {
    Money::cents(cents)
}

/// Visits of 120.00 on the 1st of January, April, July and October, two years of them.
fn quarterly(options: SetOptions) -> Promise {
    let visits = (0..8).map(|quarter| {
        let on = START.plus_months(quarter * 3);
        Visit { nominal: on, on, price: Money::dollars(120) }
    });
    Promise {
        agreement: Id::new(5),
        service: Id::new(6),
        service_name: "Pest control".into(),
        revenue_account: Id::new(4000),
        tax_code: TaxCode::PestStruct,
        location: Id::new(7),
        starts_on: START,
        signed_on: START,
        term_months: 12,
        po_number: String::new(),
        po_expires_on: None,
        visits: visits.collect(),
        options,
    }
}

fn usual() -> SetOptions {
    SetOptions::usual(RIVERA)
}

fn seven_percent(_: &Promise, _: Day) -> Result<TaxAnswer, Infallible> {
    let part = TaxPart { jurisdiction: "Texas".into(), rate: Rate::percent(7) };
    Ok(TaxAnswer::Taxed(vec![part]))
}

fn untaxed(_: &Promise, _: Day) -> Result<TaxAnswer, Infallible> {
    Ok(TaxAnswer::Exempt("a home".into()))
}

fn shown(options: SetOptions) -> Preview {
    let Ok(preview) = preview(&[quarterly(options)], START, |_| 30, untaxed);
    preview
}

fn days(preview: &Preview) -> Vec<(i8, i8, i64)> {
    let invoices = preview.invoices.iter();
    let told = invoices.map(|one| {
        let on = one.invoiced_on;
        (on.month(), on.day(), one.total_cents.as_cents())
    });
    told.collect()
}

#[test]
fn as_usual_each_visit_is_billed_when_it_is_done() {
    let preview = shown(usual());
    let each = [1, 4, 7, 10].map(|month| (month, 1, 12_000));
    assert_eq!(days(&preview), each);
    assert_eq!(preview.invoices[0].due_on, Day::ymd(2026, 1, 31));
    assert_eq!(preview.balance_on(Day::ymd(2026, 12, 31)), Money::ZERO);
}

#[test]
fn a_month_is_one_invoice_or_one_for_each_location() {
    let at = |location, grouping| {
        let options = SetOptions { grouping, ..usual() };
        Promise { location: Id::new(location), ..quarterly(options) }
    };
    let january = |grouping| {
        let promises = [at(7, grouping), at(8, grouping), at(7, grouping)];
        let Ok(preview) = preview(&promises, START, |_| 30, untaxed);
        days(&preview).into_iter().filter(|(month, ..)| *month == 1).collect::<Vec<_>>()
    };
    assert_eq!(january(Grouping::Month), [(1, 31, 36_000)]);
    assert_eq!(january(Grouping::Location), [(1, 31, 24_000), (1, 31, 12_000)]);
}

/// Handbook P3, T09 and T11: 480.00 less 5 %, 7 % tax on it, 114.00 earned with each visit.
#[test]
fn t09_a_prepaid_year_is_earned_visit_by_visit() {
    let options = SetOptions {
        trigger: Trigger::Prepaid,
        prepay_discount: Some(Rate::percent(5)),
        ..usual()
    };
    let Ok(preview) = preview(&[quarterly(options)], START, |_| 30, seven_percent);
    assert_eq!(preview.invoices.len(), 1);
    let invoice = &preview.invoices[0];
    assert_eq!((invoice.gross_cents, invoice.discount_cents), (cents(48_000), cents(2_400)));
    assert_eq!((invoice.tax_cents, invoice.total_cents), (cents(3_192), cents(48_792)));
    let earned: Vec<i64> =
        invoice.lines[0].earned.iter().map(|one| one.amount_cents.as_cents()).collect();
    assert_eq!(earned, [11_400; 4]);
    let deferred = [1, 4, 7, 10].map(|month| preview.balance_on(Day::ymd(2026, month, 28)));
    assert_eq!(deferred, [34_200, 22_800, 11_400, 0].map(cents));
}

/// Handbook T12: 40.00 a month, a visit of 120.00 in months 1, 4, 7 and 10.
#[test]
fn t12_even_amounts_are_billed_after_the_work_or_before_it() {
    let preview = shown(SetOptions { trigger: Trigger::Even, ..usual() });
    assert_eq!(preview.invoices.len(), 12);
    assert!(preview.invoices.iter().all(|one| one.total_cents == cents(4_000)));
    let ends =
        [1, 2, 3, 4].map(|month| preview.balance_on(Day::ymd(2026, month, 1).last_of_month()));
    assert_eq!(ends, [-8_000, -4_000, 0, -8_000].map(cents));
}

#[test]
fn even_amounts_of_a_season_skip_the_other_months() {
    let options = SetOptions {
        trigger: Trigger::Even,
        spread_months: Some(7),
        skip_months: vec![1, 2, 3],
        billing_day: Some(15),
        ..usual()
    };
    // 480.00 in seven parts by cumulative rounding.
    let parts = [6_857, 6_857, 6_857, 6_858, 6_857, 6_857, 6_857];
    let expected: Vec<_> = (4..=10).zip(parts).map(|(month, part)| (month, 15, part)).collect();
    assert_eq!(days(&shown(options)), expected);
}

#[test]
fn in_advance_and_in_arrears_go_by_the_billing_day() {
    let advance = SetOptions { trigger: Trigger::Advance, billing_day: Some(20), ..usual() };
    // The visit of January 1 lies before the first billing day and is billed at once.
    let expected = [(1, 1), (3, 20), (6, 20), (9, 20), (12, 20)];
    let expected = expected.map(|(month, day)| (month, day, 12_000));
    assert_eq!(days(&shown(advance)), expected);
    let arrears = SetOptions { trigger: Trigger::Arrears, ..usual() };
    let expected = [(1, 31), (4, 30), (7, 31), (10, 31)];
    assert_eq!(days(&shown(arrears)), expected.map(|(month, day)| (month, day, 12_000)));
}

#[test]
fn an_anniversary_bills_the_year_ahead_and_signing_the_first_visit() {
    let mut promise = quarterly(SetOptions { trigger: Trigger::Anniversary, ..usual() });
    promise.starts_on = Day::ymd(2025, 7, 1);
    let Ok(year) = preview(&[promise], START, |_| 30, untaxed);
    // Two visits until July 1, then the year to come.
    assert_eq!(days(&year), [(1, 1, 12_000), (4, 1, 12_000), (7, 1, 48_000)]);
    let mut promise = quarterly(SetOptions { trigger: Trigger::Signing, ..usual() });
    let signed_on = Day::ymd(2025, 12, 20);
    promise.signed_on = signed_on;
    let Ok(signed) = preview(&[promise], signed_on, |_| 30, untaxed);
    assert_eq!(signed.invoices[0].invoiced_on, signed_on);
    assert_eq!(signed.invoices[0].lines[0].earned[0].on, START);
}

#[test]
fn all_locations_stand_on_one_invoice_a_month() {
    let options = SetOptions { grouping: Grouping::Month, terms: Terms::Receipt, ..usual() };
    let first = quarterly(options.clone());
    let mut second = quarterly(options);
    (second.agreement, second.location) = (Id::new(15), Id::new(17));
    for visit in &mut second.visits {
        visit.on = visit.on.plus_days(9);
    }
    let Ok(preview) = preview(&[first, second], START, |_| 30, untaxed);
    let expected = [(1, 31), (4, 30), (7, 31), (10, 31)];
    assert_eq!(days(&preview), expected.map(|(month, day)| (month, day, 24_000)));
    assert_eq!(preview.invoices[0].lines.len(), 2);
    assert_eq!(preview.invoices[0].due_on, Day::ymd(2026, 1, 31));
}

/// Handbook T08 in its parts: 120.01 at 7 % is 128.41; 60 and 40 percent of it.
#[test]
fn t08_two_payers_have_an_invoice_each() {
    let landlord: Id<noun::Customer> = Id::new(2);
    let other = OtherPayer {
        customer: landlord,
        share: Some(Rate::percent(40)),
        service: None,
        location: None,
    };
    let mut promise = quarterly(SetOptions { payers: vec![other], ..usual() });
    promise.visits.truncate(1);
    promise.visits[0].price = cents(12_001);
    let Ok(preview) = preview(&[promise], START, |_| 30, seven_percent);
    let told: Vec<_> =
        preview.invoices.iter().map(|one| (one.payer, one.total_cents.as_cents())).collect();
    assert_eq!(told, [(RIVERA, 7_705), (landlord, 5_136)]);
}

#[test]
fn a_purchase_order_that_is_used_up_holds_back_what_follows() {
    let options = SetOptions {
        po_number: Some("PO 77".into()),
        po_limit_cents: Some(Money::dollars(250)),
        po_expires_on: Some(Day::ymd(2026, 9, 30)),
        ..usual()
    };
    let preview = shown(options);
    let held: Vec<_> = preview.invoices.iter().map(|one| one.obstacle.clone()).collect();
    let used_up = Some(Obstacle::PurchaseOrderUsedUp);
    assert_eq!(held, [None, None, used_up, Some(Obstacle::PurchaseOrderExpired)]);
}
