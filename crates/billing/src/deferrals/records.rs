//! The rows of deferrals: the movements of each agreement's balance, what was billed ahead,
//! and verified work that waits for its billing day.

mod waiting;

use super::moves::Move;
use office::{Desk, Refusal};
use store::{Migration, Reader, V, args, from_row, sql};
use values::{Day, Id, Money, noun};
pub use waiting::{Waiting, count_may_wait, list_waiting};
pub(super) use waiting::{insert_waiting, list_linked, list_waiting_for_bill};

/// The tables. A movement is never changed; what was billed ahead is earned once, or taken
/// back.
pub const MIGRATION: Migration = Migration {
    name: "0513_deferrals",
    sql: "
CREATE TABLE deferrals (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  agreement_id {id} NOT NULL REFERENCES agreements (id), kind {text} NOT NULL,
  amount_cents {money} NOT NULL, moved_on {day} NOT NULL,
  invoice_id {id} REFERENCES invoices (id), work_order_id {id} REFERENCES work_orders (id),
  made_by {id} NOT NULL REFERENCES staff (id), made_at {instant} NOT NULL
){strict};
CREATE INDEX deferrals_agreement ON deferrals (branch_id, agreement_id, id);
CREATE INDEX deferrals_invoice ON deferrals (branch_id, invoice_id) WHERE invoice_id IS NOT NULL;
{append_only:deferrals}
CREATE TABLE billed_ahead (
  id {pk}, branch_id {id} NOT NULL, agreement_id {id} NOT NULL REFERENCES agreements (id),
  part {text} NOT NULL, on_day {day} NOT NULL, net_cents {money} NOT NULL,
  invoice_id {id} NOT NULL REFERENCES invoices (id),
  work_order_id {id} REFERENCES work_orders (id), ended_at {instant}
){strict};
CREATE UNIQUE INDEX billed_ahead_once ON billed_ahead (branch_id, agreement_id, part, on_day)
  WHERE ended_at IS NULL;
CREATE INDEX billed_ahead_invoice ON billed_ahead (branch_id, invoice_id);
CREATE TABLE waiting_work (
  work_order_id {id} PRIMARY KEY NOT NULL REFERENCES work_orders (id), branch_id {id} NOT NULL,
  agreement_id {id} REFERENCES agreements (id), bill_on {day}
){strict};
CREATE INDEX waiting_work_branch ON waiting_work (branch_id, bill_on);
CREATE INDEX waiting_work_agreement ON waiting_work (branch_id, agreement_id);
",
};

/// What moved a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An invoice billed it.
    Billed,
    /// A visit earned it.
    Earned,
    /// It was given back.
    GivenBack,
    /// Its invoice was voided.
    Voided,
}

impl Kind {
    /// The word the rows keep.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Billed => "billed",
            Kind::Earned => "earned",
            Kind::GivenBack => "given_back",
            Kind::Voided => "voided",
        }
    }
}

/// What was billed ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A visit, by its nominal day.
    Visit,
    /// An even amount, by its billing day.
    Even,
}

impl Part {
    const fn word(self) -> &'static str {
        match self {
            Part::Visit => "visit",
            Part::Even => "even",
        }
    }
}

impl store::FromValue for Part {
    const SORT: &'static str = "a part billed ahead";

    fn from_value(value: V<'_>) -> Option<Part> {
        match String::from_value(value)?.as_str() {
            "visit" => Some(Part::Visit),
            "even" => Some(Part::Even),
            _ => None,
        }
    }
}

/// What was billed of an agreement less what was earned.
pub fn balance(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM deferrals \
             WHERE branch_id = $1 AND agreement_id = $2"
        ),
        args![branch, agreement],
    )?;
    Ok(sum)
}

/// What the branch owes in work, and what work is not billed: accounts 2200 and 1110.
pub fn both_sides(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<(Money, Money), store::Error> {
    reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(CASE WHEN b.balance > 0 THEN b.balance ELSE 0 END), 0) \
             AS BIGINT), CAST(COALESCE(SUM(CASE WHEN b.balance < 0 THEN -b.balance ELSE 0 END), \
             0) AS BIGINT) FROM (SELECT SUM(amount_cents) AS balance FROM deferrals \
             WHERE branch_id = $1 GROUP BY agreement_id) b"
        ),
        args![branch],
    )
}

/// Whose, of which agreement, how much.
type BilledMove = (Id<noun::Customer>, Id<noun::Agreement>, Money);

/// What an invoice billed ahead.
pub(super) fn list_moves_of_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<BilledMove>, store::Error> {
    reader.all(
        sql!(
            "SELECT customer_id, agreement_id, amount_cents FROM deferrals \
             WHERE branch_id = $1 AND invoice_id = $2 ORDER BY id"
        ),
        args![branch, invoice],
    )
}

/// How many visits an invoice paid for ahead were done.
pub(super) fn count_earned_of_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM billed_ahead WHERE branch_id = $1 AND invoice_id = $2 \
             AND ended_at IS NULL AND work_order_id IS NOT NULL"
        ),
        args![branch, invoice],
    )?;
    Ok(count)
}

