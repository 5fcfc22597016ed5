//! What is looked at before a month of the books closes. The books ask their own points; every
//! room of the house may add what it alone can see, without the books knowing the room.

use crate::Refusal;
use store::Reader;
use values::{Day, Id, noun};

/// Whether a month can close over a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Nothing to do.
    Clear,
    /// The month closes once somebody has written down why it stands.
    Explain,
    /// The month cannot close.
    Stop,
}

/// What a room finds when it looks at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether the month can close over it.
    pub state: CheckState,
    /// What was found, as a sentence.
    pub detail: String,
}

impl Found {
    /// Nothing to do.
    pub fn clear(detail: impl Into<String>) -> Found {
        Found { state: CheckState::Clear, detail: detail.into() }
    }

    /// The month closes once somebody says why.
    pub fn explain(detail: impl Into<String>) -> Found {
        Found { state: CheckState::Explain, detail: detail.into() }
    }

    /// The month cannot close.
    pub fn stop(detail: impl Into<String>) -> Found {
        Found { state: CheckState::Stop, detail: detail.into() }
    }

    /// How many things are left, with the words for none and for several: "3 deposits are not
    /// closed. Say why."
    pub fn left(count: i64, none: &str, one: &str, several: &str) -> Found {
        match count {
            0 => Found::clear(none),
            1 => Found::explain(format!("1 {one}. Say why.")),
            count => Found::explain(format!("{count} {several}. Say why.")),
        }
    }
}

/// How a room looks at its point, for the month that ends on a day.
pub type Look = fn(&mut Reader<'_>, Id<noun::Branch>, Day) -> Result<Found, Refusal>;

/// A room's point of the month's checklist.
#[derive(Clone, Copy)]
pub struct MonthCheck {
    /// "Work without an outcome".
    pub title: &'static str,
    /// Where to look into it.
    pub href: &'static str,
    /// What it finds.
    pub look: Look,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_its_number() {
        let left = |count| Found::left(count, "All closed.", "is open", "are open");
        assert_eq!(left(0), Found::clear("All closed."));
        assert_eq!(left(1), Found::explain("1 is open. Say why."));
        assert_eq!(left(3).detail, "3 are open. Say why.");
        assert_eq!(Found::stop("No.").state, CheckState::Stop);
    }
}
