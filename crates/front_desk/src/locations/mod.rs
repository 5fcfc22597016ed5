//! Keep locations: the places we service, each with its way in and what to beware of.
//!
//! A customer has as many as we go to. A location is never taken away: a house that is
//! sold goes to its buyer with the agreement that is transferred to him, or is closed.

mod add;
mod close;
mod edit;
pub mod listing;
mod pages;
pub mod records;
mod reopen;

pub use add::{AddLocation, LocationAdded};
pub use close::{CloseLocation, LocationClosed};
pub use edit::{EditLocation, LocationEdited};
pub use records::{Location, find_location, list_locations};
pub use reopen::{LocationReopened, ReopenLocation};

use crate::customers;
use crate::customers::profile::{add_address_problems, tidy_some};
use office::{Desk, NounEntry, Problems, Refusal, entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Address, Id, Phone, noun};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "locations",
    title: "Locations",
    sentence: "The places we service, how to get in and what to beware of.",
    read: customers::READ,
    commands: &[
        entry::<AddLocation>(),
        entry::<EditLocation>(),
        entry::<CloseLocation>(),
        entry::<ReopenLocation>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// A place as it is entered.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct NewLocation {
    /// What it is called among several, such as "Back office"; blank for most.
    #[serde(default)]
    pub name: Option<String>,
    /// Where it is.
    pub address: Address,
    /// Its county, which decides the sales tax; when blank, that of its neighbours.
    #[serde(default)]
    pub county: Option<String>,
    /// A telephone there.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// How to get in: gate, key, alarm, hours.
    #[serde(default)]
    pub access: Option<String>,
    /// What to beware of: pets, children, allergies, an aquarium, bees.
    #[serde(default)]
    pub hazards: Option<String>,
    /// Its size in square feet.
    #[serde(default)]
    pub square_feet: Option<i64>,
}

impl NewLocation {
    /// Adds what is wrong, under the field it stands in; blank when it stands alone.
    pub fn add_problems(&self, problems: &mut Problems, field: &str) {
        let under = |name: &str| match field {
            "" => name.to_owned(),
            field => format!("{field}.{name}"),
        };
        add_address_problems(problems, &under("address"), &self.address);
        for (name, text, most) in [
            ("name", &self.name, 80),
            ("county", &self.county, 60),
            ("access", &self.access, 500),
            ("hazards", &self.hazards, 500),
        ] {
            if text.as_ref().is_some_and(|text| text.trim().chars().count() > most) {
                problems.add(under(name), format!("Enter at most {most} letters."));
            }
        }
        if self.square_feet.is_some_and(|feet| !(1..=10_000_000).contains(&feet)) {
            problems.add(under("square_feet"), "Enter 1 to 10,000,000 square feet.");
        }
    }
}

/// Writes a location of a customer; the caller refreshes what she is found by.
pub(crate) fn insert(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    location: &NewLocation,
) -> Result<Id<noun::Location>, Refusal> {
    let id = desk.id();
    let county = match tidy_some(&location.county) {
        blank if blank.is_empty() => {
            let branch = desk.branch();
            records::find_county(desk, branch, location.address.zip.trim())?.unwrap_or_default()
        }
        county => county,
    };
    records::insert_location(desk, id, customer, location, &county)?;
    desk.subject(id);
    Ok(id)
}
