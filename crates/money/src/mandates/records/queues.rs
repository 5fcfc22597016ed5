//! What is written beside a mandate: the asks for a new card, and the draws that are skipped.

use crate::mandates::ask::AskHow;
use crate::mandates::records::MandateRow;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The tables, and why a mandate has ended.
pub(crate) const TABLES: &str = "
ALTER TABLE mandates ADD COLUMN end_cause {text};
CREATE INDEX mandates_method ON mandates (branch_id, processor_method)
  WHERE ended_at IS NULL AND processor_method <> '';
CREATE INDEX mandates_customer ON mandates (branch_id, customer_id, id);

CREATE TABLE mandate_asks (
  id {pk}, branch_id {id} NOT NULL, mandate_id {id} NOT NULL REFERENCES mandates (id),
  how {text} NOT NULL, note {text} NOT NULL, pay_link_id {id} REFERENCES pay_links (id),
  asked_at {instant} NOT NULL, asked_by {id} NOT NULL REFERENCES staff (id)
){strict};
CREATE INDEX mandate_asks_mandate ON mandate_asks (mandate_id, asked_at);
{append_only:mandate_asks}

CREATE TABLE mandate_skips (
  id {pk}, branch_id {id} NOT NULL, mandate_id {id} NOT NULL REFERENCES mandates (id),
  skip_on {day} NOT NULL, reason {text} NOT NULL,
  skipped_at {instant} NOT NULL, skipped_by {id} NOT NULL REFERENCES staff (id),
  taken_back_at {instant}, taken_back_by {id} REFERENCES staff (id)
){strict};
CREATE UNIQUE INDEX mandate_skips_day ON mandate_skips (mandate_id, skip_on)
  WHERE taken_back_at IS NULL;
";

/// Marks the ids of asks.
enum Ask {}

/// Marks the ids of skips.
enum Skip {}

/// An ask as it is made.
pub(in crate::mandates) struct NewAsk<'a> {
    pub mandate: Id<noun::Mandate>,
    pub how: AskHow,
    pub note: &'a str,
    pub link: Option<Id<noun::PayLink>>,
}

/// Writes an ask.
pub(in crate::mandates) fn insert_ask(
    desk: &mut Desk<'_>,
    new: &NewAsk<'_>,
) -> Result<(), Refusal> {
    let id: Id<Ask> = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO mandate_asks (id, branch_id, mandate_id, how, note, pay_link_id, \
             asked_at, asked_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8)"
        ),
        args![branch, id, new.mandate, new.how, new.note, new.link, now, who],
    )?;
    Ok(())
}

/// An ask that was made.
#[derive(Clone, Debug)]
pub(in crate::mandates) struct AskRow {
    pub how: AskHow,
    pub note: String,
    pub asked_at: Instant,
    pub asked_by_name: String,
    pub link: Option<Id<noun::PayLink>>,
}
from_row!(AskRow { how, note, asked_at, asked_by_name, link });

/// The asks for another card or account, the last first.
pub(in crate::mandates) fn list_asks(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    mandate: Id<noun::Mandate>,
) -> Result<Vec<AskRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.how, a.note, a.asked_at, s.name, a.pay_link_id FROM mandate_asks a \
             JOIN staff s ON s.id = a.asked_by WHERE a.branch_id = $1 AND a.mandate_id = $2 \
             ORDER BY a.asked_at DESC, a.id DESC LIMIT 20"
        ),
        args![branch, mandate],
    )
}

/// Writes a skip.
pub(in crate::mandates) fn insert_skip(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    skip_on: Day,
    reason: &str,
) -> Result<(), Refusal> {
    let id: Id<Skip> = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO mandate_skips (id, branch_id, mandate_id, skip_on, reason, \
             skipped_at, skipped_by) VALUES ($2, $1, $3, $4, $5, $6, $7)"
        ),
        args![branch, id, mandate, skip_on, reason, now, who],
    )?;
    Ok(())
}

/// Takes a skip back; answers how many there were.
pub(in crate::mandates) fn mark_skip_taken_back(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    skip_on: Day,
) -> Result<u64, Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let marked = desk.exec(
        sql!(
            "UPDATE mandate_skips SET taken_back_at = $4, taken_back_by = $5 \
             WHERE branch_id = $1 AND mandate_id = $2 AND skip_on = $3 \
             AND taken_back_at IS NULL"
        ),
        args![branch, mandate, skip_on, now, who],
    )?;
    Ok(marked)
}

/// Why a day's draw is skipped and by whom; none when it is not.
pub(crate) fn find_skip(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    mandate: Id<noun::Mandate>,
    on: Day,
) -> Result<Option<(String, String)>, store::Error> {
    reader.find(
        sql!(
            "SELECT k.reason, s.name FROM mandate_skips k JOIN staff s ON s.id = k.skipped_by \
             WHERE k.branch_id = $1 AND k.mandate_id = $2 AND k.skip_on = $3 \
             AND k.taken_back_at IS NULL"
        ),
        args![branch, mandate, on],
    )
}

/// The days from today on whose draws are skipped, each with its reason and by whom.
pub(in crate::mandates) fn list_skips(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    mandate: Id<noun::Mandate>,
    from: Day,
) -> Result<Vec<(Day, String, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT k.skip_on, k.reason, s.name FROM mandate_skips k \
             JOIN staff s ON s.id = k.skipped_by WHERE k.branch_id = $1 AND k.mandate_id = $2 \
             AND k.skip_on >= $3 AND k.taken_back_at IS NULL ORDER BY k.skip_on"
        ),
        args![branch, mandate, from],
    )
}

/// Notes that nobody asks any more for the card of a mandate that has ended.
pub(in crate::mandates) fn mark_taken_off(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
) -> Result<(), Refusal> {
    let (branch, off) = (desk.branch(), crate::mandates::EndCause::TakenOff);
    desk.exec(
        sql!("UPDATE mandates SET end_cause = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, mandate, off],
    )?;
    Ok(())
}

/// The mandate that stands by a processor's method.
pub(crate) fn find_by_method(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    method: &str,
) -> Result<Option<Id<noun::Mandate>>, store::Error> {
    let found: Option<(Id<noun::Mandate>,)> = reader.find(
        sql!(
            "SELECT MIN(id) FROM mandates WHERE branch_id = $1 AND processor_method = $2 \
             AND ended_at IS NULL AND processor_method <> '' HAVING MIN(id) IS NOT NULL"
        ),
        args![branch, method],
    )?;
    Ok(found.map(|(id,)| id))
}

/// The mandates that are held, with what is due of each customer until a day.
pub(crate) fn list_held(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    on: Day,
    most: i64,
) -> Result<Vec<(MandateRow, Money)>, store::Error> {
    let ids: Vec<(Id<noun::Mandate>,)> = reader.all(
        sql!(
            "SELECT id FROM mandates WHERE branch_id = $1 AND ended_at IS NULL \
             AND held_at IS NOT NULL ORDER BY held_at, id LIMIT $2"
        ),
        args![branch, most],
    )?;
    let mut held = Vec::with_capacity(ids.len());
    for (id,) in ids {
        let Some(row) = super::find_mandate(reader, branch, id)? else { continue };
        let due = super::due_of(reader, branch, row.customer, on)?;
        held.push((row, due));
    }
    Ok(held)
}
