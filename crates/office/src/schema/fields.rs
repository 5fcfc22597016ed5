//! The fields of a command as a person meets them.

use crate::Entry;
use crate::decode::{Field, Presence, Shape, Variant, flag_of};

/// One field of a command.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldFace {
    /// Its place in the command: `amount_cents`, `method.check.number`; `[]` stands for
    /// the rows of a list: `lines[].what`.
    pub path: String,
    /// The same on the command line, without the dashes in front: `amount`.
    pub flag: String,
    /// Its words: "Received on".
    pub title: String,
    /// What may be entered.
    pub kind: FieldKind,
    /// Whether it must be entered; within one of several ways, if that way is chosen.
    pub required: bool,
    /// What it is for; may be empty.
    pub doc: String,
    /// What can be chosen, for [`FieldKind::Choice`].
    pub choices: Vec<Choice>,
    /// The choice it belongs to, when it belongs to one.
    pub when: Option<When>,
}

/// What may be entered in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Dollars, or a sum of them.
    Money,
    /// A percentage.
    Rate,
    /// A number with up to four decimals.
    Quantity,
    /// A day, as people write it.
    Day,
    /// A moment.
    Instant,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A time zone.
    Zone,
    /// The id of a thing of this noun.
    Id(String),
    /// A whole number.
    Number,
    /// Words, at most so many letters if there is a limit.
    Text(Option<usize>),
    /// Yes or no.
    YesNo,
    /// One of the face's choices.
    Choice,
    /// Rows; their own fields follow.
    List,
    /// Anything, as JSON.
    Json,
}

/// One of several ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The word to enter: `money_order`.
    pub word: String,
    /// The word to show: "Money order".
    pub title: String,
    /// What it means; may be empty.
    pub doc: String,
}

/// The choice that makes a field apply.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The field that is chosen by.
    pub path: String,
    /// The word that must be chosen.
    pub word: String,
}

/// The fields of a command: required ones first, in the order of the command, then the
/// others by name. A field's own fields follow it.
pub fn fields_of(entry: &Entry) -> Vec<FieldFace> {
    let mut faces = Faces { all: Vec::new() };
    if let Shape::Record(fields) = &*Shape::of(entry) {
        faces.record(fields, "", Presence::Required, None);
    }
    faces.all
}

struct Faces {
    all: Vec<FieldFace>,
}

impl Faces {
    fn record(&mut self, fields: &[Field], path: &str, outer: Presence, when: Option<&When>) {
        for field in fields {
            let path = below(path, &field.name);
            let presence = match outer {
                Presence::Required => field.presence,
                Presence::Optional => Presence::Optional,
            };
            self.shape(&field.shape, &path, presence, &field.doc, when);
        }
    }

    fn shape(
        &mut self,
        shape: &Shape,
        path: &str,
        presence: Presence,
        doc: &str,
        when: Option<&When>,
    ) {
        if let Shape::Record(fields) = shape {
            return self.record(fields, path, presence, when);
        }
        // Words that tell records apart are a field of those records.
        let path = match shape {
            Shape::Tagged(tag, _) => below(path, tag),
            _ => path.to_owned(),
        };
        let name = path.rsplit('.').next().unwrap_or_default().trim_end_matches("[]");
        self.all.push(FieldFace {
            flag: flag_of(name),
            title: capital(&flag_of(name).replace('-', " ")),
            kind: kind_of(shape),
            required: presence == Presence::Required,
            doc: doc.to_owned(),
            choices: choices(shape),
            when: when.cloned(),
            path: path.clone(),
        });
        match shape {
            Shape::List(item) => {
                self.shape(item, &format!("{path}[]"), Presence::Required, "", when);
            }
            Shape::Choice(variants) => self.bodies(variants, &path, |word| below(&path, word)),
            Shape::Tagged(tag, variants) => {
                let parent = path.strip_suffix(tag.as_str()).unwrap_or(&path);
                let parent = parent.trim_end_matches('.').to_owned();
                self.bodies(variants, &path, |_| parent.clone());
            }
            _ => {}
        }
    }