/// A visit that was billed ahead and is not done yet.
pub(super) struct AheadRow {
    pub id: i64,
    pub invoice: Id<noun::Invoice>,
    pub net: Money,
}
from_row!(AheadRow { id, invoice, net });

/// The visit of this nominal day, where it was billed ahead.
pub(super) fn find_ahead(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
    nominal: Day,
) -> Result<Option<AheadRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, invoice_id, net_cents FROM billed_ahead WHERE branch_id = $1 \
             AND agreement_id = $2 AND part = 'visit' AND on_day = $3 AND ended_at IS NULL \
             AND work_order_id IS NULL"
        ),
        args![branch, agreement, nominal],
    )
}

/// All that was billed ahead of an agreement and stands.
pub(super) fn list_ahead(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<(Part, Day)>, store::Error> {
    reader.all(
        sql!(
            "SELECT part, on_day FROM billed_ahead WHERE branch_id = $1 AND agreement_id = $2 \
             AND ended_at IS NULL"
        ),
        args![branch, agreement],
    )
}

/// The last invoice that billed an agreement ahead and stands.
pub(super) fn find_last_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Option<(Id<noun::Invoice>,)>, store::Error> {
    reader.find(
        sql!(
            "SELECT invoice_id FROM billed_ahead WHERE branch_id = $1 AND agreement_id = $2 \
             AND ended_at IS NULL ORDER BY id DESC LIMIT 1"
        ),
        args![branch, agreement],
    )
}

/// How much less than their full price the visits that an invoice billed ahead were earned at.
pub(super) fn sum_discount_earned(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(w.price_cents - x.net_cents), 0) AS BIGINT) \
             FROM billed_ahead x JOIN verified_work w ON w.branch_id = x.branch_id \
             AND w.id = x.work_order_id WHERE x.branch_id = $1 AND x.invoice_id = $2 \
             AND x.part = 'visit' AND x.ended_at IS NULL"
        ),
        args![branch, invoice],
    )?;
    Ok(sum)
}

/// How many visits were billed ahead whose day has passed, and that are neither done nor booked
/// for today or later. A visit of an agreement on hold waits with it.
pub fn count_not_done(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM billed_ahead x WHERE x.branch_id = $1 AND x.part = 'visit' \
             AND x.ended_at IS NULL AND x.work_order_id IS NULL AND x.on_day < $2 \
             AND NOT EXISTS (SELECT 1 FROM agreement_visits v WHERE v.branch_id = $1 \
             AND v.agreement_id = x.agreement_id AND v.nominal_on = x.on_day \
             AND (v.booked_on >= $2 OR v.is_settled = 1))"
        ),
        args![branch, today],
    )?;
    Ok(count)
}

/// Writes a movement.
pub(super) fn insert_move(desk: &mut Desk<'_>, one: &Move) -> Result<(), Refusal> {
    let id: Id<noun::Deferral> = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO deferrals (id, branch_id, customer_id, agreement_id, kind, \
             amount_cents, moved_on, invoice_id, work_order_id, made_by, made_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            desk.branch(),
            id,
            one.customer,
            one.agreement,
            one.kind.word(),
            one.amount,
            one.on,
            one.invoice,
            one.work_order,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(())
}

/// Writes what an invoice bills ahead.
pub(super) fn insert_ahead(
    desk: &mut Desk<'_>,
    agreement: Id<noun::Agreement>,
    invoice: Id<noun::Invoice>,
    parts: &[(Part, Day, Money)],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = parts
        .iter()
        .map(|(part, day, net)| {
            [
                V::from(desk.id::<noun::Deferral>()),
                V::from(branch),
                V::from(agreement),
                V::from(part.word()),
                V::from(*day),
                V::from(*net),
                V::from(invoice),
            ]
        })
        .collect();
    let columns = ["id", "branch_id", "agreement_id", "part", "on_day", "net_cents", "invoice_id"];
    desk.insert_many("billed_ahead", columns, rows)?;
    Ok(())
}

/// The visit was done.
pub(super) fn mark_earned(
    desk: &mut Desk<'_>,
    ahead: i64,
    work_order: Id<noun::WorkOrder>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE billed_ahead SET work_order_id = $3 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), ahead, work_order],
    )
}

/// What an invoice billed ahead is to be billed again.
pub(super) fn mark_not_ahead(
    desk: &mut Desk<'_>,
    invoice: Id<noun::Invoice>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE billed_ahead SET ended_at = $3 WHERE branch_id = $1 AND invoice_id = $2 \
             AND ended_at IS NULL"
        ),
        args![desk.branch(), invoice, desk.now()],
    )
}

/// What was billed ahead of an agreement and not done is given back.
pub(super) fn mark_given_back(
    desk: &mut Desk<'_>,
    agreement: Id<noun::Agreement>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE billed_ahead SET ended_at = $3 WHERE branch_id = $1 AND agreement_id = $2 \
             AND ended_at IS NULL AND work_order_id IS NULL"
        ),
        args![desk.branch(), agreement, desk.now()],
    )
}
