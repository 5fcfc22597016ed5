//! The rows of sales tax: what changed it after the invoices, and what was sent.

use super::shares::Share;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The tables, and the view that puts everything of a jurisdiction under one another. A row of
/// it is owed `through_on`: what was sent pays for the days it was sent for.
pub const MIGRATION: Migration = Migration {
    name: "0530_sales_taxes",
    sql: "
CREATE TABLE tax_changes (
  id {pk}, branch_id {id} NOT NULL, jurisdiction {text} NOT NULL, kind {text} NOT NULL,
  moved_on {day} NOT NULL, invoice_id {id} REFERENCES invoices (id),
  document {text} NOT NULL, taxable_cents {money} NOT NULL, tax_cents {money} NOT NULL,
  entry_id {id} REFERENCES entries (id), noted_by {id} NOT NULL, noted_at {instant} NOT NULL
){strict};
CREATE INDEX tax_changes_day ON tax_changes (branch_id, moved_on, id);
CREATE INDEX tax_changes_invoice ON tax_changes (branch_id, invoice_id)
  WHERE invoice_id IS NOT NULL;
{append_only:tax_changes}
CREATE TABLE tax_remittances (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, jurisdiction {text} NOT NULL,
  through_on {day} NOT NULL, amount_cents {money} NOT NULL, kept_cents {money} NOT NULL,
  paid_on {day} NOT NULL, reference {text} NOT NULL,
  entry_id {id} NOT NULL REFERENCES entries (id),
  sent_by {id} NOT NULL REFERENCES staff (id), sent_at {instant} NOT NULL,
  taken_back_at {instant}, taken_back_by {id} REFERENCES staff (id),
  taken_back_reason {text} NOT NULL
){strict};
CREATE UNIQUE INDEX tax_remittances_number ON tax_remittances (branch_id, number);
CREATE INDEX tax_remittances_day ON tax_remittances (branch_id, paid_on, id);
CREATE VIEW tax_moves AS
  SELECT t.id, t.branch_id, t.jurisdiction, 'invoice' AS kind, i.invoiced_on AS moved_on,
    i.invoiced_on AS through_on, t.invoice_id, i.customer_id, i.number AS document,
    t.taxable_cents, t.tax_cents
  FROM invoice_taxes t JOIN invoices i ON i.branch_id = t.branch_id AND i.id = t.invoice_id
  WHERE i.voided_at IS NULL
  UNION ALL
  SELECT c.id, c.branch_id, c.jurisdiction, c.kind, c.moved_on, c.moved_on, c.invoice_id,
    i.customer_id, c.document, c.taxable_cents, c.tax_cents
  FROM tax_changes c
    LEFT JOIN invoices i ON i.branch_id = c.branch_id AND i.id = c.invoice_id
  UNION ALL
  SELECT r.id, r.branch_id, r.jurisdiction, 'sent', r.paid_on, r.through_on, NULL, NULL,
    r.number, 0, -(r.amount_cents + r.kept_cents)
  FROM tax_remittances r WHERE r.taken_back_at IS NULL;
",
};

books::stored_word! {
    /// What changed the tax after the invoice.
    ChangeKind "a change of sales tax" {
        /// A credit gave it back.
        Credit => "credit" "Credit",
        /// The invoice was written off, and its state lets the tax go with it.
        WriteOff => "write_off" "Bad debt",
        /// What was written off is paid after all.
        TakenUpAgain => "taken_up_again" "Paid after all",
        /// A person set it right.
        Correction => "correction" "Correction",
    }
}

/// A change as it is kept.
pub(super) struct NewChange<'n> {
    pub id: Id<noun::TaxChange>,
    pub jurisdiction: &'n str,
    pub kind: ChangeKind,
    pub moved_on: Day,
    pub invoice: Option<Id<noun::Invoice>>,
    pub document: &'n str,
    pub share: Share,
    pub entry: Option<Id<noun::Entry>>,
}

