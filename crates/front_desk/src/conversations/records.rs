//! The rows of conversations.

use super::words::{Channel, Direction};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

/// A conversation's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// Its id.
    pub id: Id<noun::Conversation>,
    /// With which customer.
    pub customer: Id<noun::Customer>,
    /// With which of her contacts.
    pub contact: Option<Id<noun::Contact>>,
    /// How it was said.
    pub channel: Channel,
    /// Who began.
    pub direction: Direction,
    /// With whom; blank for the customer herself.
    pub spoke_with: String,
    /// What was said.
    pub said: String,
    /// When.
    pub held_at: Instant,
    /// Who of us.
    pub noted_by: String,
    /// When somebody is to come back to it.
    pub follow_up_on: Option<Day>,
    /// When somebody did.
    pub followed_up_at: Option<Instant>,
    /// What came of it.
    pub followed_up_how: Option<String>,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<Instant>,
}
from_row!(Conversation {
    id,
    customer,
    contact,
    channel,
    direction,
    spoke_with,
    said,
    held_at,
    noted_by,
    follow_up_on,
    followed_up_at,
    followed_up_how,
    withdrawn_at
});

impl Conversation {
    /// Whether somebody is still to come back to it.
    pub fn is_open(&self) -> bool {
        self.follow_up_on.is_some() && self.followed_up_at.is_none() && self.withdrawn_at.is_none()
    }
}

/// The conversation of this id in this branch.
pub fn find_conversation(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    conversation: Id<noun::Conversation>,
) -> Result<Option<Conversation>, store::Error> {
    reader.find(
        sql!(
            "SELECT c.id, c.customer_id, c.contact_id, c.channel, c.direction, c.spoke_with, \
             c.said, c.held_at, s.name, c.follow_up_on, c.followed_up_at, c.followed_up_how, \
             c.withdrawn_at FROM conversations c JOIN staff s ON s.id = c.noted_by \
             WHERE c.branch_id = $1 AND c.id = $2"
        ),
        args![branch, conversation],
    )
}

/// What was said with a customer, the latest first, withdrawn notes left out.
pub fn list_conversations(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    limit: i64,
) -> Result<Vec<Conversation>, store::Error> {
    reader.all(
        sql!(
            "SELECT c.id, c.customer_id, c.contact_id, c.channel, c.direction, c.spoke_with, \
             c.said, c.held_at, s.name, c.follow_up_on, c.followed_up_at, c.followed_up_how, \
             c.withdrawn_at FROM conversations c JOIN staff s ON s.id = c.noted_by \
             WHERE c.branch_id = $1 AND c.customer_id = $2 AND c.withdrawn_at IS NULL \
             ORDER BY c.held_at DESC, c.id DESC LIMIT $3"
        ),
        args![branch, customer, limit],
    )
}

/// What somebody is to come back to until a day, the oldest first.
pub fn list_follow_ups(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<Vec<Conversation>, store::Error> {
    reader.all(
        sql!(
            "SELECT c.id, c.customer_id, c.contact_id, c.channel, c.direction, c.spoke_with, \
             c.said, c.held_at, s.name, c.follow_up_on, c.followed_up_at, c.followed_up_how, \
             c.withdrawn_at FROM conversations c JOIN staff s ON s.id = c.noted_by \
             WHERE c.branch_id = $1 AND c.follow_up_on IS NOT NULL AND c.follow_up_on <= $2 \
             AND c.followed_up_at IS NULL AND c.withdrawn_at IS NULL \
             ORDER BY c.follow_up_on, c.id"
        ),
        args![branch, until],
    )
}

/// The conversation of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    conversation: Id<noun::Conversation>,
) -> Result<Conversation, Refusal> {
    find_conversation(reader, branch, conversation)?
        .ok_or(Refusal::NotFound { what: "conversation" })
}

/// A conversation as it is written.
pub(crate) struct NewConversation<'n> {
    pub customer: Id<noun::Customer>,
    pub contact: Option<Id<noun::Contact>>,
    pub channel: Channel,
    pub direction: Direction,
    pub spoke_with: &'n str,
    pub said: &'n str,
    pub held_at: Instant,
    pub follow_up_on: Option<Day>,
}

/// Writes down a conversation.
pub(crate) fn insert_conversation(
    desk: &mut Desk<'_>,
    id: Id<noun::Conversation>,
    new: &NewConversation<'_>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO conversations (id, branch_id, customer_id, contact_id, channel, \
             direction, spoke_with, said, held_at, noted_at, noted_by, follow_up_on, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)"
        ),
        args![
            desk.branch(),
            id,
            new.customer,
            new.contact,
            new.channel,
            new.direction,
            new.spoke_with,
            new.said,
            new.held_at,
            desk.now(),
            desk.who(),
            new.follow_up_on
        ],
    )?;
    Ok(())
}

/// Says how a follow-up was done.
pub(super) fn mark_followed_up(
    desk: &mut Desk<'_>,
    id: Id<noun::Conversation>,
    how: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE conversations SET followed_up_at = $3, followed_up_by = $4, \
             followed_up_how = $5, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), how],
    )
}

/// Withdraws a note that should not stand here.
pub(crate) fn mark_withdrawn(
    desk: &mut Desk<'_>,
    id: Id<noun::Conversation>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE conversations SET withdrawn_at = $3, withdrawn_by = $4, \
             withdrawn_reason = $5, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), reason],
    )
}
