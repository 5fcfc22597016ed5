//! Duties: what a person may do. A role is a set of duties; a staff member holds
//! roles branch by branch.

use serde::{Deserialize, Serialize};

/// One permission, named like the noun it opens: `payments.post`, `customers.read`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Duty {
    /// Stable dotted name, stored nowhere but shown in refusals and the API.
    pub name: &'static str,
    /// What it lets a person do, in the office's words: "Post payments".
    pub title: &'static str,
}

impl Duty {
    /// A duty as a constant of its room.
    pub const fn new(name: &'static str, title: &'static str) -> Duty {
        Duty { name, title }
    }
}

/// Anyone who is signed in may do it.
pub const SIGNED_IN: Duty = Duty::new("signed_in", "Be signed in");

/// Only the operator at the console and the set-up link may do it.
pub const OPERATE: Duty = Duty::new("operate", "Operate this machine's Daybook");

/// A named set of duties.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// Stable name stored with the staff member: `office_manager`.
    pub name: &'static str,
    /// The words on screen: "Office manager".
    pub title: &'static str,
    /// What the role lets its holder do.
    pub duties: &'static [Duty],
}

/// A role as the API and pages show it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoleFace {
    /// Stable name.
    pub name: String,
    /// Words on screen.
    pub title: String,
}
