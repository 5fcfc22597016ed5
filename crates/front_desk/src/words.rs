//! Values that are stored as words: enums with their titles, and frequencies.

/// Declares an enum whose variants are kept in rows, and told in JSON, as a word, and
/// shown on pages as a title.
macro_rules! stored_word {
    ($(#[$about:meta])* $name:ident $sort:literal {
        $($(#[$meaning:meta])* $variant:ident => $word:literal $title:literal),+ $(,)?
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
        #[schemars(inline)]
        pub enum $name {
            $($(#[$meaning])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word the rows keep.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The words on screen.
            pub const fn title(self) -> &'static str {
                match self { $($name::$variant => $title),+ }
            }

            /// The one of this word.
            pub fn of_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl<'v> From<$name> for store::V<'v> {
            fn from(one: $name) -> store::V<'v> {
                store::V::from(one.word())
            }
        }

        impl store::FromValue for $name {
            const SORT: &'static str = $sort;

            fn from_value(value: store::V<'_>) -> Option<$name> {
                $name::of_word(&String::from_value(value)?)
            }
        }
    };
}

pub(crate) use stored_word;

/// A frequency as its row keeps it: by the trade's code.
pub(crate) struct FrequencyWord(pub values::Frequency);

impl store::FromValue for FrequencyWord {
    const SORT: &'static str = "a frequency";

    fn from_value(value: store::V<'_>) -> Option<FrequencyWord> {
        values::Frequency::parse(&String::from_value(value)?).ok().map(FrequencyWord)
    }
}
