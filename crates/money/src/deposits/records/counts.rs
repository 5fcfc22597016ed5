//! The counts' rows: every count of a deposit stays, the last one holds.

use crate::deposits::Drawer;
use crate::deposits::rules::{Counted, Tally};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, Instant, Money, noun};

/// Marks the ids of counts.
pub enum Count {}

/// A count of a deposit.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRow {
    /// Its id.
    pub id: Id<Count>,
    /// The drawer by denomination, as JSON.
    pub drawer: String,
    /// What was in the drawer.
    pub drawer_cents: Money,
    /// What stays in it.
    pub float: Money,
    /// Bills.
    pub currency: Money,
    /// Coins.
    pub coin: Money,
    /// How many checks.
    pub check_items: u32,
    /// What they come to.
    pub check_cents: Money,
    /// How many money orders.
    pub money_order_items: u32,
    /// What they come to.
    pub money_order_cents: Money,
    /// When it was counted.
    pub counted_at: Instant,
    /// By whom.
    pub counted_by: Id<noun::Staff>,
    /// Her name.
    pub counted_by_name: String,
}
from_row!(CountRow {
    id,
    drawer,
    drawer_cents,
    float,
    currency,
    coin,
    check_items,
    check_cents,
    money_order_items,
    money_order_cents,
    counted_at,
    counted_by,
    counted_by_name
});

impl CountRow {
    /// What was counted.
    pub fn counted(&self) -> Counted {
        Counted {
            currency: self.currency,
            coin: self.coin,
            float: self.float,
            checks: Tally { items: self.check_items, amount_cents: self.check_cents },
            money_orders: Tally {
                items: self.money_order_items,
                amount_cents: self.money_order_cents,
            },
        }
    }

    /// The drawer by denomination.
    pub fn drawer(&self) -> Drawer {
        serde_json::from_str(&self.drawer).unwrap_or_default()
    }
}

/// The counts of a deposit, the last first.
pub fn list_counts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Vec<CountRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT c.id, c.drawer, c.drawer_cents, c.float_cents, c.currency_cents, \
             c.coin_cents, c.check_items, c.check_cents, c.money_order_items, \
             c.money_order_cents, c.counted_at, c.counted_by, s.name FROM deposit_counts c \
             JOIN staff s ON s.id = c.counted_by \
             WHERE c.branch_id = $1 AND c.deposit_id = $2 ORDER BY c.id DESC"
        ),
        args![branch, deposit],
    )
}

/// The count that holds, which is the last.
pub fn find_count(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Option<CountRow>, store::Error> {
    Ok(list_counts(reader, branch, deposit)?.into_iter().next())
}

/// Writes a count, which holds from now on: whatever was verified must be verified again.
pub(in crate::deposits) fn insert_count(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    drawer: &Drawer,
    counted: &Counted,
) -> Result<(), Refusal> {
    let id: Id<Count> = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let piles = serde_json::to_string(drawer)?;
    desk.exec(
        sql!(
            "INSERT INTO deposit_counts (id, branch_id, deposit_id, drawer, drawer_cents, \
             float_cents, currency_cents, coin_cents, check_items, check_cents, \
             money_order_items, money_order_cents, counted_at, counted_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        args![
            branch,
            id,
            deposit,
            piles,
            drawer.total(),
            counted.float,
            counted.currency,
            counted.coin,
            counted.checks.items,
            counted.checks.amount_cents,
            counted.money_orders.items,
            counted.money_orders.amount_cents,
            now,
            who
        ],
    )?;
    desk.exec(
        sql!(
            "UPDATE deposits SET count_id = $3, verified_at = NULL, verified_by = NULL, \
             verified_alone = FALSE, verified_cents = NULL, verified_items = NULL, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit, id],
    )?;
    Ok(())
}
