//! The payments' pages: the list, the posting grid, one payment by itself, and its whole life.

mod forms;
mod grid;
mod life;
mod list;
pub(crate) mod meant;
mod new;
mod pick;
mod receipt;
mod start;
mod tape;
pub(crate) mod words;

use super::{POST, READ};
use office::{PageEntry, page};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/payments", READ, list::show),
    page("/payments/post", POST, grid::show),
    page("/payments/new", POST, new::show),
    page("/payments/find", POST, pick::show),
    page("/payments/{id}", READ, life::show),
    page("/payments/{id}/receipt", READ, receipt::show),
];

#[cfg(test)]
mod tests;
