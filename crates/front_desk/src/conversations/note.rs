//! Note what was said with a customer.

use super::records::{self, NewConversation};
use super::words::{Channel, Direction};
use super::{NOTE, withdraw::WithdrawConversation};
use crate::contacts;
use crate::customers;
use crate::customers::profile::tidy_some;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Instant, noun};

/// Notes a conversation.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct NoteConversation {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// How it was said; by telephone when nothing is said.
    #[serde(default)]
    pub channel: Channel,
    /// Who began; the customer when nothing is said.
    #[serde(default)]
    pub direction: Direction,
    /// Which of her contacts it was.
    #[serde(default)]
    pub contact: Option<Id<noun::Contact>>,
    /// Who it was, when it was neither the customer nor a contact.
    #[serde(default)]
    pub spoke_with: Option<String>,
    /// What was said, in her words where they matter.
    pub said: String,
    /// When; now when nothing is said.
    #[serde(default)]
    pub held_at: Option<Instant>,
    /// When somebody is to come back to it.
    #[serde(default)]
    pub follow_up_on: Option<Day>,
}

/// It is noted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ConversationNoted {
    /// The conversation.
    pub conversation: Id<noun::Conversation>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl NoteConversation {
    /// A telephone call from the customer, just now.
    pub fn call(customer: Id<noun::Customer>, said: &str) -> NoteConversation {
        NoteConversation {
            customer,
            channel: Channel::default(),
            direction: Direction::default(),
            contact: None,
            spoke_with: None,
            said: said.to_owned(),
            held_at: None,
            follow_up_on: None,
        }
    }
}

impl Command for NoteConversation {
    const NAME: &'static str = "conversations.note";
    const TITLE: &'static str = "Note a conversation";
    const DUTY: Duty = NOTE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ConversationNoted;

    fn problems(&self) -> Problems {
        let length = self.said.trim().chars().count();
        Problems::none()
            .when(length == 0, "said", "Enter what was said.")
            .when(length > 4_000, "said", "Enter at most 4,000 letters.")
            .when(
                tidy_some(&self.spoke_with).chars().count() > 120,
                "spoke_with",
                "Enter at most 120 letters.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ConversationNoted, Refusal> {
        let (branch, now) = (desk.branch(), desk.now());
        let customer = customers::records::require(desk, branch, self.customer)?;
        let held_at = self.held_at.unwrap_or(now);
        if held_at > now {
            return Err(Refusal::invalid("held_at", "Enter a time that is not to come."));
        }
        if self.follow_up_on.is_some_and(|day| day < desk.today()) {
            return Err(Refusal::invalid("follow_up_on", "Enter today or a day to come."));
        }
        let mut spoke_with = tidy_some(&self.spoke_with);
        if let Some(wanted) = self.contact {
            let known = contacts::find_contact(desk, branch, wanted)?
                .filter(|one| one.customer == customer.id)
                .ok_or_else(|| Refusal::invalid("contact", "Choose a contact of this customer."))?;
            if spoke_with.is_empty() {
                spoke_with = known.name;
            }
        }
        let conversation = desk.id();
        let row = NewConversation {
            customer: customer.id,
            contact: self.contact,
            channel: self.channel,
            direction: self.direction,
            spoke_with: &spoke_with,
            said: self.said.trim(),
            held_at,
            follow_up_on: self.follow_up_on,
        };
        records::insert_conversation(desk, conversation, &row)?;
        desk.search_put(conversation, &found_by(row.said))?;
        desk.subject(conversation);
        desk.subject(customer.id);
        Ok(ConversationNoted { conversation, customer: customer.id })
    }

    fn reversal(receipt: &ConversationNoted) -> Option<Errand> {
        Some(Errand::of(WithdrawConversation {
            conversation: receipt.conversation,
            reason: String::from("Noted by mistake"),
        }))
    }
}

/// By its words it is found again; a long story by how it begins.
fn found_by(said: &str) -> String {
    said.chars().take(600).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::AddContact;
    use crate::testing::{bench, hector, rivera};

    #[test]
    fn keeps_her_words_and_with_whom() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let contact = bench.run(AddContact { customer, person: hector() }).unwrap().contact;
        let said = "\u{201c}I sent the check. Why do I still owe?\u{201d}";
        let follow_up_on = Some(Day::ymd(2026, 3, 2));
        let note = NoteConversation {
            contact: Some(contact),
            follow_up_on,
            ..NoteConversation::call(customer, &format!(" {said} "))
        };
        bench.run(note).unwrap();
        let branch = bench.branch;
        let known =
            bench.read(|reader| records::list_conversations(reader, branch, customer, 9)).unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!((&*known[0].said, &*known[0].spoke_with), (said, "Hector Rivera"));
        assert_eq!(
            (known[0].channel, known[0].direction),
            (Channel::Telephone, Direction::Inbound)
        );
        assert!(known[0].is_open());
        let due =
            bench.read(|reader| records::list_follow_ups(reader, branch, Day::ymd(2026, 3, 2)));
        assert_eq!(due.unwrap().len(), 1);
        let due =
            bench.read(|reader| records::list_follow_ups(reader, branch, Day::ymd(2026, 3, 1)));
        assert!(due.unwrap().is_empty());
    }

    #[test]
    fn refuses_silence_the_future_and_somebody_else_s_contact() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation::call(customer, "Called");
        let silent = NoteConversation { said: " ".into(), ..note.clone() };
        assert!(silent.problems().of("said").is_some());
        let yesterday = Some(Day::ymd(2026, 3, 1));
        let late = NoteConversation { follow_up_on: yesterday, ..note.clone() };
        assert_eq!(bench.run(late).unwrap_err().status(), 422);
        let soon = Some(bench.office.now().plus_seconds(1));
        let early = NoteConversation { held_at: soon, ..note.clone() };
        assert_eq!(bench.run(early).unwrap_err().status(), 422);
        let whose = NoteConversation { contact: Some(Id::new(9)), ..note.clone() };
        assert_eq!(bench.run(whose).unwrap_err().status(), 422);
        let nobody = NoteConversation { customer: Id::new(9), ..note };
        assert_eq!(bench.run(nobody).unwrap_err(), Refusal::NotFound { what: "customer" });
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let note = NoteConversation::call(customer, "Hi");
        let refusal = bench.run_as(bench.stranger, note).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: NOTE });
    }
}
