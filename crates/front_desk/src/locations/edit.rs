//! Edit a location.

use super::{Location, NewLocation, records};
use crate::customers::{self, keys};
use crate::in_place::{self, carried};
use crate::stale;
use office::listing::Frame;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Reader;
use values::{Id, Phone, noun};

/// Writes a location anew; what is left out is blank from then on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EditLocation {
    /// The location.
    pub location: Id<noun::Location>,
    /// The version that was seen, so that a colleague's edit is not written over.
    pub seen: i64,
    /// The place as it is now.
    pub place: NewLocation,
}

/// It is written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LocationEdited {
    /// The location.
    pub location: Id<noun::Location>,
    /// Its customer.
    pub customer: Id<noun::Customer>,
}

impl From<&Location> for NewLocation {
    fn from(location: &Location) -> NewLocation {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        NewLocation {
            name: some(&location.name),
            address: location.address(),
            county: some(&location.county),
            phone: Phone::parse(&location.phone).ok(),
            access: some(&location.access),
            hazards: some(&location.hazards),
            square_feet: location.square_feet,
        }
    }
}

/// A location as the command that would write it, for a cell of a list.
pub(super) fn whole(reader: &mut Reader<'_>, frame: Frame, id: i64) -> Result<Value, Refusal> {
    let row = records::require(reader, frame.branch, Id::new(id))?;
    let edit = EditLocation { location: row.id, seen: row.version, place: NewLocation::from(&row) };
    let carried = [carried(&row.phone, &edit.place.phone)];
    in_place::whole(&edit, &carried, format!("/locations/{id}/edit"))
}

impl Command for EditLocation {
    const NAME: &'static str = "locations.edit";
    const TITLE: &'static str = "Edit a location";
    const DUTY: Duty = customers::KEEP;
    const SHAPE: Shape = Shape::ActsOn("location");
    type Receipt = LocationEdited;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        self.place.add_problems(&mut problems, "place");
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LocationEdited, Refusal> {
        let branch = desk.branch();
        let before = records::require(desk, branch, self.location)?;
        if records::mark_edited(desk, before.id, self.seen, &self.place)? == 0 {
            let href = format!("/locations/{}/edit", before.id);
            let code = "locations.changed_meanwhile";
            return Err(stale::changed_meanwhile(desk, code, before.id, href)?);
        }
        desk.subject(before.customer);
        desk.change(before.id, &NewLocation::from(&before), &self.place)?;
        keys::refresh(desk, before.customer)?;
        Ok(LocationEdited { location: before.id, customer: before.customer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};
    use office::testing::Bench;

    fn home(bench: &Bench) -> Location {
        let location = bench.run(rivera()).unwrap().location.expect("a location");
        let row = bench.read(|reader| records::find_location(reader, bench.branch, location));
        row.unwrap().expect("a row")
    }

    #[test]
    fn writes_the_place_anew_once_for_each_version() {
        let bench = bench();
        let before = home(&bench);
        let mut place = NewLocation::from(&before);
        place.access = Some("Gate 4711".into());
        place.hazards = None;
        let edit = EditLocation { location: before.id, seen: before.version, place };
        bench.run(edit.clone()).unwrap();
        let after = bench
            .read(|reader| records::find_location(reader, bench.branch, before.id))
            .unwrap()
            .expect("a row");
        assert_eq!((&*after.access, &*after.hazards, after.version), ("Gate 4711", "", 2));
        assert_eq!(after.address(), before.address());
        assert_eq!(bench.run(edit).unwrap_err().code(), "locations.changed_meanwhile");
    }

    #[test]
    fn refuses_a_place_of_nowhere_and_a_stranger() {
        let bench = bench();
        let before = home(&bench);
        let mut place = NewLocation::from(&before);
        place.address.city = String::new();
        let edit = EditLocation { location: before.id, seen: 1, place };
        assert!(edit.problems().of("place.address.city").is_some());
        let edit = EditLocation { location: before.id, seen: 1, place: NewLocation::from(&before) };
        let refusal = bench.run_as(bench.stranger, edit).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: customers::KEEP });
    }
}
