//! Close the month: once a month is closed, nothing is posted into it any more.
//!
//! Months close in order, so a branch's closed months are one unbroken stretch.

pub mod records;

use office::{Desk, Duty, NounEntry, Refusal};
use values::Day;

/// See the months and what keeps them open.
pub const READ: Duty = Duty::new("periods.read", "See the months of the books");

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
    commands: &[],
    pages: &[],
    listings: &[],
    gates: &[],
};

/// Refuses when the day's month is closed, and says which day to enter instead. The first
/// posting into a month makes its row.
pub fn require_open(desk: &mut Desk<'_>, day: Day) -> Result<(), Refusal> {
    let (branch, month) = (desk.branch(), day.first_of_month());
    let known = records::find_month(desk, branch, month)?;
    match known {
        Some(period) if period.closed_at.is_none() => return Ok(()),
        Some(_) => {}
        None => {
            let closed_through = records::find_closed_through(desk, branch)?;
            if closed_through.is_none_or(|last| last < month) {
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
