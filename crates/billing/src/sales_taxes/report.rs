//! The sales tax of some days: what a return asks for, jurisdiction by jurisdiction.

use super::records::{self, PlaceRow};
use store::Reader;
use values::{Day, Id, Money, noun};

/// The sales tax from a day to a day.
#[derive(Clone, Debug, PartialEq)]
pub struct TaxReport {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Each jurisdiction.
    pub places: Vec<PlaceRow>,
    /// All that was invoiced, before tax.
    pub sales: Money,
    /// What of it was not taxed, by the reason, the most first.
    pub untaxed: Vec<(String, Money)>,
}

impl PlaceRow {
    /// What these days come to.
    pub fn due(&self) -> Money {
        self.charged + self.credited + self.bad_debts + self.corrected
    }
}

impl TaxReport {
    /// One figure of all jurisdictions.
    pub fn sum(&self, of: fn(&PlaceRow) -> Money) -> Money {
        self.places.iter().map(of).sum()
    }

    /// What was not taxed.
    pub fn untaxed_sum(&self) -> Money {
        self.untaxed.iter().map(|(_, amount)| *amount).sum()
    }
}

/// The report of some days.
pub fn report(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (from, until): (Day, Day),
) -> Result<TaxReport, store::Error> {
    let places = records::list_places(reader, branch, (from, until))?;
    let by_reason = records::list_untaxed(reader, branch, (from, until))?;
    let sales = by_reason.iter().map(|(_, amount)| *amount).sum();
    let untaxed = by_reason.into_iter().filter(|(reason, _)| !reason.is_empty()).collect();
    Ok(TaxReport { from, until, places, sales, untaxed })
}
