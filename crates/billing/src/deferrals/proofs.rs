//! What must always hold of deferrals: the two accounts are the balances of the agreements.

use super::records;
use books::accounts::{DEFERRED, UNBILLED, records::balance_at};
use books::{Account, Proof};
use office::closing::{Found, MonthCheck};
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

/// What is billed and not earned is 2200, and what is earned and not billed 1110 (handbook 3.7,
/// sixth point).
pub(crate) const ROLLS_FORWARD: MonthCheck = MonthCheck {
    title: "Deferred revenue rolls forward",
    href: "/deferrals",
    look: |reader, branch, _| Ok(found(proofs(reader, branch)?)),
};

/// A proof that fails stops the month.
pub(crate) fn found(proofs: Vec<Proof>) -> Found {
    match proofs.iter().find(|proof| !proof.ok) {
        Some(wrong) => Found::stop(wrong.detail.clone()),
        None => {
            let details: Vec<_> = proofs.into_iter().map(|proof| proof.detail).collect();
            Found::clear(details.join(" "))
        }
    }
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
