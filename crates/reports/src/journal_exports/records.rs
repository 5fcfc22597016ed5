//! The rows of journals handed out.

use super::JournalFormat;
use office::{Desk, Refusal};
use std::collections::HashMap;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The table of journals handed out.
pub(crate) const MIGRATION: store::Migration = store::Migration {
    name: "0800_journal_exports",
    sql: "
CREATE TABLE journal_exports (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, month {day} NOT NULL,
  format {text} NOT NULL, sent_to {text} NOT NULL,
  entry_count {count} NOT NULL, debits_cents {money} NOT NULL,
  sent_at {instant} NOT NULL, sent_by {id} NOT NULL REFERENCES staff (id),
  acknowledged_at {instant}, acknowledged_by {id} REFERENCES staff (id),
  acknowledgement {text} NOT NULL,
  CHECK (entry_count > 0)
){strict};
CREATE UNIQUE INDEX journal_exports_number ON journal_exports (branch_id, number);
CREATE INDEX journal_exports_month ON journal_exports (branch_id, month, id);
",
};

/// How much a journal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many entries.
    pub entries: i64,
    /// What their debits come to.
    pub debits: Money,
}

/// A journal that was handed out.
#[derive(Clone, Debug)]
pub struct ExportRow {
    /// Its id.
    pub id: Id<noun::JournalExport>,
    /// Its number.
    pub number: String,
    /// The month's first day.
    pub month: Day,
    /// For which program.
    pub format: JournalFormat,
    /// Who got it.
    pub sent_to: String,
    /// How much it had.
    pub size: Size,
    /// When it went.
    pub sent_at: Instant,
    /// When they said that it arrived.
    pub acknowledged_at: Option<Instant>,
    /// Their words.
    pub acknowledgement: String,
}

struct Kept {
    id: Id<noun::JournalExport>,
    number: String,
    month: Day,
    format: JournalFormat,
    sent_to: String,
    entries: i64,
    debits: Money,
    sent_at: Instant,
    acknowledged_at: Option<Instant>,
    acknowledgement: String,
}
from_row!(Kept {
    id,
    number,
    month,
    format,
    sent_to,
    entries,
    debits,
    sent_at,
    acknowledged_at,
    acknowledgement
});

impl From<Kept> for ExportRow {
    fn from(kept: Kept) -> ExportRow {
        let Kept { id, number, month, format, sent_to, entries, debits, .. } = kept;
        let size = Size { entries, debits };
        let (sent_at, acknowledged_at) = (kept.sent_at, kept.acknowledged_at);
        let acknowledgement = kept.acknowledgement;
        ExportRow {
            id,
            number,
            month,
            format,
            sent_to,
            size,
            sent_at,
            acknowledged_at,
            acknowledgement,
        }
    }
}

/// A journal that was handed out.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    export: Id<noun::JournalExport>,
) -> Result<ExportRow, Refusal> {
    let found: Option<Kept> = reader.find(
        sql!(
            "SELECT id, number, month, format, sent_to, entry_count, debits_cents, sent_at, \
             acknowledged_at, acknowledgement FROM journal_exports \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, export],
    )?;
    found.map(ExportRow::from).ok_or(Refusal::NotFound { what: "journal export" })
}

/// The last journal that was handed out of a month.
pub fn find_last(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    month: Day,
) -> Result<Option<ExportRow>, store::Error> {
    let found: Option<Kept> = reader.find(
        sql!(
            "SELECT id, number, month, format, sent_to, entry_count, debits_cents, sent_at, \
             acknowledged_at, acknowledgement FROM journal_exports \
             WHERE branch_id = $1 AND month = $2 ORDER BY id DESC LIMIT 1"
        ),
        args![branch, month],
    )?;
    Ok(found.map(ExportRow::from))
}

/// How much a month's journal has now.
pub fn size_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    month: Day,
) -> Result<Size, store::Error> {
    let (entries, debits) =
        books::exports::count_and_debits(reader, branch, month, month.last_of_month())?;
    Ok(Size { entries, debits })
}

/// A journal to be handed out.
pub(super) struct NewExport<'n> {
    pub id: Id<noun::JournalExport>,
    pub number: &'n str,
    pub month: Day,
    pub format: JournalFormat,
    pub sent_to: &'n str,
    pub size: Size,
}

/// Writes that a journal is handed out.
pub(super) fn insert_export(desk: &mut Desk<'_>, new: &NewExport<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO journal_exports (id, branch_id, number, month, format, sent_to, \
             entry_count, debits_cents, sent_at, sent_by, acknowledgement) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, '')"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.month,
            new.format,
            new.sent_to,
            new.size.entries,
            new.size.debits,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that it arrived.
pub(super) fn mark_acknowledged(
    desk: &mut Desk<'_>,
    export: Id<noun::JournalExport>,
    acknowledgement: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE journal_exports SET acknowledged_at = $3, acknowledged_by = $4, \
             acknowledgement = $5 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, export, now, who, acknowledgement],
    )?;
    Ok(())
}

/// What outsiders know a branch's customers by: "A10023 Marisol Rivera".
pub fn list_customer_names(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<HashMap<i64, String>, store::Error> {
    let rows: Vec<(i64, String, String)> = reader.all(
        sql!("SELECT id, number, name FROM customer_face WHERE branch_id = $1 ORDER BY id"),
        args![branch],
    )?;
    Ok(rows.into_iter().map(|(id, number, name)| (id, format!("{number} {name}"))).collect())
}
