//! The mail logs' rows.

use super::LoggedItem;
use crate::{Hands, Tender};
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A mail log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRow {
    /// Its id.
    pub id: Id<noun::RemittanceLog>,
    /// The day the mail was opened.
    pub day: Day,
    /// How many items.
    pub items: i64,
    /// What they come to.
    pub total: Money,
    /// When it was opened.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: Id<noun::Staff>,
    /// Her name.
    pub opened_by_name: String,
    /// When it was witnessed.
    pub witnessed_at: Option<Instant>,
    /// By whom.
    pub witnessed_by_name: Option<String>,
}
from_row!(LogRow {
    id,
    day,
    items,
    total,
    opened_at,
    opened_by,
    opened_by_name,
    witnessed_at,
    witnessed_by_name
});

/// The log of this id, in this branch.
pub fn find_log(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    log: Id<noun::RemittanceLog>,
) -> Result<Option<LogRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT l.id, l.day, l.items, l.total_cents, l.opened_at, l.opened_by, o.name, \
             l.witnessed_at, w.name FROM remittance_logs l JOIN staff o ON o.id = l.opened_by \
             LEFT JOIN staff w ON w.id = l.witnessed_by WHERE l.branch_id = $1 AND l.id = $2"
        ),
        args![branch, log],
    )
}

/// The logs of a deposit.
pub fn list_logs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Vec<LogRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.id, l.day, l.items, l.total_cents, l.opened_at, l.opened_by, o.name, \
             l.witnessed_at, w.name FROM remittance_logs l JOIN staff o ON o.id = l.opened_by \
             LEFT JOIN staff w ON w.id = l.witnessed_by \
             WHERE l.branch_id = $1 AND l.deposit_id = $2 ORDER BY l.id"
        ),
        args![branch, deposit],
    )
}

/// Writes a log and its items.
pub(super) fn insert_log(
    desk: &mut Desk<'_>,
    log: Id<noun::RemittanceLog>,
    deposit: Id<noun::Deposit>,
    items: &[LoggedItem],
) -> Result<(), Refusal> {
    let (branch, who, now, day) = (desk.branch(), desk.who(), desk.now(), desk.today());
    let total: Money = items.iter().map(|item| item.amount_cents).sum();
    desk.exec(
        sql!(
            "INSERT INTO remittance_logs (id, branch_id, deposit_id, day, items, total_cents, \
             opened_at, opened_by, witnessed_alone) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, FALSE)"
        ),
        args![branch, log, deposit, day, items.len(), total, now, who],
    )?;
    let columns =
        ["id", "branch_id", "log_id", "payer", "tender", "reference", "amount_cents", "note"];
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let id: Id<noun::RemittanceLog> = desk.id();
        rows.push([
            V::from(id),
            V::from(branch),
            V::from(log),
            V::from(item.payer.trim()),
            V::from(item.tender),
            V::from(item.reference.trim()),
            V::from(item.amount_cents),
            V::from(item.note.trim()),
        ]);
    }
    desk.insert_many("remittance_items", columns, rows)?;
    Ok(())
}

/// Notes the witness.
pub(super) fn mark_witnessed(
    desk: &mut Desk<'_>,
    log: Id<noun::RemittanceLog>,
    hands: Hands,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE remittance_logs SET witnessed_at = $3, witnessed_by = $4, \
             witnessed_alone = $5 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, log, now, who, hands.is_alone()],
    )?;
    Ok(())
}

/// An item of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// Whose name stands on it.
    pub payer: String,
    /// What it is.
    pub tender: Tender,
    /// Its number.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// What was noted.
    pub note: String,
}
from_row!(ItemRow { payer, tender, reference, amount, note });

/// The items of a log, in the order they were opened.
pub fn list_items(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    log: Id<noun::RemittanceLog>,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT payer, tender, reference, amount_cents, note FROM remittance_items \
             WHERE branch_id = $1 AND log_id = $2 ORDER BY id"
        ),
        args![branch, log],
    )
}
