//! A list for programs.

use super::statement::Frame;
use super::{Ask, Kind, Listed, ListedRow, Listing, Totals, each_row, read_with_totals, statement};
use crate::Refusal;
use serde_json::{Map, Value, json};
use std::io::Write;
use store::{Error, Reader};
use values::{Day, Id, noun};

/// The page that is asked for, as the API answers it: `{total, sums, rows, next}`.
pub fn json(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<Value, Refusal> {
    let (listed, totals) = read_with_totals(reader, listing, ask, branch, today)?;
    Ok(page_json(listing, &listed, &totals))
}

/// A page that has been read already.
pub fn page_json(listing: &Listing, listed: &Listed, totals: &Totals) -> Value {
    let rows: Vec<Value> = listed.rows.iter().map(|row| row_json(listing, row)).collect();
    let sums: Map<String, Value> =
        totals.sums.iter().map(|(name, sum)| ((*name).to_owned(), sum.to_json())).collect();
    json!({"total": totals.total, "sums": sums, "rows": rows, "next": listed.next})
}

/// Every row of the list, a line of JSON each, written as it is read; answers `out`. The place
/// and length of what is asked do not matter.
pub fn jsonl<W: Write>(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    frame: Frame,
    mut out: W,
) -> Result<W, Refusal> {
    let Frame { branch, today } = frame;
    each_row(reader, listing, ask, branch, today, &mut |row| {
        writeln!(out, "{}", row_json(listing, &row))
            .map_err(|error| Error::other(format!("writing JSON lines: {error}")))
    })?;
    Ok(out)
}

/// One row by its id, as the API answers it; None when the list has no such row here.
pub fn find_json(
    reader: &mut Reader<'_>,
    listing: &Listing,
    id: i64,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<Option<Value>, Refusal> {
    let statement = statement::one(listing, id, Frame { branch, today });
    let rows = super::read::rows(reader, listing, &statement)?;
    Ok(rows.first().map(|row| row_json(listing, row)))
}

fn row_json(listing: &Listing, row: &ListedRow) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), row.id.into());
    for (column, cell) in listing.columns.iter().zip(&row.cells) {
        // A column may say the id once more; it is the same number.
        if !(column.kind == Kind::Id && column.name == "id") {
            fields.insert(column.name.to_owned(), cell.to_json());
        }
    }
    Value::Object(fields)
}
