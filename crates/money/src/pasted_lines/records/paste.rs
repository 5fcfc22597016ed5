//! The table, and the rows of one paste as they are written.

use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, V, args, sql};
use values::{Day, Id, Money, noun};

/// The table. What a cell said that could not be read is kept beside the column it belongs to.
pub(crate) const TABLE: &str = "
CREATE TABLE pasted_lines (
  id {pk}, branch_id {id} NOT NULL, batch_id {id} NOT NULL REFERENCES batches (id),
  paste {count} NOT NULL, place {count} NOT NULL, pasted {text} NOT NULL,
  tender {text} NOT NULL, tender_words {text} NOT NULL, number {text} NOT NULL,
  customer_id {id}, customer_words {text} NOT NULL, customer_why {text} NOT NULL,
  invoice {text} NOT NULL, dated_on {day}, dated_words {text} NOT NULL,
  amount_cents {money}, amount_words {text} NOT NULL, again {text} NOT NULL,
  refused {text} NOT NULL,
  pasted_at {instant} NOT NULL, pasted_by {id} NOT NULL REFERENCES staff (id),
  payment_id {id} REFERENCES payments (id),
  dropped_at {instant}, dropped_by {id} REFERENCES staff (id), drop_reason {text} NOT NULL,
  version {count} NOT NULL,
  CHECK (payment_id IS NULL OR dropped_at IS NULL)
){strict};
CREATE UNIQUE INDEX pasted_lines_batch ON pasted_lines (batch_id, paste, place);
CREATE INDEX pasted_lines_pasted ON pasted_lines (branch_id, pasted_at, id);
CREATE INDEX pasted_lines_amount ON pasted_lines (branch_id, amount_cents, id);
CREATE INDEX pasted_lines_payment ON pasted_lines (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX pasted_lines_waiting ON pasted_lines (branch_id, batch_id)
  WHERE payment_id IS NULL AND dropped_at IS NULL;
";

/// The number of the next paste into a batch.
fn next_paste(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<i64, store::Error> {
    let (paste,): (i64,) = reader.one(
        sql!(
            "SELECT COALESCE(MAX(paste), 0) + 1 FROM pasted_lines \
             WHERE branch_id = $1 AND batch_id = $2"
        ),
        args![branch, batch],
    )?;
    Ok(paste)
}

/// A line as it is pasted.
pub(in crate::pasted_lines) struct NewPastedLine {
    pub place: i64,
    pub pasted: String,
    pub tender: Tender,
    pub tender_words: String,
    pub number: String,
    pub customer: Option<Id<noun::Customer>>,
    pub customer_words: String,
    pub customer_why: String,
    pub invoice: String,
    pub dated_on: Option<Day>,
    pub dated_words: String,
    pub amount: Option<Money>,
    pub amount_words: String,
}

/// Writes the lines of one paste.
pub(in crate::pasted_lines) fn insert_lines(
    desk: &mut Desk<'_>,
    batch: Id<noun::Batch>,
    lines: &[NewPastedLine],
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let paste = next_paste(desk, branch, batch)?;
    let columns = [
        "id",
        "branch_id",
        "batch_id",
        "paste",
        "place",
        "pasted",
        "tender",
        "tender_words",
        "number",
        "customer_id",
        "customer_words",
        "customer_why",
        "invoice",
        "dated_on",
        "dated_words",
        "amount_cents",
        "amount_words",
        "again",
        "refused",
        "pasted_at",
        "pasted_by",
        "drop_reason",
        "version",
    ];
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let id: Id<noun::PastedLine> = desk.id();
        rows.push([
            V::from(id),
            V::from(branch),
            V::from(batch),
            V::from(paste),
            V::from(line.place),
            V::from(line.pasted.as_str()),
            V::from(line.tender),
            V::from(line.tender_words.as_str()),
            V::from(line.number.as_str()),
            V::from(line.customer),
            V::from(line.customer_words.as_str()),
            V::from(line.customer_why.as_str()),
            V::from(line.invoice.as_str()),
            V::from(line.dated_on),
            V::from(line.dated_words.as_str()),
            V::from(line.amount),
            V::from(line.amount_words.as_str()),
            V::from(""),
            V::from(""),
            V::from(now),
            V::from(who),
            V::from(""),
            V::from(1_i64),
        ]);
    }
    desk.insert_many("pasted_lines", columns, rows)?;
    Ok(())
}
