//! AutoPay runs: everybody whose mandate is due today, drawn whole or not at all. First it is
//! looked at, then it goes on in the background a hundred mandates at a time, with a result for
//! each; it can be cancelled and taken up again, and draws nobody twice.
//!
//! Read first: `draw_chunk.rs` (what is drawn of one mandate), then [`StartAutopayRun`].

mod draw_chunk;
mod listing;
mod pages;
mod records;
mod start;
#[cfg(test)]
pub(crate) mod tests;

pub use draw_chunk::{AutopayChunkDrawn, DrawAutopayChunk};
pub use start::{AUTOPAY_RUN, AutopayRunStarted, StartAutopayRun};

use crate::draws::READ;
use office::{NounEntry, entry};

/// What this duty brings. Who may take money may run AutoPay.
pub const NOUN: NounEntry = NounEntry {
    noun: "autopay_runs",
    title: "AutoPay runs",
    sentence: "Everybody whose AutoPay is due, drawn in one going-through.",
    read: READ,
    commands: &[entry::<StartAutopayRun>(), entry::<DrawAutopayChunk>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
