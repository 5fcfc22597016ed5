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
        .room(money::ROOM);
    let rooms = money::follow(dispatch::follow(rooms));
    let duties: Vec<office::Duty> = rooms.commands().map(|entry| entry.duty).collect();
    let duties: &'static [office::Duty] = duties.leak();
    let roles: Vec<_> =
        names.into_iter().map(|name| office::Role { name, title: name, duties }).collect();
    rooms.roles(&roles)
}

fn branch(seed: u64) -> (store::testing::Scratch, Office, DemoBranch) {
    let scratch = store::testing::scratch_sqlite();
    let ask = DemoAsk { customers: 60, days: 20, seed, until: Day::ymd(2026, 3, 2) };
    let clock = Arc::new(FixedClock::at(Instant::from_micros(0)));
    let options = OfficeOptions {
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        ..OfficeOptions::default()
    };
    let office = Office::open(scratch.location(), rooms(), options).unwrap();
    let built = build(&office, &clock, &ask, &mut |_, _| {}).unwrap();
    (scratch, office, built)
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

#[test]
fn a_branch_smaller_than_its_cast_is_refused() {
    let scratch = store::testing::scratch_sqlite();
    let office = Office::open(scratch.location(), rooms(), OfficeOptions::default()).unwrap();
    let ask = DemoAsk { customers: 3, ..DemoAsk::default() };
    let clock = FixedClock::at(Instant::from_micros(0));
    assert_eq!(build(&office, &clock, &ask, &mut |_, _| {}).unwrap_err().status(), 422);
}
