//! Verbs that are no commands of the registry: exports, proofs, files.

use super::acting::Console;
use super::output::Form;
use clap::{ArgMatches, Command};
use office::Refusal;

/// A verb of its own under a noun.
pub struct Special {
    /// The noun it stands under.
    pub noun: &'static str,
    /// The verb.
    pub verb: &'static str,
    /// The noun's sentence, where the registry has no such noun.
    pub about: &'static str,
    /// Its flags.
    pub word: fn() -> Command,
    /// What it does, to the exit code.
    pub run: fn(&Console, &ArgMatches, Form) -> Result<u8, Refusal>,
}

/// All of them.
pub const SPECIALS: &[Special] = &[];
