//! Refusals: why nothing was done, in words that say what to do next. Every door
//! renders the same refusal: a page, an API problem, an exit code, a row of an import.

use crate::duty::Duty;
use serde::{Deserialize, Serialize};

/// Why a command or a read was not done. Nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// 422, exit 2: which field, what to enter.
    Invalid(Problems),
    /// 404, exit 3.
    NotFound {
        /// The noun that was not found, such as "customer".
        what: &'static str,
    },
    /// 409, exit 4: the books say no.
    Conflict {
        /// Stable and dotted: `payments.more_than_owed`.
        code: &'static str,
        /// What happened, then what to do.
        text: String,
        /// Where to go next.
        way_out: Option<Link>,
    },
    /// 403, exit 5.
    NotAllowed {
        /// The duty that is missing.
        duty: Duty,
    },
    /// 503, exit 6: nothing was done; try again.
    Unavailable {
        /// Why.
        reason: Reason,
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 500, exit 1: our fault.
    Broken(Report),
}

/// Why the office cannot work just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The disk is full.
    DiskFull,
    /// The data folder cannot be written.
    ReadOnly,
    /// Too much is waiting.
    Busy,
    /// The database does not answer.
    DatabaseAway,
    /// The mail server does not answer.
    MailAway,
    /// A service of others does not answer.
    ServiceAway,
}

impl Reason {
    /// What happened and what to do.
    pub fn words(self) -> &'static str {
        match self {
            Reason::DiskFull => {
                "The disk is full, so nothing was saved. Free some space; \
                 Daybook goes on by itself."
            }
            Reason::ReadOnly => {
                "The data folder cannot be written, so nothing was saved. \
                 Give Daybook the right to write it."
            }
            Reason::Busy => "The office is busy, so nothing was saved. Try again in a moment.",
            Reason::MailAway => {
                "The mail server does not answer. The letter waits and is tried again."
            }
            Reason::ServiceAway => {
                "The payment processor does not answer. What was asked is asked again by itself, \
                 and never done twice."
            }
            Reason::DatabaseAway => {
                "The database does not answer, so nothing was saved. Try again in a moment."
            }
        }
    }
}

/// A fault of ours: a number to quote, the cause for the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The number to quote.
    pub reference: String,
    /// The cause, for the log only: never shown at a door.
    pub cause: String,
}

/// A way out of a refusal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// A page's address.
    pub href: String,
    /// The verb on it.
    pub words: String,
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The field's path, `lines[0].amount_cents`; empty for the whole form.
    pub field: String,
    /// What to enter.
    pub words: String,
}

/// All the wrong fields of a command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Nothing is wrong.
    pub fn none() -> Problems {
        Problems::default()
    }

    /// One wrong field.
    pub fn one(field: impl Into<String>, words: impl Into<String>) -> Problems {
        let mut problems = Problems::none();
        problems.add(field, words);
        problems
    }

    /// Adds a wrong field.
    pub fn add(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push(Problem { field: field.into(), words: words.into() });
    }

    /// Adds it when `wrong` holds, so that checks read as a list.
    pub fn when(mut self, wrong: impl Into<Wrong>, field: &str, words: &str) -> Problems {
        if wrong.into().0 {
            self.add(field, words);
        }
        self
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with `field`, if anything.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| &*problem.words)
    }
}

/// A condition that makes a field wrong.
pub struct Wrong(bool);

impl From<bool> for Wrong {
    fn from(wrong: bool) -> Wrong {
        Wrong(wrong)
    }
}

impl Refusal {
    /// One wrong field.
    pub fn invalid(field: &str, words: impl Into<String>) -> Refusal {
        Refusal::Invalid(Problems::one(field, words))
    }

    /// The books say no.
    pub fn conflict(code: &'static str, text: impl Into<String>) -> Refusal {
        Refusal::Conflict { code, text: text.into(), way_out: None }
    }

    /// The books say no, and here is where to go.
    pub fn conflict_with(
        code: &'static str,
        text: impl Into<String>,
        href: impl Into<String>,
        words: impl Into<String>,
    ) -> Refusal {
        let way_out = Some(Link { href: href.into(), words: words.into() });
        Refusal::Conflict { code, text: text.into(), way_out }
    }

    /// A fault of ours; the cause goes to the log under a number to quote.
    #[expect(clippy::disallowed_methods, reason = "a fault may come before any office is open")]
    pub fn broken(cause: impl Into<String>) -> Refusal {
        let mut bytes = [0u8; 4];
        // A reference only has to be unlikely to repeat; it decides nothing.
        let _ = getrandom::fill(&mut bytes);
        let report = Report { reference: crate::chance::to_hex(&bytes), cause: cause.into() };
        tracing::error!(reference = report.reference, cause = report.cause, "broken");
        Refusal::Broken(report)
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Refusal::Invalid(_) => 422,
            Refusal::NotFound { .. } => 404,
            Refusal::Conflict { .. } => 409,
            Refusal::NotAllowed { .. } => 403,
            Refusal::Unavailable { .. } => 503,
            Refusal::Broken(_) => 500,
        }
    }

    /// The command line's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Refusal::Invalid(_) => 2,
            Refusal::NotFound { .. } => 3,
            Refusal::Conflict { .. } => 4,
            Refusal::NotAllowed { .. } => 5,
            Refusal::Unavailable { .. } => 6,
            Refusal::Broken(_) => 1,
        }
    }

    /// The stable code that programs may compare.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Invalid(_) => "invalid",
            Refusal::NotFound { .. } => "not_found",
            Refusal::Conflict { code, .. } => code,
            Refusal::NotAllowed { .. } => "not_allowed",
            Refusal::Unavailable { .. } => "unavailable",
            Refusal::Broken(_) => "broken",
        }
    }

    /// What happened, then what to do, for somebody who has no field in front of her: a row of
    /// a run, a letter, a list.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::Invalid(problems) => match &problems.0[..] {
                [one] => one.words.clone(),
                many => format!("{} entries need another look.", many.len()),
            },
            other => other.words(),
        }
    }

    /// What happened and what to do, in one line.
    pub fn words(&self) -> String {
        match self {
            Refusal::Invalid(problems) => match &problems.0[..] {
                [one] if !one.field.is_empty() => format!("{}: {}", one.field, one.words),
                _ => self.sentence(),
            },
            Refusal::NotFound { what } => {
                format!("There is no such {what} here. Look for it with Ctrl K.")
            }
            Refusal::Conflict { text, .. } => text.clone(),
            Refusal::NotAllowed { duty } => format!(
                "You may not do this: {}. Ask the office manager for the duty.",
                duty.title.to_lowercase()
            ),
            Refusal::Unavailable { reason, .. } => reason.words().to_owned(),
            Refusal::Broken(report) => format!(
                "Something went wrong on our side and nothing was saved. Quote {}.",
                report.reference
            ),
        }
    }
}

impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Refusal {
        Refusal::Invalid(problems)
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Refusal {
        use store::Kind;
        match error.kind {
            Kind::Full => Refusal::Unavailable { reason: Reason::DiskFull, retry_after: 5 },
            Kind::Retry => Refusal::Unavailable { reason: Reason::Busy, retry_after: 1 },
            Kind::Gone => Refusal::Unavailable { reason: Reason::DatabaseAway, retry_after: 2 },
            _ => Refusal::broken(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Refusal {
        Refusal::broken(error.to_string())
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for Refusal {}
