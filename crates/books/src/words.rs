//! Enums that are stored as words.

/// Declares an enum whose variants are kept in rows, and told in JSON, as a word.
macro_rules! stored_word {
    ($(#[$about:meta])* $name:ident $sort:literal {
        $($(#[$meaning:meta])* $variant:ident => $word:literal),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(
            Clone,
            Copy,
            PartialEq,
            Eq,
            Hash,
            Debug,
            serde::Serialize,
            serde::Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$meaning])* $variant),+ }

        impl $name {
            /// The word the rows keep.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl<'v> From<$name> for store::V<'v> {
            fn from(kind: $name) -> store::V<'v> {
                store::V::from(kind.word())
            }
        }

        impl store::FromValue for $name {
            const SORT: &'static str = $sort;

            fn from_value(value: store::V<'_>) -> Option<$name> {
                match String::from_value(value)?.as_str() {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use stored_word;
