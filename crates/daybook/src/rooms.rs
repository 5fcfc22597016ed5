//! The directory board: every room in the order of its tables, who follows what (each room
//! says it in one table of its own), and which duties each role holds.

use office::{Duty, Role, Room, Rooms};

/// Every room of the house, left knows nothing of right.
pub const ROOMS: &[Room] = &[
    office::saved_views::ROOM,
    books::ROOM,
    settings::ROOM,
    front_desk::ROOM,
    dispatch::ROOM,
    billing::ROOM,
    money::ROOM,
    collections::ROOM,
    safekeeping::ROOM,
    reports::ROOM,
    day::ROOM,
];

/// The registry that the router, the command line and the tests read.
pub fn rooms() -> Rooms {
    let mut rooms = Rooms::default();
    for room in ROOMS {
        rooms = rooms.room(*room);
    }
    let rooms = money::follow(billing::follow(dispatch::follow(rooms)));
    let rooms = reports::follow(safekeeping::follow(collections::follow(rooms)));
    rooms.daily(day::proof::NIGHTLY).roles(crate::roles::ROLES)
}

/// Every duty that a role of the house holds, for the permission matrix.
pub fn duties() -> Vec<Duty> {
    let mut duties: Vec<Duty> =
        crate::roles::ROLES.iter().flat_map(|role: &Role| role.duties).copied().collect();
    duties.sort();
    duties.dedup();
    duties
}
