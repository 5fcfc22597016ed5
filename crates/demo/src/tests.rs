//! The demo is itself a test: every command of it goes through the door.

use super::*;
use office::{FixedClock, OfficeOptions, Rooms, SeededChance};
use std::sync::Arc;
use store::{args, sql};
use values::Instant;

fn rooms() -> Rooms {
    let roles = crate::cast::STAFF.iter().flat_map(|member| member.roles).copied();
    let mut names: Vec<&'static str> = roles.collect();
    names.sort_unstable();
    names.dedup();
    let rooms = Rooms::default()
        .room(books::ROOM)
        .room(settings::ROOM)
        .room(front_desk::ROOM)
        .room(dispatch::ROOM)
        .room(billing::ROOM)
        .room(money::ROOM)
        .room(collections::ROOM)
        .room(safekeeping::ROOM)
        .room(reports::ROOM);
    let rooms = money::follow(dispatch::follow(rooms));
    let duties: Vec<office::Duty> = rooms.commands().map(|entry| entry.duty).collect();
    let duties: &'static [office::Duty] = duties.leak();
    let roles: Vec<_> =
        names.into_iter().map(|name| office::Role { name, title: name, duties }).collect();
    rooms.roles(&roles)
}

/// The disk a branch lies on, as long as somebody looks at it.
type Held = (store::testing::Scratch, store::testing::Folder);

fn branch(seed: u64) -> (Held, Office, DemoBranch) {
    branch_of(DemoAsk { customers: 60, days: 20, seed, until: Day::ymd(2026, 3, 2) })
}

fn branch_of(ask: DemoAsk) -> (Held, Office, DemoBranch) {
    let scratch = store::testing::scratch_sqlite();
    let files = store::testing::Folder::new();
    let seed = ask.seed;
    let clock = Arc::new(FixedClock::at(Instant::from_micros(0)));
    let options = OfficeOptions {
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        shelf: Arc::new(office::shelf::FolderShelf::at(files.path().to_owned())),
        ..OfficeOptions::default()
    };
    let office = Office::open(scratch.location(), rooms(), options).unwrap();
    let built = build(&office, &clock, &ask, &mut |_, _| {}).unwrap();
    ((scratch, files), office, built)
}

fn last_link(office: &Office, branch: Id<noun::Branch>) -> String {
    let link = office.read(|reader| {
        Ok(reader.one::<(String,)>(
            sql!("SELECT link FROM journal_heads WHERE branch_id = $1"),
            args![branch],
        )?)
    });
    link.unwrap().0
}

