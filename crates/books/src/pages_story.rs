//! The pages of the books, read as a person would.

use crate::accounts::{BANK_CHARGES, OPERATING};
use crate::entries::{AdjustmentLine, EntryPosted, NewEntry, NewLine, PostEntry, Source, post};
use crate::periods::ClosePeriod;
use crate::testing::{answer_at, at_desk, bench, page_at, page_refused};
use office::testing::Bench;
use office::{Answer, Refusal};
use values::{Day, Id, Money};

const FEBRUARY_27: Day = Day::ymd(2026, 2, 27);

fn bank_charge(bench: &Bench) -> EntryPosted {
    let amount = Some(Money::dollars(12));
    let debit =
        AdjustmentLine { account: BANK_CHARGES.id(), debit_cents: amount, credit_cents: None };
    let credit =
        AdjustmentLine { account: OPERATING.id(), debit_cents: None, credit_cents: amount };
    let memo = String::from("Bank charge <February> & more");
    let lines = vec![debit, credit];
    bench.run(PostEntry { day: Some(FEBRUARY_27), memo, lines }).unwrap()
}

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

#[test]
fn an_account_shows_its_month_with_a_running_balance() {
    let bench = bench();
    let entry = bank_charge(&bench).entry;
    let chart = page_at(&bench, "/accounts").unwrap();
    assert_says(&chart.sentence, &["Debits equal credits", "the books balance"]);
    assert_says(&chart.body, &["Cash, operating", "/accounts/1000", "12.00"]);
    let month = page_at(&bench, "/accounts/6210?month=2026-02").unwrap();
    assert_says(&month.sentence, &["$12.00", "stands in it today"]);
    assert_says(
        &month.body,
        &["Bank charge &lt;February&gt; &amp; more", &format!("/entries/{entry}"), "February 2026"],
    );
    let later = page_at(&bench, "/accounts/6210").unwrap();
    assert_says(&later.body, &["March 2026", "Before the month", "12.00"]);
    assert!(!later.body.contains("Bank charge"), "{}", later.body);
    page_at(&bench, "/accounts/lines?account=6210").unwrap();
    page_at(&bench, "/accounts/new").unwrap();
    let ghost = page_at(&bench, "/accounts/9999").unwrap_err();
    assert_eq!(ghost, Refusal::NotFound { what: "account" });
    let file = answer_at(&bench, "/accounts?format=csv").unwrap();
    let Answer::File { bytes, .. } = file else { panic!("no file: {file:?}") };
    assert_says(&String::from_utf8_lossy(&bytes), &["Bank charges"]);
}

#[test]
fn a_busy_month_is_shown_day_by_day() {
    let bench = bench();
    at_desk(&bench, |desk| {
        for _ in 0..301 {
            let line = |account, amount| NewLine { account, amount, customer: None };
            let lines =
                vec![line(BANK_CHARGES, Money::cents(1)), line(OPERATING, Money::cents(-1))];
            let source = Source { noun: "deposit", id: 1 };
            post(desk, NewEntry { day: FEBRUARY_27, memo: "A cent".into(), source, lines })?;
        }
        Ok(())
    })
    .unwrap();
    let month = page_at(&bench, "/accounts/1000?month=2026-02").unwrap();
    let lines = "/accounts/lines?account=1000&amp;from=2026-02-27&amp;to=2026-02-27";
    assert_says(&month.body, &["301 lines", lines, "(3.01)"]);
}

#[test]
fn an_entry_leads_to_its_document_or_is_reversed() {
    let bench = bench();
    let entry = bank_charge(&bench).entry;
    assert_says(&page_at(&bench, "/entries").unwrap().body, &["Bank charge"]);
    let own = page_at(&bench, &format!("/entries/{entry}")).unwrap();
    assert_says(&own.sentence, &["Feb 27, 2026", "Dana Whitfield"]);
    assert_says(&own.body, &["6210 Bank charges", "/do/entries.reverse"]);
    let document = at_desk(&bench, |desk| {
        let line = |account, cents| NewLine {
            account,
            amount: Money::cents(cents),
            customer: Some(Id::new(7)),
        };
        let lines = vec![line(crate::accounts::RECEIVABLE, 5), line(OPERATING, -5)];
        let source = Source { noun: "work_order", id: 31 };
        post(desk, NewEntry { day: FEBRUARY_27, memo: "Odd".into(), source, lines })
    })
    .unwrap();
    let of_document = page_at(&bench, &format!("/entries/{document}")).unwrap();
    assert_says(&of_document.actions, &["/work-orders/31", "Open the work order"]);
    assert_says(&of_document.body, &["/customers/7"]);
    assert!(!of_document.body.contains("/do/entries.reverse"));
}

#[test]
fn a_refused_adjustment_keeps_what_was_typed() {
    let bench = bench();
    let fresh = page_at(&bench, "/entries/new").unwrap();
    assert_says(&fresh.body, &["/do/entries.post", "lines[3][account]", "6210 Bank charges"]);
    let filled = [
        ("form", "entries.post"),
        ("once", "0123456789"),
        ("memo", "Bank charge"),
        ("lines[1][account]", "6210"),
        ("lines[1][debit_cents]", "12.00"),
        ("lines[1][credit_cents]", "12.00"),
    ];
    let words = "Enter an amount above zero as a debit or as a credit, not both.";
    let refusal = Refusal::invalid("lines[0].debit_cents", words);
    let page = page_refused(&bench, "/entries/new?lines=8", &filled, refusal);
    assert_says(
        &page.body,
        &[r#"value="Bank charge""#, "0123456789", words, r#"<option value="6210" selected>"#],
    );
    assert_says(&page.body, &["lines[7][account]", "/entries/new?lines=12"]);
}

#[test]
fn a_month_says_what_keeps_it_open() {
    let bench = bench();
    bank_charge(&bench);
    let month = Day::ymd(2026, 2, 1);
    let find = || {
        let row =
            bench.read(|reader| crate::periods::records::find_month(reader, bench.branch, month));
        row.unwrap().expect("February has a row")
    };
    let february = find();
    let list = page_at(&bench, "/periods").unwrap();
    assert_says(&list.sentence, &["No month is closed yet."]);
    let open = page_at(&bench, &format!("/periods/{}", february.id)).unwrap();
    assert_says(&open.sentence, &["Everything is clear: the month can close."]);
    assert_says(&open.body, &["/do/periods.close", "The books agree"]);
    let close = ClosePeriod { period: february.id, note: None, seen: february.version };
    bench.run(close).unwrap();
    let closed = page_at(&bench, &format!("/periods/{}", february.id)).unwrap();
    assert_says(&closed.sentence, &["Closed by Dana Whitfield", "Mar 2, 2026"]);
    assert_says(&closed.body, &["/do/periods.reopen"]);
    let list = page_at(&bench, "/periods").unwrap();
    assert_says(&list.sentence, &["The books are closed through February 2026."]);
}
