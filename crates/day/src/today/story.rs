//! A day in the office, read from the page it opens with.

use crate::testing::{
    TODAY, agreement, bench, booked, busy, check, customer, finish, hold, page_of, verify,
};
use billing::exemptions::{ExemptionCause, RecordExemption};
use dispatch::absences::NoteAbsence;
use front_desk::agreements::SignAgreement;
use front_desk::conversations::NoteConversation;
use money::pay_links::{AnswerPayLink, MakePayLink, PayWay};
use office::Page;
use office::testing::{AFTERNOON, Bench};
use values::{Day, Instant};

fn today(bench: &Bench) -> Page {
    page_of(bench, bench.dana, "/", &[]).expect("the page opens")
}

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

/// The words of the row in which `name` stands.
fn row<'p>(page: &'p Page, name: &str) -> &'p str {
    let row = page.body.split("<tr").find(|row| row.contains(name));
    row.unwrap_or_else(|| panic!("{name} is not in {}", page.body))
}

#[test]
fn an_office_with_nothing_to_do_says_so() {
    let page = today(&bench());
    assert_eq!(page.title, "Monday, March 2");
    assert_says(
        &page.sentence,
        &["Good afternoon, Dana.", "Nothing is late.", "Every gate is clear"],
    );
    assert_says(&page.body, &["Nothing waits."]);
    assert_says(&page.side, &["Close the day", "the day can close", "Nobody is booked today"]);
}

#[test]
fn money_has_its_lines_until_the_bank_run() {
    let (bench, rivera) = busy();
    hold(&bench, "M. Unknown", "2001", 6_420);
    let page = today(&bench);
    assert_says(&page.sentence, &["The deposit holds $100.00", "gates are left"]);
    assert_says(row(&page, "M. Unknown"), &["4:00 pm", "64.20", "Name", "/payments/"]);
    assert_says(row(&page, "Deposit DB-0302"), &["4:15 pm", "100.00", "Count", "/deposits/"]);
    assert_says(&page.body, &["Before the bank run", "4:15 pm, in 41 min"]);
    assert_says(&page.side, &["Money today", "164.20", "2 payments"]);
    check(&bench, rivera, "1042", 1_000);
    assert_says(&today(&bench).sentence, &["The deposit holds $110.00"]);
    bench.clock.set(Instant::from_micros(AFTERNOON).plus_seconds(60 * 60));
    let page = today(&bench);
    assert_says(&page.sentence, &["2 lines are late."]);
    assert_says(row(&page, "M. Unknown"), &["34 min"]);
}

#[test]
fn work_goes_from_its_outcome_to_the_bill() {
    let bench = bench();
    let rivera = customer(&bench, "Marisol Rivera", "14 Larkspur Ct", "352-555-0123");
    let work_order = booked(&bench, rivera);
    let page = today(&bench);
    assert_says(row(&page, "1 stop without an outcome"), &["6:00 pm", "Ruth 1", "Enter"]);
    assert_says(&page.body, &["Tonight, before close"]);
    assert_says(&page.side, &["Ruth Ogden", "0 of 1"]);
    finish(&bench, work_order);
    let page = today(&bench);
    assert!(!page.body.contains("without an outcome"), "{}", page.body);
    assert_says(row(&page, "Verify the day"), &["1 finished: Ruth 1", "/work-orders/verify"]);
    assert_says(&page.side, &["1 of 1 stops", "done"]);
    verify(&bench, work_order);
    let page = today(&bench);
    assert_says(row(&page, "Done, not billed"), &["199.00", "Bill", "WO-0412-26-000001"]);
    bench.clock.set(Instant::from_micros(AFTERNOON).plus_seconds(3 * 24 * 60 * 60));
    let page = today(&bench);
    assert_says(row(&page, "Done, not billed"), &["3 days", "Mon"]);
    assert_says(&page.body, &["Late now", "1 line, oldest since Mon"]);
}

