//! The company's own tax rates.

use super::SetRate;
use office::listing::{Asked, Kind, Listing, column, filter};
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Rate, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0201_tax_rates",
    sql: "
CREATE TABLE tax_rates (
  id {pk}, state {text} NOT NULL, county {text} NOT NULL, county_folded {text} NOT NULL,
  jurisdiction {text} NOT NULL, rate_millionths {rate} NOT NULL, holds_from {day} NOT NULL,
  holds_until {day}, citation {text} NOT NULL
){strict};
CREATE INDEX tax_rates_place ON tax_rates (state, county_folded, holds_from);
",
};

/// A rate that holds.
pub struct OwnRate {
    /// Which.
    pub id: Id<noun::TaxRate>,
    /// Whose.
    pub jurisdiction: String,
    /// The county; blank for the whole state.
    pub county: String,
    /// How much.
    pub rate: Rate,
}
from_row!(OwnRate { id, jurisdiction, county, rate });

/// The company's own rates at a place on a day, the state's first.
pub fn list_rates(
    reader: &mut Reader<'_>,
    state: &str,
    county_folded: &str,
    on: Day,
) -> Result<Vec<OwnRate>, store::Error> {
    // Two seeks in the index. A choice of counties would make the engine build a set and
    // sort at every invoice.
    let mut rates: Vec<OwnRate> = reader.all(
        sql!(
            "SELECT id, jurisdiction, county, rate_millionths FROM tax_rates \
             WHERE state = $1 AND county_folded = '' \
             AND holds_from <= $3 AND (holds_until IS NULL OR holds_until >= $3) \
             UNION ALL \
             SELECT id, jurisdiction, county, rate_millionths FROM tax_rates \
             WHERE state = $1 AND county_folded = $2 AND $2 <> '' \
             AND holds_from <= $3 AND (holds_until IS NULL OR holds_until >= $3)"
        ),
        args![state, county_folded, on],
    )?;
    rates.sort_by_key(|rate| (!rate.county.is_empty(), rate.id));
    Ok(rates)
}

/// Writes a rate.
pub fn insert_rate(desk: &mut Desk<'_>, rate: &SetRate) -> Result<Id<noun::TaxRate>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO tax_rates (id, state, county, county_folded, jurisdiction, \
             rate_millionths, holds_from, holds_until, citation) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            id,
            &rate.state,
            rate.county.trim(),
            values::fold(rate.county.trim()),
            rate.jurisdiction.trim(),
            rate.rate,
            rate.holds_from,
            rate.holds_until,
            rate.citation.trim()
        ],
    )?;
    Ok(id)
}

/// The company's own tax rates.
pub static LISTING: Listing = Listing {
    name: "rule_packs",
    title: "Tax rates",
    duty: office::duty::SIGNED_IN,
    from: "tax_rates r",
    fixed: "CAST($1 AS BIGINT) >= 0",
    key: "r.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("state", "State", Kind::Text, "r.state").sorted(),
        column("county", "County", Kind::Text, "r.county"),
        column("jurisdiction", "Jurisdiction", Kind::Name, "r.jurisdiction"),
        column("rate_millionths", "Rate", Kind::Rate, "r.rate_millionths"),
        column("holds_from", "From", Kind::Day, "r.holds_from"),
        column("citation", "Source", Kind::Text, "r.citation"),
    ],
    filters: &[filter("state", "State", Asked::Text, "r.state = ?")],
    sort: "state",
    bulk: &[],
};
