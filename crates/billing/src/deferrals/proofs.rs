//! What must always hold of deferrals: the two accounts are the balances of the agreements.

use super::records;
use books::accounts::{DEFERRED, UNBILLED, records::balance_at};
use books::{Account, Proof};
use store::Reader;
use values::{Day, Id, Money, noun};

/// The proofs of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    let forever = Day::ymd(9999, 12, 31);
    let (owed_in_work, unbilled) = records::both_sides(reader, branch)?;
    let deferred = -balance_at(reader, branch, DEFERRED, forever)?;
    let asset = balance_at(reader, branch, UNBILLED, forever)?;
    Ok(vec![
        same("deferred_is_billed_not_earned", DEFERRED, deferred, owed_in_work),
        same("unbilled_is_earned_not_billed", UNBILLED, asset, unbilled),
    ])
}

fn same(name: &'static str, account: Account, booked: Money, listed: Money) -> Proof {
    let number = account.0;
    let ok = booked == listed;
    let detail = match ok {
        true => format!("Account {number} and the agreements' balances are both {booked}."),
        false => format!(
            "Account {number} is {booked}, the agreements' balances come to {listed}. Look at \
             entries posted to it by hand first."
        ),
    };
    Proof { name, ok, detail }
}
