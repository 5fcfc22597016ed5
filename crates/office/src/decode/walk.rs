//! The walk: down the shape and what was given side by side, noting everything wrong.

use super::given::{Given, NOTHING, Node};
use super::leaf::{Manner, read_json, read_text, wanted};
use super::path::Path;
use super::shape::{Field, Presence, Shape, Variant};
use crate::Problems;
use serde_json::{Map, Value};
use values::Wall;

/// One decoding.
pub(super) struct Walk<'w> {
    manner: Manner<'w>,
    /// What was wrong so far.
    pub problems: Problems,
}

/// What came of one place.
enum Read {
    Value(Value),
    Absent,
    /// A problem is noted.
    Wrong,
}

impl<'w> Walk<'w> {
    pub fn typed(wall: &'w Wall) -> Walk<'w> {
        Walk { manner: Manner::Typed(wall), problems: Problems::none() }
    }

    pub fn json() -> Walk<'w> {
        Walk { manner: Manner::Json, problems: Problems::none() }
    }

    /// Reads a whole command; what it answers counts only when no problem was noted.
    pub fn command(&mut self, shape: &Shape, given: Given<'_>) -> Value {
        match self.read(shape, given, &Path::Top) {
            Read::Value(value) => value,
            Read::Absent | Read::Wrong => Value::Null,
        }
    }

    /// Reads the one field these names lead to and nothing beside it; none when it is absent.
    pub fn only(&mut self, shape: &Shape, given: Given<'_>, names: &[&str]) -> Option<Value> {
        self.only_below(shape, given, names, &Path::Top)
    }

    fn only_below(
        &mut self,
        shape: &Shape,
        given: Given<'_>,
        names: &[&str],
        path: &Path<'_>,
    ) -> Option<Value> {
        let (name, below) = names.split_first()?;
        let Shape::Record(fields) = shape else { return None };
        let field = fields.iter().find(|field| field.name == *name)?;
        let place = Path::Field(path, &field.name);
        if !below.is_empty() {
            let given = match given {
                Given::Typed(node) => Given::Typed(node.child(name).unwrap_or(&NOTHING)),
                Given::Json(value) => Given::Json(&value[*name]),
            };
            return self.only_below(&field.shape, given, below, &place);
        }
        match self.field(field, given, &place) {
            Read::Value(value) => Some(value),
            Read::Absent if field.presence == Presence::Required => {
                let words = wanted(&field.shape, &field.name, self.manner);
                self.problems.add(place.to_string(), words);
                None
            }
            Read::Absent | Read::Wrong => None,
        }
    }

    fn read(&mut self, shape: &Shape, given: Given<'_>, path: &Path<'_>) -> Read {
        match shape {
            Shape::Record(fields) => self.record(fields, given, path, Map::new()),
            Shape::List(item) => self.list(shape, item, given, path),
            Shape::Choice(variants) => self.choice(shape, variants, given, path),
            Shape::Tagged(tag, variants) => self.tagged(shape, tag, variants, given, path),
            Shape::Map(of) => self.map(shape, of, given, path),
            _ => self.leaf(shape, given, path),
        }
    }

    fn leaf(&mut self, shape: &Shape, given: Given<'_>, path: &Path<'_>) -> Read {
        let read = match (given, self.manner) {
            (Given::Json(Value::Null), _) => return Read::Absent,
            (Given::Json(value), _) => read_json(shape, value),
            (Given::Typed(node), Manner::Typed(wall)) => match node.text() {
                Some(text) => read_text(shape, text, wall),
                None => return Read::Absent,
            },
            (Given::Typed(_), Manner::Json) => return Read::Absent,
        };
        match read {
            Ok(value) => Read::Value(value),
            Err(words) => self.wrong(path, words),
        }
    }

    /// Reads the fields of an object on top of those already in `map`.
    fn record(
        &mut self,
        fields: &[Field],
        given: Given<'_>,
        path: &Path<'_>,
        mut map: Map<String, Value>,
    ) -> Read {
        if let Given::Json(value) = given {
            let Some(object) = value.as_object() else {
                return self.wrong(path, wanted(&Shape::Record(Vec::new()), "", self.manner));
            };
            self.name_unknown(fields, object, path, &map);
        }
        let before = self.problems.0.len();
        for field in fields {
            let place = Path::Field(path, &field.name);
            match self.field(field, given, &place) {
                Read::Value(value) => {
                    map.insert(field.name.clone(), value);
                }
                Read::Absent if field.presence == Presence::Required => {
                    let words = wanted(&field.shape, &field.name, self.manner);
                    self.problems.add(place.to_string(), words);
                }
                Read::Absent | Read::Wrong => {}
            }
        }
        match self.problems.0.len() == before {
            true => Read::Value(Value::Object(map)),
            false => Read::Wrong,
        }
    }