/// Keeps a change.
pub(super) fn insert_change(desk: &mut Desk<'_>, new: &NewChange<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO tax_changes (id, branch_id, jurisdiction, kind, moved_on, invoice_id, \
             document, taxable_cents, tax_cents, entry_id, noted_by, noted_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            branch,
            new.id,
            new.jurisdiction,
            new.kind,
            new.moved_on,
            new.invoice,
            new.document,
            new.share.taxable,
            new.share.tax,
            new.entry,
            who,
            now
        ],
    )?;
    Ok(())
}

/// What each jurisdiction was asked for by an invoice.
pub(super) fn list_asked(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<(String, Share)>, store::Error> {
    let rows = reader.all::<(String, Money, Money)>(
        sql!(
            "SELECT jurisdiction, CAST(SUM(taxable_cents) AS BIGINT), \
             CAST(SUM(tax_cents) AS BIGINT) FROM invoice_taxes \
             WHERE branch_id = $1 AND invoice_id = $2 GROUP BY jurisdiction"
        ),
        args![branch, invoice],
    )?;
    Ok(rows.into_iter().map(|(place, taxable, tax)| (place, Share { taxable, tax })).collect())
}

/// What was taken back of it, and not put on again.
pub(super) fn list_taken(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<(String, Share)>, store::Error> {
    let rows = reader.all::<(String, Money, Money)>(
        sql!(
            "SELECT jurisdiction, CAST(-SUM(taxable_cents) AS BIGINT), \
             CAST(-SUM(tax_cents) AS BIGINT) FROM tax_changes \
             WHERE branch_id = $1 AND invoice_id = $2 GROUP BY jurisdiction"
        ),
        args![branch, invoice],
    )?;
    Ok(rows.into_iter().map(|(place, taxable, tax)| (place, Share { taxable, tax })).collect())
}

/// What a jurisdiction is owed for the days up to `through`; none when it is not known.
pub(super) fn find_owed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    jurisdiction: &str,
    through: Day,
) -> Result<Option<Money>, store::Error> {
    let (sum,): (Option<Money>,) = reader.one(
        sql!(
            "SELECT CAST(SUM(tax_cents) AS BIGINT) FROM tax_moves \
             WHERE branch_id = $1 AND jurisdiction = $2 AND through_on <= $3"
        ),
        args![branch, jurisdiction, through],
    )?;
    Ok(sum)
}

/// All that is owed in sales tax.
pub(super) fn sum_owed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(tax_cents), 0) AS BIGINT) FROM tax_moves \
             WHERE branch_id = $1"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// A jurisdiction's days from one to another.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// Whose.
    pub jurisdiction: String,
    /// What is taxed, credits and bad debts taken off.
    pub taxable: Money,
    /// What invoices asked for.
    pub charged: Money,
    /// What credits gave back; below zero.
    pub credited: Money,
    /// What write-offs took off, less what was paid after all; mostly below zero.
    pub bad_debts: Money,
    /// What was set right.
    pub corrected: Money,
    /// What was sent for these days, with what was kept of it.
    pub sent: Money,
    /// What is owed for all days up to the last of these.
    pub owed: Money,
}
from_row!(PlaceRow { jurisdiction, taxable, charged, credited, bad_debts, corrected, sent, owed });

/// Every jurisdiction that something was ever asked for, from a day to a day.
pub(super) fn list_places(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (from, until): (Day, Day),
) -> Result<Vec<PlaceRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT m.jurisdiction, \
             CAST(SUM(CASE WHEN m.through_on >= $2 THEN m.taxable_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN m.through_on >= $2 AND m.kind = 'invoice' \
               THEN m.tax_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN m.through_on >= $2 AND m.kind = 'credit' \
               THEN m.tax_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN m.through_on >= $2 AND m.kind IN ('write_off', \
               'taken_up_again') THEN m.tax_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN m.through_on >= $2 AND m.kind = 'correction' \
               THEN m.tax_cents ELSE 0 END) AS BIGINT), \
             CAST(-SUM(CASE WHEN m.through_on >= $2 AND m.kind = 'sent' \
               THEN m.tax_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(m.tax_cents) AS BIGINT) \
             FROM tax_moves m WHERE m.branch_id = $1 AND m.through_on <= $3 \
             GROUP BY m.jurisdiction ORDER BY m.jurisdiction"
        ),
        args![branch, from, until],
    )
}

