//! The values that travel to and from a database, the same for both engines.

use std::borrow::Cow;

use values::{Day, Id, Instant, Money, Quantity, Rate};

/// One value bound to a statement or read from a row.
///
/// Instants, money, rates, quantities and ids travel as whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum V<'v> {
    /// SQL NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// Text.
    Text(Cow<'v, str>),
    /// Bytes.
    Bytes(Cow<'v, [u8]>),
    /// A calendar day.
    Day(Day),
}

impl V<'_> {
    /// The same value, owning its text or bytes.
    pub fn into_owned(self) -> V<'static> {
        match self {
            V::Null => V::Null,
            V::Int(number) => V::Int(number),
            V::Bool(truth) => V::Bool(truth),
            V::Text(text) => V::Text(Cow::Owned(text.into_owned())),
            V::Bytes(bytes) => V::Bytes(Cow::Owned(bytes.into_owned())),
            V::Day(day) => V::Day(day),
        }
    }

    /// What sort of value it is, for error messages.
    pub(crate) fn sort(&self) -> &'static str {
        match self {
            V::Null => "nothing",
            V::Int(_) => "a whole number",
            V::Bool(_) => "a truth value",
            V::Text(_) => "text",
            V::Bytes(_) => "bytes",
            V::Day(_) => "a day",
        }
    }
}

/// Implements `From<T>`, `From<&T>` and `From<&Option<T>>` for a `Copy` type.
macro_rules! from_copy {
    ($($name:ty: $value:ident => $made:expr;)+) => {$(
        impl<'v> From<$name> for V<'v> {
            fn from($value: $name) -> V<'v> {
                $made
            }
        }
        impl<'v> From<&$name> for V<'v> {
            fn from(value: &$name) -> V<'v> {
                V::from(*value)
            }
        }
        impl<'v> From<&Option<$name>> for V<'v> {
            fn from(value: &Option<$name>) -> V<'v> {
                V::from(*value)
            }
        }
    )+};
}

from_copy! {
    i64: value => V::Int(value);
    i32: value => V::Int(i64::from(value));
    i16: value => V::Int(i64::from(value));
    u8: value => V::Int(i64::from(value));
    u16: value => V::Int(i64::from(value));
    u32: value => V::Int(i64::from(value));
    usize: value => V::Int(i64::try_from(value).expect("a count in memory is below 2^63"));
    bool: value => V::Bool(value);
    Day: value => V::Day(value);
    Instant: value => V::Int(value.as_micros());
    Money: value => V::Int(value.as_cents());
    Rate: value => V::Int(value.as_millionths());
    Quantity: value => V::Int(value.as_ten_thousandths());
}

impl<'v, T> From<Id<T>> for V<'v> {
    fn from(id: Id<T>) -> V<'v> {
        V::Int(id.get())
    }
}

impl<'v, T> From<&Id<T>> for V<'v> {
    fn from(id: &Id<T>) -> V<'v> {
        V::Int(id.get())
    }
}

impl<'v> From<&'v str> for V<'v> {
    fn from(text: &'v str) -> V<'v> {
        V::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<&'v &str> for V<'v> {
    fn from(text: &'v &str) -> V<'v> {
        V::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<String> for V<'v> {
    fn from(text: String) -> V<'v> {
        V::Text(Cow::Owned(text))
    }
}

impl<'v> From<&'v String> for V<'v> {
    fn from(text: &'v String) -> V<'v> {
        V::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<Cow<'v, str>> for V<'v> {
    fn from(text: Cow<'v, str>) -> V<'v> {
        V::Text(text)
    }
}

impl<'v> From<Vec<u8>> for V<'v> {
    fn from(bytes: Vec<u8>) -> V<'v> {
        V::Bytes(Cow::Owned(bytes))
    }
}

impl<'v> From<&'v Vec<u8>> for V<'v> {
    fn from(bytes: &'v Vec<u8>) -> V<'v> {
        V::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'v> From<&'v [u8]> for V<'v> {
    fn from(bytes: &'v [u8]) -> V<'v> {
        V::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'v, const N: usize> From<&'v [u8; N]> for V<'v> {
    fn from(bytes: &'v [u8; N]) -> V<'v> {
        V::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'v, const N: usize> From<[u8; N]> for V<'v> {
    fn from(bytes: [u8; N]) -> V<'v> {
        V::Bytes(Cow::Owned(bytes.to_vec()))
    }
}

impl<'v, T: Into<V<'v>>> From<Option<T>> for V<'v> {
    fn from(value: Option<T>) -> V<'v> {
        value.map_or(V::Null, Into::into)
    }
}

// A blanket impl for `&Option<T>` sends the compiler's search for `&T` into a loop.
impl<'v> From<&'v Option<String>> for V<'v> {
    fn from(text: &'v Option<String>) -> V<'v> {
        V::from(text.as_deref())
    }
}

impl<'v> From<&'v Option<Vec<u8>>> for V<'v> {
    fn from(bytes: &'v Option<Vec<u8>>) -> V<'v> {
        V::from(bytes.as_deref())
    }
}

impl<'v, T> From<&Option<Id<T>>> for V<'v> {
    fn from(id: &Option<Id<T>>) -> V<'v> {
        V::from(*id)
    }
}

impl<'v> From<&V<'v>> for V<'v> {
    fn from(value: &V<'v>) -> V<'v> {
        value.clone()
    }
}

/// The arguments of a statement: `args![id, &name, amount]` is a `&[V]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        &[$($crate::V::from($value)),*] as &[$crate::V<'_>]
    };
}
