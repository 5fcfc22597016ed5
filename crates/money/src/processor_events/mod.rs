//! What processors tell by themselves: each message is believed by its signature at the door,
//! taken once however often it is sent, and of money only wakes us: what became of a draw is
//! asked for, so that no message can post a payment.
//!
//! Read first: [`Told`], then [`ReceiveEvent`].

mod listing;
mod receive;
mod records;

pub use receive::{EventReceived, MethodWasLeft, ReceiveEvent, Told};

use office::{Answer, Duty, NounEntry, PageEntry, Refusal, View, entry, page};

/// Take in what a processor tells; the web hook does, and whoever forwards a message by hand.
pub const RECEIVE: Duty = Duty::new("processor_events.receive", "Take in processors' messages");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "processor_events",
    title: "Processors' messages",
    sentence: "What processors told us by themselves, each taken once.",
    read: crate::draws::READ,
    commands: &[entry::<ReceiveEvent>()],
    pages: PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

const PAGES: &[PageEntry] = &[page("/processor-events", crate::draws::READ, list)];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}
