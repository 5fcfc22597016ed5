//! The rows that somebody chose for a bulk action.

use super::statement::{self, Frame};
use super::{Ask, Listing, split_query};
use crate::{Fields, Refusal};
use store::Reader;
use values::{Day, Id, noun};

/// The most rows that one bulk action takes.
const MOST: usize = 10_000;

/// The ids a bulk form means: its `chosen` boxes, or, with `everything=yes`, every row
/// of the list whose state is in `query`.
pub fn list_chosen(
    reader: &mut Reader<'_>,
    listing: &Listing,
    form: &Fields,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<Vec<i64>, Refusal> {
    let ask = match form.text("everything") {
        "yes" => Ask::from_fields(listing, &split_query(form.text("query")), today)?,
        _ => {
            let chosen: Vec<i64> = form.all("chosen").filter_map(|id| id.parse().ok()).collect();
            return match chosen.is_empty() {
                true => Err(Refusal::invalid("chosen", "Choose at least one line.")),
                false => Ok(chosen),
            };
        }
    };
    let statement = statement::ids(listing, &ask, Frame { branch, today }, MOST + 1);
    let rows: Vec<(i64,)> = reader.all_text(&statement.text, &statement.values)?;
    match rows.len() > MOST {
        true => Err(Refusal::invalid(
            "everything",
            format!("These are more than {MOST} lines. Narrow the list first."),
        )),
        false => Ok(rows.into_iter().map(|(id,)| id).collect()),
    }
}
