//! What the tests of this room begin with: the Riveras' first visit, done and verified.

pub(crate) use dispatch::testing::{agreement, booked, verified};
use office::{Rooms, testing::Bench};
use values::{Id, noun};

/// An office with all rooms up to this one.
pub(crate) fn bench() -> Bench {
    Bench::new(rooms())
}

/// The same on each engine that is there; SQLite always is.
pub(crate) fn benches() -> Vec<Bench> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        Bench::at(&location, rooms(), Some(scratch))
    });
    std::iter::once(bench()).chain(postgres).collect()
}

fn rooms() -> Rooms {
    let rooms = dispatch::testing::rooms().room(crate::ROOM);
    crate::follow(rooms.room(books::testing::TESTS))
}

/// Marisol Rivera of 14 Larkspur Court.
pub(crate) fn rivera(bench: &Bench) -> Id<noun::Customer> {
    bench.run(dispatch::testing::rivera()).expect("the Riveras are new").customer
}
