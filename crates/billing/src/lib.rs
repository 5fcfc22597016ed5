//! Billing: what the work is worth on paper. An invoice from verified work, a credit when
//! we were wrong, a statement of what is open.
//!
//! Read first: [`invoices`] and its [`invoices::rules`].

pub mod billing_options;
pub mod credits;
pub mod exemptions;
pub mod invoices;
mod migrations;
#[cfg(test)]
mod pages_story;
pub mod statements;
#[cfg(test)]
mod testing;

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "billing",
    nouns: &[
        invoices::NOUN,
        credits::NOUN,
        statements::NOUN,
        billing_options::NOUN,
        exemptions::NOUN,
    ],
    migrations: migrations::MIGRATIONS,
    jobs: &[invoices::ISSUE_ALL],
};
