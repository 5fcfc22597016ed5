//! A set of months: a season, or the year without the months to skip.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of months of the year; in JSON the list of their numbers, 1 to 12.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months(u16);

const NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Months {
    /// The whole year.
    pub const ALL: Months = Months(0b1_1111_1111_1110);

    /// These months by number; nothing when one is not between 1 and 12.
    pub fn of(numbers: &[i8]) -> Option<Months> {
        let in_year = numbers.iter().all(|number| (1..=12).contains(number));
        in_year.then(|| Months(numbers.iter().fold(0, |set, number| set | 1 << number)))
    }

    /// From the first of two months to the second, over New Year when it is earlier;
    /// nothing when one is not between 1 and 12.
    pub fn season(first: i8, last: i8) -> Option<Months> {
        if !(1..=12).contains(&first) || !(1..=12).contains(&last) {
            return None;
        }
        let length = (last - first).rem_euclid(12);
        let numbers: Vec<i8> = (0..=length).map(|after| (first - 1 + after) % 12 + 1).collect();
        Months::of(&numbers)
    }

    /// The other months.
    pub fn without(self) -> Months {
        Months(Months::ALL.0 & !self.0)
    }

    /// Whether a month, by number, is one of them.
    pub fn contains(self, month: i8) -> bool {
        (1..=12).contains(&month) && self.0 & (1 << month) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Their numbers, in the order of the year.
    pub fn numbers(self) -> impl Iterator<Item = i8> {
        (1..=12).filter(move |month| self.contains(*month))
    }
}

impl Default for Months {
    fn default() -> Months {
        Months::ALL
    }
}

/// Prints `all year`, `Apr-Oct`, or `Jan, Mar, May`.
impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |month: i8| usize::try_from(month - 1).map_or("", |at| NAMES[at]);
        if *self == Months::ALL {
            return f.pad("all year");
        }
        let begins = |month: &i8| !self.contains((month + 10) % 12 + 1);
        let ends = |month: &i8| !self.contains(month % 12 + 1);
        if let (1, 2.., Some(first), Some(last)) = (
            self.numbers().filter(begins).count(),
            self.count(),
            self.numbers().find(begins),
            self.numbers().find(ends),
        ) {
            return f.pad(&format!("{}-{}", name(first), name(last)));
        }
        f.pad(&self.numbers().map(name).collect::<Vec<_>>().join(", "))
    }
}

impl fmt::Debug for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Months {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.numbers())
    }
}

impl<'de> Deserialize<'de> for Months {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Months, D::Error> {
        let numbers = Vec::<i8>::deserialize(deserializer)?;
        Months::of(&numbers).ok_or(D::Error::custom("Months are numbers from 1 to 12."))
    }
}

impl JsonSchema for Months {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Months".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "items": { "type": "integer", "minimum": 1, "maximum": 12 },
            "uniqueItems": true,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn seasons_print_as_people_say_them() {
        assert_eq!(Months::season(4, 10).unwrap().to_string(), "Apr-Oct");
        assert_eq!(Months::season(11, 2).unwrap().to_string(), "Nov-Feb");
        assert_eq!(Months::of(&[1, 3, 5]).unwrap().to_string(), "Jan, Mar, May");
        assert_eq!(Months::of(&[7]).unwrap().to_string(), "Jul");
        assert_eq!(Months::ALL.to_string(), "all year");
        assert_eq!(Months::season(12, 1).unwrap().without().to_string(), "Feb-Nov");
        assert_eq!(Months::season(3, 3).unwrap().count(), 1);
        for (first, last) in [(0, 3), (13, 3), (4, 0), (4, 13)] {
            assert_eq!(Months::season(first, last), None);
        }
        assert_eq!(Months::of(&[0]), None);
    }

    proptest! {
        #[test]
        fn travel_as_numbers(numbers in prop::collection::vec(1_i8..=12, 0..12)) {
            let months = Months::of(&numbers).unwrap();
            let json = serde_json::to_string(&months).unwrap();
            prop_assert_eq!(serde_json::from_str::<Months>(&json).unwrap(), months);
            prop_assert_eq!(months.count() + months.without().count(), 12);
            prop_assert!(numbers.iter().all(|number| months.contains(*number)));
        }
    }
}
