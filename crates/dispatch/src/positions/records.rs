//! The rows of points on the map.

use super::Position;
use office::{Desk, Refusal};
use store::{Reader, args, sql};
use values::{Id, noun};

/// The table of points.
pub(crate) const MIGRATION: store::Migration = store::Migration {
    name: "0524_positions",
    sql: "
CREATE TABLE positions (
  location_id {id} PRIMARY KEY NOT NULL REFERENCES locations (id), branch_id {id} NOT NULL,
  latitude_micro {count} NOT NULL, longitude_micro {count} NOT NULL,
  placed_at {instant} NOT NULL, placed_by {id} NOT NULL REFERENCES staff (id),
  CHECK (latitude_micro BETWEEN -90000000 AND 90000000),
  CHECK (longitude_micro BETWEEN -180000000 AND 180000000)
){strict};
CREATE INDEX positions_branch ON positions (branch_id, location_id);
",
};

/// Where a place is, when somebody has said so.
pub fn find_position(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    location: Id<noun::Location>,
) -> Result<Option<Position>, store::Error> {
    let found: Option<(i64, i64)> = reader.find(
        sql!(
            "SELECT latitude_micro, longitude_micro FROM positions \
             WHERE branch_id = $1 AND location_id = $2"
        ),
        args![branch, location],
    )?;
    Ok(found.map(|(latitude_micro, longitude_micro)| Position { latitude_micro, longitude_micro }))
}

/// Says where a place is.
pub(super) fn put_position(
    desk: &mut Desk<'_>,
    location: Id<noun::Location>,
    at: Position,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO positions (location_id, branch_id, latitude_micro, longitude_micro, \
             placed_at, placed_by) VALUES ($2, $1, $3, $4, $5, $6) \
             ON CONFLICT (location_id) DO UPDATE SET latitude_micro = excluded.latitude_micro, \
             longitude_micro = excluded.longitude_micro, placed_at = excluded.placed_at, \
             placed_by = excluded.placed_by"
        ),
        args![branch, location, at.latitude_micro, at.longitude_micro, now, who],
    )?;
    Ok(())
}
