//! Consents: what a customer said about being called, texted or written to.

use crate::customers::words::{Channel, ConsentAnswer, ConsentSource};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, Instant, noun};

/// What a customer last said about a channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// Its id.
    pub id: Id<noun::Consent>,
    /// Which channel.
    pub channel: Channel,
    /// What she said.
    pub answer: ConsentAnswer,
    /// The version of the words she was asked with.
    pub wording: String,
    /// How it reached us.
    pub source: ConsentSource,
    /// When she said it.
    pub answered_at: Instant,
    /// Who wrote it down.
    pub recorded_by: String,
}
from_row!(Consent { id, channel, answer, wording, source, answered_at, recorded_by });

/// What a customer last said about each channel she was asked about.
pub fn list_consents(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Consent>, store::Error> {
    reader.all(
        sql!(
            "SELECT c.id, c.channel, c.answer, c.wording, c.source, c.answered_at, s.name \
             FROM consents c JOIN staff s ON s.id = c.recorded_by \
             WHERE c.branch_id = $1 AND c.customer_id = $2 AND NOT EXISTS (SELECT 1 \
             FROM consents later WHERE later.branch_id = $1 AND later.customer_id = $2 \
             AND later.channel = c.channel AND (later.answered_at > c.answered_at \
             OR (later.answered_at = c.answered_at AND later.id > c.id))) \
             ORDER BY c.channel"
        ),
        args![branch, customer],
    )
}

/// Whether a customer has said that she agrees to a channel, and not taken it back.
pub fn has_consent(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    channel: Channel,
) -> Result<bool, store::Error> {
    let consents = list_consents(reader, branch, customer)?;
    let agreed = |one: &Consent| one.channel == channel && one.answer == ConsentAnswer::Given;
    Ok(consents.iter().any(agreed))
}

/// Writes down what a customer said about a channel.
pub(in crate::customers) fn insert_consent(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    channel: Channel,
    answer: ConsentAnswer,
    wording: &str,
    source: ConsentSource,
    answered_at: Instant,
) -> Result<Id<noun::Consent>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO consents (id, branch_id, customer_id, channel, answer, wording, \
             source, answered_at, recorded_at, recorded_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            desk.branch(),
            id,
            customer,
            channel,
            answer,
            wording,
            source,
            answered_at,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(id)
}
