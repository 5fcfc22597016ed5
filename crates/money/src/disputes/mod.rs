//! Disputes: a card's holder says a payment is not hers to pay. The processor takes the money
//! back at once, so the payment is returned and its invoices are open again (handbook P17);
//! there is a last day to answer, and when we were right the money comes back.
//!
//! Read first: `take_in.rs`.

mod answer;
mod listing;
mod pages;
pub(crate) mod records;
mod take_in;

pub use answer::{AnswerDispute, DisputeAnswered};
pub(crate) use take_in::take_in;

use office::{Duty, Gate, NounEntry, Refusal, entry};
use store::Reader;
use values::{Day, Id, noun};

/// Answer disputes.
pub const ANSWER: Duty = Duty::new("disputes.answer", "Answer card disputes");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "disputes",
    title: "Disputes",
    sentence: "Card payments their holders dispute, and the last day to answer each.",
    read: crate::draws::READ,
    commands: &[entry::<AnswerDispute>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "disputes_due",
        title: "Disputes to answer today",
        href: "/disputes?state=open",
        count: count_due,
    }],
};

fn count_due(reader: &mut Reader<'_>, branch: Id<noun::Branch>, day: Day) -> Result<i64, Refusal> {
    Ok(records::count_due(reader, branch, day)?)
}
