//! Money: what customers pay, how it is counted and taken to the bank, and what goes back.
//!
//! A payment is posted once and never edited: it is voided on its day, moved to the right
//! customer, returned by the bank or refunded, each a fact of its own with an entry of its
//! own. A day's cash, checks and money orders stand in one deposit until somebody has counted
//! them, somebody else has verified the count, and it is closed.
//!
//! Read first: [`payments::post`] (the verb everything else follows), `payments/rules.rs` and
//! `deposits/rules.rs` (the arithmetic), [`deposits::close`] (what must hold before money
//! leaves the house), [`proofs`] (what must hold always).

pub mod ach_files;
pub mod ach_returns;
pub mod autopay_runs;
pub mod bank_accounts;
pub mod bank_imports;
pub mod bank_lines;
mod bank_tables;
pub mod batches;
pub mod deposits;
pub mod disputes;
pub mod draws;
mod faces;
#[cfg(test)]
mod lists;
pub mod lockbox_files;
pub mod mandates;
mod migrations;
#[cfg(test)]
mod model;
pub mod paper;
pub mod pasted_lines;
pub mod pay_links;
pub mod payments;
pub mod payouts;
pub mod processor_events;
mod processor_tables;
pub mod processors;
mod proofs;
pub mod reconciliations;
pub mod refunds;
pub mod remittance_logs;
pub mod returns;
#[cfg(test)]
mod story;
#[cfg(test)]
mod testing;
pub mod transfers;
mod two_people;
mod words;

pub use proofs::proofs;
pub use two_people::{Hands, require_another};
pub use words::{Route, Tender};

/// Lets this room follow what it announces itself: who writes to a customer is no part of
/// taking a payment back.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms
        .follow(returns::on_payment_returned)
        .follow(pay_links::on_draw_decided)
        .follow(mandates::on_draw_decided)
        .in_letters(pay_links::in_letter)
        .before_month_closes(deposits::ARE_CLOSED)
        .before_month_closes(deposits::ARE_CONFIRMED)
        .before_month_closes(bank_lines::ARE_MATCHED)
        .before_month_closes(reconciliations::ARE_CLOSED)
}

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "money",
    nouns: &[
        payments::NOUN,
        batches::NOUN,
        pasted_lines::NOUN,
        remittance_logs::NOUN,
        deposits::NOUN,
        refunds::NOUN,
        transfers::NOUN,
        returns::NOUN,
        bank_accounts::NOUN,
        bank_imports::NOUN,
        bank_lines::NOUN,
        reconciliations::NOUN,
        lockbox_files::NOUN,
        draws::NOUN,
        disputes::NOUN,
        payouts::NOUN,
        processor_events::NOUN,
        pay_links::NOUN,
        mandates::NOUN,
        autopay_runs::NOUN,
        ach_files::NOUN,
        ach_returns::NOUN,
    ],
    migrations: migrations::MIGRATIONS,
    jobs: &[
        bank_imports::READ_FILE,
        lockbox_files::READ_FILE,
        draws::TAKE,
        payouts::FETCH,
        autopay_runs::AUTOPAY_RUN,
    ],
};
