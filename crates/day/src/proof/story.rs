//! Books that are proved, and every way somebody may spoil them behind our back.

use super::{AskProof, Meant, Proof, prove};
use crate::testing::{busy, page_of};
use office::jobs::{self, Planner};
use office::testing::Bench;
use rusqlite::Connection;
use settings::preferences::SetPreference;
use store::Location;

fn proof_of(bench: &Bench) -> Proof {
    bench
        .office
        .read(|reader| {
            let branches = office::records::list_branches(reader)?;
            prove(reader, &branches)
        })
        .expect("the books can be read")
}

fn failing(bench: &Bench) -> Vec<String> {
    let failed = proof_of(bench).checks.into_iter().filter(|check| !check.ok);
    failed.map(|check| check.name).collect()
}

/// Somebody opens the file with a program of her own.
#[expect(clippy::disallowed_methods, reason = "the tests play the intruder")]
fn tamper(bench: &Bench, sql: &str) {
    let Location::Sqlite(file) = bench.office.db().location() else {
        panic!("the bench is a file")
    };
    let connection = Connection::open(file).expect("the file opens");
    connection.execute_batch(sql).expect("it can be spoilt");
}

#[test]
fn an_honest_office_is_proved_and_every_check_has_its_words() {
    let (bench, _) = busy();
    let proof = proof_of(&bench);
    assert!(proof.proved, "{:?}", failing(&bench));
    for check in &proof.checks {
        assert!(Meant::of(&check.name).is_some(), "{} has no words", check.name);
    }
    let chain = proof.checks.iter().find(|check| check.name == "journal_chain").unwrap();
    let lines = bench.journal_length();
    assert!(chain.detail.contains(&format!("Cedar: {lines} lines")), "{}", chain.detail);
}

#[test]
fn an_edited_amount_is_found() {
    let (bench, _) = busy();
    tamper(
        &bench,
        "DROP TRIGGER entry_lines_no_update;
         UPDATE entry_lines SET amount_cents = amount_cents + 100 WHERE account_id = 1100
         AND amount_cents > 0;",
    );
    let failing = failing(&bench);
    for name in ["trial_balance", "entries_balance", "receivable_is_open_charges"] {
        assert!(failing.iter().any(|failed| failed == name), "{name} is not in {failing:?}");
    }
}

#[test]
fn a_journal_that_was_cut_edited_or_stuffed_is_found() {
    let spoilt = [
        (
            "DELETE FROM journal WHERE branch_id = 1 AND sequence = \
          (SELECT MAX(sequence) FROM journal WHERE branch_id = 1);",
            "the journal ends at",
        ),
        ("DELETE FROM journal WHERE branch_id = 1 AND sequence = 3;", "Line 3 is missing"),
        (
            "UPDATE journal SET payload = '{}' WHERE branch_id = 1 AND sequence = 2;",
            "no longer says what was signed",
        ),
        (
            "UPDATE journal SET staff_id = 3 WHERE branch_id = 1 AND sequence = 2;",
            "does not follow from the line before",
        ),
        (
            "UPDATE journal SET command = 'pads.open' WHERE branch_id = 0 AND sequence = 1;",
            "Company: Line 1",
        ),
    ];
    for (sql, words) in spoilt {
        let (bench, _) = busy();
        tamper(
            &bench,
            &format!("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; {sql}"),
        );
        let proof = proof_of(&bench);
        let chain = proof.checks.iter().find(|check| check.name == "journal_chain").unwrap();
        assert!(!chain.ok && chain.detail.contains(words), "{words}: {}", chain.detail);
    }
}

#[test]
fn what_was_taken_away_or_moved_is_found() {
    let spoilt = [
        (
            "UPDATE numbers SET last = last + 1 WHERE branch_id = 1 AND kind = 'invoices'",
            "invoice_numbers_have_no_holes",
        ),
        (
            "UPDATE payments SET number = 'PM-0412-26-000009' WHERE branch_id = 1",
            "payment_numbers_have_no_holes",
        ),
        ("UPDATE payments SET deposit_id = NULL WHERE branch_id = 1", "payments_in_one_deposit"),
        ("UPDATE once_keys SET sequence = 9999 WHERE branch_id = 1", "once_keys_name_lines"),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM deposits WHERE branch_id = 1",
            "pointers_lead_somewhere",
        ),
        ("UPDATE locations SET branch_id = 2", "pointers_lead_somewhere"),
    ];
    for (sql, name) in spoilt {
        let (bench, _) = busy();
        tamper(&bench, sql);
        let failing = failing(&bench);
        assert!(failing.iter().any(|failed| failed == name), "{name} is not in {failing:?}");
    }
}

#[test]
fn every_night_the_books_are_proved_once_and_today_says_how_they_are() {
    let (bench, _) = busy();
    let today = |bench: &Bench| page_of(bench, bench.dana, "/", &[]).unwrap();
    assert!(today(&bench).side.contains("The books were not proved yet"));
    // It is 3:34 pm, and last night nobody was there to do it.
    let planned = Planner::default().plan(&bench.office).unwrap();
    assert_eq!(planned.iter().filter(|(branch, _)| *branch == bench.branch).count(), 1);
    assert_eq!(Planner::default().plan(&bench.office).unwrap(), [], "once a day");
    assert_eq!(jobs::work_waiting(&bench.office).unwrap(), planned.len());
    let page = today(&bench);
    assert!(page.side.contains("checks hold") && page.side.contains("just now"), "{}", page.side);
    bench.clock.set(bench.office.now().plus_seconds(3 * 24 * 60 * 60));
    assert!(today(&bench).side.contains("3 days ago"));
    assert!(!today(&bench).body.contains("The books are not proved"));

    tamper(&bench, "UPDATE numbers SET last = last + 1 WHERE branch_id = 1 AND kind = 'invoices'");
    bench.run(AskProof {}).unwrap();
    jobs::work_waiting(&bench.office).unwrap();
    let page = today(&bench);
    assert!(page.body.contains("The books are not proved"), "{}", page.body);
    assert!(page.body.contains("1 check fails") && page.side.contains("1 check fails"));
}

#[test]
fn a_branch_that_wants_no_proof_at_night_has_none() {
    let (bench, _) = busy();
    let never = SetPreference { name: "proof_at".into(), value: String::new() };
    bench.run_as(office::slip::operator(), never).unwrap();
    let planned = Planner::default().plan(&bench.office).unwrap();
    assert!(planned.iter().all(|(branch, _)| *branch != bench.branch), "{planned:?}");
}

#[test]
fn the_page_shows_what_the_job_found() {
    let (bench, _) = busy();
    let before = page_of(&bench, bench.dana, "/proof", &[]).unwrap();
    assert!(before.sentence.contains("Nobody has had the books proved yet"));
    let job = bench.run(AskProof {}).unwrap().job;
    assert_eq!(bench.run(AskProof {}).unwrap().job, job, "one at a time");
    let waiting = page_of(&bench, bench.dana, "/proof", &[]).unwrap();
    assert!(waiting.actions.contains(&format!("/jobs/{job}")), "{}", waiting.actions);
    assert_eq!(jobs::work_waiting(&bench.office).unwrap(), 1);
    let proved = page_of(&bench, bench.dana, "/proof", &[]).unwrap();
    assert!(proved.sentence.contains("checks hold"), "{}", proved.sentence);
    assert!(proved.body.contains("The ledger balances"), "{}", proved.body);
    assert!(failing(&bench).is_empty());
}
