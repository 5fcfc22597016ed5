//! The Customer page over a small story: a sale, a visit, its bill, a check, a call.

use crate::testing::{bench, benches, check, rivera_with_story};
use books::testing::{at_desk, page_at};
use office::Refusal;
use office::testing::Bench;

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

/// Words without markup, so that sentences can be read across tags.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => words.push(letter),
            _ => {}
        }
    }
    words
}

#[track_caller]
fn assert_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for words in words {
        match text[from..].find(words) {
            Some(at) => from += at + words.len(),
            None => panic!("{words:?} does not follow in {text}"),
        }
    }
}

#[test]
fn the_strip_answers_the_first_questions() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        let page = page_at(&bench, &format!("/customers/{customer}")).unwrap();
        assert_eq!((page.title.as_str(), page.note.as_str()), ("Marisol Rivera", "A10001"));
        assert_says(&page.sentence, &["14 Larkspur Ct, Ocala, FL 34471", "With us since"]);
        let words = plain(&page.body);
        assert_order(
            &words,
            &[
                "Balance",
                "$99.00",
                "Current, from today",
                "Telephone",
                "(352) 555-0123",
                "Next visit",
                "Tue, Jun 2",
                "by the agreement",
                "Last visit",
                "Mon, Mar 2",
                "done, Ruth Ogden",
                "Last payment",
                "100.00",
                "check 1042",
                "Each year",
                "476.00",
                "1 agreement",
                "Please note",
                "Dog in the yard",
            ],
        );
        assert_says(
            &page.body,
            &[
                "tel:+13525550123",
                &format!("/receivables/charges?customer={customer}"),
                &format!("/customers/{customer}?why=1#why"),
            ],
        );
    }
}

#[test]
fn the_timeline_tells_everything_newest_first() {
    let bench = bench();
    let customer = rivera_with_story(&bench);
    let page = page_at(&bench, &format!("/customers/{customer}")).unwrap();
    let words = plain(&page.body);
    let (_, events) = words.split_once("Everything, newest first").unwrap();
    assert_order(
        events,
        &[
            "Marisol called, Dana Whitfield noted",
            "“Why do I still owe?”",
            "Promised for Mar 4",
            "Check 1042 posted",
            "100.00 to",
            "issued",
            "due Wed, Apr 1",
            "199.00",
            "verified",
            "Quarterly pest control",
            "done by Dana Whitfield",
            "booked for Mon, Mar 2",
            "1 visit written ahead",
            "signed",
            "Account opened",
        ],
    );
    let money = page_at(&bench, &format!("/customers/{customer}?show=money")).unwrap();
    let money = plain(&money.body);
    assert_order(&money, &["Check 1042 posted", "issued"]);
    assert!(!money.contains("Account opened") && !money.contains("noted"));
}

#[test]
fn edits_stand_with_what_was_there_before_and_kept_promises_are_quiet() {
    use front_desk::conversations::FollowUp;
    use front_desk::customers::SetAlert;
    let bench = bench();
    let customer = rivera_with_story(&bench);
    bench.run(SetAlert { customer, alert: Some(String::from("Call ahead")) }).unwrap();
    let talks = bench.read(|reader| {
        front_desk::conversations::records::list_conversations(reader, bench.branch, customer, 9)
    });
    let conversation = talks.unwrap()[0].id;
    bench.run(FollowUp { conversation, how: String::from("Told her") }).unwrap();
    let page = page_at(&bench, &format!("/customers/{customer}")).unwrap();
    let words = plain(&page.body);
    assert_order(&words, &["Promise kept", "Alert changed", "from nothing to Call ahead"]);
    assert!(!words.contains("Promised for"), "{words}");
}

#[test]
fn why_opens_in_place_and_proves_the_balance() {
    let bench = bench();
    let customer = rivera_with_story(&bench);
    let closed = page_at(&bench, &format!("/customers/{customer}")).unwrap();
    assert!(!closed.body.contains("Why is the balance"));
    let open = page_at(&bench, &format!("/customers/{customer}?why=1")).unwrap();
    assert_order(
        &plain(&open.body),
        &["Why is the balance $99.00?", "199.00", "(100.00)", "99.00", "proved against the books"],
    );
}

#[test]
fn what_is_not_applied_stands_in_the_balance() {
    let bench = bench();
    let customer = rivera_with_story(&bench);
    bench.run(check(customer, "1043", 15_000)).unwrap();
    let page = page_at(&bench, &format!("/customers/{customer}")).unwrap();
    let words = plain(&page.body);
    assert_order(&words, &["Balance", "($51.00)", "In credit", "51.00 not applied"]);
    assert_order(&words, &["Open invoices", "not applied", "(51.00)", "Owed"]);
}

#[test]
fn a_customer_of_another_branch_is_not_there() {
    let bench = bench();
    let customer = rivera_with_story(&bench);
    let other = bench.other_branch;
    at_desk(&bench, move |desk| {
        desk.exec(
            store::sql!("UPDATE customers SET branch_id = $1 WHERE id = $2"),
            store::args![other, customer],
        )
    })
    .unwrap();
    let refused = page_at(&bench, &format!("/customers/{customer}")).unwrap_err();
    assert!(matches!(refused, Refusal::NotFound { what: "customer" }), "{refused:?}");
    let nobody = page_at(&bench, "/customers/77").unwrap_err();
    assert!(matches!(nobody, Refusal::NotFound { what: "customer" }), "{nobody:?}");
}

#[test]
fn of_a_long_story_the_newest_part_is_told_until_all_is_asked_for() {
    let bench = bench();
    let customer = rivera_with_story(&bench);
    for number in 0..150 {
        let said = format!("Call {number}");
        let note = crate::testing::call(customer, &said);
        bench.run(note).unwrap();
    }
    let page = page_at(&bench, &format!("/customers/{customer}")).unwrap();
    let words = plain(&page.body);
    assert!(words.contains("Call 149") && !words.contains("“Call 0”"));
    assert!(words.contains("Everything before"));
    let all = page_at(&bench, &format!("/customers/{customer}?lines=all")).unwrap();
    assert!(plain(&all.body).contains("“Call 0”"));
}

#[test]
fn who_may_not_see_money_sees_none() {
    let bench: Bench = bench();
    let customer = rivera_with_story(&bench);
    let duties = [front_desk::customers::READ.name];
    let page = crate::testing::page_as(&bench, &duties, &format!("/customers/{customer}"));
    let words = plain(&page.unwrap().body);
    assert!(words.contains("Next visit") && words.contains("Account opened"));
    assert!(!words.contains("Balance") && !words.contains("199.00"), "{words}");
}
