//! The manual: one page in the office's words for each duty, on one sheet, so that the
//! browser's own search finds everything.

mod pages;

use office::{PageEntry, duty, page};

/// The manual's page. It belongs to nobody's duty, so a noun that everybody has brings it.
pub(crate) const PAGE: PageEntry = page("/help", duty::SIGNED_IN, pages::show);
