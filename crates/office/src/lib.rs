//! The one door. Every change to the company's rows is a typed [`Command`] that
//! travels through [`Office::run`]: checked, permitted, done, journalled and
//! committed in one transaction, or not at all. Every list is a [`listing::Listing`].
//!
//! Read first: [`command`] (what a verb is), [`desk`] (what a verb may do),
//! [`door`] (the steps, in order), [`writer`] (who commits, and when),
//! [`rooms`] (the registry that the router, the command line and the tests read).

pub mod canonical;
pub mod chance;
pub mod clock;
pub mod closing;
pub mod command;
pub mod decode;
pub mod desk;
mod door;
mod durable;
pub mod duty;
pub mod ids;
pub mod jobs;
pub mod journal;
pub mod listing;
pub mod mail;
pub mod numbers;
mod office;
pub mod outside;
pub mod page;
mod queue;
pub mod records;
pub mod refusal;
pub mod rooms;
pub mod saved_views;
pub mod schema;
pub mod shelf;
pub mod slip;
mod standing;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod vault;
mod writer;

pub use chance::{Chance, SeededChance, SystemChance};
pub use clock::{Clock, FixedClock, SystemClock};
pub use command::{Command, Entry, Errand, Scope, Shape, entry};
pub use desk::Desk;
pub use door::{Done, How};
pub use duty::{Duty, Role};
pub use office::{Mode, Office, OfficeOptions};
pub use page::{Answer, Fields, Me, Page, PageEntry, SideWidth, View, page};
pub use refusal::{Link, Problem, Problems, Reason, Refusal, Report};
pub use rooms::{Gate, NounEntry, Room, Rooms};
pub use slip::{Door, Slip};
pub use vault::Vault;
