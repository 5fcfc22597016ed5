//! Work orders: one planned visit each, with its service, its price and its place. They
//! are written ahead from agreements or added by hand, done by a technician, and looked
//! over by the office before anything is billed.
//!
//! Words: *due* is the working day a visit is planned on; its *nominal* day is the one the
//! agreement's rule says. *Put aside* is what waits while its agreement is on hold.
//! *Finished* is the technician's word, *verified* the office's.

mod add;
mod bring_back;
mod cancel;
mod finish;
mod generate;
mod generate_all;
pub mod listing;
mod pages;
mod put_aside;
pub mod records;
mod send_back;
#[cfg(test)]
mod story;
mod verify;
mod words;

pub use add::{AddWorkOrder, WorkOrderAdded};
pub use bring_back::{BringBackWork, WorkBroughtBack};
pub use cancel::{CancelWorkOrder, WorkOrderCancelled};
pub use finish::{FinishWork, WorkFinished};
pub(crate) use generate::AHEAD_DAYS;
pub use generate::{GenerateWork, WorkGenerated};
pub use generate_all::{GENERATE, GenerateAllWork, GenerateChunk};
pub use put_aside::{PutAsideWork, WorkPutAside};
pub use records::WorkOrder;
pub use send_back::{SendBackWork, WorkSentBack};
pub use verify::{VerifyWork, WorkVerified};
pub use words::{Outcome, Part, Stage};

use office::closing::{Found, MonthCheck};
use office::{Duty, Gate, NounEntry, entry};

/// To see work orders.
pub const READ: Duty = Duty::new("work_orders.read", "See work orders");

/// To add, write ahead, put aside and cancel work orders.
pub const PLAN: Duty = Duty::new("work_orders.plan", "Plan work orders");

/// To say what was done.
pub const FINISH: Duty = Duty::new("work_orders.finish", "Finish work orders");

/// To verify the day.
pub const VERIFY: Duty = Duty::new("work_orders.verify", "Verify work orders");

/// Every visit of the month was done, moved or cancelled (handbook 3.7, first point).
pub(crate) const OUTCOMES: MonthCheck = MonthCheck {
    title: "Work has its outcome",
    href: "/work-orders?stage=booked&due_until=t",
    look: |reader, branch, end| {
        let left = records::count_without_outcome(reader, branch, end)?;
        let none = "All work of the month was done, moved or cancelled.";
        Ok(Found::left(left, none, "visit has no outcome", "visits have no outcome"))
    },
};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "work_orders",
    title: "Work orders",
    sentence: "What is to be done where, what was done, and whether the office has looked.",
    read: READ,
    commands: &[
        entry::<AddWorkOrder>(),
        entry::<GenerateWork>(),
        entry::<GenerateAllWork>(),
        entry::<GenerateChunk>(),
        entry::<FinishWork>(),
        entry::<SendBackWork>(),
        entry::<VerifyWork>(),
        entry::<CancelWorkOrder>(),
        entry::<PutAsideWork>(),
        entry::<BringBackWork>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[
        Gate {
            name: "stops_without_outcome",
            title: "Stops without an outcome",
            href: "/work-orders?stage=booked&due_until=t",
            count: |reader, branch, today| {
                Ok(records::count_without_outcome(reader, branch, today)?)
            },
        },
        Gate {
            name: "work_not_verified",
            title: "Work not verified",
            href: "/work-orders/verify",
            count: |reader, branch, _| Ok(records::count_to_verify(reader, branch)?),
        },
    ],
};
