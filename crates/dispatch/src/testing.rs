//! What the tests of this room and of later ones begin with: the Riveras with a quarterly
//! agreement, and their first visit. Behind the feature `testing`.

use crate::appointments::BookAppointment;
use crate::work_orders::{FinishWork, Outcome, VerifyWork, records};
pub use front_desk::testing::{address, quarterly, rivera, sign};
use office::{Rooms, testing::Bench};
use values::{Day, Id, Money, noun};

/// The day of these stories.
pub const TODAY: Day = Day::ymd(2026, 3, 2);

/// The rooms up to this one, with all that follows.
pub fn rooms() -> Rooms {
    crate::follow(
        Rooms::default()
            .room(front_desk::testing::BOOKS)
            .room(settings::ROOM)
            .room(front_desk::ROOM)
            .room(crate::ROOM),
    )
}

/// An office with all rooms up to this one.
pub fn bench() -> Bench {
    Bench::new(rooms())
}

/// The same on each engine that is there.
pub fn benches() -> Vec<Bench> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        Bench::at(&location, rooms(), Some(scratch))
    });
    std::iter::once(bench()).chain(postgres).collect()
}

/// The Riveras' quarterly agreement, signed today.
pub fn agreement(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Agreement>) {
    front_desk::testing::quarterly_agreement(bench)
}

/// A customer's first work order, booked with Ruth today.
pub fn book_first(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::WorkOrder> {
    let all = bench.read(|reader| records::list_of_customer(reader, bench.branch, customer, 99));
    let all = all.expect("the work reads");
    let work_order = all.iter().min_by_key(|order| order.due_on).expect("a visit is written").id;
    bench.run(book(bench, work_order)).expect("it can be booked");
    work_order
}

/// Ruth comes today.
pub fn book(bench: &Bench, work_order: Id<noun::WorkOrder>) -> BookAppointment {
    BookAppointment {
        work_order,
        technician: bench.ruth,
        day: TODAY,
        from_minute: None,
        until_minute: None,
        note: None,
    }
}

/// The agreement's first work order, booked with Ruth today.
pub fn booked(bench: &Bench) -> Id<noun::WorkOrder> {
    let (customer, _) = agreement(bench);
    book_first(bench, customer)
}

/// A visit that was done, without another word.
pub fn done(work_order: Id<noun::WorkOrder>) -> FinishWork {
    FinishWork {
        work_order,
        outcome: Outcome::Done,
        technician: None,
        done_on: None,
        arrived_at: None,
        left_at: None,
        report: None,
        materials: None,
        collected_cents: None,
    }
}

/// The same with a report, materials and 20.00 collected at the door.
pub fn done_in_words(work_order: Id<noun::WorkOrder>, report: &str) -> FinishWork {
    FinishWork {
        report: Some(report.into()),
        materials: Some("0.5 oz Termidor".into()),
        collected_cents: Some(Money::cents(2_000)),
        ..done(work_order)
    }
}

/// The office has looked, and the price is right.
pub fn looked_over(work_order: Id<noun::WorkOrder>) -> VerifyWork {
    VerifyWork { work_order, price_cents: None, reason: None }
}

/// The Riveras' first visit, done today and verified.
pub fn verified(bench: &Bench) -> (Id<noun::Customer>, Id<noun::WorkOrder>) {
    let (customer, _) = agreement(bench);
    (customer, verified_of(bench, customer))
}

/// A customer's first visit, done today and verified.
pub fn verified_of(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::WorkOrder> {
    let work_order = book_first(bench, customer);
    bench.run(done(work_order)).expect("it can be finished");
    bench.run(looked_over(work_order)).expect("it can be verified");
    work_order
}
