//! The slip that travels with every command: who asks, where, by which door, when.

use values::{Id, Instant, noun};

/// Which way a command came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Door {
    /// A page's form.
    Page,
    /// The JSON API.
    Api,
    /// The command line: "operator at the console".
    Console,
    /// A row of an import.
    Import,
    /// A background job.
    Job,
}

impl Door {
    /// The word the journal keeps.
    pub fn word(self) -> &'static str {
        match self {
            Door::Page => "page",
            Door::Api => "api",
            Door::Console => "console",
            Door::Import => "import",
            Door::Job => "job",
        }
    }
}

/// Who asks for a command, in which branch, by which door, under which once-key, when.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The staff member.
    pub who: Id<noun::Staff>,
    /// The branch whose rows are meant; 0 is the company itself.
    pub branch: Id<noun::Branch>,
    /// The way in.
    pub door: Door,
    /// The once-key: the same key, person and command gives the first receipt again.
    pub once: Option<String>,
    /// When, cut to microseconds.
    pub at: Instant,
}

/// The built-in staff member that the command line acts as.
pub fn operator() -> Id<noun::Staff> {
    Id::new(1)
}

/// The branch that stands for the company itself.
pub fn company() -> Id<noun::Branch> {
    Id::new(0)
}
