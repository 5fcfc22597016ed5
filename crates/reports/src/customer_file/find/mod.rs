//! Find as you talk: any piece of a name, telephone, street, account number, invoice, check
//! or amount, while it is typed. The palette asks for the rows alone, `/find` without
//! scripts shows them on a page.
//!
//! Read on: `question` (what was typed, understood), `people`, `papers` and
//! `notes` (what is looked for), `rank` (what comes first), `doing` (what can be done from here).

mod doing;
mod notes;
mod page;
mod papers;
mod people;
mod question;
mod rank;
pub(crate) mod records;
#[cfg(test)]
mod story;

pub(super) use page::show;
pub use question::Question;
