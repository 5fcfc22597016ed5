//! Letters kept, filled and printed for many, on both engines.

use super::*;
use crate::testing::{self, rivera};
use books::testing::{answer_at, page_at};
use front_desk::agreements::RepriceAgreement;
use office::testing::Bench;
use office::{Answer, Refusal};
use values::{Day, Id, Money, noun};

fn kept(bench: &Bench, name: &str, body: &str) -> Id<noun::LetterTemplate> {
    let letter = KeepLetterTemplate {
        name: name.into(),
        subject: "About {{account}}".into(),
        body: body.into(),
    };
    bench.run(letter).unwrap().letter_template
}

fn write(letter_template: Id<noun::LetterTemplate>) -> WriteLetters {
    WriteLetters {
        letter_template,
        customer: None,
        past_due_days: None,
        prices_from: None,
        prices_until: None,
    }
}

/// Works the printing; answers how many papers it made.
fn printed(bench: &Bench, batch: Id<noun::PaperBatch>) -> i64 {
    office::jobs::work_waiting(&bench.office).expect("the jobs are worked");
    let row = bench.read(|reader| {
        crate::paper_batches::records::require(reader, bench.branch, batch)
            .map_err(|refusal| panic!("{refusal}"))
    });
    let row = row.unwrap();
    assert!(row.file.is_some(), "it is printed");
    row.papers
}

fn field<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    match outcome.unwrap_err() {
        Refusal::Invalid(problems) => problems.0[0].field.to_string(),
        other => other.code().to_owned(),
    }
}

#[test]
fn another_by_the_same_name_takes_its_place() {
    for bench in testing::benches() {
        let first = kept(&bench, "Hello", "Dear {{name}}");
        let second = KeepLetterTemplate {
            name: " Hello ".into(),
            subject: "Hello".into(),
            body: "Dear customer".into(),
        };
        let second = bench.run(second).unwrap();
        assert_eq!(second.former, Some(first));
        assert_eq!(field(bench.run(write(first))), "letter_templates.withdrawn");
        let withdraw = WithdrawLetterTemplate { letter_template: second.letter_template };
        bench.run(withdraw.clone()).unwrap();
        assert_eq!(field(bench.run(withdraw)), "letter_templates.withdrawn");
    }
}

#[test]
fn a_gap_nobody_knows_is_refused_when_the_letter_is_kept() {
    let bench = testing::bench();
    let letter = |subject: &str, body: &str| {
        bench.run(KeepLetterTemplate {
            name: "Hello".into(),
            subject: subject.into(),
            body: body.into(),
        })
    };
    let refusal = letter("Hello", "Dear {{nmae}}").unwrap_err();
    assert!(refusal.to_string().contains("Nobody knows {{nmae}}"), "{refusal}");
    assert_eq!(field(letter("{{nmae}}", "Dear")), "subject");
    assert_eq!(field(letter("Hello", " ")), "body");
    assert_eq!(field(letter("Hello", &"a".repeat(20_001))), "body");
    let stranger = KeepLetterTemplate { name: "A".into(), subject: "B".into(), body: "C".into() };
    let refusal = bench.run_as(bench.stranger, stranger).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
}

