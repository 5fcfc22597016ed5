//! Billing: what the work is worth on paper. An invoice from verified work, a credit when
//! we were wrong, a statement of what is open.
//!
//! Read first: [`invoices`] and its [`invoices::rules`].

pub mod billing_options;
pub mod billing_runs;
pub mod credits;
pub mod deferrals;
pub mod exemptions;
pub mod invoices;
pub mod late_fees;
pub mod letter_templates;
mod migrations;
#[cfg(test)]
mod pages_story;
pub mod paper_batches;
pub mod sales_taxes;
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
        sales_taxes::NOUN,
        deferrals::NOUN,
        billing_runs::NOUN,
        paper_batches::NOUN,
        letter_templates::NOUN,
        late_fees::NOUN,
    ],
    migrations: migrations::MIGRATIONS,
    jobs: &[
        invoices::ISSUE_ALL,
        billing_runs::BILLING_RUN,
        paper_batches::PRINT_PAPERS,
        paper_batches::MAIL_PAPERS,
        late_fees::CHARGE_LATE_FEES,
    ],
};

/// Lets this room follow what dispatch announces, and look at its own before a month closes.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms
        .follow(deferrals::on_work_verified)
        .before_month_closes(billing_runs::ALL_IS_BILLED)
        .before_month_closes(deferrals::ROLLS_FORWARD)
        .before_month_closes(sales_taxes::IS_OWED)
}
