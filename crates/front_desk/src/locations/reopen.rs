//! Open a closed location again.

use super::{close::CloseLocation, records};
use crate::customers::{self, keys};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Opens a closed location again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReopenLocation {
    /// The location.
    pub location: Id<noun::Location>,
    /// Why.
    pub reason: String,
}

/// It is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LocationReopened {
    /// The location.
    pub location: Id<noun::Location>,
    /// Its customer.
    pub customer: Id<noun::Customer>,
}

impl Command for ReopenLocation {
    const NAME: &'static str = "locations.reopen";
    const TITLE: &'static str = "Open a location again";
    const DUTY: Duty = customers::KEEP;
    const SHAPE: Shape = Shape::ActsOn("location");
    type Receipt = LocationReopened;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LocationReopened, Refusal> {
        let branch = desk.branch();
        let location = records::require(desk, branch, self.location)?;
        if location.closed_at.is_none() {
            let words = format!("{} is open already.", location.one_line());
            return Err(Refusal::conflict("locations.open_already", words));
        }
        customers::require_open_for_work(desk, branch, location.customer)?;
        records::mark_reopened(desk, location.id)?;
        desk.subject(location.customer);
        desk.change(location.id, &"closed", &"open")?;
        keys::refresh(desk, location.customer)?;
        Ok(LocationReopened { location: location.id, customer: location.customer })
    }

    fn reversal(receipt: &LocationReopened) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(CloseLocation { location: receipt.location, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};

    #[test]
    fn refuses_an_open_one_and_a_stranger() {
        let bench = bench();
        let location = bench.run(rivera()).unwrap().location.expect("a location");
        let open = ReopenLocation { location, reason: "Error".into() };
        assert_eq!(bench.run(open.clone()).unwrap_err().code(), "locations.open_already");
        let refusal = bench.run_as(bench.stranger, open).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: customers::KEEP });
    }
}
