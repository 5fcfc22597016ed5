//! The envelopes' rows.

use crate::deposits::ReceiveEnvelope;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, Instant, Money, noun};

/// An envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopeRow {
    /// Its id.
    pub id: Id<noun::Envelope>,
    /// Who handed it in.
    pub handed_in_by: String,
    /// What was collected.
    pub collected: Money,
    /// The cash in it.
    pub cash: Money,
    /// All that was in it.
    pub handed_in: Money,
    /// What is known about a difference.
    pub note: String,
    /// When it came in.
    pub received_at: Instant,
    /// Who took it in.
    pub received_by_name: String,
}
from_row!(EnvelopeRow {
    id,
    handed_in_by,
    collected,
    cash,
    handed_in,
    note,
    received_at,
    received_by_name
});

impl EnvelopeRow {
    /// What was handed in less what was collected.
    pub fn differs(&self) -> Money {
        self.handed_in - self.collected
    }
}

/// The envelopes of a deposit, in the order they came in.
pub fn list_envelopes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Vec<EnvelopeRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT e.id, e.handed_in_by, e.collected_cents, e.cash_cents, \
             e.cash_cents + e.check_cents + e.money_order_cents, e.note, e.received_at, s.name \
             FROM envelopes e JOIN staff s ON s.id = e.received_by \
             WHERE e.branch_id = $1 AND e.deposit_id = $2 ORDER BY e.id"
        ),
        args![branch, deposit],
    )
}

/// Writes an envelope.
pub(in crate::deposits) fn insert_envelope(
    desk: &mut Desk<'_>,
    envelope: &ReceiveEnvelope,
    handed_in_by: &str,
) -> Result<Id<noun::Envelope>, Refusal> {
    let id = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO envelopes (id, branch_id, deposit_id, technician_id, handed_in_by, \
             collected_cents, cash_cents, check_cents, money_order_cents, note, received_at, \
             received_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            branch,
            id,
            envelope.deposit,
            envelope.technician,
            handed_in_by,
            envelope.collected_cents,
            envelope.cash_cents,
            envelope.check_cents,
            envelope.money_order_cents,
            envelope.note.trim(),
            now,
            who
        ],
    )?;
    Ok(id)
}
