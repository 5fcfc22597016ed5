//! A shop's tax from invoice to remittance, on both engines, each step ending in the proof.

use super::*;
use crate::credits::IssueCredit;
use crate::invoices::{ExtraLine, InvoiceIssued, IssueInvoice, VoidInvoice};
use crate::testing;
use books::Account;
use books::accounts::{OPENING_BALANCES, OPERATING, OTHER_INCOME, RECEIVABLE, SALES_TAX};
use books::testing::page_at;
use front_desk::customers::CustomerKind;
use front_desk::services::TaxCode;
use office::testing::Bench;
use office::{Command, Mode, Refusal};
use settings::rule_packs::SetRate;
use values::{Day, Id, Money, Rate, noun};

const TODAY: Day = dispatch::testing::TODAY;
const MARCH: (Day, Day) = (Day::ymd(2026, 3, 1), Day::ymd(2026, 3, 31));

/// A shop in Marion County, where 6 percent go to Florida and 1.5 to the county.
fn shop(bench: &Bench) -> Id<noun::Customer> {
    let surtax = SetRate {
        state: "FL".into(),
        county: "Marion".into(),
        jurisdiction: "Marion County".into(),
        rate: Rate::millionths(15_000),
        holds_from: Day::ymd(2026, 1, 1),
        holds_until: None,
        citation: "DR-15DSS for 2026".into(),
    };
    bench.run_as(office::slip::operator(), surtax).unwrap();
    let mut shop = dispatch::testing::rivera();
    shop.kind = CustomerKind::Commercial;
    shop.location.as_mut().unwrap().county = Some("Marion".into());
    bench.run(shop).unwrap().customer
}

/// An invoice of 200.00: 12.00 for Florida, 3.00 for the county.
fn bill(bench: &Bench, customer: Id<noun::Customer>) -> InvoiceIssued {
    let line = ExtraLine {
        what: "Ant treatment".into(),
        quantity: None,
        price_cents: Money::dollars(200),
        tax_code: TaxCode::PestStruct,
        revenue_account: books::accounts::REVENUE_ONE_TIME.id(),
    };
    let issued = bench.run(IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) });
    let issued = issued.unwrap();
    assert_eq!(issued.total_cents, Money::dollars(215));
    issued
}

fn credit(invoice: Id<noun::Invoice>, dollars: i64) -> IssueCredit {
    IssueCredit { invoice, net_cents: Money::dollars(dollars), reason: "Ants came back".into() }
}

fn send(amount: i64, kept: Option<i64>) -> SendTax {
    SendTax {
        jurisdiction: "Florida".into(),
        through_on: TODAY,
        amount_cents: Money::cents(amount),
        kept_cents: kept.map(Money::cents),
        paid_on: None,
        reference: "DOR 8841".into(),
    }
}

fn march(bench: &Bench) -> TaxReport {
    bench.read(|reader| report(reader, bench.branch, MARCH)).unwrap()
}

/// What each jurisdiction is owed, in cents.
fn owed(bench: &Bench) -> Vec<(String, i64)> {
    let places = march(bench).places.into_iter();
    places.map(|place| (place.jurisdiction, place.owed.as_cents())).collect()
}

fn is(florida: i64, county: i64) -> Vec<(String, i64)> {
    vec![("Florida".into(), florida), ("Marion County".into(), county)]
}

fn booked(bench: &Bench, account: Account) -> i64 {
    let forever = Day::ymd(9999, 12, 31);
    let read = |reader: &mut store::Reader<'_>| {
        books::accounts::records::balance_at(reader, bench.branch, account, forever)
    };
    bench.read(read).unwrap().as_cents()
}

