//! Verbs that are no commands of the registry: exports, proofs, files.

use super::acting::Console;
use super::output::Form;
use super::{aging, export, hand_over, import, sales_tax, tokens};
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
pub const SPECIALS: &[Special] = &[
    Special {
        noun: "books",
        verb: "export",
        about: "The whole ledger, for programs of others.",
        word: export::word,
        run: export::run,
    },
    Special {
        noun: "customers",
        verb: "export",
        about: "Whom we serve and bill.",
        word: hand_over::word,
        run: hand_over::run,
    },
    Special {
        noun: "import",
        verb: "customers",
        about: "Customers from another program, and the bank's statements.",
        word: import::customers_word,
        run: import::customers,
    },
    Special {
        noun: "import",
        verb: "bank",
        about: "Customers from another program, and the bank's statements.",
        word: import::bank::word,
        run: import::bank::take,
    },
    Special {
        noun: "import",
        verb: "lockbox",
        about: "Customers from another program, and the bank's statements.",
        word: import::lockbox::word,
        run: import::lockbox::take,
    },
    Special {
        noun: "import",
        verb: "letter",
        about: "Customers from another program, and the bank's statements.",
        word: import::letter::word,
        run: import::letter::take,
    },
    Special {
        noun: "import",
        verb: "undo",
        about: "Customers from another program, and the bank's statements.",
        word: import::undo_word,
        run: import::undo,
    },
    Special {
        noun: "receivables",
        verb: "aging",
        about: "What customers owe.",
        word: aging::word,
        run: aging::run,
    },
    Special {
        noun: "sales-taxes",
        verb: "report",
        about: "What is owed in sales tax.",
        word: sales_tax::word,
        run: sales_tax::run,
    },
    Special {
        noun: "tokens",
        verb: "create",
        about: "Keys that programs sign in with.",
        word: tokens::word,
        run: tokens::run,
    },
];
