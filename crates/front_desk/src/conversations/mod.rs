//! Keep conversations: what was said with a customer, by whom, and what is to follow.
//!
//! A note is written once, in her words where they matter, and never changed; one that was
//! written at the wrong customer is withdrawn with a reason. A follow-up stays open until
//! somebody says how it was done.

mod follow_up;
pub mod listing;
mod note;
mod pages;
pub mod records;
mod withdraw;
mod words;

pub use follow_up::{ConversationFollowedUp, FollowUp};
pub use note::{ConversationNoted, NoteConversation};
pub use records::{Conversation, find_conversation, list_conversations, list_follow_ups};
pub use withdraw::{ConversationWithdrawn, WithdrawConversation};
pub use words::{Channel, Direction};

use office::{Duty, NounEntry, entry};

/// Read what was said.
pub const READ: Duty = Duty::new("conversations.read", "Read conversations");

/// Note what was said.
pub const NOTE: Duty = Duty::new("conversations.note", "Note conversations");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "conversations",
    title: "Conversations",
    sentence: "What was said with customers, and what is to follow.",
    read: READ,
    commands: &[entry::<NoteConversation>(), entry::<FollowUp>(), entry::<WithdrawConversation>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::FOLLOW_UP_LISTING],
    gates: &[],
};
