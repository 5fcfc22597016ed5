//! The rows of locations.

use super::NewLocation;
use crate::customers::profile::{tidy_address, tidy_some};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Address, Id, Instant, noun};

/// A location's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// Its id.
    pub id: Id<noun::Location>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// What it is called among several; blank for most.
    pub name: String,
    /// Street.
    pub line1: String,
    /// Apartment or suite.
    pub line2: String,
    /// City.
    pub city: String,
    /// State's two letters.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// County, for the sales tax; blank when it is not known.
    pub county: String,
    /// A telephone there; blank when there is none.
    pub phone: String,
    /// How to get in.
    pub access: String,
    /// What to beware of.
    pub hazards: String,
    /// Its size, when it is known.
    pub square_feet: Option<i64>,
    /// When it was closed, if it was.
    pub closed_at: Option<Instant>,
    /// Why it was closed.
    pub closed_reason: Option<String>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(Location {
    id,
    customer,
    name,
    line1,
    line2,
    city,
    state,
    zip,
    county,
    phone,
    access,
    hazards,
    square_feet,
    closed_at,
    closed_reason,
    version
});

impl Location {
    /// Where it is.
    pub fn address(&self) -> Address {
        Address {
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            city: self.city.clone(),
            state: self.state.clone(),
            zip: self.zip.clone(),
        }
    }

    /// `14 Larkspur Ct, Ocala, FL 34471`.
    pub fn one_line(&self) -> String {
        self.address().one_line()
    }
}

/// The location of this id in this branch.
pub fn find_location(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    location: Id<noun::Location>,
) -> Result<Option<Location>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, name, line1, line2, city, state, zip, county, phone, \
             access, hazards, square_feet, closed_at, closed_reason, version \
             FROM locations WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, location],
    )
}

/// A customer's locations, closed ones too, in the order they were added.
pub fn list_locations(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Location>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, customer_id, name, line1, line2, city, state, zip, county, phone, \
             access, hazards, square_feet, closed_at, closed_reason, version \
             FROM locations WHERE branch_id = $1 AND customer_id = $2 ORDER BY id"
        ),
        args![branch, customer],
    )
}

/// The state and county of each of a customer's open locations, in the order they were added.
pub fn list_counties(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<(String, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT state, county FROM locations \
             WHERE branch_id = $1 AND customer_id = $2 AND closed_at IS NULL ORDER BY id"
        ),
        args![branch, customer],
    )
}

/// The location of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    location: Id<noun::Location>,
) -> Result<Location, Refusal> {
    find_location(reader, branch, location)?.ok_or(Refusal::NotFound { what: "location" })
}

/// The county that most locations with this ZIP code are in.
pub fn find_county(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    zip: &str,
) -> Result<Option<String>, store::Error> {
    let five = zip.get(..5).unwrap_or(zip);
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT county FROM locations WHERE branch_id = $1 AND zip >= $2 AND zip < $3 \
             AND county <> '' GROUP BY county ORDER BY COUNT(*) DESC, county LIMIT 1"
        ),
        args![branch, five, format!("{five}\u{10FFFF}")],
    )?;
    Ok(found.map(|(county,)| county))
}

/// Writes a new location.
pub(crate) fn insert_location(
    desk: &mut Desk<'_>,
    id: Id<noun::Location>,
    customer: Id<noun::Customer>,
    location: &NewLocation,
    county: &str,
) -> Result<(), Refusal> {
    let address = tidy_address(&location.address);
    desk.exec(
        sql!(
            "INSERT INTO locations (id, branch_id, customer_id, name, line1, line2, city, \
             state, zip, county, phone, access, hazards, square_feet, opened_at, opened_by, \
             version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
             $15, $16, 1)"
        ),
        args![
            desk.branch(),
            id,
            customer,
            tidy_some(&location.name),
            address.line1,
            address.line2,
            address.city,
            address.state,
            address.zip,
            county,
            location.phone.as_ref().map_or("", |phone| phone.as_str()),
            tidy_some(&location.access),
            tidy_some(&location.hazards),
            location.square_feet,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}

/// Writes a location anew; 0 when somebody else has changed it meanwhile.
pub(super) fn mark_edited(
    desk: &mut Desk<'_>,
    id: Id<noun::Location>,
    seen: i64,
    location: &NewLocation,
) -> Result<u64, Refusal> {
    let address = tidy_address(&location.address);
    desk.exec(
        sql!(
            "UPDATE locations SET name = $4, line1 = $5, line2 = $6, city = $7, state = $8, \
             zip = $9, county = $10, phone = $11, access = $12, hazards = $13, \
             square_feet = $14, version = version + 1 \
             WHERE branch_id = $1 AND id = $2 AND version = $3"
        ),
        args![
            desk.branch(),
            id,
            seen,
            tidy_some(&location.name),
            address.line1,
            address.line2,
            address.city,
            address.state,
            address.zip,
            tidy_some(&location.county),
            location.phone.as_ref().map_or("", |phone| phone.as_str()),
            tidy_some(&location.access),
            tidy_some(&location.hazards),
            location.square_feet
        ],
    )
}

/// Closes a location.
pub(crate) fn mark_closed(
    desk: &mut Desk<'_>,
    id: Id<noun::Location>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE locations SET closed_at = $3, closed_by = $4, closed_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), reason],
    )
}

/// Opens a closed location again; the journal keeps that it was closed.
pub(super) fn mark_reopened(desk: &mut Desk<'_>, id: Id<noun::Location>) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE locations SET closed_at = NULL, closed_by = NULL, closed_reason = NULL, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id],
    )
}

/// Gives a location to another customer.
pub(crate) fn mark_moved(
    desk: &mut Desk<'_>,
    id: Id<noun::Location>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE locations SET customer_id = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, customer],
    )
}

/// Gives a customer's open locations to another one; answers which.
pub(crate) fn mark_moved_all(
    desk: &mut Desk<'_>,
    from: Id<noun::Customer>,
    to: Id<noun::Customer>,
) -> Result<Vec<Id<noun::Location>>, Refusal> {
    let branch = desk.branch();
    let mut open = list_locations(desk, branch, from)?;
    open.retain(|location| location.closed_at.is_none());
    for location in &open {
        mark_moved(desk, location.id, to)?;
    }
    Ok(open.into_iter().map(|location| location.id).collect())
}

/// The state of the location that was added last: most branches work in one.
pub fn find_last_state(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<String>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT state FROM locations WHERE branch_id = $1 AND id = \
             (SELECT MAX(l.id) FROM locations l WHERE l.branch_id = $1)"
        ),
        args![branch],
    )?;
    Ok(found.map(|(state,)| state))
}