    fn field(&mut self, field: &Field, given: Given<'_>, path: &Path<'_>) -> Read {
        let node = match given {
            Given::Json(value) => {
                return match value.get(&field.name) {
                    None | Some(Value::Null) => Read::Absent,
                    Some(value) => self.read(&field.shape, Given::Json(value), path),
                };
            }
            Given::Typed(node) => node.child(&field.name).unwrap_or(&NOTHING),
        };
        let typed = Given::Typed(node);
        match (node.is_blank(), field.presence, &field.shape) {
            (true, Presence::Optional, _) => Read::Absent,
            // A form sends nothing for a box left unticked, and no rows for an empty list.
            (true, Presence::Required, Shape::YesNo) => Read::Value(Value::Bool(false)),
            (true, Presence::Required, Shape::List(_)) => Read::Value(Value::Array(Vec::new())),
            _ => self.read(&field.shape, typed, path),
        }
    }

    /// A misspelt field would otherwise be silently left out.
    fn name_unknown(
        &mut self,
        fields: &[Field],
        object: &Map<String, Value>,
        path: &Path<'_>,
        already: &Map<String, Value>,
    ) {
        let known = |name: &str| fields.iter().any(|field| field.name == name);
        for name in object.keys().filter(|name| !known(name) && !already.contains_key(*name)) {
            let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
            let words = match names.is_empty() {
                true => String::from("There is no such field; this takes none."),
                false => format!("There is no such field. Known are {}.", names.join(", ")),
            };
            self.problems.add(Path::Field(path, name).to_string(), words);
        }
    }

    fn list(&mut self, shape: &Shape, item: &Shape, given: Given<'_>, path: &Path<'_>) -> Read {
        let before = self.problems.0.len();
        let mut values = Vec::new();
        match given {
            Given::Json(Value::Array(items)) => {
                for given in items {
                    self.item(item, Given::Json(given), path, &mut values);
                }
            }
            Given::Json(_) => return self.wrong(path, wanted(shape, "", self.manner)),
            Given::Typed(node) => {
                for text in node.texts() {
                    let alone = Node::of([("", text)].into_iter());
                    self.item(item, Given::Typed(&alone), path, &mut values);
                }
                for (_, row) in node.filled_items() {
                    self.item(item, Given::Typed(row), path, &mut values);
                }
            }
        }
        match self.problems.0.len() == before {
            true => Read::Value(Value::Array(values)),
            false => Read::Wrong,
        }
    }

    /// One row; a wrong one keeps its place, so that the next is still counted right.
    fn item(&mut self, shape: &Shape, given: Given<'_>, path: &Path<'_>, values: &mut Vec<Value>) {
        let place = Path::Item(path, values.len());
        let value = match self.read(shape, given, &place) {
            Read::Value(value) => value,
            Read::Absent => {
                self.problems.add(place.to_string(), wanted(shape, "", self.manner));
                Value::Null
            }
            Read::Wrong => Value::Null,
        };
        values.push(value);
    }

    fn choice(
        &mut self,
        shape: &Shape,
        variants: &[Variant],
        given: Given<'_>,
        path: &Path<'_>,
    ) -> Read {
        let (word, body) = match given {
            Given::Typed(node) => match chosen(variants, node) {
                Some(word) => (word, node.child(word).map(Given::Typed)),
                None => return self.unless_blank(shape, node, path),
            },
            Given::Json(Value::String(word)) => (word.as_str(), None),
            Given::Json(Value::Object(map)) if map.len() == 1 => {
                let (word, body) = map.iter().next().expect("it has one field");
                (word.as_str(), Some(Given::Json(body)))
            }
            Given::Json(_) => return self.wrong(path, wanted(shape, "", self.manner)),
        };
        let Some(variant) = find(variants, word) else {
            return self.wrong(path, wanted(shape, "", self.manner));
        };
        let place = Path::Field(path, &variant.word);
        match (&variant.body, body, given) {
            (None, ..) => Read::Value(Value::String(variant.word.clone())),
            (Some(_), None, Given::Json(_)) => {
                let words = format!("Enter it with its fields: {{\"{word}\": {{..}}}}.");
                self.wrong(path, words)
            }
            (Some(shape), body, _) => {
                let body = body.unwrap_or(Given::Typed(&NOTHING));
                match self.read(shape, body, &place) {
                    Read::Value(value) => Read::Value(Value::Object(
                        [(variant.word.clone(), value)].into_iter().collect(),
                    )),
                    Read::Absent => {
                        let words = wanted(shape, &variant.word, self.manner);
                        self.wrong(&place, words)
                    }
                    Read::Wrong => Read::Wrong,
                }
            }
        }
    }

