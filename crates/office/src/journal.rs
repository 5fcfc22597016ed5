//! The journal: every change, in order, chained by hashes per branch. Nothing in it is
//! ever changed; a payload may be erased by law without breaking the chain, since the
//! link holds only the payload's salted hash.

use crate::{canonical, chance::to_hex};
use values::{Id, Instant, noun};

/// The end of a branch's chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The last sequence number; 0 before the first line.
    pub sequence: i64,
    /// The last link in hex; empty before the first line.
    pub link: String,
}

/// One line, ready to be chained.
#[derive(Clone, Debug)]
pub struct Line {
    /// The command's name.
    pub command: &'static str,
    /// Canonical JSON of the command.
    pub payload: String,
    /// Canonical JSON of what it answered.
    pub receipt: String,
    /// Canonical JSON of the before and after of what it changed.
    pub changes: String,
    /// Why, for voids and corrections.
    pub reason: Option<String>,
    /// What it was about.
    pub subjects: Vec<(&'static str, i64)>,
}

/// What a link is made of besides the link before it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'f> {
    /// The branch whose chain it is; 0 for the company's.
    pub branch: Id<noun::Branch>,
    /// Its number in the chain.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Id<noun::Staff>,
    /// Which command.
    pub command: &'f str,
    /// The salted hash of the payload, in hex.
    pub payload_hash: &'f str,
}

/// The salted hash of a payload, in hex.
pub fn payload_hash(salt: &str, payload: &str) -> String {
    to_hex(&canonical::digest(&[salt.as_bytes(), payload.as_bytes()]))
}

/// The link that follows `previous`, in hex.
pub fn link(previous: &str, facts: Facts<'_>) -> String {
    to_hex(&canonical::digest(&[
        previous.as_bytes(),
        &facts.sequence.to_be_bytes(),
        &facts.branch.get().to_be_bytes(),
        &facts.at.as_micros().to_be_bytes(),
        &facts.who.get().to_be_bytes(),
        facts.command.as_bytes(),
        facts.payload_hash.as_bytes(),
    ]))
}

/// The seal that is printed on paper: the first 16 hex digits of a link.
pub fn seal(link: &str) -> &str {
    link.get(..16).unwrap_or(link)
}
