//! Letters of the office's own: a text with gaps, which are filled for each customer it goes to.
//!
//! A letter begins from a built-in text, from a Word file, or from nothing. Where it says
//! `{{name}}` or `{{new_price}}` the customer's own stands when it is printed. It goes to one
//! customer, to all who are past due for so many days, or to all whose price changes in a time;
//! many go as one PDF, a job with a result for each account.
//!
//! Rules: a gap that nobody knows is refused when the letter is kept, not when it is printed; a
//! letter that speaks of a price goes only to those whose price changes; a text is never edited
//! under the same id: keeping another by the same name takes its place.
//!
//! Read first: [`gaps`], then [`KeepLetterTemplate`] and [`WriteLetters`].

mod audience;
pub mod gaps;
mod keep;
mod listing;
mod pages;
pub mod paper;
pub mod records;
mod starts;
#[cfg(test)]
mod story;
mod withdraw;
mod write;

pub use audience::Audience;
pub use keep::{KeepLetterTemplate, LetterTemplateKept};
pub use withdraw::{LetterTemplateWithdrawn, WithdrawLetterTemplate};
pub use write::WriteLetters;

use office::{Duty, NounEntry, entry};

/// To see letters and what they say.
pub const READ: Duty = Duty::new("letter_templates.read", "See letters");

/// To keep, withdraw and print letters.
pub const KEEP: Duty = Duty::new("letter_templates.keep", "Keep and print letters");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "letter_templates",
    title: "Letters",
    sentence: "Texts with gaps that are filled for each customer, and printed for many.",
    read: READ,
    commands: &[
        entry::<KeepLetterTemplate>(),
        entry::<WithdrawLetterTemplate>(),
        entry::<WriteLetters>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
