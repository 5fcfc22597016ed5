//! The pasted lines' rows.

mod paste;

pub(crate) use paste::TABLE;
pub(super) use paste::{NewPastedLine, insert_lines};

use crate::batches::post_line::{method_of, number_words};
use crate::payments::Method;
use crate::words::Tender;
use office::{Desk, Problems, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A pasted line.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedLineRow {
    /// Its id.
    pub id: Id<noun::PastedLine>,
    /// The batch it was pasted into.
    pub batch: Id<noun::Batch>,
    /// Its row among those pasted with it, from 1.
    pub place: i64,
    /// Its cells as they were pasted, with bars between them.
    pub pasted: String,
    /// What it came as; a check unless it says otherwise.
    pub tender: Tender,
    /// What stood there as the tender and is none.
    pub tender_words: String,
    /// The check's number and the like.
    pub number: String,
    /// Whose it is, or seems to be while `customer_why` asks.
    pub customer: Option<Id<noun::Customer>>,
    /// Her account number.
    pub account: Option<String>,
    /// Her name.
    pub name: Option<String>,
    /// What stood there to find her by.
    pub customer_words: String,
    /// Why it is not sure whose it is; blank once it is.
    pub customer_why: String,
    /// The document it pays, when it names one that is known.
    pub invoice: String,
    /// The day on the check.
    pub dated_on: Option<Day>,
    /// What stood there as the day and is none.
    pub dated_words: String,
    /// How much.
    pub amount: Option<Money>,
    /// What stood there as the amount and is none.
    pub amount_words: String,
    /// Why it is posted although one just like it is there.
    pub again: String,
    /// Why it was not posted when it was last tried.
    pub refused: String,
    /// The payment it became.
    pub payment: Option<Id<noun::Payment>>,
    /// Why it was dropped; blank while it is not.
    pub drop_reason: String,
    /// Counts its changes.
    pub version: i64,
}
from_row!(PastedLineRow {
    id,
    batch,
    place,
    pasted,
    tender,
    tender_words,
    number,
    customer,
    account,
    name,
    customer_words,
    customer_why,
    invoice,
    dated_on,
    dated_words,
    amount,
    amount_words,
    again,
    refused,
    payment,
    drop_reason,
    version
});

impl PastedLineRow {
    /// Whether it is neither posted nor dropped.
    pub fn is_waiting(&self) -> bool {
        self.payment.is_none() && self.drop_reason.is_empty()
    }

    /// How it was paid.
    pub fn method(&self) -> Method {
        method_of(self.tender, &self.number, self.dated_on)
    }

    /// What keeps it from being posted, by the fields of mending it.
    pub fn problems(&self) -> Problems {
        let unread = |words: &str, what: &str| format!("\u{201c}{words}\u{201d} is no {what}.");
        let mut problems = Problems::none();
        if !self.tender_words.is_empty() {
            problems.add("tender", unread(&self.tender_words, "tender. Choose one"));
        }
        if !self.method().problems().is_empty() {
            problems.add("number", number_words(self.tender));
        }
        if self.customer.is_none() || !self.customer_why.is_empty() {
            problems.add("customer", &*self.customer_why);
        }
        if !self.dated_words.is_empty() {
            problems.add("dated_on", unread(&self.dated_words, "day"));
        }
        match self.amount {
            Some(amount) if amount.is_positive() => {}
            None if !self.amount_words.is_empty() => {
                problems.add("amount_cents", unread(&self.amount_words, "amount"));
            }
            _ => problems.add("amount_cents", "Enter an amount above zero."),
        }
        if !self.refused.is_empty() {
            problems.add("again", &*self.refused);
        }
        problems
    }
}

/// The pasted line of this id, in this branch.
pub fn find_line(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    line: Id<noun::PastedLine>,
) -> Result<Option<PastedLineRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT l.id, l.batch_id, l.place, l.pasted, l.tender, l.tender_words, l.number, \
             l.customer_id, c.number, c.name, l.customer_words, l.customer_why, l.invoice, \
             l.dated_on, l.dated_words, l.amount_cents, l.amount_words, l.again, l.refused, \
             l.payment_id, l.drop_reason, l.version FROM pasted_lines l \
             LEFT JOIN customer_face c ON c.branch_id = l.branch_id AND c.id = l.customer_id \
             WHERE l.branch_id = $1 AND l.id = $2"
        ),
        args![branch, line],
    )
}

