//! Mandates: AutoPay. A customer's leave, with its words and its day, to draw what she owes
//! from a card or a bank account: on which day of the month, up to which amount. It is held and
//! resumed, and it ends: when she says so, when her bank says never again, when her card is
//! lost. One draw can be skipped. What is gone while something is still to be drawn waits in a
//! queue until she was asked for another card. Of a card the processor's reference is kept, of a
//! bank account the number, closed.
//!
//! Read first: [`SignMandate`], `rules.rs` (what is drawn and when), `follow.rs` (what a decline
//! does).

mod ask;
mod cause;
mod end;
mod follow;
mod hold;
mod listing;
mod pages;
pub(crate) mod records;
mod resume;
pub(crate) mod rules;
mod sign;
mod skip;
mod take_back_skip;
mod take_off;
#[cfg(test)]
mod tests;

pub use ask::{AskForMethod, AskHow, MethodAskedFor};
pub use cause::EndCause;
pub(crate) use end::end_because;
pub use end::{EndMandate, MandateEnded};
pub use follow::on_draw_decided;
pub use hold::{HoldMandate, MandateHeld};
pub use resume::{MandateResumed, ResumeMandate};
pub use sign::{BankAccountKind, EntryClassWord, MandateMethod, MandateSigned, SignMandate};
pub use skip::{DrawSkipped, SkipDraw};
pub use take_back_skip::{SkipTakenBack, TakeBackSkip};
pub use take_off::{AutopayTakenOff, TakeAutopayOff};

use crate::draws::READ;
use office::{Duty, NounEntry, entry};

/// Sign, hold and end mandates.
pub const KEEP: Duty = Duty::new("mandates.keep", "Keep AutoPay mandates");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "mandates",
    title: "AutoPay mandates",
    sentence: "Customers who let us draw what they owe from a card or a bank account.",
    read: READ,
    commands: &[
        entry::<SignMandate>(),
        entry::<HoldMandate>(),
        entry::<ResumeMandate>(),
        entry::<EndMandate>(),
        entry::<SkipDraw>(),
        entry::<TakeBackSkip>(),
        entry::<AskForMethod>(),
        entry::<TakeAutopayOff>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::GONE, &listing::EXPIRING],
    gates: &[],
};
