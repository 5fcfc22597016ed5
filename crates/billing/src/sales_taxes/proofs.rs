//! What must always hold of sales tax: account 2100 is what the jurisdictions are owed.

use super::records;
use crate::deferrals::found;
use books::Proof;
use books::accounts::{SALES_TAX, records::balance_at};
use office::closing::MonthCheck;
use store::Reader;
use values::{Day, Id, noun};

/// Tax by jurisdiction is 2100 (handbook 3.7, seventh point).
pub(crate) const IS_OWED: MonthCheck = MonthCheck {
    title: "Sales tax is owed by jurisdiction",
    href: "/sales-taxes",
    look: |reader, branch, _| Ok(found(proofs(reader, branch)?)),
};

/// The proofs of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    let listed = records::sum_owed(reader, branch)?;
    let booked = -balance_at(reader, branch, SALES_TAX, Day::ymd(9999, 12, 31))?;
    let ok = booked == listed;
    let detail = match ok {
        true => format!("Account 2100 and what the jurisdictions are owed are both {booked}."),
        false => format!(
            "Account 2100 is {booked}, the jurisdictions are owed {listed}. Look at entries \
             posted to it by hand first."
        ),
    };
    Ok(vec![Proof { name: "sales_tax_is_owed_by_jurisdiction", ok, detail }])
}