/// The lines of a batch that wait, in the order they were pasted.
pub fn list_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Vec<PastedLineRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.id, l.batch_id, l.place, l.pasted, l.tender, l.tender_words, l.number, \
             l.customer_id, c.number, c.name, l.customer_words, l.customer_why, l.invoice, \
             l.dated_on, l.dated_words, l.amount_cents, l.amount_words, l.again, l.refused, \
             l.payment_id, l.drop_reason, l.version FROM pasted_lines l \
             LEFT JOIN customer_face c ON c.branch_id = l.branch_id AND c.id = l.customer_id \
             WHERE l.branch_id = $1 AND l.batch_id = $2 AND l.payment_id IS NULL \
             AND l.dropped_at IS NULL ORDER BY l.paste, l.place"
        ),
        args![branch, batch],
    )
}

/// The line, while it may be mended, posted or dropped.
pub(super) fn require_waiting(
    desk: &mut Desk<'_>,
    line: Id<noun::PastedLine>,
) -> Result<PastedLineRow, Refusal> {
    let branch = desk.branch();
    let row = find_line(desk, branch, line)?.ok_or(Refusal::NotFound { what: "pasted line" })?;
    match row.is_waiting() {
        true => Ok(row),
        false => Err(Refusal::conflict_with(
            "pasted_lines.over",
            format!("Row {} was posted or dropped meanwhile. Look at the batch again.", row.place),
            format!("/payments/post?batch={}", row.batch),
            "Go to the batch",
        )),
    }
}

/// How many lines wait in the batches of a day or before.
pub(super) fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM pasted_lines l JOIN batches b ON b.id = l.batch_id \
             WHERE l.branch_id = $1 AND l.payment_id IS NULL AND l.dropped_at IS NULL \
             AND b.day <= $2"
        ),
        args![branch, day],
    )?;
    Ok(count)
}

/// Every row of a batch that was not dropped: the paste it came with, and its cells.
pub(super) fn list_pastes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Vec<(i64, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT paste, pasted FROM pasted_lines WHERE branch_id = $1 AND batch_id = $2 \
             AND dropped_at IS NULL ORDER BY paste, place"
        ),
        args![branch, batch],
    )
}

/// Writes a line as it was mended: nothing of it is unread any more.
pub(super) fn mark_mended(desk: &mut Desk<'_>, row: &PastedLineRow) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE pasted_lines SET tender = $3, tender_words = '', number = $4, \
             customer_id = $5, customer_words = $6, customer_why = '', dated_on = $7, \
             dated_words = '', amount_cents = $8, amount_words = '', again = $9, refused = '', \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![
            branch,
            row.id,
            row.tender,
            row.number.as_str(),
            row.customer,
            row.customer_words.as_str(),
            row.dated_on,
            row.amount,
            row.again.as_str()
        ],
    )?;
    Ok(())
}

/// Notes the payment a line became.
pub(super) fn mark_posted(
    desk: &mut Desk<'_>,
    line: Id<noun::PastedLine>,
    payment: Id<noun::Payment>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE pasted_lines SET payment_id = $3, refused = '', version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, line, payment],
    )?;
    Ok(())
}

/// Notes why a line could not be posted.
pub(super) fn mark_refused(
    desk: &mut Desk<'_>,
    line: Id<noun::PastedLine>,
    why: &str,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE pasted_lines SET refused = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, line, why],
    )?;
    Ok(())
}

/// Drops a line; it stays to be looked at.
pub(super) fn mark_dropped(
    desk: &mut Desk<'_>,
    line: Id<noun::PastedLine>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE pasted_lines SET dropped_at = $3, dropped_by = $4, drop_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, line, now, who, reason],
    )?;
    Ok(())
}

/// Takes a dropped line up again.
pub(super) fn mark_taken_up(
    desk: &mut Desk<'_>,
    line: Id<noun::PastedLine>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE pasted_lines SET dropped_at = NULL, dropped_by = NULL, drop_reason = '', \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, line],
    )?;
    Ok(())
}
