//! Pay links: an address at which a customer pays an invoice or what she owes, without an
//! account and without signing in. Whoever has the address may pay, and sees what must be seen
//! for that: what it is for, how much is open, when it is due. It runs out, it can be revoked,
//! and it asks for what is open at the moment it is followed, never for more. Where no card is
//! taken on the web the page says how else to pay, and she says how and when she will.
//!
//! Read first: `rules.rs` (what may be paid), [`MakePayLink`], `public.rs` (the page).

mod answer;
mod asked_for;
mod begin;
mod letters;
mod listing;
mod make;
mod open_page;
mod pages;
pub mod public;
pub(crate) mod records;
mod revoke;
mod rules;
#[cfg(test)]
mod tests;

pub use answer::{AnswerPayLink, PayLinkAnswered};
pub use asked_for::{AskedItem, list_asked};
pub use begin::{BeginPayment, PaymentBegun};
pub use letters::{in_letter, on_draw_decided};
pub use make::{MakePayLink, PayLinkMade};
pub use open_page::{OpenPage, PageOpened};
pub use records::{Answer, PayLinkRow, find_link, find_link_by_token, list_word_not_kept};
pub use revoke::{PayLinkRevoked, RevokePayLink};
pub use rules::PayWay;

use crate::draws::READ;
use office::{Duty, NounEntry, entry};

/// Make and revoke pay links.
pub const MAKE: Duty = Duty::new("pay_links.make", "Make pay links");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "pay_links",
    title: "Pay links",
    sentence: "Addresses at which customers pay without an account.",
    read: READ,
    commands: &[
        entry::<MakePayLink>(),
        entry::<RevokePayLink>(),
        entry::<AnswerPayLink>(),
        entry::<BeginPayment>(),
        entry::<OpenPage>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
