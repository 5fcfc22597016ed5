//! What the tests of this room begin with: an office with the rooms it stands on.

use office::Rooms;
use office::testing::Bench;

/// An office on SQLite.
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
    let rooms = Rooms::default().room(books::ROOM).room(settings::ROOM).room(front_desk::ROOM);
    crate::follow(rooms.room(money::ROOM).room(crate::ROOM).room(books::testing::TESTS))
}
