//! Print and mail many papers at once: the invoices of a billing run, or the statements of a
//! cycle. A batch is a job with a result for each account. What goes on paper becomes one PDF
//! for the printer, made a page at a time and kept on the shelf; what goes by e-mail is put in
//! line letter by letter.
//!
//! Which way a paper goes stands in the customer's billing options. Read first:
//! [`PrintPapers`], then [`printing`], which does it.

mod asked;
mod keep_file;
mod keep_printed;
mod listing;
mod mail;
mod mail_chunk;
mod mailing;
mod pages;
mod print;
mod printing;
pub mod records;
#[cfg(test)]
mod story;

pub use asked::BatchStarted;
pub(crate) use asked::ask_letters;
pub use keep_file::KeepPaperFile;
pub use keep_printed::KeepPrinted;
pub use mail::MailPapers;
pub use mail_chunk::MailPaperChunk;
pub use mailing::MAIL_PAPERS;
pub use print::PrintPapers;
pub use printing::PRINT_PAPERS;

use crate::invoices;
use office::{NounEntry, entry};

/// What this duty brings. Who may issue and mail one invoice may print and mail many.
pub const NOUN: NounEntry = NounEntry {
    noun: "paper_batches",
    title: "Paper batches",
    sentence: "Many invoices or statements, printed or mailed together.",
    read: invoices::READ,
    commands: &[
        entry::<PrintPapers>(),
        entry::<MailPapers>(),
        entry::<KeepPrinted>(),
        entry::<KeepPaperFile>(),
        entry::<MailPaperChunk>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
