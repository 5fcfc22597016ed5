//! Close a location: we do not go there any more for this customer.

use super::{records, reopen::ReopenLocation};
use crate::agreements::records::list_standing_agreements;
use crate::customers::{self, keys};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Closes a location.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CloseLocation {
    /// The location.
    pub location: Id<noun::Location>,
    /// Why.
    pub reason: String,
}

/// It is closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LocationClosed {
    /// The location.
    pub location: Id<noun::Location>,
    /// Its customer.
    pub customer: Id<noun::Customer>,
}

impl Command for CloseLocation {
    const NAME: &'static str = "locations.close";
    const TITLE: &'static str = "Close a location";
    const DUTY: Duty = customers::KEEP;
    const SHAPE: Shape = Shape::ActsOn("location");
    type Receipt = LocationClosed;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LocationClosed, Refusal> {
        let branch = desk.branch();
        let location = records::require(desk, branch, self.location)?;
        if location.closed_at.is_some() {
            let words = format!("{} is closed already.", location.one_line());
            return Err(Refusal::conflict("locations.closed_already", words));
        }
        let standing = list_standing_agreements(desk, branch, location.customer)?;
        if let Some(agreement) = standing.iter().find(|one| one.location == location.id) {
            return Err(Refusal::conflict_with(
                "locations.has_agreements",
                format!(
                    "Agreement {} promises {} there. Cancel it first.",
                    agreement.number, agreement.service_name
                ),
                format!("/agreements/{}", agreement.id),
                format!("Open agreement {}", agreement.number),
            ));
        }
        records::mark_closed(desk, location.id, self.reason.trim())?;
        desk.subject(location.customer);
        desk.change(location.id, &"open", &"closed")?;
        keys::refresh(desk, location.customer)?;
        Ok(LocationClosed { location: location.id, customer: location.customer })
    }

    fn reversal(receipt: &LocationClosed) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(ReopenLocation { location: receipt.location, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly_agreement, rivera};

    #[test]
    fn closes_once_and_opens_again() {
        let bench = bench();
        let location = bench.run(rivera()).unwrap().location.expect("a location");
        let close = CloseLocation { location, reason: "House sold".into() };
        bench.run(close.clone()).unwrap();
        assert_eq!(bench.run(close).unwrap_err().code(), "locations.closed_already");
        let row = || {
            bench
                .read(|reader| records::find_location(reader, bench.branch, location))
                .unwrap()
                .expect("a row")
        };
        assert_eq!(row().closed_reason.as_deref(), Some("House sold"));
        let open = ReopenLocation { location, reason: "Sale fell through".into() };
        bench.run(open).unwrap();
        assert_eq!(row().closed_at, None);
    }

    #[test]
    fn refuses_while_an_agreement_stands_and_without_the_duty() {
        let bench = bench();
        let (customer, _) = quarterly_agreement(&bench);
        let known =
            bench.read(|reader| records::list_locations(reader, bench.branch, customer)).unwrap();
        let close = CloseLocation { location: known[0].id, reason: "Sold".into() };
        let refusal = bench.run(close.clone()).unwrap_err();
        assert_eq!(refusal.code(), "locations.has_agreements");
        let refusal = bench.run_as(bench.stranger, close).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: customers::KEEP });
    }
}
