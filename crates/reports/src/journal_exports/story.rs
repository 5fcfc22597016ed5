//! A month's journal goes to the accountant, and the month asks for it.

use super::{AcknowledgeJournal, IS_ACKNOWLEDGED, JournalFormat, SEND, SendJournal};
use crate::testing::{bench, benches, check, rivera_with_story};
use books::testing::{answer_at, page_at};
use office::closing::{CheckState, Found};
use office::testing::Bench;
use office::{Answer, Refusal};
use settings::preferences::SetPreference;
use values::{Day, Id, noun};

const MARCH: Day = Day::ymd(2026, 3, 1);

fn march(bench: &Bench) -> Id<noun::Period> {
    let found =
        bench.read(|reader| books::periods::records::find_month(reader, bench.branch, MARCH));
    found.unwrap().expect("something is posted").id
}

fn send(bench: &Bench) -> SendJournal {
    SendJournal { period: march(bench), format: JournalFormat::default(), sent_to: None }
}

fn looked(bench: &Bench) -> Found {
    let end = MARCH.last_of_month();
    bench.office.read(|reader| (IS_ACKNOWLEDGED.look)(reader, bench.branch, end)).unwrap()
}

fn goes_to(bench: &Bench, name: &str) {
    let set = SetPreference { name: "journal_goes_to".into(), value: name.into() };
    bench.run(set).unwrap();
}

#[test]
fn a_month_asks_that_the_accountant_has_the_journal_as_it_is() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        assert_eq!(looked(&bench).state, CheckState::Clear, "it goes to nobody");
        assert_eq!(bench.run(send(&bench)).unwrap_err().code(), "invalid");
        goes_to(&bench, "Hale and Moss, accountants");
        assert_eq!(looked(&bench).detail, "Hale and Moss, accountants has not got it. Say why.");
        let first = bench.run(send(&bench)).unwrap();
        assert!(first.entries >= 2 && first.debits_cents.is_positive(), "{first:?}");
        assert!(looked(&bench).detail.contains("has not said that it arrived"));
        let arrived = AcknowledgeJournal {
            journal_export: first.journal_export,
            acknowledgement: "Booked as GL-0302".into(),
        };
        bench.run(arrived.clone()).unwrap();
        assert_eq!(looked(&bench).state, CheckState::Clear);
        let twice = bench.run(arrived).unwrap_err();
        assert_eq!(twice.code(), "journal_exports.acknowledged");
        bench.run(check(customer, "1043", 2_000)).unwrap();
        assert!(looked(&bench).detail.starts_with("1 entry was posted since"));
        let second = bench.run(send(&bench)).unwrap();
        assert_eq!(second.entries, first.entries + 1);
    }
}

#[test]
fn the_file_is_the_months_entries_with_the_customers_names() {
    let bench = bench();
    rivera_with_story(&bench);
    goes_to(&bench, "Hale and Moss");
    for (format, end) in [
        (JournalFormat::Table, "csv"),
        (JournalFormat::QuickBooks, "iif"),
        (JournalFormat::Hledger, "journal"),
        (JournalFormat::Beancount, "beancount"),
    ] {
        let sent = bench.run(SendJournal { format, ..send(&bench) }).unwrap();
        let id = sent.journal_export;
        let page = page_at(&bench, &format!("/journal-exports/{id}")).unwrap();
        assert!(page.body.contains("Has it arrived?"), "{}", page.body);
        let answer = answer_at(&bench, &format!("/journal-exports/{id}/file")).unwrap();
        let Answer::File { name, bytes, .. } = answer else { panic!("no file") };
        assert_eq!(name, format!("journal-0412-2026-03.{end}"));
        assert!(String::from_utf8_lossy(&bytes).contains("Marisol Rivera"), "{format:?}");
    }
    page_at(&bench, "/journal-exports").unwrap();
    let new = page_at(&bench, "/journal-exports/new").unwrap();
    assert!(new.body.contains("Hale and Moss"), "{}", new.body);
}

#[test]
fn an_empty_month_and_a_stranger_are_refused() {
    let bench = bench();
    rivera_with_story(&bench);
    let stranger = bench.run_as(bench.stranger, send(&bench)).unwrap_err();
    assert_eq!(stranger, Refusal::NotAllowed { duty: SEND });
    let nowhere = SendJournal { period: Id::new(404), ..send(&bench) };
    assert_eq!(bench.run(nowhere).unwrap_err().status(), 404);
}
