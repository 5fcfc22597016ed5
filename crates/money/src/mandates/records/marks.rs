//! What happens to a mandate: held, resumed, ended, declined, run.

use crate::mandates::EndCause;
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, noun};

/// Notes that a mandate is held.
pub(in crate::mandates) fn mark_held(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!("UPDATE mandates SET held_at = $3, hold_reason = $4 WHERE branch_id = $1 AND id = $2"),
        args![branch, mandate, now, reason],
    )?;
    Ok(())
}

/// Notes that a mandate is drawn by again; its declines are forgotten.
pub(in crate::mandates) fn mark_resumed(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE mandates SET held_at = NULL, hold_reason = '', declines = 0, \
             retry_on = NULL WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, mandate],
    )?;
    Ok(())
}

/// Notes that a mandate has ended.
pub(in crate::mandates) fn mark_ended(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    reason: &str,
    cause: EndCause,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE mandates SET ended_at = $3, ended_by = $4, end_reason = $5, \
             end_cause = $6, retry_on = NULL WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, mandate, now, who, reason, cause],
    )?;
    Ok(())
}

/// Notes how often it was declined in a row, and when it is tried again.
pub(crate) fn mark_declines(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    declines: i64,
    retry_on: Option<Day>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE mandates SET declines = $3, retry_on = $4 WHERE branch_id = $1 AND id = $2"),
        args![branch, mandate, declines, retry_on],
    )?;
    Ok(())
}

/// Notes that a run went through it: its next day, and nothing to try again.
pub(crate) fn mark_run(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    next_on: Option<Day>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE mandates SET next_on = $3, retry_on = NULL WHERE branch_id = $1 AND id = $2"),
        args![branch, mandate, next_on],
    )?;
    Ok(())
}
