//! Verified work that waits: for its billing day, or for the invoice of an even amount.

use dispatch::work_orders::WorkOrder;
use office::{Desk, Refusal};
use store::{Reader, args, sql};
use values::{Day, Id, noun};

/// Verified work of an agreement that is earned and stands on no invoice yet.
pub(in crate::deferrals) fn list_waiting_for_bill(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT w.id FROM waiting_work x JOIN verified_work w ON w.branch_id = x.branch_id \
             AND w.id = x.work_order_id WHERE x.branch_id = $1 AND x.agreement_id = $2 \
             AND x.bill_on IS NULL AND w.invoice_id IS NULL ORDER BY w.id"
        ),
        args![branch, agreement],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Work billed in even amounts that was put under an invoice.
pub(in crate::deferrals) fn list_linked(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT x.work_order_id FROM waiting_work x JOIN verified_work w \
             ON w.branch_id = x.branch_id AND w.id = x.work_order_id \
             WHERE x.branch_id = $1 AND w.invoice_id = $2 AND x.bill_on IS NULL"
        ),
        args![branch, invoice],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Work and its billing day.
pub type Waiting = (Id<noun::WorkOrder>, Option<Day>);

/// Verified work that is not billed one by one: it waits for a billing day, or is billed in
/// even amounts (no day).
pub fn list_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Waiting>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, x.bill_on FROM waiting_work x JOIN verified_work w \
             ON w.branch_id = x.branch_id AND w.id = x.work_order_id \
             WHERE x.branch_id = $1 AND w.invoice_id IS NULL"
        ),
        args![branch],
    )
}

/// How much verified work may wait today: its billing day is to come, or it is billed in
/// even amounts.
pub fn count_may_wait(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM waiting_work x JOIN verified_work w \
             ON w.branch_id = x.branch_id AND w.id = x.work_order_id WHERE x.branch_id = $1 \
             AND (x.bill_on IS NULL OR x.bill_on > $2) AND w.invoice_id IS NULL \
            "
        ),
        args![branch, today],
    )?;
    Ok(count)
}

/// Verified work waits for its billing day; for none when it is billed in even amounts.
pub(in crate::deferrals) fn insert_waiting(
    desk: &mut Desk<'_>,
    order: &WorkOrder,
    bill_on: Option<Day>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO waiting_work (branch_id, work_order_id, agreement_id, bill_on) \
             VALUES ($1, $2, $3, $4)"
        ),
        args![desk.branch(), order.id, order.agreement, bill_on],
    )?;
    Ok(())
}