    /// The fields of each way, under the place that `place` gives for its word.
    fn bodies(&mut self, variants: &[Variant], path: &str, place: impl Fn(&str) -> String) {
        for variant in variants {
            let when = When { path: path.to_owned(), word: variant.word.clone() };
            if let Some(body) = &variant.body {
                let place = place(&variant.word);
                self.shape(body, &place, Presence::Required, &variant.doc, Some(&when));
            }
        }
    }
}

fn below(path: &str, name: &str) -> String {
    match path.is_empty() {
        true => name.to_owned(),
        false => format!("{path}.{name}"),
    }
}

fn kind_of(shape: &Shape) -> FieldKind {
    match shape {
        Shape::Money => FieldKind::Money,
        Shape::Rate => FieldKind::Rate,
        Shape::Quantity => FieldKind::Quantity,
        Shape::Day => FieldKind::Day,
        Shape::Instant => FieldKind::Instant,
        Shape::Phone => FieldKind::Phone,
        Shape::Email => FieldKind::Email,
        Shape::Zone => FieldKind::Zone,
        Shape::Id(noun) => FieldKind::Id(noun.clone()),
        Shape::Number(..) => FieldKind::Number,
        Shape::Text(longest) => FieldKind::Text(*longest),
        Shape::YesNo => FieldKind::YesNo,
        Shape::List(_) => FieldKind::List,
        Shape::Choice(_) | Shape::Tagged(..) => FieldKind::Choice,
        Shape::Record(_) | Shape::Map(_) | Shape::Anything => FieldKind::Json,
    }
}

fn choices(shape: &Shape) -> Vec<Choice> {
    let (Shape::Choice(variants) | Shape::Tagged(_, variants)) = shape else {
        return Vec::new();
    };
    let choices = variants.iter().map(|variant| Choice {
        word: variant.word.clone(),
        title: capital(&variant.word.replace('_', " ")),
        doc: variant.doc.clone(),
    });
    choices.collect()
}

/// "money order" as "Money order".
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Command, Desk, Duty, Refusal, duty};
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};
    use values::{Id, Money, noun};

    #[derive(Serialize, Deserialize, JsonSchema, Clone)]
    struct Book {
        /// Whose it is.
        customer: Id<noun::Customer>,
        lines: Vec<Line>,
        every: Every,
        way: Option<Way>,
    }

    #[derive(Serialize, Deserialize, JsonSchema, Clone)]
    struct Line {
        what: String,
        amount_cents: Option<Money>,
    }

    #[derive(Serialize, Deserialize, JsonSchema, Clone)]
    #[serde(tag = "unit", rename_all = "snake_case")]
    enum Every {
        Week { weekday: values::Weekday },
        Never,
    }

    #[derive(Serialize, Deserialize, JsonSchema, Clone)]
    #[serde(rename_all = "snake_case")]
    enum Way {
        /// In person.
        AtDoor,
        ByMail {
            street: String,
        },
    }

    impl Command for Book {
        const NAME: &'static str = "bookings.book";
        const TITLE: &'static str = "Book";
        const DUTY: Duty = duty::SIGNED_IN;
        const SHAPE: crate::Shape = crate::Shape::Makes;
        type Receipt = ();

        fn perform(self, _: &mut Desk<'_>) -> Result<(), Refusal> {
            Ok(())
        }
    }

    #[test]
    fn every_field_has_a_face_in_the_order_of_a_form() {
        let faces = fields_of(&crate::entry::<Book>());
        let told: Vec<String> = faces
            .iter()
            .map(|face| {
                let star = if face.required { "*" } else { "" };
                let when =
                    face.when.as_ref().map(|when| format!(" if {}={}", when.path, when.word));
                format!("{}{star}{}", face.path, when.unwrap_or_default())
            })
            .collect();
        assert_eq!(
            told,
            [
                "customer*",
                "lines*",
                "lines[].what*",
                "lines[].amount_cents",
                "every.unit*",
                "every.weekday* if every.unit=week",
                "way",
                "way.by_mail.street* if way=by_mail",
            ]
        );
        assert_eq!(faces[0].kind, FieldKind::Id("customer".into()));
        assert_eq!(faces[0].doc, "Whose it is.");
        assert_eq!((faces[3].flag.as_str(), faces[3].title.as_str()), ("amount", "Amount"));
        assert_eq!(faces[6].choices[0].title, "At door");
        assert_eq!(faces[6].choices[0].doc, "In person.");
    }
}
