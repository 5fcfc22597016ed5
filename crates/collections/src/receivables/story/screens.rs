//! The lists and the pages, on both engines.

use super::{T14, apply, bench, benches, day, invoice, payment};
use crate::receivables::listing;
use books::open_items;
use books::testing::{at_desk, page_at};
use office::Refusal;
use office::testing::Bench;
use values::{Id, Money, noun};

/// Marisol Rivera's account.
fn open_rivera(bench: &Bench) -> Id<noun::Customer> {
    let rivera = front_desk::customers::OpenCustomer {
        name: "Marisol Rivera".into(),
        bill_to: Some(values::Address {
            line1: "14 Larkspur Ct".into(),
            line2: String::new(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: "34471".into(),
        }),
        ..Default::default()
    };
    bench.run(rivera).unwrap().customer
}

#[test]
fn every_list_and_statement_runs_on_both_engines() {
    for bench in benches() {
        for listing in bench.office.rooms().listings() {
            let wrong = office::listing::check(listing, bench.office.rooms());
            assert!(wrong.is_empty(), "{wrong:#?}");
            let failures = office::listing::run_variants(bench.office.db(), listing);
            assert!(failures.is_empty(), "{failures:#?}");
        }
        let failures = store::testing::prepare_all(bench.office.db());
        assert!(failures.is_empty(), "{failures:#?}");
    }
}

/// T14 and T17 as the list of customers shows them, on the day and on the day before.
#[test]
fn the_list_of_customers_is_right_on_any_day() {
    for bench in benches() {
        let rivera = open_rivera(&bench);
        at_desk(&bench, move |desk| {
            for (document, issued_on, due_on, cents) in T14 {
                invoice(desk, rivera, document, (issued_on, due_on), cents)?;
            }
            let branch = desk.branch();
            let open = open_items::list_open_charges(desk, branch, rivera)?;
            let (parts, _) = open_items::plan_oldest_first(&open, Money::dollars(400));
            let credit = payment(desk, rivera, day(11, 30), 45_000)?;
            apply(desk, rivera, credit, &parts, day(11, 30))
        })
        .unwrap();
        // Number, name, oldest due, five buckets, owed, unapplied.
        let listed = |as_of: &str| -> Vec<String> {
            let fields = office::Fields(vec![("as_of".into(), as_of.into())]);
            let ask = office::listing::Ask::from_fields(&listing::LISTING, &fields, day(12, 1));
            let listed = bench.read(|reader| {
                let ask = ask.clone().unwrap();
                office::listing::read(reader, &listing::LISTING, &ask, bench.branch, day(12, 1))
            });
            let rows = listed.unwrap().rows;
            assert!(rows.len() <= 1, "{rows:?}");
            rows.iter().flat_map(|row| &row.cells[2..]).map(|cell| format!("{cell:?}")).collect()
        };
        let told = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
        let paid = told([
            "Day(2026-10-02)",
            "Money($170.00)",
            "Money($179.50)",
            "Money($184.00)",
            "Money($0.00)",
            "Money($0.00)",
            "Money($533.50)",
            "Money($50.00)",
        ]);
        assert_eq!(listed("2026-11-30"), paid);
        let before = told([
            "Day(2026-05-31)",
            "Money($250.50)",
            "Money($144.00)",
            "Money($214.00)",
            "Money($25.00)",
            "Money($300.00)",
            "Money($933.50)",
            "Money($0.00)",
        ]);
        assert_eq!(listed("2026-11-29"), before);
        assert!(listed("2026-04-30").is_empty());
    }
}

#[test]
fn the_pages_say_what_is_owed_and_why() {
    let bench = bench();
    let rivera = open_rivera(&bench);
    at_desk(&bench, move |desk| {
        let old = invoice(desk, rivera, "5377", (day(1, 12), day(2, 11)), 15_515)?;
        invoice(desk, rivera, "5501", (day(2, 23), day(3, 25)), 12_733)?;
        let credit = payment(desk, rivera, day(3, 2), 15_515)?;
        apply(desk, rivera, credit, &[(old, Money::cents(15_515))], day(3, 2))
    })
    .unwrap();
    let page = page_at(&bench, "/receivables").unwrap();
    assert_eq!(
        page.sentence,
        "<b class=\"db-b\">$127.33</b> is owed. Nothing of it is past due. \
         It agrees with account 1100."
    );
    assert!(page.body.contains("Marisol Rivera"), "{}", page.body);
    let past = page_at(&bench, "/receivables?as_of=2026-03-01").unwrap();
    assert!(past.sentence.contains(">Mar 1, 2026<"), "{}", past.sentence);
    assert!(past.sentence.contains("155.15 of it is past due."), "{}", past.sentence);

    let why = page_at(&bench, &format!("/receivables/{rivera}")).unwrap();
    assert_eq!((&*why.title, &*why.note), ("Marisol Rivera", "A10001"));
    for words in [
        "Why is the balance $127.33?",
        "It is 5501 from February 23.",
        "Nothing is past due: 127.33 is due March 25.",
        "Payment R-1 for 5377",
        "proved against the books",
    ] {
        assert!(why.body.contains(words), "{words}: {}", why.body);
    }
    for address in ["/receivables/charges", "/receivables/credits"] {
        page_at(&bench, address).unwrap();
    }
    let nobody = page_at(&bench, "/receivables/999999").unwrap_err();
    assert_eq!(nobody, Refusal::NotFound { what: "customer" });
}
