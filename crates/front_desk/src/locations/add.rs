//! Add a location to a customer.

use super::{NewLocation, insert, records};
use crate::customers::{self, keys};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Adds a place we service.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AddLocation {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The place.
    pub location: NewLocation,
}

/// The place is known.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LocationAdded {
    /// The location.
    pub location: Id<noun::Location>,
    /// Its customer.
    pub customer: Id<noun::Customer>,
}

impl Command for AddLocation {
    const NAME: &'static str = "locations.add";
    const TITLE: &'static str = "Add a location";
    const DUTY: Duty = customers::KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = LocationAdded;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        self.location.add_problems(&mut problems, "location");
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LocationAdded, Refusal> {
        let branch = desk.branch();
        let customer = customers::require_open_for_work(desk, branch, self.customer)?;
        let known = records::list_locations(desk, branch, customer.id)?;
        let key = self.location.address.normal_key();
        let is_open_twin =
            |one: &&records::Location| one.closed_at.is_none() && one.address().normal_key() == key;
        if let Some(twin) = known.iter().find(is_open_twin) {
            return Err(Refusal::conflict_with(
                "locations.known_already",
                format!("{} is a location of {} already.", twin.one_line(), customer.name),
                format!("/locations/{}", twin.id),
                "Open the location",
            ));
        }
        desk.subject(customer.id);
        let location = insert(desk, customer.id, &self.location)?;
        keys::refresh(desk, customer.id)?;
        Ok(LocationAdded { location, customer: customer.id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{address, bench, rivera};

    fn shed(customer: Id<noun::Customer>) -> AddLocation {
        let location = NewLocation {
            name: Some("Rental".into()),
            address: address("9 Fern Ln", "Ocala", "34471"),
            access: Some("Key under the pot".into()),
            ..NewLocation::default()
        };
        AddLocation { customer, location }
    }

    #[test]
    fn adds_a_place_in_its_neighbours_county_and_finds_it() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let added = bench.run(shed(customer)).unwrap();
        let (row, hits) = bench
            .read(|reader| {
                let row = records::find_location(reader, bench.branch, added.location)?;
                let hits = store::search_like(reader, bench.branch.get(), &["fern"], 9)?;
                Ok((row.expect("a row"), hits))
            })
            .unwrap();
        assert_eq!((&*row.name, &*row.county), ("Rental", "Marion"));
        assert_eq!(hits.len(), 1);
        assert_eq!((&*hits[0].0, hits[0].1), ("location", added.location.get()));
    }

    #[test]
    fn refuses_the_same_place_twice_and_places_of_nowhere() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        bench.run(shed(customer)).unwrap();
        let mut again = shed(customer);
        again.location.address.line1 = "9 FERN LANE".into();
        assert_eq!(bench.run(again).unwrap_err().code(), "locations.known_already");
        let mut nowhere = shed(customer);
        nowhere.location.address.zip = "3447".into();
        let refusal = bench.run(nowhere).unwrap_err();
        let Refusal::Invalid(problems) = refusal else { panic!("{refusal:?}") };
        assert!(problems.of("location.address.zip").is_some());
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let refusal = bench.run_as(bench.stranger, shed(customer)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: customers::KEEP });
    }
}
