//! One decoder for every door: forms, the command line, a row of an import and JSON.
//!
//! A command's JSON Schema leads it, so a door knows nothing of commands and a command
//! nothing of doors. It finds all wrong fields at once and names each by its place in
//! the command, `lines[0].amount_cents`, whatever the door calls it. What a person
//! types (dollars, "Fri") becomes what a command carries (cents, `2026-03-06`); JSON
//! already carries it. serde comes last, as a net.
//!
//! A form's field may be called `lines[0][amount_cents]`, `lines[0].amount_cents` or
//! `lines.0.amount_cents`. One way out of several is a word and, where the way has
//! fields of its own, those under it: `method=check`, `method[check][number]=1042`.

mod flags;
mod given;
mod leaf;
mod path;
mod shape;
mod walk;

use crate::{Entry, Errand, Fields, Problems, Shape as CommandShape};
use given::{Given, Node};
use serde_json::Value;
use values::Wall;
use walk::Walk;

pub(crate) use path::flag_of;
pub use path::{field_of, json_path_to_field, problems_by_field};
pub(crate) use shape::{Field, Presence, Shape, Variant};

/// Names that a form or an address carries for the door itself; no command has fields
/// called so at its top.
pub const RESERVED: [&str; 4] = ["once", "then", "from", "csrf"];

/// Reads a command out of a form, a query or a row of an import. Blank is absent, days
/// and times are read by the wall of the branch, and fields the command does not know are left
/// alone: a page may have fields of its own.
pub fn decode_fields(entry: &Entry, fields: &Fields, wall: &Wall) -> Result<Errand, Problems> {
    let named = fields.0.iter().filter(|(name, _)| !RESERVED.contains(&name.as_str()));
    let node = Node::of(named.map(|(name, text)| (name.as_str(), text.as_str())));
    finish(entry, Given::Typed(&node), Walk::typed(wall))
}

/// Reads a command out of JSON, in which money is whole cents and days are
/// `2026-03-02`. A field the command does not know is a problem.
pub fn decode_json(entry: &Entry, value: Value) -> Result<Errand, Problems> {
    finish(entry, Given::Json(&value), Walk::json())
}

/// Reads a command out of the command line's flags, each as typed and in order:
/// `("amount", "45.00")`, `("method", "check,number=1042")`, and for each line of a list
/// `("lines", "what=Mowing,amount=45.00")`. A flag is a field's name with dashes for
/// underscores and without `_cents`.
pub fn decode_flags(entry: &Entry, flags: &Fields, wall: &Wall) -> Result<Errand, Problems> {
    let shape = Shape::of(entry);
    let (fields, problems) = flags::spread(&shape, flags);
    let node = Node::of(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut walk = Walk::typed(wall);
    walk.problems = problems;
    finish(entry, Given::Typed(&node), walk).map_err(first_of_each)
}

/// A command that is there already, but for one field.
#[derive(Clone, Debug)]
pub struct Changed<'c> {
    /// The command as JSON, with all its fields.
    pub whole: Value,
    /// Which field of it is typed anew: `person.phone`.
    pub field: &'c str,
    /// What was typed.
    pub text: &'c str,
}

/// Reads a command of which one field was typed anew; blank takes what may be absent away.
pub fn decode_changed(
    entry: &Entry,
    changed: Changed<'_>,
    wall: &Wall,
) -> Result<Errand, Problems> {
    let Changed { mut whole, field, text } = changed;
    let names: Vec<&str> = field.split('.').collect();
    let node = Node::of([(field, text)].into_iter());
    let mut walk = Walk::typed(wall);
    let value = walk.only(&Shape::of(entry), Given::Typed(&node), &names);
    if !walk.problems.is_empty() {
        return Err(walk.problems);
    }
    let (last, above) = names.split_last().expect("a name has a last part");
    let mut here = &mut whole;
    for name in above {
        here = &mut here[*name];
    }
    match value {
        Some(value) => here[*last] = value,
        None => {
            here.as_object_mut().map(|fields| fields.remove(*last));
        }
    }
    (entry.decode)(whole)
}

/// Puts the id of the address into the body of a command that acts on a thing: the body
/// may leave it out, but may not name another one.
pub fn with_id(entry: &Entry, body: Value, id: i64) -> Result<Value, Problems> {
    let CommandShape::ActsOn(field) = entry.shape else { return Ok(body) };
    let mut map = match body {
        Value::Object(map) => map,
        Value::Null => serde_json::Map::new(),
        _ => return Err(Problems::one("", "Send an object with the command's fields.")),
    };
    match map.insert(field.to_owned(), Value::from(id)) {
        Some(named) if named != id => {
            Err(Problems::one(field, "The address names another one. Leave this field out."))
        }
        _ => Ok(Value::Object(map)),
    }
}

fn finish(entry: &Entry, given: Given<'_>, mut walk: Walk<'_>) -> Result<Errand, Problems> {
    let value = walk.command(&Shape::of(entry), given);
    match walk.problems.is_empty() {
        true => (entry.decode)(value),
        false => Err(walk.problems),
    }
}

/// A flag that could not be spread is missing as well; saying so again helps nobody.
fn first_of_each(problems: Problems) -> Problems {
    let mut first = Problems::none();
    for problem in problems.0 {
        if first.of(&problem.field).is_none() {
            first.0.push(problem);
        }
    }
    first
}

#[cfg(test)]
mod tests;
