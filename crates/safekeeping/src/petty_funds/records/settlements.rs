//! The rows of what settles a fund: its counts, its replenishments, its imprests.

use super::slips::Replenishment;
use money::Hands;
use money::deposits::Drawer;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// Marks the ids of counts.
pub enum Count {}

/// Marks the ids of imprests.
enum Imprest {}

/// A count of a fund.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRow {
    /// Its id.
    pub id: Id<Count>,
    /// What was counted.
    pub counted: Money,
    /// What should have been there.
    pub expected: Money,
    /// The fund's moves when it was counted.
    pub moves: i64,
    /// When.
    pub counted_at: Instant,
    /// By whom.
    pub counted_by_name: String,
}
from_row!(CountRow { id, counted, expected, moves, counted_at, counted_by_name });

impl CountRow {
    /// Cash over (above zero) or short (below).
    pub fn over_short(&self) -> Money {
        self.counted - self.expected
    }
}

/// The last count of a fund.
pub(in crate::petty_funds) fn find_count(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    fund: Id<noun::PettyFund>,
) -> Result<Option<CountRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT c.id, c.counted_cents, c.expected_cents, c.moves, c.counted_at, s.name \
             FROM petty_counts c JOIN staff s ON s.id = c.counted_by \
             WHERE c.branch_id = $1 AND c.fund_id = $2 ORDER BY c.id DESC LIMIT 1"
        ),
        args![branch, fund],
    )
}

/// Writes a count, which holds until the fund's cash moves.
pub(in crate::petty_funds) fn insert_count(
    desk: &mut Desk<'_>,
    fund: &super::FundRow,
    drawer: &Drawer,
) -> Result<(), Refusal> {
    let id: Id<Count> = desk.id();
    let (branch, who, now, today) = (desk.branch(), desk.who(), desk.now(), desk.today());
    let piles = serde_json::to_string(drawer)?;
    let (counted, expected) = (drawer.total(), fund.cash());
    desk.exec(
        sql!(
            "INSERT INTO petty_counts (id, branch_id, fund_id, drawer, counted_cents, \
             expected_cents, moves, counted_on, counted_at, counted_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![branch, id, fund.id, piles, counted, expected, fund.moves, today, now, who],
    )?;
    Ok(())
}

/// A replenishment.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplenishmentRow {
    /// Its day in the books.
    pub day: Day,
    /// The slips it posted.
    pub slips: Money,
    /// Cash over (above zero) or short (below).
    pub over_short: Money,
    /// What came back into the fund.
    pub amount: Money,
    /// By whom.
    pub who_name: String,
    /// Its entry.
    pub entry: Id<noun::Entry>,
}
from_row!(ReplenishmentRow { day, slips, over_short, amount, who_name, entry });

/// The replenishments of a fund, the last first.
pub(in crate::petty_funds) fn list_replenishments(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    fund: Id<noun::PettyFund>,
) -> Result<Vec<ReplenishmentRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT r.day, r.slip_cents, r.over_short_cents, r.amount_cents, s.name, r.entry_id \
             FROM petty_replenishments r JOIN staff s ON s.id = r.replenished_by \
             WHERE r.branch_id = $1 AND r.fund_id = $2 ORDER BY r.id DESC LIMIT 12"
        ),
        args![branch, fund],
    )
}

/// A replenishment as it is made.
pub(in crate::petty_funds) struct NewReplenishment<'n> {
    pub fund: Id<noun::PettyFund>,
    pub count: &'n CountRow,
    pub slips: Money,
    pub amount: Money,
    pub reason: &'n str,
    pub entry: Id<noun::Entry>,
    pub hands: Hands,
}

/// Writes a replenishment, and notes it on the slips that waited.
pub(in crate::petty_funds) fn insert_replenishment(
    desk: &mut Desk<'_>,
    new: &NewReplenishment<'_>,
) -> Result<(), Refusal> {
    let id: Id<Replenishment> = desk.id();
    let (branch, who, now, today) = (desk.branch(), desk.who(), desk.now(), desk.today());
    desk.exec(
        sql!(
            "INSERT INTO petty_replenishments (id, branch_id, fund_id, count_id, day, \
             slip_cents, over_short_cents, amount_cents, reason, entry_id, replenished_at, \
             replenished_by, replenished_alone) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        ),
        args![
            branch,
            id,
            new.fund,
            new.count.id,
            today,
            new.slips,
            new.count.over_short(),
            new.amount,
            new.reason,
            new.entry,
            now,
            who,
            new.hands.is_alone()
        ],
    )?;
    desk.exec(
        sql!(
            "UPDATE petty_slips SET replenishment_id = $3, version = version + 1 \
             WHERE branch_id = $1 AND fund_id = $2 AND voided_at IS NULL \
             AND replenishment_id IS NULL"
        ),
        args![branch, new.fund, id],
    )?;
    Ok(())
}

/// Writes what a fund's imprest was and is.
pub(in crate::petty_funds) fn insert_imprest(
    desk: &mut Desk<'_>,
    fund: Id<noun::PettyFund>,
    (before, after): (Money, Money),
    reason: &str,
    entry: Id<noun::Entry>,
) -> Result<(), Refusal> {
    let id: Id<Imprest> = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO petty_imprests (id, branch_id, fund_id, before_cents, after_cents, \
             reason, entry_id, set_at, set_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![branch, id, fund, before, after, reason, entry, now, who],
    )?;
    Ok(())
}
