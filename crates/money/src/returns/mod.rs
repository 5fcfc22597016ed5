//! Record what the bank returns: a check without funds, an ACH debit, a card charged back. The
//! payment comes off its customer's account, its invoices are open again with the due days
//! they always had, and the returned-item fee is charged as far as the state allows one. The
//! customer is written to the same day.

mod letter;
pub mod listing;
mod pages;
mod print_notice;
pub mod record;
pub mod records;
mod send_notice;

pub use print_notice::{PrintReturnNotice, ReturnNoticePrinted};
pub use record::{Fee, PaymentReturned, RecordReturn, ReturnRecorded};
pub use records::ReturnCause;
pub(crate) use send_notice::on_payment_returned;
pub use send_notice::{ReturnNoticeSent, SendReturnNotice};

use office::{Duty, NounEntry, entry};

/// See returned payments.
pub const READ: Duty = Duty::new("returns.read", "See returned payments");

/// Record what the bank returns.
pub const RECORD: Duty = Duty::new("returns.record", "Record returned payments");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "returns",
    title: "Returned payments",
    sentence: "Payments the bank took back, and what was charged for them.",
    read: READ,
    commands: &[entry::<RecordReturn>(), entry::<SendReturnNotice>(), entry::<PrintReturnNotice>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
