//! Finding customers: by the index, by the beginnings of their names, by likeness.

use super::question::Question;
use super::rank::{self, NEAR};
use super::records::{self, Beginning, Face, PEOPLE};
use store::{Hit, Reader};
use values::{Day, Id, Noun, fold, noun};

/// How many customers are shown.
const SHOWN: usize = 8;

/// How many names with the same first letter are compared with a misspelt one.
const COMPARED: usize = 8_000;

/// A customer found, with the street at which she was found.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub face: Face,
    pub street: String,
}

/// The customers behind the index's hits, best first.
pub(super) fn behind(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    question: &Question,
    hits: &[Hit],
) -> Result<Vec<Person>, store::Error> {
    let of_kind = |kind: &str| {
        let mut ids: Vec<(i64, (u8, usize))> = hits
            .iter()
            .filter(|(hit, ..)| hit == kind)
            .map(|(_, id, text)| (*id, rank::guess(question, text)))
            .collect();
        ids.sort_by_key(|(_, guess)| *guess);
        ids.truncate(PEOPLE);
        ids
    };
    let (named, located) = (of_kind(noun::Customer::NAME), of_kind(noun::Location::NAME));
    let streets = match located.is_empty() {
        true => Vec::new(),
        false => {
            let ids: Vec<i64> = located.iter().map(|(id, _)| *id).collect();
            records::list_people_at(reader, branch, &ids)?
        }
    };
    let mut ids: Vec<i64> = named.into_iter().map(|(id, _)| id).collect();
    for (customer, _) in &streets {
        if !ids.contains(customer) {
            ids.push(*customer);
        }
    }
    let mut people = faces(reader, branch, today, question, &ids)?;
    for person in &mut people {
        let at = streets.iter().find(|(customer, street)| {
            *customer == person.face.id.get() && !question.shown_in(street).is_empty()
        });
        if let Some((_, street)) = at {
            person.street = street.clone();
        }
    }
    Ok(people)
}

/// The customers of these ids, in this order.
pub(super) fn these(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Person>, store::Error> {
    let ids = ids.get(..SHOWN.min(ids.len())).unwrap_or(&[]);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut faces = records::list_faces(reader, branch, today, ids)?;
    faces.sort_by_key(|face| ids.iter().position(|id| *id == face.id.get()));
    Ok(faces.into_iter().map(|face| Person { street: face.street.clone(), face }).collect())
}

/// The customers with words in their names that begin with one or two letters.
pub(super) fn beginning(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    question: &Question,
) -> Result<Vec<Person>, store::Error> {
    let piece = |place: usize| question.pieces.get(place).map_or("", String::as_str);
    let (first, second) = (Beginning::of(piece(0)), Beginning::of(piece(1)));
    let named = records::list_names_like(reader, branch, &first, &second, PEOPLE)?;
    let ids: Vec<i64> = named.into_iter().map(|(id, _)| id).collect();
    faces(reader, branch, today, question, &ids)
}

/// The customers whose names are like what was typed: those with the same first letter,
/// else those that share pieces of the word.
pub(super) fn near(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    question: &Question,
) -> Result<Vec<Person>, store::Error> {
    let Some(longest) = question.pieces.iter().max_by_key(|piece| piece.len()) else {
        return Ok(Vec::new());
    };
    let first_letter: String = longest.chars().take(1).collect();
    let (first, any) = (Beginning::of(&first_letter), Beginning::of(""));
    let names = records::list_names_like(reader, branch, &first, &any, COMPARED)?;
    let mut close: Vec<(i64, i64)> = names
        .into_iter()
        .map(|(id, name)| (rank::closeness(&question.pieces, &fold(&name)), id))
        .filter(|(closeness, _)| *closeness >= NEAR)
        .collect();
    close.sort_by_key(|(closeness, id)| (std::cmp::Reverse(*closeness), *id));
    let mut ids: Vec<i64> = close.into_iter().map(|(_, id)| id).take(PEOPLE).collect();
    if ids.is_empty() {
        let hits = store::search_near(reader, branch.get(), &question.folded, PEOPLE)?;
        ids = hits
            .into_iter()
            .filter(|(kind, _, text)| {
                kind == noun::Customer::NAME && rank::closeness(&question.pieces, text) >= NEAR
            })
            .map(|(_, id, _)| id)
            .collect();
    }
    faces(reader, branch, today, question, &ids)
}

fn faces(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    question: &Question,
    ids: &[i64],
) -> Result<Vec<Person>, store::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut faces = records::list_faces(reader, branch, today, ids)?;
    faces.sort_by_cached_key(|face| rank::place(question, face));
    faces.truncate(SHOWN);
    Ok(faces.into_iter().map(|face| Person { street: face.street.clone(), face }).collect())
}
