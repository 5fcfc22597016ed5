//! Close the month: once a month is closed, nothing is posted into it any more.
//!
//! Months close in order, so a branch's closed months are one unbroken stretch. A month that
//! nobody closes can lock by itself some days after its end.

mod checklist;
mod close;
mod listing;
mod lock;
mod pages;
pub mod records;
mod reopen;
mod set_lock_days;

pub use checklist::{Check, checklist};
pub use close::{ClosePeriod, PeriodClosed};
pub use lock::{Lock, LockDays};
pub use reopen::{PeriodReopened, ReopenPeriod};
pub use set_lock_days::{LockDaysSet, SetLockDays};

use office::{Desk, Duty, NounEntry, Refusal, entry, page};
use values::{Day, Id, noun};

/// See the months and what keeps them open.
pub const READ: Duty = Duty::new("periods.read", "See the months of the books");

/// Post into a month that has locked softly.
pub const LATE: Duty = Duty::new("periods.post_late", "Post into a month that has locked");

/// Close a month.
pub const CLOSE: Duty = Duty::new("periods.close", "Close a month of the books");

/// Open a closed month again.
pub const REOPEN: Duty = Duty::new("periods.reopen", "Reopen a closed month of the books");

/// What the months bring to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "periods",
    title: "Months of the books",
    sentence: "The months of the books: which are open, which are closed and by whom.",
    read: READ,
    commands: &[entry::<ClosePeriod>(), entry::<ReopenPeriod>(), entry::<SetLockDays>()],
    pages: &[
        page("/periods", READ, pages::show_list),
        page("/periods/{period}", READ, pages::show_period),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};

/// Refuses when the day's month is closed, and says which day to enter instead. The first
/// posting into a month makes its row.
pub fn require_open(desk: &mut Desk<'_>, day: Day) -> Result<(), Refusal> {
    let (branch, month) = (desk.branch(), day.first_of_month());
    let known = records::find_month(desk, branch, month)?;
    match known {
        Some(period) if period.closed_at.is_none() => {
            return lock::refuse_locked(desk, month, Some(&period));
        }
        Some(_) => {}
        None => {
            let closed_through = records::find_closed_through(desk, branch)?;
            if closed_through.is_none_or(|last| last < month) {
                lock::refuse_locked(desk, month, None)?;
                return records::insert_month(desk, month);
            }
        }
    }
    let closed_through = records::find_closed_through(desk, branch)?.unwrap_or(month);
    let first_open = closed_through.plus_months(1);
    Err(Refusal::conflict_with(
        "periods.closed",
        format!(
            "The books of {} are closed. Enter a day from {} on, or have the month reopened.",
            month.month_name(),
            first_open.us()
        ),
        "/periods",
        "See the months",
    ))
}

/// The month as the person saw it, or why her page is stale.
fn find_seen(
    desk: &mut Desk<'_>,
    period: Id<noun::Period>,
    seen: i64,
) -> Result<records::PeriodRow, Refusal> {
    let branch = desk.branch();
    let row =
        records::find_period(desk, branch, period)?.ok_or(Refusal::NotFound { what: "month" })?;
    if row.version == seen {
        return Ok(row);
    }
    let state = if row.closed_at.is_some() { "closed" } else { "reopened" };
    let words = format!("{} was {state} meanwhile. Look again.", row.month.month_name());
    Err(Refusal::conflict("periods.changed_meanwhile", words))
}
