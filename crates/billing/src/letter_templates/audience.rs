//! To whom a letter goes.

use office::Refusal;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// To whom a letter goes.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
pub enum Audience {
    /// To one customer.
    One(Id<noun::Customer>),
    /// To all who have owed something for so many days past its due day.
    PastDue(i64),
    /// To all whose price changes from one day to another, a letter for each agreement.
    Prices(Day, Day),
}

/// One letter's customer, and the agreement it speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Addressee {
    /// Where the next page begins behind.
    pub place: i64,
    /// Who.
    pub customer: Id<noun::Customer>,
    /// Whose price changes, and from when.
    pub price_of: Option<(Id<noun::Agreement>, Day)>,
}

impl Audience {
    /// One of them from what was entered, or what to enter.
    pub(super) fn of(
        customer: Option<Id<noun::Customer>>,
        past_due_days: Option<i64>,
        prices: (Option<Day>, Option<Day>),
    ) -> Result<Audience, Refusal> {
        const WHICH: &str =
            "Enter a customer, or for how many days past due, or the days in which prices change.";
        match (customer, past_due_days, prices) {
            (Some(customer), None, (None, None)) => Ok(Audience::One(customer)),
            (None, Some(days), (None, None)) if days >= 1 => Ok(Audience::PastDue(days)),
            (None, Some(_), (None, None)) => {
                Err(Refusal::invalid("past_due_days", "Enter 1 or more days."))
            }
            (None, None, (Some(from), Some(until))) if from <= until => {
                Ok(Audience::Prices(from, until))
            }
            (None, None, (Some(_), _) | (_, Some(_))) => {
                Err(Refusal::invalid("prices_until", "Enter the first day and the last one."))
            }
            _ => Err(Refusal::invalid("customer", WHICH)),
        }
    }
}
