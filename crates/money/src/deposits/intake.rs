//! Which deposit, and so which day, money belongs to.
//!
//! A day's money stays in that day's deposit until it is closed, also after midnight: lines of
//! a batch follow their batch. A deposit that was counted takes nothing more from outside its
//! batches, since what comes in after the count does not lie in the drawer that was counted.

use super::OpenDeposit;
use super::records;
use crate::batches;
use crate::words::{Route, Tender};
use office::{Desk, Refusal};
use values::{Day, Id, noun};

/// Where money is put.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// The day whose money it is, which is the day of its entry.
    pub day: Day,
    /// The deposit it goes to the bank in; none for what a processor pays out.
    pub deposit: Option<Id<noun::Deposit>>,
}

/// The place of money of this tender; the day's deposit is opened when there is none.
pub fn place(
    desk: &mut Desk<'_>,
    tender: Tender,
    batch: Option<Id<noun::Batch>>,
) -> Result<Place, Refusal> {
    let day = desk.today();
    if tender.route() == Route::Processor {
        return Ok(Place { day, deposit: None });
    }
    if let Some(batch) = batch {
        let open = batches::records::require_open(desk, batch)?;
        return Ok(Place { day: open.day, deposit: Some(open.deposit) });
    }
    let branch = desk.branch();
    let deposit = match records::find_taking(desk, branch, day)? {
        Some(deposit) => deposit,
        None => desk.perform(OpenDeposit {})?.deposit,
    };
    Ok(Place { day, deposit: Some(deposit) })
}
