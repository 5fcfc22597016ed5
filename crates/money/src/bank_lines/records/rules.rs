//! The saved rules' rows.

use crate::bank_lines::SaveBankRule;
use crate::bank_lines::words::Direction;
use books::Account;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// A saved rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleRow {
    /// Its id.
    pub id: Id<noun::BankRule>,
    /// The words the bank's line has.
    pub says: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// The account it is posted to.
    pub account: Account,
    /// What the entry says.
    pub memo: String,
}
from_row!(RuleRow { id, says, direction, account, memo });

/// The rules that hold, the longest words first: they say the most.
pub fn list_rules(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<RuleRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, says, direction, account_id, memo FROM bank_rules \
             WHERE branch_id = $1 AND withdrawn_at IS NULL ORDER BY LENGTH(says) DESC, id"
        ),
        args![branch],
    )
}

/// Writes a rule.
pub(in crate::bank_lines) fn insert_rule(
    desk: &mut Desk<'_>,
    id: Id<noun::BankRule>,
    rule: &SaveBankRule,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO bank_rules (id, branch_id, says, direction, account_id, memo, \
             saved_at, saved_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            branch,
            id,
            rule.says.trim(),
            rule.direction,
            rule.account,
            rule.memo.trim(),
            now,
            who
        ],
    )?;
    Ok(())
}

/// Withdraws a rule; answers how many that were.
pub(in crate::bank_lines) fn mark_rule_withdrawn(
    desk: &mut Desk<'_>,
    id: Id<noun::BankRule>,
) -> Result<u64, Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_rules SET withdrawn_at = $3, withdrawn_by = $4 \
             WHERE branch_id = $1 AND id = $2 AND withdrawn_at IS NULL"
        ),
        args![branch, id, now, who],
    )
}
