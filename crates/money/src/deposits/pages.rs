//! The deposits' pages: the list, the day's deposit as a form with lettered parts, the closed
//! and sealed one, and its slip.

mod count;
mod list;
mod parts;
mod sealed;
mod show;
mod sign;
mod slip;

use super::READ;
use office::{PageEntry, page};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/deposits", READ, list::show),
    page("/deposits/today", READ, list::today),
    page("/deposits/{id}", READ, show::show),
    page("/deposits/{id}/slip", READ, slip::show),
];

#[cfg(test)]
mod tests;
