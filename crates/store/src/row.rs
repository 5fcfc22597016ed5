//! Rows: from what an engine answers to the struct a `records.rs` asks for.

use values::{Day, Id, Instant, Money, Quantity, Rate};

use crate::dialect::Cells;
use crate::error::Error;
use crate::value::V;

/// One row of an answer, valid until the next one is read.
pub struct Row<'r>(pub(crate) Cells<'r>);

impl Row<'_> {
    /// The value in column `index` (from 0) as a `T`.
    ///
    /// An error names the column and what stood there.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Error> {
        let value = self.0.value(index)?;
        let sort = value.sort();
        T::from_value(value)
            .ok_or_else(|| Error::other(format!("column {index} holds {sort}, not {}", T::SORT)))
    }

    /// The value in column `index` as the engine has it; for listings, whose columns are data.
    pub fn value(&self, index: usize) -> Result<V<'static>, Error> {
        Ok(self.0.value(index)?.into_owned())
    }

    /// How many columns the row has.
    pub fn width(&self) -> usize {
        self.0.width()
    }
}

/// What a whole row can be read as: a tuple, or a struct named by `from_row!`.
pub trait FromRow: Sized {
    /// Reads the columns by position.
    fn from_row(row: &Row<'_>) -> Result<Self, Error>;
}

/// What a single column can be read as.
pub trait FromValue: Sized {
    /// What is expected, for error messages.
    const SORT: &'static str;

    /// The value, or None when it is of another sort or out of range.
    fn from_value(value: V<'_>) -> Option<Self>;
}

/// Implements `FromValue` for a type that travels as a whole number.
macro_rules! from_int {
    ($($name:ty, $sort:literal: $value:ident => $made:expr;)+) => {$(
        impl FromValue for $name {
            const SORT: &'static str = $sort;
            fn from_value(value: V<'_>) -> Option<Self> {
                match value {
                    V::Int($value) => $made,
                    _ => None,
                }
            }
        }
    )+};
}

from_int! {
    i64, "a whole number": value => Some(value);
    i32, "a whole number of 32 bits": value => i32::try_from(value).ok();
    u8, "a whole number of 8 bits": value => u8::try_from(value).ok();
    u16, "a whole number of 16 bits": value => u16::try_from(value).ok();
    u32, "a count of 32 bits": value => u32::try_from(value).ok();
    usize, "a count": value => usize::try_from(value).ok();
    Instant, "an instant": value => Some(Instant::from_micros(value));
    Money, "cents": value => Some(Money::cents(value));
    Rate, "millionths": value => Some(Rate::millionths(value));
    Quantity, "ten-thousandths": value => Some(Quantity::ten_thousandths(value));
}

impl<T> FromValue for Id<T> {
    const SORT: &'static str = "an id";
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Int(number) => Some(Id::new(number)),
            _ => None,
        }
    }
}

impl FromValue for bool {
    const SORT: &'static str = "a truth value";
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Bool(truth) => Some(truth),
            V::Int(0) => Some(false),
            V::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for String {
    const SORT: &'static str = "text";
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const SORT: &'static str = "bytes";
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Bytes(bytes) => Some(bytes.into_owned()),
            _ => None,
        }
    }
}

impl FromValue for Day {
    const SORT: &'static str = "a day";
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Day(day) => Some(day),
            V::Text(text) => Day::parse(&text).ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const SORT: &'static str = T::SORT;
    fn from_value(value: V<'_>) -> Option<Self> {
        match value {
            V::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// Implements `FromRow` for tuples.
macro_rules! from_tuple {
    ($($name:ident $index:tt),+) => {
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, Error> {
                Ok(($(row.get::<$name>($index)?,)+))
            }
        }
    };
}

from_tuple!(A 0);
from_tuple!(A 0, B 1);
from_tuple!(A 0, B 1, C 2);
from_tuple!(A 0, B 1, C 2, D 3);
from_tuple!(A 0, B 1, C 2, D 3, E 4);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// Reads an existing struct from a row, its fields in the order of the SELECT's columns.
///
/// `from_row!(InvoiceRow { id, number, total_cents });`
#[macro_export]
macro_rules! from_row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::Error> {
                let mut column = 0..;
                let mut next = || column.next().expect("a range without an end");
                Ok($name { $($field: row.get(next())?),+ })
            }
        }
    };
}
