//! The rows of reports: what went to a state, and when.

use super::ItemRow;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// What went to a state.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::unclaimed_items) struct ReportRow {
    pub id: Id<noun::UnclaimedReport>,
    pub number: String,
    pub state: String,
    pub day: Day,
    pub item_count: i64,
    pub amount: Money,
    pub reference: String,
    pub entry: Id<noun::Entry>,
    pub made_by_name: String,
    pub taken_back_at: Option<Instant>,
    pub taken_back_reason: String,
}
from_row!(ReportRow {
    id,
    number,
    state,
    day,
    item_count,
    amount,
    reference,
    entry,
    made_by_name,
    taken_back_at,
    taken_back_reason
});

/// A report to be written.
pub(in crate::unclaimed_items) struct NewReport<'a> {
    pub id: Id<noun::UnclaimedReport>,
    pub number: &'a str,
    pub state: &'a str,
    pub day: Day,
    pub item_count: i64,
    pub amount: Money,
    pub reference: &'a str,
    pub entry: Id<noun::Entry>,
}

/// The report of this id, in this branch.
fn find_report(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    report: Id<noun::UnclaimedReport>,
) -> Result<Option<ReportRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT r.id, r.number, r.state, r.day, r.item_count, r.amount_cents, r.reference, \
             r.entry_id, s.name, r.taken_back_at, r.taken_back_reason \
             FROM unclaimed_reports r JOIN staff s ON s.id = r.made_by \
             WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, report],
    )
}

/// The report of this id, or the refusal every command and page gives.
pub(in crate::unclaimed_items) fn require_report(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    report: Id<noun::UnclaimedReport>,
) -> Result<ReportRow, Refusal> {
    find_report(reader, branch, report)?.ok_or(Refusal::NotFound { what: "unclaimed report" })
}

/// What went to a state with a report, by owner's name.
pub(in crate::unclaimed_items) fn list_of_report(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    report: Id<noun::UnclaimedReport>,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT u.id, u.customer_id, u.credit_id, u.refund_id, u.check_entry_id, \
             u.document, u.amount_cents, u.touched_on, u.touch, u.state, u.dormant_on, \
             u.report_on, u.letter_from, u.letter_until, u.letter_is_due, u.letter_at, \
             u.letter_to, u.set_aside_on, u.set_aside_by, u.application_id, u.report_id, \
             u.ended_on, u.ended_how, u.ended_note FROM unclaimed_items u \
             JOIN customer_face k ON k.id = u.customer_id \
             WHERE u.branch_id = $1 AND u.report_id = $2 ORDER BY k.name, u.id"
        ),
        args![branch, report],
    )
}

/// Writes a report.
pub(in crate::unclaimed_items) fn insert_report(
    desk: &mut Desk<'_>,
    new: &NewReport<'_>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO unclaimed_reports (id, branch_id, number, state, day, item_count, \
             amount_cents, reference, entry_id, made_at, made_by, taken_back_reason, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 1)"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.state,
            new.day,
            new.item_count,
            new.amount,
            new.reference,
            new.entry,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that what is set aside for a state went to it.
pub(in crate::unclaimed_items) fn mark_reported(
    desk: &mut Desk<'_>,
    state: &str,
    report: Id<noun::UnclaimedReport>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE unclaimed_items SET report_id = $3, version = version + 1 \
             WHERE branch_id = $1 AND state = $2 AND set_aside_on IS NOT NULL \
             AND ended_on IS NULL AND report_id IS NULL"
        ),
        args![branch, state, report],
    )?;
    Ok(())
}

/// Notes that a report was taken back: what it held is set aside again.
pub(in crate::unclaimed_items) fn mark_taken_back(
    desk: &mut Desk<'_>,
    report: Id<noun::UnclaimedReport>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE unclaimed_reports SET taken_back_at = $3, taken_back_by = $4, \
             taken_back_reason = $5, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, report, now, who, reason],
    )?;
    desk.exec(
        sql!(
            "UPDATE unclaimed_items SET report_id = NULL, version = version + 1 \
             WHERE branch_id = $1 AND report_id = $2"
        ),
        args![branch, report],
    )?;
    Ok(())
}
