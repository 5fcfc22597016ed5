//! Cells that are edited where they stand. A cell is one field of a command that writes its
//! whole row, so it goes through the same door as the form: the row as it stands, with this one
//! field typed anew, at the version that was seen when the cell was opened.

use super::{Cell, Column, Frame, Kind, Listing, statement};
use crate::decode::{self, Changed};
use crate::schema::{FieldFace, FieldKind, fields_of};
use crate::{Entry, Errand, Refusal, Rooms};
use serde_json::Value;
use store::Reader;
use values::{Day, Money, Phone, Rate, Wall};

/// How the rows of a list are edited in their place.
#[derive(Debug)]
pub struct InPlace {
    /// The command that writes a row anew: `contacts.edit`. It has the field `seen`.
    pub command: &'static str,
    /// That command, as it would write the row as it stands; in `seen` the row's version.
    pub whole: Whole,
}

/// Reads a row as the command that would write it.
pub type Whole = fn(&mut Reader<'_>, Frame, i64) -> Result<Value, Refusal>;

/// What a column's cells are edited by.
#[derive(Clone, Copy, Debug)]
pub struct Edited {
    /// How the row is written.
    pub by: &'static InPlace,
    /// The command's field that the cell shows: `person.phone`.
    pub field: &'static str,
}

/// A cell that was opened.
#[derive(Clone, Debug)]
pub struct OpenCell {
    /// The field, with what may be entered.
    pub face: FieldFace,
    /// What stands in it now, as a person would type it.
    pub text: String,
    /// The row's version.
    pub seen: i64,
}

/// Opens a cell: what stands there now, and at which version.
pub fn open_cell(
    reader: &mut Reader<'_>,
    entry: &Entry,
    edited: &Edited,
    (frame, id): (Frame, i64),
) -> Result<OpenCell, Refusal> {
    let whole = (edited.by.whole)(reader, frame, id)?;
    let face = fields_of(entry).into_iter().find(|face| face.path == edited.field);
    let face = face.ok_or_else(|| Refusal::broken(format!("no field {}", edited.field)))?;
    let value = whole.pointer(&pointer(edited.field)).unwrap_or(&Value::Null);
    let text = typed(&face.kind, value);
    Ok(OpenCell { text, face, seen: whole["seen"].as_i64().unwrap_or_default() })
}

/// The command that writes the row with this cell typed anew, as it was `seen`.
pub fn cell_errand(
    reader: &mut Reader<'_>,
    entry: &Entry,
    edited: &Edited,
    (frame, id): (Frame, i64),
    (seen, text): (i64, &str),
    wall: &Wall,
) -> Result<Errand, Refusal> {
    let mut whole = (edited.by.whole)(reader, frame, id)?;
    whole["seen"] = seen.into();
    let errand = decode::decode_changed(entry, Changed { whole, field: edited.field, text }, wall);
    errand.map_err(Refusal::Invalid)
}

/// One cell of a list as it stands now; nothing when the list has no such row here any more.
pub fn find_cell(
    reader: &mut Reader<'_>,
    listing: &Listing,
    column: &Column,
    (frame, id): (Frame, i64),
) -> Result<Option<Cell>, Refusal> {
    let statement = statement::one(listing, id, frame);
    let row = super::read::rows(reader, listing, &statement)?.into_iter().next();
    let place = listing.columns.iter().position(|one| one.name == column.name);
    Ok(row.zip(place).map(|(mut row, place)| row.cells.swap_remove(place)))
}

/// What is wrong with how a column says its cells are edited.
pub(super) fn edited_problems(column: &Column, rooms: &Rooms) -> Vec<String> {
    let Some(edited) = &column.edited else { return Vec::new() };
    let Some(entry) = rooms.command(edited.by.command) else {
        return vec![format!("there is no command {}", edited.by.command)];
    };
    let fields = fields_of(entry);
    let has = |path: &str| fields.iter().any(|field| field.path == path);
    let missing = [edited.field, "seen"].into_iter().filter(|path| !has(path));
    let missing = missing.map(|path| format!("{} has no field {path}", entry.name));
    let unfit = matches!(column.kind, Kind::Id | Kind::Money | Kind::Instant);
    let unfit = unfit.then(|| format!("{} is of a kind that has no box in a list", column.name));
    missing.chain(unfit).collect()
}

/// `person.phone` as a place in JSON: `/person/phone`.
fn pointer(field: &str) -> String {
    format!("/{}", field.replace('.', "/"))
}

/// A value of a command as a person types it.
fn typed(kind: &FieldKind, value: &Value) -> String {
    let number = value.as_i64();
    match (kind, value, number) {
        (FieldKind::Money, _, Some(cents)) => Money::cents(cents).plain(),
        (FieldKind::Rate, _, Some(rate)) => Rate::millionths(rate).to_string(),
        (FieldKind::Phone, Value::String(text), _) => {
            Phone::parse(text).map_or_else(|_| text.clone(), |phone| phone.to_string())
        }
        (FieldKind::Day, Value::String(text), _) => {
            Day::parse(text).map_or_else(|_| text.clone(), Day::us)
        }
        (_, Value::String(text), _) => text.clone(),
        (_, Value::Null, _) => String::new(),
        (_, other, _) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_its_box_as_a_person_types_it() {
        assert_eq!(typed(&FieldKind::Money, &11_900.into()), "119.00");
        assert_eq!(typed(&FieldKind::Rate, &75_000.into()), "7.5%");
        assert_eq!(typed(&FieldKind::Phone, &"+13525550144".into()), "(352) 555-0144");
        assert_eq!(typed(&FieldKind::Phone, &"ask at gate 12345".into()), "ask at gate 12345");
        assert_eq!(typed(&FieldKind::Day, &"2026-03-02".into()), "03/02/2026");
        assert_eq!(typed(&FieldKind::Number, &30.into()), "30");
        assert_eq!(typed(&FieldKind::Text(None), &Value::Null), "");
    }
}
