//! What happens to an agreement after it was signed.

use crate::agreements::words::CancelCause;
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, Recurrence, noun};

/// Cancels an agreement from a day on.
pub(in crate::agreements) fn mark_cancelled(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
    effective_on: Day,
    cause: CancelCause,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE agreements SET cancelled_at = $3, cancelled_by = $4, cancelled_on = $5, \
             cancel_cause = $6, cancel_reason = $7, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), effective_on, cause, reason],
    )
}

/// Takes a cancellation back; the journal keeps it.
pub(in crate::agreements) fn mark_reinstated(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE agreements SET cancelled_at = NULL, cancelled_by = NULL, \
             cancelled_on = NULL, cancel_cause = NULL, cancel_reason = NULL, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id],
    )
}

/// Puts an agreement on hold.
pub(in crate::agreements) fn mark_held(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
    from: Day,
    until: Option<Day>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE agreements SET held_at = $3, held_by = $4, held_from = $5, \
             held_until = $6, held_reason = $7, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), from, until, reason],
    )
}

/// Releases an agreement from its hold; the journal keeps it.
pub(in crate::agreements) fn mark_released(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE agreements SET held_at = NULL, held_by = NULL, held_from = NULL, \
             held_until = NULL, held_reason = NULL, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id],
    )
}

/// What may change in a signed agreement.
pub(in crate::agreements) struct Changeable<'c> {
    pub auto_renew: bool,
    pub schedule: &'c Recurrence,
    pub po_number: &'c str,
    pub po_expires_on: Option<Day>,
    pub note: &'c str,
}

/// Writes it; 0 when somebody else has changed the agreement meanwhile.
pub(in crate::agreements) fn mark_edited(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
    seen: i64,
    row: &Changeable<'_>,
) -> Result<u64, Refusal> {
    let schedule = serde_json::to_string(row.schedule)?;
    desk.exec(
        sql!(
            "UPDATE agreements SET auto_renew = $4, schedule = $5, po_number = $6, \
             po_expires_on = $7, note = $8, version = version + 1 \
             WHERE branch_id = $1 AND id = $2 AND version = $3"
        ),
        args![
            desk.branch(),
            id,
            seen,
            row.auto_renew,
            schedule,
            row.po_number,
            row.po_expires_on,
            row.note
        ],
    )
}

/// Binds both for another term.
pub(in crate::agreements) fn mark_renewed(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
    term_months: i64,
    ends_on: Day,
    schedule: &Recurrence,
) -> Result<u64, Refusal> {
    let schedule = serde_json::to_string(schedule)?;
    desk.exec(
        sql!(
            "UPDATE agreements SET term_months = $3, ends_on = $4, schedule = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, term_months, ends_on, schedule],
    )
}
