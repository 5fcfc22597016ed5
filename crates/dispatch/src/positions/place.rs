//! Say where a place is on the map.

use super::{PLACE, Position, records};
use front_desk::locations;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Points at a place; what was said before is replaced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PlaceLocation {
    /// Which place.
    pub location: Id<noun::Location>,
    /// Its point as a map gives it: latitude, comma, longitude, such as `29.1872, -82.1401`.
    pub at: String,
}

/// The place is on the map.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LocationPlaced {
    /// Which place.
    pub location: Id<noun::Location>,
    /// Its point, to six digits.
    pub at: String,
}

impl Command for PlaceLocation {
    const NAME: &'static str = "positions.place";
    const TITLE: &'static str = "Point at a place on the map";
    const DUTY: Duty = PLACE;
    const SHAPE: Shape = Shape::ActsOn("location");
    type Receipt = LocationPlaced;

    fn problems(&self) -> Problems {
        match Position::parse(&self.at) {
            Ok(_) => Problems::none(),
            Err(words) => Problems::one("at", words),
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LocationPlaced, Refusal> {
        let branch = desk.branch();
        let at = Position::parse(&self.at).map_err(|words| Refusal::invalid("at", words))?;
        let location = locations::records::require(desk, branch, self.location)?;
        let before = records::find_position(desk, branch, self.location)?;
        records::put_position(desk, self.location, at)?;
        desk.subject(location.customer);
        desk.change(self.location, &before.map(Position::words), &Some(at.words()))?;
        Ok(LocationPlaced { location: self.location, at: at.words() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, benches, booked};
    use crate::work_orders::records::require;
    use office::testing::Bench;

    fn place(bench: &Bench, at: &str) -> PlaceLocation {
        let order = booked(bench);
        let order = bench.office.read(|r| require(r, bench.branch, order)).unwrap();
        PlaceLocation { location: order.location, at: at.into() }
    }

    #[test]
    fn what_is_said_last_holds() {
        for bench in benches() {
            let first = place(&bench, "29.1872, -82.1401");
            let location = first.location;
            bench.run(first).unwrap();
            let second = PlaceLocation { location, at: "29.2, -82.1".into() };
            for _ in 0..2 {
                bench.run(second.clone()).unwrap();
            }
            let found = bench.read(|r| records::find_position(r, bench.branch, location));
            assert_eq!(found.unwrap().unwrap().words(), "29.200000, -82.100000");
        }
    }

    #[test]
    fn a_point_that_is_none_is_refused_at_its_field() {
        let bench = bench();
        let wrong = place(&bench, "Larkspur Court");
        assert_eq!(bench.run(wrong.clone()).unwrap_err().status(), 422);
        let nowhere = PlaceLocation { location: Id::new(404), at: "29.2, -82.1".into() };
        assert_eq!(bench.run(nowhere).unwrap_err().status(), 404);
        let good = PlaceLocation { at: "29.2, -82.1".into(), ..wrong };
        assert_eq!(bench.run_as(bench.stranger, good).unwrap_err().status(), 403);
    }
}
