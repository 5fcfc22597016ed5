//! Billing options as a person meets them: set, looked at, taken back, on both engines.

use super::*;
use crate::testing;
use books::testing::{answer_at, page_at};
use office::{Answer, Command, Mode, Refusal};
use values::{Day, Id, Money, Rate, noun};

fn prepaid(customer: Id<noun::Customer>) -> SetOptions {
    SetOptions {
        trigger: Trigger::Prepaid,
        prepay_discount: Some(Rate::percent(5)),
        ..SetOptions::usual(customer)
    }
}

#[test]
fn the_receipt_tells_the_invoices_to_come_and_the_difference() {
    for bench in testing::benches() {
        let (customer, agreement) = testing::agreement(&bench);
        let set = bench.office.rehearse(bench.slip(), prepaid(customer)).unwrap();
        // 199.00 and three times 119.00 is 556.00; five percent off is 27.80.
        assert_eq!(set.outlook.now.total_cents, Money::cents(55_600));
        assert_eq!(set.outlook.now.invoices, 4);
        assert_eq!(set.outlook.then.sum.total_cents, Money::cents(52_820));
        assert_eq!(set.outlook.difference_cents, Money::cents(-2_780));
        assert_eq!(set.outlook.then.invoices.len(), 1);
        let kept = bench.read(|r| records::list_of_customer(r, bench.branch, customer)).unwrap();
        assert!(kept.is_empty(), "a rehearsal keeps nothing");
        let set = bench.run(prepaid(customer)).unwrap();
        let own = SetOptions { agreement: Some(agreement), ..SetOptions::usual(customer) };
        bench.run(own).unwrap();
        let kept = bench.read(|r| records::list_of_customer(r, bench.branch, customer)).unwrap();
        let today = Day::ymd(2026, 3, 2);
        let trigger = |of| kept.standing(of, today).map(|options| options.trigger);
        assert_eq!(trigger(Some(agreement)), Some(Trigger::Completion));
        assert_eq!(trigger(None), Some(Trigger::Prepaid));
        let before = kept.standing(None, Day::ymd(2026, 3, 1));
        assert_eq!(before, None);
        let back = SetOptions::reversal(&set).expect("it can be taken back");
        bench.office.errand(bench.slip(), back, Mode::Now).unwrap();
        let kept = bench.read(|r| records::list_of_customer(r, bench.branch, customer)).unwrap();
        assert_eq!(kept.of(None, today), None);
    }
}

#[test]
fn refuses_what_cannot_be_billed() {
    let bench = testing::bench();
    let (customer, _) = testing::agreement(&bench);
    let usual = || SetOptions::usual(customer);
    let payer = |share| OtherPayer {
        customer: Id::new(77),
        share: Some(share),
        service: None,
        location: None,
    };
    for (field, wrong) in [
        ("billing_day", SetOptions { billing_day: Some(29), ..usual() }),
        ("spread_months", SetOptions { spread_months: Some(13), ..usual() }),
        ("skip_months", SetOptions { skip_months: (1..=12).collect(), ..usual() }),
        ("skip_months", SetOptions { skip_months: vec![0], ..usual() }),
        ("terms_days", SetOptions { terms: Terms::Net, ..usual() }),
        ("prepay_discount", SetOptions { prepay_discount: Some(Rate::percent(101)), ..usual() }),
        ("late_fee_rate", SetOptions { late_fee: LateFee::Own, ..usual() }),
        ("po_limit_cents", SetOptions { po_limit_cents: Some(Money::ZERO), ..usual() }),
        ("payers", SetOptions { payers: vec![payer(Rate::percent(101))], ..usual() }),
        ("payers[0].share", SetOptions { payers: vec![payer(Rate::ZERO)], ..usual() }),
    ] {
        assert!(wrong.problems().of(field).is_some(), "{field}: {wrong:?}");
    }
    let stranger = SetOptions { bill_to: Some(Id::new(999_999)), ..usual() };
    assert_eq!(bench.run(stranger).unwrap_err(), Refusal::NotFound { what: "customer" });
    let past = SetOptions { holds_from: Some(Day::ymd(2026, 3, 1)), ..usual() };
    assert_eq!(bench.run(past).unwrap_err().status(), 422);
    let refusal = bench.run_as(bench.stranger, usual()).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: SET });
}

#[test]
fn the_form_shows_the_invoices_as_it_is_filled() {
    let bench = testing::bench();
    let (customer, agreement) = testing::agreement(&bench);
    let choose = page_at(&bench, "/billing-options/new").unwrap();
    assert!(choose.body.contains("/customers/pick"), "{}", choose.body);
    let address = format!("/billing-options/new?customer={customer}&agreement={agreement}");
    let fresh = page_at(&bench, &address).unwrap();
    for piece in ["visit of 03/02/2026", "199.00", "556.00", "earned that day", "as many"] {
        assert!(fresh.body.contains(piece), "{piece}: {}", fresh.body);
    }
    let address =
        format!("/billing-options/preview?customer={customer}&trigger=prepaid&prepay_discount=5%");
    let Answer::Fragment(piece) = answer_at(&bench, &address).unwrap() else {
        panic!("{address} answers a piece");
    };
    for words in ["4 visits from 03/02/2026 to 12/02/2026", "528.20", "(27.80)", "3 fewer"] {
        assert!(piece.contains(words), "{words}: {piece}");
    }
    let wrong = format!("/billing-options/preview?customer={customer}&billing_day=40");
    let Answer::Fragment(piece) = answer_at(&bench, &wrong).unwrap() else {
        panic!("{wrong} answers a piece");
    };
    assert!(piece.contains("Enter a day from 1 to 28."), "{piece}");
}

#[test]
fn a_change_tells_what_holds_and_what_may_be_done() {
    let bench = testing::bench();
    let (customer, _) = testing::agreement(&bench);
    let set = bench.run(prepaid(customer)).unwrap();
    let page = page_at(&bench, &format!("/billing-options/{}", set.billing_options)).unwrap();
    for piece in
        ["Prepaid for the term", "5%", "/do/billing_options.end", "/do/billing_options.copy"]
    {
        assert!(page.body.contains(piece), "{piece}: {}", page.body);
    }
    let list = page_at(&bench, &format!("/billing-options?customer={customer}")).unwrap();
    assert!(list.body.contains("Prepaid for the term"), "{}", list.body);
    assert!(page_at(&bench, "/billing-options/999999").is_err());
}
