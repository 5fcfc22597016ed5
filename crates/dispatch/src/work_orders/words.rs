//! The words of work orders.

use office::listing::{Mark, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which visit of an agreement a work order is, or that it is none.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq, Default)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The first, heavier visit of an agreement.
    Initial,
    /// A regular visit of an agreement.
    Regular,
    /// Work of its own.
    #[default]
    Extra,
    /// A free visit in between, under the guarantee.
    Callback,
}

/// What came of a visit.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it was done.
    Done,
    /// Some of it was done.
    Partial,
    /// The technician came and did nothing.
    NoService,
    /// The technician could not get in.
    NoAccess,
}

/// Writes an enum of words for the database: the word it has in JSON.
macro_rules! stored {
    ($name:ident { $($variant:ident => $word:literal),* $(,)? }) => {
        impl $name {
            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl store::FromValue for $name {
            const SORT: &'static str = stringify!($name);

            fn from_value(value: store::V<'_>) -> Option<$name> {
                match String::from_value(value)?.as_str() {
                    $($word => Some($name::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

stored!(Part {
    Initial => "initial", Regular => "regular", Extra => "extra", Callback => "callback",
});
stored!(Outcome {
    Done => "done", Partial => "partial", NoService => "no_service", NoAccess => "no_access",
});

impl Outcome {
    /// Whether there is something to bill.
    pub fn was_worked(self) -> bool {
        matches!(self, Outcome::Done | Outcome::Partial)
    }

    /// As a person reads it.
    pub const fn title(self) -> &'static str {
        match self {
            Outcome::Done => "Done",
            Outcome::Partial => "Part done",
            Outcome::NoService => "No service",
            Outcome::NoAccess => "No access",
        }
    }

    /// All of them, as forms offer them.
    pub const ALL: [Outcome; 4] =
        [Outcome::Done, Outcome::Partial, Outcome::NoService, Outcome::NoAccess];

    /// The outcome of this stored word.
    pub fn of_word(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

impl Part {
    /// As a person reads it.
    pub fn title(self) -> &'static str {
        match self {
            Part::Initial => "first visit",
            Part::Regular => "regular visit",
            Part::Extra => "extra visit",
            Part::Callback => "call-back",
        }
    }
}

/// What a work order waits for; derived from its dated facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// For a day and a technician.
    Pool,
    /// For its day.
    Booked,
    /// To be brought back.
    Aside,
    /// For the office to look.
    Finished,
    /// For its invoice.
    Verified,
    /// For nothing: it is billed.
    Billed,
    /// For nothing: there was nothing to bill.
    Closed,
    /// For nothing: it was cancelled.
    Cancelled,
}

impl Stage {
    /// Its words, as lists show it too.
    pub fn title(self) -> &'static str {
        match self {
            Stage::Pool => "In the pool",
            Stage::Booked => "Booked",
            Stage::Aside => "On hold",
            Stage::Finished => "To verify",
            Stage::Verified => "To bill",
            Stage::Billed => "Billed",
            Stage::Closed => "Nothing to bill",
            Stage::Cancelled => "Cancelled",
        }
    }
}

/// The stages as lists show them.
pub const STAGES: &[State] = &[
    State { word: "pool", title: "In the pool", mark: Mark::Watch },
    State { word: "booked", title: "Booked", mark: Mark::Plain },
    State { word: "aside", title: "On hold", mark: Mark::Watch },
    State { word: "finished", title: "To verify", mark: Mark::Watch },
    State { word: "verified", title: "To bill", mark: Mark::Watch },
    State { word: "billed", title: "Billed", mark: Mark::Good },
    State { word: "closed", title: "Nothing to bill", mark: Mark::Good },
    State { word: "cancelled", title: "Cancelled", mark: Mark::Wrong },
];

/// A work order's stage, of its row `w` and its standing appointment `a`.
macro_rules! stage_sql {
    () => {
        "CASE WHEN w.cancelled_at IS NOT NULL THEN 'cancelled' \
         WHEN w.aside_at IS NOT NULL THEN 'aside' \
         WHEN w.invoice_id IS NOT NULL THEN 'billed' \
         WHEN w.verified_at IS NOT NULL AND w.outcome IN ('done', 'partial') \
           AND w.price_cents > 0 THEN 'verified' \
         WHEN w.verified_at IS NOT NULL THEN 'closed' \
         WHEN w.finished_at IS NOT NULL THEN 'finished' \
         WHEN a.id IS NOT NULL THEN 'booked' ELSE 'pool' END"
    };
}

/// The stage as a column.
pub(super) const STAGE_SQL: &str = stage_sql!();

/// The stage as a condition.
pub(super) const STAGE_FILTER: &str = concat!("(", stage_sql!(), ") = ?");