#[test]
fn people_wait_for_answers_and_purchase_orders() {
    let bench = bench();
    let oak = customer(&bench, "Oak Street Dental", "212 Oak St", "352-555-0144");
    let sale = SignAgreement {
        po_number: Some("PO-7731".into()),
        po_expires_on: Some(TODAY.plus_days(4)),
        ..agreement(&bench, oak)
    };
    bench.run(sale).unwrap();
    let talk = NoteConversation {
        customer: oak,
        channel: Default::default(),
        direction: Default::default(),
        contact: None,
        spoke_with: None,
        said: "Wants to know <who> comes on Thursday".into(),
        held_at: None,
        follow_up_on: Some(TODAY),
    };
    bench.run(talk).unwrap();
    let page = today(&bench);
    assert_says(row(&page, "PO PO-7731"), &["Oak Street Dental", "Fri", "Ask for PO", "119.00"]);
    assert_says(
        row(&page, "&lt;who&gt;"),
        &["5:00 pm", "Oak Street Dental", "Dana", "Answer", "/conversations/"],
    );
    let mine = page_of(&bench, bench.dana, "/", &[("show", "mine")]).unwrap();
    assert_says(&mine.body, &["Mine, 1", "Answer"]);
    assert!(!mine.body.contains("PO-7731"), "{}", mine.body);
    let ruth = page_of(&bench, bench.ruth, "/", &[("show", "mine")]).unwrap();
    assert_says(&ruth.body, &["Mine, 0", "Nothing waits."]);
}

#[test]
fn nobody_sees_what_she_may_not_open() {
    let (bench, _) = busy();
    hold(&bench, "M. Unknown", "2001", 6_420);
    let page = page_of(&bench, bench.stranger, "/", &[]).unwrap();
    assert_says(&page.sentence, &["Good afternoon, Sam."]);
    for secret in ["M. Unknown", "64.20", "$", "Money today", "Routes", "Proof"] {
        let whole = format!("{}{}{}", page.sentence, page.body, page.side);
        assert!(!whole.contains(secret), "{secret} is in {whole}");
    }
}

/// A certificate that runs out this month is asked for; once the next is recorded it is not.
#[test]
fn a_tax_certificate_that_runs_out_is_asked_for() {
    let bench = bench();
    let customer = customer(&bench, "Oak Street Dental", "212 Oak St", "352-555-0144");
    let record = |number: &str, from: Day, until: Option<Day>| RecordExemption {
        customer,
        number: number.into(),
        cause: ExemptionCause::Resale,
        states: vec!["FL".into()],
        valid_from: Some(from),
        valid_until: until,
        image: None,
    };
    bench.run(record("85-8012", TODAY, Some(TODAY.plus_days(31)))).unwrap();
    assert!(!today(&bench).body.contains("85-8012"), "a month is far away");
    bench.run(record("85-8013", TODAY, Some(TODAY.plus_days(32)))).unwrap();
    bench.run(record("85-8014", TODAY, Some(TODAY.plus_days(20)))).unwrap();
    assert!(!today(&bench).body.contains("85-8014"), "another of that state holds longer");
    let georgia = RecordExemption {
        states: vec!["GA".into()],
        ..record("85-9001", TODAY, Some(TODAY.plus_days(9)))
    };
    bench.run(georgia.clone()).unwrap();
    assert_says(
        &today(&bench).body,
        &["tax certificate 85-9001 runs out Wed, Mar 11", "Ask for it"],
    );
    let next = TODAY.plus_days(10);
    bench.run(RecordExemption { valid_from: Some(next), valid_until: None, ..georgia }).unwrap();
    assert!(!today(&bench).body.contains("85-9001"));
}

#[test]
fn who_is_away_while_visits_stand_with_her_is_a_line_until_they_are_given_to_others() {
    let bench = bench();
    let rivera = customer(&bench, "Marisol Rivera", "14 Larkspur Ct", "352-555-0123");
    booked(&bench, rivera);
    let away = |from: Day| NoteAbsence {
        staff: bench.ruth,
        from_on: Some(from),
        until_on: None,
        reason: "Sick".into(),
    };
    bench.run(away(TODAY.plus_days(1))).unwrap();
    assert!(!today(&bench).body.contains("is away on"), "nothing stands with her tomorrow");
    bench.run(away(TODAY)).unwrap();
    assert_says(row(&today(&bench), "is away on"), &["Ruth Ogden", "1 visit to give to others"]);
}

#[test]
fn whoever_said_she_would_pay_and_did_not_is_called_until_she_has() {
    let (bench, rivera) = busy();
    let make = MakePayLink { customer: rivera, invoice: None, least_cents: None, expires_on: None };
    let pay_link = bench.run(make).unwrap().pay_link;
    let (way, note) = (PayWay::Mail, String::new());
    bench.run(AnswerPayLink { pay_link, way, pays_on: TODAY, note }).unwrap();
    assert!(!today(&bench).body.contains("nothing came"), "her day is not over");
    bench.clock.set(Instant::from_micros(AFTERNOON).plus_seconds(24 * 60 * 60));
    let page = today(&bench);
    assert_says(row(&page, "nothing came"), &["Marisol Rivera", "99.00", "Call", "/pay-links/"]);
    check(&bench, rivera, "1043", 9_900);
    assert!(!today(&bench).body.contains("nothing came"), "she has paid");
}