/// A price goes up in April: the letter names both prices, and no other letter goes out.
#[test]
fn those_whose_price_changes_get_a_letter_that_says_so() {
    for bench in testing::benches() {
        let (_, agreement) = testing::agreement(&bench);
        let body = "From **{{from_day}}** on a visit costs {{new_price}} instead of {{price}}.";
        let letter = kept(&bench, "New price", body);
        let prices = |from, until| WriteLetters {
            prices_from: Some(from),
            prices_until: Some(until),
            ..write(letter)
        };
        let april = (Day::ymd(2026, 4, 1), Day::ymd(2026, 4, 30));
        assert_eq!(field(bench.run(prices(april.0, april.1))), "letter_templates.nobody");
        let reprice = RepriceAgreement {
            agreement,
            price_cents: Money::dollars(129),
            effective_on: Some(Day::ymd(2026, 4, 15)),
            reason: "Materials cost more".into(),
        };
        bench.run(reprice).unwrap();
        let past_due = WriteLetters { past_due_days: Some(30), ..write(letter) };
        assert_eq!(field(bench.run(past_due)), "prices_from");
        assert_eq!(field(bench.run(prices(april.1, april.0))), "prices_until");
        let asked = (letter, Audience::Prices(april.0, april.1), Day::ymd(2026, 3, 2));
        let letters = bench.read(|reader| {
            Ok(paper::list_letters(reader, bench.branch, asked, (0, 9)).expect("it is filled"))
        });
        let (_, letters) = letters.unwrap();
        assert_eq!(letters.len(), 1);
        let text = letters[0].facts.to_string();
        for part in ["Wednesday, April 15, 2026", "$129.00", "$119.00", "Marisol Rivera"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let batch = bench.run(prices(april.0, april.1)).unwrap().paper_batch;
        assert_eq!(printed(&bench, batch), 1);
    }
}

#[test]
fn one_customer_and_all_who_are_past_due() {
    for bench in testing::benches() {
        let customer = rivera(&bench);
        let letter = kept(&bench, "Reminder", "You owe {{balance}} since {{oldest_due}}.");
        let past_due = |days| WriteLetters { past_due_days: Some(days), ..write(letter) };
        assert_eq!(field(bench.run(past_due(30))), "letter_templates.nobody");
        assert_eq!(field(bench.run(past_due(0))), "past_due_days");
        assert_eq!(field(bench.run(write(letter))), "customer");
        let both = WriteLetters { customer: Some(customer), ..past_due(30) };
        assert_eq!(field(bench.run(both)), "customer");
        let one = WriteLetters { customer: Some(customer), ..write(letter) };
        assert_eq!(printed(&bench, bench.run(one).unwrap().paper_batch), 1);
        let line = crate::invoices::ExtraLine {
            what: "Ant treatment".into(),
            quantity: None,
            price_cents: Money::dollars(200),
            tax_code: front_desk::services::TaxCode::PestStruct,
            revenue_account: books::accounts::REVENUE_ONE_TIME.id(),
        };
        let invoice = crate::invoices::IssueInvoice {
            lines: vec![line],
            ..crate::invoices::IssueInvoice::to(customer)
        };
        bench.run(invoice).unwrap();
        assert_eq!(field(bench.run(past_due(30))), "letter_templates.nobody");
        let later = bench.office.now().plus_seconds(90 * 24 * 60 * 60);
        bench.clock.set(later);
        assert_eq!(printed(&bench, bench.run(past_due(30)).unwrap().paper_batch), 1);
    }
}

#[test]
fn its_pages_begin_from_a_text_and_show_the_letter() {
    let bench = testing::bench();
    let customer = rivera(&bench);
    let list = page_at(&bench, "/letter-templates").unwrap();
    assert!(list.body.contains("Notice of a new price"), "{}", list.body);
    let new = page_at(&bench, "/letter-templates/new?from=past_due").unwrap();
    assert!(new.body.contains("{{oldest_due}}") && new.body.contains("Her account number"));
    let letter = kept(&bench, "Reminder", "You **owe** {{balance}}.\n\n- pay\n- call");
    let here = format!("/letter-templates/{letter}");
    let page = page_at(&bench, &here).unwrap();
    assert!(page.body.contains("/do/letter_templates.write"), "{}", page.body);
    let pdf = answer_at(&bench, &format!("{here}/pdf?customer={customer}")).unwrap();
    let Answer::File { bytes, .. } = pdf else { panic!("the letter is a file") };
    assert!(String::from_utf8_lossy(&bytes).contains("$0.00"), "the gap is filled");
    let again = page_at(&bench, &format!("/letter-templates/new?letter={letter}")).unwrap();
    assert!(again.body.contains("You **owe** {{balance}}."));
}
