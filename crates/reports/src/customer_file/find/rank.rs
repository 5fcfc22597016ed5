//! What comes first: the number she gave, then names that begin so, then the rest; those
//! we serve before those we no longer do, those who owe more before those who owe less.

use super::question::Question;
use super::records::Face;
use std::cmp::Reverse;
use values::{Money, Phone, fold};

/// Names nearer than this, in thousandths, may be misspellings of one another.
pub(super) const NEAR: i64 = 850;

/// How well somebody fits; less is better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    how: How,
    away: Away,
    distance: Reverse<i64>,
    owes: Reverse<Money>,
    name: String,
}

/// How what was typed was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// It is her account number or her telephone.
    Exactly,
    /// Her name begins with just these words.
    NameBeginsWithWords,
    /// Her name begins so.
    NameBegins,
    /// Words of her name begin so.
    WordsBegin,
    /// It stands within her name.
    WithinName,
    /// It stands elsewhere: street, telephone, a contact.
    Elsewhere,
    /// It sounds like her name.
    Near,
}

/// How far from being served she is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Away {
    Served,
    NotServed,
    Merged,
}

/// Where somebody stands among those found.
pub(super) fn place(question: &Question, face: &Face) -> Place {
    let name = fold(&face.name);
    let how = how(question, face, &name);
    let distance = match how {
        How::Near => closeness(&question.pieces, &name),
        _ => 0,
    };
    let away = match face.standing.as_str() {
        "active" | "prospect" => Away::Served,
        "merged" => Away::Merged,
        _ => Away::NotServed,
    };
    let owes = face.owed - face.unapplied;
    Place { how, away, distance: Reverse(distance), owes: Reverse(owes), name }
}

fn how(question: &Question, face: &Face, name: &str) -> How {
    let digits = Phone::parse(&face.phone).map_or(String::new(), |phone| phone.digits());
    let asked = question.digits.as_ref().unwrap_or(&question.folded);
    let all = |holds: &dyn Fn(&str) -> bool| question.pieces.iter().all(|piece| holds(piece));
    let begins = |piece: &str| name.split([' ', '-']).any(|word| word.starts_with(piece));
    if fold(&face.number) == question.folded || (!digits.is_empty() && digits == *asked) {
        How::Exactly
    } else if name.strip_prefix(&question.folded).is_some_and(ends_word) {
        How::NameBeginsWithWords
    } else if name.starts_with(&question.folded) {
        How::NameBegins
    } else if all(&begins) {
        How::WordsBegin
    } else if all(&|piece| name.contains(piece)) {
        How::WithinName
    } else if question.may_be_name() && closeness(&question.pieces, name) >= NEAR {
        How::Near
    } else {
        How::Elsewhere
    }
}

/// Whether a word is over where this rest begins.
fn ends_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '-', ','])
}

/// A first guess by the searched text alone, which begins with the name; less is better.
pub(super) fn guess(question: &Question, text: &str) -> (u8, usize) {
    let begins =
        |piece: &String| text.starts_with(piece.as_str()) || text.contains(&format!(" {piece}"));
    let tier = match text.starts_with(&question.folded) {
        true => 0,
        false if question.pieces.iter().all(begins) => 1,
        false => 2,
    };
    (tier, text.len())
}

/// How near a folded name is, in thousandths: each word typed to the word most like it, the
/// worst of them counting.
pub(super) fn closeness(pieces: &[String], name: &str) -> i64 {
    let nearest = |piece: &String| {
        let words = name.split([' ', '-', '\'']).filter(|word| word.len() > 1);
        words.map(|word| thousandths(piece, word)).max().unwrap_or(0)
    };
    pieces.iter().map(nearest).min().unwrap_or(0)
}

fn thousandths(one: &str, other: &str) -> i64 {
    (strsim::jaro_winkler(one, other) * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    fn face(name: &str, standing: &str, owed: i64) -> Face {
        Face {
            id: Id::new(1),
            number: String::from("A10023"),
            name: name.to_owned(),
            standing: standing.to_owned(),
            phone: String::from("+13525550123"),
            street: String::new(),
            owed: Money::cents(owed),
            unapplied: Money::ZERO,
            oldest_due_on: None,
            next_on: None,
        }
    }

    fn order(typed: &str, faces: &[Face]) -> Vec<String> {
        let question = Question::of(typed);
        let mut sorted = faces.to_vec();
        sorted.sort_by_cached_key(|face| place(&question, face));
        sorted.into_iter().map(|face| face.name).collect()
    }

    #[test]
    fn beginnings_come_first_then_who_is_served_then_who_owes() {
        let faces = [
            face("Kevin Oakley", "active", 900),
            face("Oakhurst Apartments", "inactive", 90_000),
            face("Oak Street Dental", "active", 100),
            face("Oakwood Clinic", "active", 500),
            face("Croaker Marine", "active", 99_000),
        ];
        assert_eq!(
            order("oak", &faces),
            [
                "Oak Street Dental",
                "Oakwood Clinic",
                "Oakhurst Apartments",
                "Kevin Oakley",
                "Croaker Marine"
            ]
        );
    }

    #[test]
    fn misspelt_names_are_near_and_strangers_are_not() {
        let near =
            |typed: &str, name: &str| closeness(&Question::of(typed).pieces, &fold(name)) >= NEAR;
        assert!(near("Jonsen", "Pat Johnson"));
        assert!(near("Rivvera", "Marisol Rivera"));
        assert!(near("marisl rivera", "Marisol Rivera"));
        assert!(near("Abernathey", "Grace Abernathy"));
        assert!(!near("Jonsen", "Grace Abernathy"));
        assert!(!near("Jonsen Ocala", "Pat Johnson"), "each word must be like one of the name");
    }

    #[test]
    fn an_account_number_or_a_whole_telephone_is_exact() {
        let rivera = face("Marisol Rivera", "active", 0);
        for typed in ["a10023", "352-555-0123", "3525550123"] {
            assert_eq!(place(&Question::of(typed), &rivera).how, How::Exactly, "{typed}");
        }
        assert_eq!(place(&Question::of("0123"), &rivera).how, How::Elsewhere);
    }
}