fn prove(bench: &Bench) {
    let own = bench.read(|reader| proofs(reader, bench.branch)).unwrap();
    for proof in bench.read(|r| books::proofs(r, bench.branch)).unwrap().into_iter().chain(own) {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
}

#[test]
fn each_jurisdiction_is_owed_what_invoices_asked_less_what_credits_gave_back() {
    for bench in testing::benches() {
        let customer = shop(&bench);
        let invoice = bill(&bench, customer).invoice;
        assert_eq!(owed(&bench), is(1_200, 300));
        bench.run(credit(invoice, 50)).unwrap();
        assert_eq!(owed(&bench), is(900, 225));
        let told = march(&bench);
        let florida = &told.places[0];
        assert_eq!(florida.taxable, Money::dollars(150));
        assert_eq!((florida.charged, florida.credited), (Money::dollars(12), Money::dollars(-3)));
        assert_eq!((told.sales, told.untaxed_sum()), (Money::dollars(200), Money::ZERO));
        bench.run(credit(invoice, 150)).unwrap();
        assert_eq!(owed(&bench), is(0, 0), "crediting all of it leaves nothing behind");
        let wrong = bill(&bench, customer).invoice;
        bench.run(VoidInvoice { invoice: wrong, reason: "Wrong shop".into() }).unwrap();
        assert_eq!(owed(&bench), is(0, 0), "a void invoice asks for nothing");
        prove(&bench);
    }
}

#[test]
fn what_is_sent_pays_for_its_days_and_may_be_taken_back() {
    for bench in testing::benches() {
        bill(&bench, shop(&bench));
        let much = bench.run(send(1_201, None)).unwrap_err();
        assert!(much.words().contains("Florida is owed 12.00 through 03/02/2026"), "{much:?}");
        let unknown = SendTax { jurisdiction: "Georgia".into(), ..send(100, None) };
        assert!(bench.run(unknown).unwrap_err().words().contains("No invoice ever asked"));
        let later = SendTax { through_on: Day::ymd(2026, 3, 3), ..send(100, None) };
        assert_eq!(bench.run(later).unwrap_err().status(), 422);
        let early = SendTax { through_on: Day::ymd(2026, 2, 28), ..send(100, None) };
        assert!(bench.run(early).is_err(), "nothing was owed for the days before");
        let sent = bench.run(send(1_170, Some(30))).unwrap();
        assert_eq!((sent.number.as_str(), sent.left_cents), ("TX-0412-26-000001", Money::ZERO));
        assert_eq!(owed(&bench), is(0, 300));
        assert_eq!(booked(&bench, OPERATING), -1_170);
        assert_eq!(booked(&bench, OTHER_INCOME), -30);
        assert_eq!(booked(&bench, SALES_TAX), -300);
        prove(&bench);
        let page = page_at(&bench, &format!("/sales-taxes/{}", sent.remittance)).unwrap();
        assert!(page.body.contains("/do/sales_taxes.take_back"), "{}", page.body);
        let back = SendTax::reversal(&sent).expect("it can be taken back");
        bench.office.errand(bench.slip(), back, Mode::Now).unwrap();
        assert_eq!(owed(&bench), is(1_200, 300));
        let again = TakeBackTax { remittance: sent.remittance, reason: "again".into() };
        let again = bench.run(again).unwrap_err();
        assert_eq!(again.code(), "sales_taxes.taken_back_already");
        prove(&bench);
    }
}

#[test]
fn a_correction_keeps_the_books_and_the_list_together() {
    for bench in testing::benches() {
        bill(&bench, shop(&bench));
        let correct = |cents, account: Account| CorrectTax {
            jurisdiction: "Florida".into(),
            more_cents: Money::cents(cents),
            account: account.id(),
            on: None,
            reason: "Owed since before".into(),
        };
        for wrong in [SALES_TAX, RECEIVABLE, Account(9998)] {
            let refusal = bench.run(correct(100, wrong)).unwrap_err();
            assert_eq!(refusal.status(), 422, "{wrong:?}");
        }
        let corrected = bench.run(correct(5_000, OPENING_BALANCES)).unwrap();
        assert_eq!(owed(&bench), is(6_200, 300));
        prove(&bench);
        let back = CorrectTax::reversal(&corrected).expect("it can be taken back");
        bench.office.errand(bench.slip(), back, Mode::Now).unwrap();
        assert_eq!(owed(&bench), is(1_200, 300));
        prove(&bench);
    }
}

#[test]
fn the_pages_tell_the_return_and_let_only_some_send_it() {
    let bench = testing::bench();
    bill(&bench, shop(&bench));
    let page = page_at(&bench, "/sales-taxes?from=2026-03-01&until=2026-03-31").unwrap();
    for part in ["Marion County", "12.00", "/do/sales_taxes.send", "jurisdiction=Florida"] {
        assert!(page.body.contains(part) || page.side.contains(part), "{part}: {}", page.body);
    }
    assert!(page.sentence.contains("March 2026 comes to $15.00"), "{}", page.sentence);
    let empty = page_at(&bench, "/sales-taxes").unwrap();
    assert!(empty.sentence.contains("February 2026 asks for no sales tax"), "{}", empty.sentence);
    for path in ["/sales-taxes/lines?jurisdiction=Florida", "/sales-taxes/sent"] {
        page_at(&bench, path).unwrap();
    }
    page_at(&bench, "/sales-taxes/correct").unwrap();
    let refusal = bench.run_as(bench.stranger, send(100, None)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: SEND });
    let wrong = SendTax { reference: " ".into(), ..send(0, Some(-1)) };
    for field in ["amount_cents", "kept_cents", "reference"] {
        assert!(wrong.problems().of(field).is_some(), "{field}");
    }
}
