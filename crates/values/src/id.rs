//! Ids: a whole number that knows which noun it names.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Noun, ParseError};

/// The id of a row about `T`, one of the types in [`crate::noun`].
///
/// Its traits are written by hand: derives would demand them of `T`, which has no values.
pub struct Id<T>(i64, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id with this number.
    pub const fn new(number: i64) -> Id<T> {
        Id(number, PhantomData)
    }

    /// The number, for storing it.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Reads an id as it stands in an address or a form: digits only.
    pub fn parse(text: &str) -> Result<Id<T>, ParseError> {
        let digits = text.trim();
        let number = match digits.bytes().all(|byte| byte.is_ascii_digit()) {
            true => digits.parse().ok(),
            false => None,
        };
        number.map(Id::new).ok_or(ParseError::new("An id is a whole number."))
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Id<T> {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Id<T>) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Id<T>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Id<T>) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Id<T>, ParseError> {
        Id::parse(text)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id<T>, D::Error> {
        i64::deserialize(deserializer).map(Id::new)
    }
}

impl<T: Noun> JsonSchema for Id<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_id", T::NAME).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "integer",
            "format": "int64",
            "x-kind": "id",
            "x-noun": T::NAME,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::Customer;

    #[test]
    fn travels_as_a_number_that_names_its_noun() {
        let id = Id::<Customer>::new(42);
        assert_eq!(serde_json::to_string(&id).unwrap(), "42");
        assert_eq!(serde_json::from_str::<Id<Customer>>("42").unwrap(), id);
        assert_eq!(Id::<Customer>::parse("42"), Ok(id));
        for text in ["", "-1", "4 2", "x", "+4", "99999999999999999999"] {
            assert!(Id::<Customer>::parse(text).is_err(), "{text}");
        }
        let schema = serde_json::to_value(schemars::schema_for!(Option<Id<Customer>>)).unwrap();
        assert_eq!(schema["type"], serde_json::json!(["integer", "null"]));
        assert_eq!(schema["x-noun"], "customer");
    }
}
