//! Reading a list: a page, the totals, or every row.

use super::ask::Cursor;
use super::counted::Counted;
use super::statement::{self, Frame, Statement};
use super::{Ask, Cell, Kind, Listing, Place};
use store::{Error, Reader, Row};
use values::{Day, Id, Money, noun};

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Its rows.
    pub rows: Vec<ListedRow>,
    /// What to ask `after` for the next page.
    pub next: Option<String>,
    /// What to ask `before` for the page before.
    pub previous: Option<String>,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedRow {
    /// The id of what it is about.
    pub id: i64,
    /// A cell for each column of the listing, in order.
    pub cells: Vec<Cell>,
}

/// What a list comes to over all pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many rows.
    pub total: i64,
    /// The sum of each summed column, by its name.
    pub sums: Vec<(&'static str, Cell)>,
}

/// Reads the page that is asked for.
pub fn read(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<Listed, Error> {
    let statement = statement::page(listing, ask, Frame { branch, today });
    let rows = rows(reader, listing, &statement)?;
    match listed(listing, ask, rows) {
        Some(listed) => Ok(listed),
        None => read(reader, listing, &ask.first_page(), branch, today),
    }
}

/// The page that is asked for, and the totals over all pages.
pub fn read_with_totals(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<(Listed, Totals), Error> {
    let Some(counted) = Counted::of(listing) else {
        let listed = read(reader, listing, ask, branch, today)?;
        return Ok((listed, total_and_sums(reader, listing, ask, branch, today)?));
    };
    let statement = statement::page_and_totals(listing, &counted, ask, Frame { branch, today });
    let (mut rows, mut totals) = (Vec::new(), Totals::default());
    reader.each_text(&statement.text, &statement.values, &mut |row| {
        totals = totals_of(listing, row, 1 + listing.columns.len())?;
        if row.get::<Option<i64>>(0)?.is_some() {
            rows.push(row_of(listing, row)?);
        }
        Ok(())
    })?;
    match listed(listing, ask, rows) {
        Some(listed) => Ok((listed, totals)),
        None => read_with_totals(reader, listing, &ask.first_page(), branch, today),
    }
}

/// A page of the rows that were read for it, of which one may be beyond it. Nothing when the
/// way back reached the beginning: that page is whole, like the first, and is to be read so.
fn listed(listing: &Listing, ask: &Ask, mut rows: Vec<ListedRow>) -> Option<Listed> {
    let goes_on = rows.len() > ask.limit;
    rows.truncate(ask.limit);
    let (has_next, has_previous) = match ask.place {
        Place::First => (goes_on, false),
        Place::After(_) => (goes_on, true),
        Place::Before(_) if goes_on => {
            rows.reverse();
            (true, true)
        }
        Place::Before(_) => return None,
    };
    let cursor =
        |row: Option<&ListedRow>| row.map(|row| ask.cursor_text(&cursor_of(listing, ask, row)));
    Some(Listed {
        next: cursor(rows.last().filter(|_| has_next)),
        previous: cursor(rows.first().filter(|_| has_previous)),
        rows,
    })
}

/// Counts and sums over all pages; asked in the same snapshot as the page.
pub fn total_and_sums(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<Totals, Error> {
    let statement = statement::totals(listing, ask, Frame { branch, today });
    let mut totals = Totals::default();
    reader.each_text(&statement.text, &statement.values, &mut |row| {
        totals = totals_of(listing, row, 0)?;
        Ok(())
    })?;
    Ok(totals)
}

/// The count at place `first` of a row and the sums behind it.
fn totals_of(listing: &Listing, row: &Row<'_>, first: usize) -> Result<Totals, Error> {
    let sums = (first + 1..).zip(statement::summed(listing)).map(|(place, column)| {
        let sum = match column.kind {
            Kind::Money => Cell::Money(row.get::<Money>(place)?),
            _ => Cell::Count(row.get(place)?),
        };
        Ok((column.name, sum))
    });
    Ok(Totals { total: row.get(first)?, sums: sums.collect::<Result<_, Error>>()? })
}

impl Totals {
    /// The sum of the summed column of this name, of amounts.
    pub fn money(&self, name: &str) -> Money {
        match self.sums.iter().find(|(known, _)| *known == name) {
            Some((_, Cell::Money(sum))) => *sum,
            _ => Money::ZERO,
        }
    }
}

/// Calls `visit` with every row in order, without keeping any: for exports.
pub fn each_row(
    reader: &mut Reader<'_>,
    listing: &Listing,
    ask: &Ask,
    branch: Id<noun::Branch>,
    today: Day,
    visit: &mut dyn FnMut(ListedRow) -> Result<(), Error>,
) -> Result<(), Error> {
    let statement = statement::all(listing, ask, Frame { branch, today });
    reader.each_text(&statement.text, &statement.values, &mut |row| visit(row_of(listing, row)?))
}

pub(super) fn rows(
    reader: &mut Reader<'_>,
    listing: &Listing,
    statement: &Statement,
) -> Result<Vec<ListedRow>, Error> {
    let mut rows = Vec::new();
    reader.each_text(&statement.text, &statement.values, &mut |row| {
        rows.push(row_of(listing, row)?);
        Ok(())
    })?;
    Ok(rows)
}

fn row_of(listing: &Listing, row: &Row<'_>) -> Result<ListedRow, Error> {
    let cells = (1..).zip(listing.columns).map(|(place, column)| Cell::read(row, place, column));
    Ok(ListedRow { id: row.get(0)?, cells: cells.collect::<Result<_, _>>()? })
}

fn cursor_of(listing: &Listing, ask: &Ask, row: &ListedRow) -> Cursor {
    let place = ask.sort.and_then(|sort| listing.columns.iter().position(|c| c.name == sort.name));
    Cursor { value: place.map(|place| row.cells[place].bound()), id: row.id }
}
