//! What happens to an invoice's tax after the invoice.

use super::records::{self, ChangeKind, NewChange};
use super::shares::{Share, split};
use office::{Desk, Refusal};
use std::collections::BTreeMap;
use values::{Id, Money, noun};

/// A change of an invoice's tax.
#[derive(Clone, Copy, Debug)]
pub struct TaxChange<'c> {
    /// What happened.
    pub kind: ChangeKind,
    /// To which invoice.
    pub invoice: Id<noun::Invoice>,
    /// The number of the document that did it.
    pub document: &'c str,
    /// By how much account 2100 changes: below zero when less is owed.
    pub tax: Money,
}

/// Keeps a change, split over the invoice's jurisdictions. Whoever posts to account 2100 because
/// of an invoice notes it here, in the same command.
pub fn note(desk: &mut Desk<'_>, change: TaxChange<'_>) -> Result<(), Refusal> {
    if change.tax.is_zero() {
        return Ok(());
    }
    let branch = desk.branch();
    let mut by_place: BTreeMap<String, (Share, Share)> = BTreeMap::new();
    for (place, share) in records::list_asked(desk, branch, change.invoice)? {
        by_place.entry(place).or_default().0 = share;
    }
    for (place, share) in records::list_taken(desk, branch, change.invoice)? {
        by_place.entry(place).or_default().1 = share;
    }
    let (asked, taken): (Vec<Share>, Vec<Share>) = by_place.values().copied().unzip();
    if asked.iter().all(|share| share.tax.is_zero()) {
        return Err(Refusal::broken("tax is taken back that no jurisdiction was asked for"));
    }
    let parts = split(change.tax, &asked, &taken);
    let today = desk.today();
    for (jurisdiction, share) in by_place.keys().zip(parts) {
        if !share.tax.is_zero() {
            let new = NewChange {
                id: desk.id(),
                jurisdiction,
                kind: change.kind,
                moved_on: today,
                invoice: Some(change.invoice),
                document: change.document,
                share,
                entry: None,
            };
            records::insert_change(desk, &new)?;
        }
    }
    Ok(())
}
