//! Keep the list of what each customer owes and has to her good.
//!
//! A charge is something owed: an invoice, a fee, a balance brought in. A credit is
//! something to the customer's good: a payment, a credit memo. An application takes an
//! amount off a charge, off a credit, or off both at once; it is never changed, only
//! reversed. What is open is kept on each row and proved from its applications.
//!
//! Whoever opens or applies here also posts the entry: the sum of open charges is account
//! 1100, the sum of open credits account 2150, at the end of every day.

mod apply;
pub mod listing;
mod open;
pub mod records;
pub mod rules;
#[cfg(test)]
mod story;
mod words;

pub use apply::{Apply, apply, take_off_charge, take_off_credit, unapply};
pub use open::{NewCharge, NewCredit, open_charge, open_credit};
pub use records::history;
pub use records::{
    ApplicationRow, Balance, OpenCharge, OpenCredit, balance, find_charge, find_charge_of,
    find_credit, find_credit_of, list_applications_of_charge, list_applications_of_credit,
    list_open_charges, list_open_credits,
};
pub use rules::plan_oldest_first;
pub use words::{ApplicationKind, ChargeKind, CreditKind};