    fn tagged(
        &mut self,
        shape: &Shape,
        tag: &str,
        variants: &[Variant],
        given: Given<'_>,
        path: &Path<'_>,
    ) -> Read {
        let word = match given {
            Given::Typed(node) => node.child(tag).and_then(Node::text).or(node.text()),
            Given::Json(value) => value[tag].as_str(),
        };
        let place = Path::Field(path, tag);
        match (word, given) {
            (None, Given::Typed(node)) => self.unless_blank(shape, node, &place),
            (None, Given::Json(_)) => self.wrong(&place, wanted(shape, "", self.manner)),
            (Some(word), _) => match find(variants, word) {
                Some(Variant { word, body: Some(Shape::Record(fields)), .. }) => {
                    let told = [(tag.to_owned(), Value::String(word.clone()))];
                    self.record(fields, given, path, told.into_iter().collect())
                }
                _ => self.wrong(&place, wanted(shape, "", self.manner)),
            },
        }
    }

    fn map(&mut self, shape: &Shape, of: &Shape, given: Given<'_>, path: &Path<'_>) -> Read {
        let named: Vec<(&str, Given<'_>)> = match given {
            Given::Json(Value::Object(map)) => {
                map.iter().map(|(name, value)| (name.as_str(), Given::Json(value))).collect()
            }
            Given::Json(_) => return self.wrong(path, wanted(shape, "", self.manner)),
            Given::Typed(node) => {
                let filled = node.filled_names();
                filled.filter_map(|name| Some((name, Given::Typed(node.child(name)?)))).collect()
            }
        };
        let fields = named.into_iter().map(|(name, given)| {
            let place = Path::Field(path, name);
            match self.read(of, given, &place) {
                Read::Value(value) => Some((name.to_owned(), value)),
                Read::Absent => {
                    self.problems.add(place.to_string(), wanted(of, name, self.manner));
                    None
                }
                Read::Wrong => None,
            }
        });
        match fields.collect::<Vec<_>>().into_iter().collect::<Option<Map<_, _>>>() {
            Some(map) => Read::Value(Value::Object(map)),
            None => Read::Wrong,
        }
    }

    /// Nothing was chosen: absent, unless something was typed that chooses nothing.
    fn unless_blank(&mut self, shape: &Shape, node: &Node, path: &Path<'_>) -> Read {
        match node.is_blank() {
            true => Read::Absent,
            false => self.wrong(path, wanted(shape, "", self.manner)),
        }
    }

    fn wrong(&mut self, path: &Path<'_>, words: String) -> Read {
        self.problems.add(path.to_string(), words);
        Read::Wrong
    }
}

/// The way a form chose: by its word, or else by the only one whose fields are filled.
fn chosen<'g>(variants: &'g [Variant], node: &'g Node) -> Option<&'g str> {
    if let Some(word) = node.text() {
        // An unknown word is answered as it is, to be refused.
        return Some(find(variants, word).map_or(word, |variant| variant.word.as_str()));
    }
    let mut filled = node.filled_names();
    match (filled.next(), filled.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The variant of this word; `money-order` and `Money order` are `money_order`.
fn find<'v>(variants: &'v [Variant], word: &str) -> Option<&'v Variant> {
    let exact = variants.iter().find(|variant| variant.word == word);
    exact.or_else(|| {
        let folded = word.to_ascii_lowercase().replace(['-', ' '], "_");
        variants.iter().find(|variant| variant.word.to_ascii_lowercase() == folded)
    })
}
