//! Post payments: onto the customer's account, her oldest invoices first unless she said
//! otherwise, and into the day's deposit. What was posted is never edited.
//!
//! A payment whose customer nobody knows yet is put on hold and named later. One that was
//! posted wrongly is taken back at once by whoever posted it, voided on its day by a second
//! person, or moved to the right customer at any time.
//!
//! Read first: [`post`](mod@post), then `rules.rs` (what a payment pays) and `posting.rs`
//! (how it goes onto an account and off again).

pub mod apply;
pub mod find;
pub mod hold;
pub mod listing;
pub mod method;
pub mod r#move;
pub mod name;
pub(crate) mod pages;
pub mod post;
pub(crate) mod posting;
pub mod records;
pub mod rules;
pub mod settle;
pub mod take_back;
pub mod unapply;
pub mod void;

pub use apply::{ApplyPayment, PaymentApplied};
pub use hold::{HoldPayment, PaymentHeld};
pub use method::Method;
pub use r#move::{MovePayment, PaymentMoved};
pub use name::{NamePayment, PaymentNamed};
pub use post::{PaymentPosted, PostPayment};
pub use rules::{Applied, ApplyTo};
pub use settle::{PaymentsSettled, SettlePayments};
pub use take_back::{PaymentTakenBack, TakeBackPayment};
pub use unapply::{PaymentUnapplied, UnapplyPayment};
pub use void::{PaymentVoided, VoidPayment};

use office::{Duty, Gate, NounEntry, Refusal, entry};
use store::Reader;
use values::{Day, Id, noun};

/// See payments.
pub const READ: Duty = Duty::new("payments.read", "See payments");

/// Post payments, put them against charges, put them on hold and name them.
pub const POST: Duty = Duty::new("payments.post", "Post payments");

/// Void payments that somebody else has posted.
pub const VOID: Duty = Duty::new("payments.void", "Void payments");

/// Move payments to the right customer and take them off the wrong invoice.
pub const CORRECT: Duty = Duty::new("payments.correct", "Correct payments");

/// Settle what processors have paid out.
pub const SETTLE: Duty = Duty::new("payments.settle", "Settle card and ACH payments");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "payments",
    title: "Payments",
    sentence: "Money received: whose it is, what it pays, and where it is now.",
    read: READ,
    commands: &[
        entry::<PostPayment>(),
        entry::<HoldPayment>(),
        entry::<NamePayment>(),
        entry::<ApplyPayment>(),
        entry::<UnapplyPayment>(),
        entry::<MovePayment>(),
        entry::<TakeBackPayment>(),
        entry::<VoidPayment>(),
        entry::<SettlePayments>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "payments_on_hold",
        title: "Payments on hold",
        href: "/payments?state=held",
        count: count_held,
    }],
};

fn count_held(reader: &mut Reader<'_>, branch: Id<noun::Branch>, day: Day) -> Result<i64, Refusal> {
    Ok(records::count_held(reader, branch, day)?)
}
