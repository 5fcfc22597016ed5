//! Say how a follow-up was done.

use super::{NOTE, records};
use crate::customers::profile::tidy;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Closes the follow-up of a conversation.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The conversation.
    pub conversation: Id<noun::Conversation>,
    /// What came of it.
    pub how: String,
}

/// Nobody has to come back to it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ConversationFollowedUp {
    /// The conversation.
    pub conversation: Id<noun::Conversation>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for FollowUp {
    const NAME: &'static str = "conversations.follow_up";
    const TITLE: &'static str = "Close a follow-up";
    const DUTY: Duty = NOTE;
    const SHAPE: Shape = Shape::ActsOn("conversation");
    type Receipt = ConversationFollowedUp;

    fn problems(&self) -> Problems {
        let length = self.how.trim().chars().count();
        Problems::none().when(!(1..=500).contains(&length), "how", "Enter what came of it.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ConversationFollowedUp, Refusal> {
        let branch = desk.branch();
        let known = records::require(desk, branch, self.conversation)?;
        if !known.is_open() {
            return Err(Refusal::conflict(
                "conversations.nothing_to_follow",
                "Nobody has to come back to this conversation any more.",
            ));
        }
        records::mark_followed_up(desk, known.id, &tidy(&self.how))?;
        desk.subject(known.id);
        desk.subject(known.customer);
        Ok(ConversationFollowedUp { conversation: known.id, customer: known.customer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversations::NoteConversation;
    use crate::testing::{bench, rivera};
    use values::Day;

    #[test]
    fn is_done_once() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation {
            follow_up_on: Some(Day::ymd(2026, 3, 3)),
            ..NoteConversation::call(customer, "Call me tomorrow")
        };
        let conversation = bench.run(note).unwrap().conversation;
        let done = FollowUp { conversation, how: "Explained the balance".into() };
        bench.run(done.clone()).unwrap();
        let refusal = bench.run(done).unwrap_err();
        assert_eq!(refusal.code(), "conversations.nothing_to_follow");
        let due = bench
            .read(|reader| records::list_follow_ups(reader, bench.branch, Day::ymd(2026, 3, 9)));
        assert!(due.unwrap().is_empty());
    }

    #[test]
    fn refuses_what_needs_none_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation::call(customer, "Thanks");
        let conversation = bench.run(note).unwrap().conversation;
        let done = FollowUp { conversation, how: "Done".into() };
        let refusal = bench.run(done.clone()).unwrap_err();
        assert_eq!(refusal.code(), "conversations.nothing_to_follow");
        let refusal = bench.run_as(bench.stranger, done).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: NOTE });
    }
}
