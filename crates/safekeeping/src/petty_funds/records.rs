//! The rows of petty cash funds.

mod schema;
mod settlements;
mod slips;
mod sums;

pub use schema::MIGRATION;
pub(super) use settlements::{
    CountRow, NewReplenishment, find_count, insert_count, insert_imprest, insert_replenishment,
    list_replenishments,
};
pub(super) use slips::{
    NewSlip, SlipRow, find_slip, insert_slip, list_waiting, mark_voided, sum_by_account,
};
pub(super) use sums::{count_off, count_unsettled, sum_imprests};

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A fund and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FundRow {
    /// Its id.
    pub id: Id<noun::PettyFund>,
    /// What it is called.
    pub name: String,
    /// Who keeps the cash.
    pub custodian: Id<noun::Staff>,
    /// Her name.
    pub custodian_name: String,
    /// What it always comes back to; zero once it is closed.
    pub imprest: Money,
    /// Since when.
    pub opened_on: Day,
    /// Counts what moved its cash.
    pub moves: i64,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Its slips that wait to be replenished.
    pub slips: Money,
    /// How many they are.
    pub slip_count: i64,
    /// When it was counted last.
    pub counted_on: Option<Day>,
}
from_row!(FundRow {
    id,
    name,
    custodian,
    custodian_name,
    imprest,
    opened_on,
    moves,
    is_closed,
    slips,
    slip_count,
    counted_on
});

impl FundRow {
    /// What should lie in it.
    pub fn cash(&self) -> Money {
        self.imprest - self.slips
    }

    /// Whether so little is left that it wants replenishing.
    pub fn is_low(&self) -> bool {
        super::rules::is_low(self.cash(), self.imprest)
    }

    /// The day on which it is to be counted.
    pub fn count_due_on(&self) -> Day {
        super::rules::count_due_on(self.counted_on.unwrap_or(self.opened_on))
    }

    fn href(&self) -> String {
        format!("/petty-funds/{}", self.id)
    }
}

/// The fund of this id, in this branch.
pub fn find_fund(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    fund: Id<noun::PettyFund>,
) -> Result<Option<FundRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT f.id, f.name, f.custodian_id, s.name, f.imprest_cents, f.opened_on, f.moves, \
             f.closed_at IS NOT NULL, CAST(COALESCE((SELECT SUM(p.amount_cents) \
             FROM petty_slips p WHERE p.branch_id = $1 AND p.fund_id = f.id \
             AND p.voided_at IS NULL AND p.replenishment_id IS NULL), 0) AS BIGINT), \
             (SELECT COUNT(*) FROM petty_slips p WHERE p.branch_id = $1 AND p.fund_id = f.id \
             AND p.voided_at IS NULL AND p.replenishment_id IS NULL), \
             (SELECT MAX(c.counted_on) FROM petty_counts c WHERE c.branch_id = $1 \
             AND c.fund_id = f.id) FROM petty_funds f JOIN staff s ON s.id = f.custodian_id \
             WHERE f.branch_id = $1 AND f.id = $2"
        ),
        args![branch, fund],
    )
}

/// The funds that are open, by name.
pub fn list_open_funds(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<FundRow>, store::Error> {
    let ids: Vec<(Id<noun::PettyFund>,)> = reader.all(
        sql!(
            "SELECT id FROM petty_funds WHERE branch_id = $1 AND closed_at IS NULL \
             ORDER BY name, id"
        ),
        args![branch],
    )?;
    let mut funds = Vec::new();
    for (id,) in ids {
        funds.extend(find_fund(reader, branch, id)?);
    }
    Ok(funds)
}

/// The open fund of this id, or the refusal every command gives.
pub(super) fn require_open(
    desk: &mut Desk<'_>,
    fund: Id<noun::PettyFund>,
) -> Result<FundRow, Refusal> {
    let branch = desk.branch();
    let row = find_fund(desk, branch, fund)?.ok_or(Refusal::NotFound { what: "fund" })?;
    match row.is_closed {
        false => Ok(row),
        true => Err(Refusal::conflict_with(
            "petty_funds.closed",
            format!("{} is closed. Choose a fund that is open.", row.name),
            "/petty-funds",
            "See the funds",
        )),
    }
}

/// The last count of a fund, when nothing moved its cash since.
pub(super) fn require_count(desk: &mut Desk<'_>, fund: &FundRow) -> Result<CountRow, Refusal> {
    let branch = desk.branch();
    let count = find_count(desk, branch, fund.id)?;
    count.filter(|count| count.moves == fund.moves).ok_or_else(|| {
        let words = format!("{} was not counted since its cash last moved. Count it.", fund.name);
        let href = format!("{}/count", fund.href());
        Refusal::conflict_with("petty_funds.not_counted", words, href, "Count it")
    })
}

/// The staff member of this id who holds a role at this branch.
pub(super) fn require_custodian(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
) -> Result<String, Refusal> {
    let branch = desk.branch();
    let keepers = list_keepers(desk, branch)?;
    let found = keepers.into_iter().find(|(id, _)| *id == staff);
    found.map(|(_, name)| name).ok_or_else(|| {
        let words = "Whoever keeps a fund works at this branch. Choose another person.";
        Refusal::conflict("petty_funds.not_of_this_branch", words)
    })
}

/// Who may keep a fund: everybody who works at the branch, by name.
pub(super) fn list_keepers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(Id<noun::Staff>, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.name FROM staff s WHERE s.left_at IS NULL AND EXISTS (SELECT 1 \
             FROM staff_roles r WHERE r.staff_id = s.id AND r.branch_id = $1) ORDER BY s.name"
        ),
        args![branch],
    )
}

/// Writes a fund.
pub(super) fn insert_fund(
    desk: &mut Desk<'_>,
    fund: Id<noun::PettyFund>,
    name: &str,
    custodian: Id<noun::Staff>,
    imprest: Money,
) -> Result<(), Refusal> {
    let (branch, who, now, today) = (desk.branch(), desk.who(), desk.now(), desk.today());
    desk.exec(
        sql!(
            "INSERT INTO petty_funds (id, branch_id, name, custodian_id, imprest_cents, \
             opened_on, opened_at, opened_by, moves, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, 1, 1)"
        ),
        args![branch, fund, name, custodian, imprest, today, now, who],
    )?;
    Ok(())
}

/// Notes that a fund's cash moved: a count of before does not hold any more.
pub(super) fn mark_moved(desk: &mut Desk<'_>, fund: Id<noun::PettyFund>) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE petty_funds SET moves = moves + 1, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, fund],
    )?;
    Ok(())
}

/// Notes another imprest or another custodian.
pub(super) fn mark_changed(
    desk: &mut Desk<'_>,
    fund: Id<noun::PettyFund>,
    custodian: Id<noun::Staff>,
    imprest: Money,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE petty_funds SET custodian_id = $3, imprest_cents = $4, moves = moves + 1, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, fund, custodian, imprest],
    )?;
    Ok(())
}

/// Notes that a fund is closed and holds nothing.
pub(super) fn mark_closed(desk: &mut Desk<'_>, fund: Id<noun::PettyFund>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE petty_funds SET closed_at = $3, closed_by = $4, imprest_cents = 0, \
             moves = moves + 1, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, fund, now, who],
    )?;
    Ok(())
}
