//! The rows of processors' messages.

use super::ReceiveEvent;
use office::{Desk, Refusal};
use store::{Reader, args, sql};
use values::{Id, noun};

/// What came of a message that was taken before.
pub(super) fn find_outcome(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    event: &ReceiveEvent,
) -> Result<Option<String>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT outcome FROM processor_events WHERE branch_id = $1 AND processor = $2 \
             AND reference = $3"
        ),
        args![branch, event.processor, &event.reference],
    )?;
    Ok(found.map(|(outcome,)| outcome))
}

/// Writes a message and what came of it.
pub(super) fn insert_event(
    desk: &mut Desk<'_>,
    id: Id<noun::ProcessorEvent>,
    event: &ReceiveEvent,
    outcome: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO processor_events (id, branch_id, processor, reference, kind, outcome, \
             received_at) VALUES ($2, $1, $3, $4, $5, $6, $7)"
        ),
        args![branch, id, event.processor, &event.reference, &event.kind, outcome, now],
    )?;
    Ok(())
}