#[test]
fn the_books_of_a_demo_branch_are_proved() {
    let (_scratch, office, built) = branch(412);
    let proofs = office.read(|reader| Ok(books::proofs(reader, built.branch)?)).unwrap();
    for proof in proofs {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
    assert!(built.commands > 250, "{} commands", built.commands);
}

#[test]
fn the_same_seed_gives_the_same_journal_and_another_seed_another() {
    let link = |seed| {
        let (_scratch, office, built) = branch(seed);
        last_link(&office, built.branch)
    };
    assert_eq!(link(7), link(7));
    assert_ne!(link(7), link(8));
}

/// What is counted, how, and the fewest there are to be.
type Asked = (&'static str, store::Sql, i64);

/// What the bank and AutoPay bring.
fn of_the_bank() -> Vec<Asked> {
    vec![
        (
            "mandates by card",
            sql!("SELECT COUNT(*) FROM mandates WHERE branch_id = $1 AND account_closed = ''"),
            4,
        ),
        (
            "matched lines",
            sql!(
                "SELECT COUNT(*) FROM bank_lines WHERE branch_id = $1 \
                 AND bank_match_id IS NOT NULL"
            ),
            20,
        ),
        (
            "open lines",
            sql!(
                "SELECT COUNT(*) FROM bank_lines WHERE branch_id = $1 \
                 AND bank_match_id IS NULL"
            ),
            2,
        ),
        (
            "closed reconciliations",
            sql!(
                "SELECT COUNT(*) FROM reconciliations WHERE branch_id = $1 \
                 AND reopened_at IS NULL"
            ),
            1,
        ),
        (
            "lockbox checks that wait",
            sql!(
                "SELECT COUNT(*) FROM lockbox_items WHERE branch_id = $1 \
                 AND payment_id IS NULL"
            ),
            1,
        ),
        ("AutoPay runs", sql!("SELECT COUNT(*) FROM autopay_runs WHERE branch_id = $1"), 1),
        (
            "released files",
            sql!(
                "SELECT COUNT(*) FROM ach_files WHERE branch_id = $1 \
                 AND released_at IS NOT NULL"
            ),
            1,
        ),
        (
            "returns of the bank",
            sql!("SELECT COUNT(*) FROM ach_returns WHERE branch_id = $1 AND kind = 'return'"),
            1,
        ),
        (
            "corrections of the bank",
            sql!(
                "SELECT COUNT(*) FROM ach_returns WHERE branch_id = $1 \
                 AND kind = 'correction'"
            ),
            1,
        ),
        ("payouts", sql!("SELECT COUNT(*) FROM payouts WHERE branch_id = $1"), 1),
    ]
}

/// What the office bills, and what comes by card.
fn of_the_office() -> Vec<Asked> {
    vec![
        (
            "declines",
            sql!("SELECT COUNT(*) FROM draws WHERE branch_id = $1 AND declined_at IS NOT NULL"),
            2,
        ),
        ("pay links", sql!("SELECT COUNT(*) FROM pay_links WHERE branch_id = $1"), 2),
        ("disputes", sql!("SELECT COUNT(*) FROM disputes WHERE branch_id = $1"), 1),
        ("late fees", sql!("SELECT COUNT(*) FROM late_fees WHERE branch_id = $1"), 3),
        (
            "waived late fees",
            sql!(
                "SELECT COUNT(*) FROM late_fees WHERE branch_id = $1 \
                 AND waived_at IS NOT NULL"
            ),
            1,
        ),
        ("billing runs", sql!("SELECT COUNT(*) FROM billing_runs WHERE branch_id = $1"), 1),
        (
            "customers a run holds back",
            sql!(
                "SELECT COUNT(*) FROM job_rows WHERE branch_id = $1 \
                 AND outcome = 'refused' \
                 AND words LIKE '%purchase order%'"
            ),
            1,
        ),
        ("paper batches", sql!("SELECT COUNT(*) FROM paper_batches WHERE branch_id = $1"), 2),
        ("letters kept", sql!("SELECT COUNT(*) FROM letter_templates WHERE branch_id = $1"), 1),
        ("journals out", sql!("SELECT COUNT(*) FROM journal_exports WHERE branch_id = $1"), 1),
    ]
}

/// Every list of an office manager's Monday has rows, and the ones that wait are there.
#[test]
fn the_money_pages_of_a_demo_branch_are_filled() {
    let until = Day::ymd(2026, 3, 2);
    let ask = DemoAsk { customers: 180, days: 45, seed: 412, until };
    let (_scratch, office, built) = branch_of(ask);
    let count = |statement| {
        let counted =
            office.read(|reader| Ok(reader.one::<(i64,)>(statement, args![built.branch])?));
        counted.unwrap().0
    };
    for (what, statement, fewest) in of_the_bank().into_iter().chain(of_the_office()) {
        let found = count(statement);
        assert!(found >= fewest, "{found} {what}, at least {fewest} were to be there");
    }
    let proofs = office.read(|reader| Ok(money::proofs(reader, built.branch)?)).unwrap();
    for proof in proofs {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
}

#[test]
fn a_branch_smaller_than_its_cast_is_refused() {
    let scratch = store::testing::scratch_sqlite();
    let office = Office::open(scratch.location(), rooms(), OfficeOptions::default()).unwrap();
    let ask = DemoAsk { customers: 3, ..DemoAsk::default() };
    let clock = FixedClock::at(Instant::from_micros(0));
    assert_eq!(build(&office, &clock, &ask, &mut |_, _| {}).unwrap_err().status(), 422);
}
