//! The Cedar branch: a cast known by name everywhere, and weeks of an office's
//! work, made only by running commands at the instants they would have been run. The same
//! seed, size and last day give the same rows.

mod autopay;
mod bank;
mod billing_desk;
mod booking;
mod branch;
mod cards;
mod cast;
mod customers;
mod days;
mod dice;
mod drawer;
mod last_day;
mod lockbox;
mod names;
mod old_credits;
mod owing;
mod papers_out;
mod past;
mod petty_cash;
mod told;
mod world;

pub use cast::{CastMember, STAFF};

use office::{FixedClock, Office, Refusal};
use values::{Day, Id, noun};

/// What a demo branch is asked to be.
#[derive(Clone, Debug)]
pub struct DemoAsk {
    /// How many customers in all, the named cast included.
    pub customers: usize,
    /// How many days of work lie behind the last day.
    pub days: i64,
    /// The seed.
    pub seed: u64,
    /// The last day, which is left open.
    pub until: Day,
}

/// The smallest branch: the named cast, and one more who is likely one of them.
pub const FEWEST_CUSTOMERS: usize = cast::CUSTOMERS.len() + 1;

impl Default for DemoAsk {
    fn default() -> DemoAsk {
        DemoAsk { customers: 400, days: 60, seed: 412, until: Day::ymd(2026, 3, 2) }
    }
}

/// A demo branch that was built.
#[derive(Clone, Debug)]
pub struct DemoBranch {
    /// Cedar.
    pub branch: Id<noun::Branch>,
    /// How many commands built it.
    pub commands: u64,
}

/// How far the building has come: days done, of how many.
pub type Progress<'p> = &'p mut dyn FnMut(i64, i64);

/// Builds the branch in an empty office; `clock` must be the office's own, and goes with
/// the days.
pub fn build(
    office: &Office,
    clock: &FixedClock,
    ask: &DemoAsk,
    progress: Progress<'_>,
) -> Result<DemoBranch, Refusal> {
    if ask.customers < FEWEST_CUSTOMERS {
        let words = format!("Enter {FEWEST_CUSTOMERS} or more: the named cast is always there.");
        return Err(Refusal::invalid("customers", words));
    }
    let mut world = branch::open(office, clock, ask)?;
    customers::open_all(&mut world, ask)?;
    days::live(&mut world, ask, progress)?;
    Ok(DemoBranch { branch: world.branch, commands: world.commands })
}

#[cfg(test)]
mod tests;
