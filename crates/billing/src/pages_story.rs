//! The pages of invoices and credits, read as a person would.

use crate::credits::IssueCredit;
use crate::invoices::{InvoiceIssued, IssueInvoice, VoidInvoice};
use crate::testing;
use books::testing::{page_at, page_refused};
use office::Refusal;
use office::testing::Bench;
use values::{Id, Money, noun};

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

fn issued(bench: &Bench) -> (Id<noun::Customer>, InvoiceIssued) {
    let (customer, work_order) = testing::verified(bench);
    let issue = IssueInvoice { work_orders: vec![work_order], ..IssueInvoice::to(customer) };
    (customer, bench.run(issue).unwrap())
}

#[test]
fn verified_work_is_ticked_on_a_new_invoice_and_stays_as_it_was_left() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    assert_says(&page_at(&bench, "/invoices/new").unwrap().body, &["/customers/pick"]);
    let list = page_at(&bench, "/invoices").unwrap();
    assert_says(&list.sentence, &["1 work order is"]);
    assert_says(&list.actions, &["/do/invoices.issue_all"]);
    let address = format!("/invoices/new?customer={customer}");
    let fresh = page_at(&bench, &address).unwrap();
    assert_says(&fresh.sentence, &["$199.00"]);
    let ticked = format!(r#"name="work_orders" value="{work_order}""#);
    assert_says(&fresh.body, &[&ticked, " checked", "lines[1][price_cents]", "5", "Fee"]);
    let filled = [
        ("form", "invoices.issue"),
        ("once", "0123456789abcdef"),
        ("customer", &customer.to_string()),
        ("lines[0][what]", ""),
        ("lines[1][what]", "Trip <fee>"),
        ("lines[1][price_cents]", "0"),
    ];
    let refusal = Refusal::invalid("lines[0].price_cents", "Enter an amount above zero.");
    let refused = page_refused(&bench, &address, &filled, refusal);
    assert_says(
        &refused.body,
        &["Trip &lt;fee&gt;", "Enter an amount above zero.", "0123456789abcdef"],
    );
    assert!(!refused.body.contains(" checked"), "{}", refused.body);
}

#[test]
fn an_invoice_shows_its_lines_and_what_came_of_it() {
    let bench = testing::bench();
    let (customer, issued) = issued(&bench);
    let address = format!("/invoices/{}", issued.invoice);
    let open = page_at(&bench, &address).unwrap();
    assert_says(&open.sentence, &["$199.00", "is open and due"]);
    assert_says(
        &open.body,
        &["Quarterly pest control", "not taxed:", "199.00", "db-dbl", "Journal", "14 Larkspur"],
    );
    assert_says(&open.side, &["/do/invoices.mail", "/do/credits.issue", "/do/invoices.void"]);
    assert_says(&open.actions, &[&format!("{address}/pdf")]);
    let filled = [
        ("form", "credits.issue"),
        ("once", "0123456789abcdef"),
        ("net_cents", "500"),
        ("reason", "Late"),
    ];
    let words = "Invoice 0412-26-000001 can be credited 199.00 more.";
    let refused = page_refused(&bench, &address, &filled, Refusal::invalid("net_cents", words));
    assert_says(&refused.side, &[words, r#"value="500""#, r#"value="Late""#]);
    let credit = IssueCredit {
        invoice: issued.invoice,
        net_cents: Money::cents(5_000),
        reason: "Came a day late".into(),
    };
    let credit = bench.run(credit).unwrap();
    let credited = page_at(&bench, &address).unwrap();
    assert_says(&credited.body, &["(50.00)", "149.00", &format!("/credits/{}", credit.credit)]);
    assert!(!credited.side.contains("/do/invoices.void"), "{}", credited.side);
    assert_says(&page_at(&bench, "/credits").unwrap().body, &["Came a day late"]);
    let memo = page_at(&bench, &format!("/credits/{}", credit.credit)).unwrap();
    assert_says(&memo.sentence, &["$50.00", "Marisol Rivera", &address]);
    assert_says(&memo.body, &[&issued.number, "Left to her good"]);
    assert!(page_at(&bench, "/invoices/new?customer=1").is_err());
    page_at(&bench, &format!("/invoices/new?customer={customer}")).unwrap();
}

#[test]
fn a_void_invoice_says_so_and_offers_nothing_to_change() {
    let bench = testing::bench();
    let (_, issued) = issued(&bench);
    let void = VoidInvoice { invoice: issued.invoice, reason: "Wrong house".into() };
    bench.run(void).unwrap();
    let page = page_at(&bench, &format!("/invoices/{}", issued.invoice)).unwrap();
    assert_says(&page.sentence, &["Void since", "Wrong house"]);
    assert!(!page.side.contains("/do/credits.issue"), "{}", page.side);
    let facts = bench
        .office
        .read(|reader| crate::invoices::paper::facts(reader, bench.branch, issued.invoice))
        .unwrap();
    assert_eq!(facts["watermark"], "Void");
    let ghost = page_at(&bench, "/invoices/999999").unwrap_err();
    assert_eq!(ghost, Refusal::NotFound { what: "invoice" });
}

#[test]
fn every_list_holds_to_the_rules_and_every_statement_prepares() {
    let bench = testing::bench();
    assert_eq!(store::testing::prepare_all(bench.office.db()), Vec::<String>::new());
    for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
        assert_eq!(office::listing::check(listing, bench.office.rooms()), Vec::<String>::new());
        let wrong = office::listing::run_variants(bench.office.db(), listing);
        assert_eq!(wrong, Vec::<String>::new());
    }
}
