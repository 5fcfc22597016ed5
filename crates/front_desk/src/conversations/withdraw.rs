//! Withdraw a note that should not stand here.

use super::{NOTE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Withdraws a conversation's note; its row and the journal keep it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConversation {
    /// The conversation.
    pub conversation: Id<noun::Conversation>,
    /// Why.
    pub reason: String,
}

/// It is withdrawn.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ConversationWithdrawn {
    /// The conversation.
    pub conversation: Id<noun::Conversation>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for WithdrawConversation {
    const NAME: &'static str = "conversations.withdraw";
    const TITLE: &'static str = "Withdraw a note";
    const DUTY: Duty = NOTE;
    const SHAPE: Shape = Shape::ActsOn("conversation");
    type Receipt = ConversationWithdrawn;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ConversationWithdrawn, Refusal> {
        let branch = desk.branch();
        let known = records::require(desk, branch, self.conversation)?;
        if known.withdrawn_at.is_some() {
            let words = "This note is withdrawn already.";
            return Err(Refusal::conflict("conversations.withdrawn_already", words));
        }
        records::mark_withdrawn(desk, known.id, self.reason.trim())?;
        desk.search_remove(known.id)?;
        desk.subject(known.id);
        desk.subject(known.customer);
        Ok(ConversationWithdrawn { conversation: known.id, customer: known.customer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversations::NoteConversation;
    use crate::testing::{bench, rivera};

    #[test]
    fn leaves_the_customer_s_page_once_and_keeps_its_row() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation::call(customer, "Wrong Rivera");
        let conversation = bench.run(note).unwrap().conversation;
        let withdraw = WithdrawConversation { conversation, reason: "Other Rivera".into() };
        bench.run(withdraw.clone()).unwrap();
        let refusal = bench.run(withdraw).unwrap_err();
        assert_eq!(refusal.code(), "conversations.withdrawn_already");
        let (listed, kept) = bench
            .read(|reader| {
                let branch = bench.branch;
                let listed = records::list_conversations(reader, branch, customer, 9)?;
                Ok((listed, records::find_conversation(reader, branch, conversation)?))
            })
            .unwrap();
        assert!(listed.is_empty());
        assert_eq!(kept.expect("a row").said, "Wrong Rivera");
    }

    #[test]
    fn takes_a_reason_and_the_duty() {
        let bench = bench();
        let withdraw = WithdrawConversation { conversation: Id::new(1), reason: String::new() };
        assert_eq!(
            bench.run(withdraw.clone()).unwrap_err(),
            Refusal::invalid("reason", "Enter why.")
        );
        let refusal = bench.run_as(bench.stranger, withdraw).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: NOTE });
    }
}