/// What was invoiced from a day to a day before tax, and what of it was not taxed, by the
/// reason.
pub(super) fn list_untaxed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (from, until): (Day, Day),
) -> Result<Vec<(String, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.exempt_because, \
             CAST(SUM(l.amount_cents - l.discount_cents) AS BIGINT) \
             FROM invoices i JOIN invoice_lines l ON l.branch_id = i.branch_id \
             AND l.invoice_id = i.id WHERE i.branch_id = $1 \
             AND i.invoiced_on BETWEEN $2 AND $3 AND i.voided_at IS NULL \
             GROUP BY l.exempt_because ORDER BY 2 DESC, 1"
        ),
        args![branch, from, until],
    )
}

/// What was sent to a jurisdiction.
#[derive(Clone, Debug, PartialEq)]
pub struct RemittanceRow {
    /// Its id.
    pub id: Id<noun::TaxRemittance>,
    /// Its number.
    pub number: String,
    /// To whom.
    pub jurisdiction: String,
    /// For all days up to this one.
    pub through_on: Day,
    /// What was paid.
    pub amount: Money,
    /// What the law let us keep for filing in time.
    pub kept: Money,
    /// The day it was paid.
    pub paid_on: Day,
    /// The confirmation's number.
    pub reference: String,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
    /// Who sent it.
    pub sent_by_name: String,
    /// When it was taken back; none while it stands.
    pub taken_back_at: Option<Instant>,
    /// Why.
    pub taken_back_reason: String,
}
from_row!(RemittanceRow {
    id,
    number,
    jurisdiction,
    through_on,
    amount,
    kept,
    paid_on,
    reference,
    entry,
    sent_by_name,
    taken_back_at,
    taken_back_reason
});

/// The remittance of this id, in this branch.
pub fn find_remittance(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    remittance: Id<noun::TaxRemittance>,
) -> Result<Option<RemittanceRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT r.id, r.number, r.jurisdiction, r.through_on, r.amount_cents, r.kept_cents, \
             r.paid_on, r.reference, r.entry_id, s.name, r.taken_back_at, r.taken_back_reason \
             FROM tax_remittances r JOIN staff s ON s.id = r.sent_by \
             WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, remittance],
    )
}

/// A remittance to be written.
pub(super) struct NewRemittance<'n> {
    pub id: Id<noun::TaxRemittance>,
    pub number: &'n str,
    pub jurisdiction: &'n str,
    pub through_on: Day,
    pub amount: Money,
    pub kept: Money,
    pub paid_on: Day,
    pub reference: &'n str,
    pub entry: Id<noun::Entry>,
}

/// Writes a remittance.
pub(super) fn insert_remittance(
    desk: &mut Desk<'_>,
    new: &NewRemittance<'_>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO tax_remittances (id, branch_id, number, jurisdiction, through_on, \
             amount_cents, kept_cents, paid_on, reference, entry_id, sent_by, sent_at, \
             taken_back_reason) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.jurisdiction,
            new.through_on,
            new.amount,
            new.kept,
            new.paid_on,
            new.reference,
            new.entry,
            who,
            now
        ],
    )?;
    Ok(())
}

/// Notes that a remittance was taken back.
pub(super) fn mark_taken_back(
    desk: &mut Desk<'_>,
    remittance: Id<noun::TaxRemittance>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE tax_remittances SET taken_back_at = $3, taken_back_by = $4, \
             taken_back_reason = $5 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, remittance, now, who, reason],
    )?;
    Ok(())
}
