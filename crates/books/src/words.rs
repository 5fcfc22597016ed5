//! Enums that are stored as words, for this room and those to the right.

/// Declares an enum whose variants are kept in rows, and told in JSON, as a word; with a title
/// behind each word, also shown on pages as that.
#[macro_export]
macro_rules! stored_word {
    ($(#[$about:meta])* $name:ident $sort:literal {
        $($(#[$meaning:meta])* $variant:ident => $word:literal $title:literal),+ $(,)?
    }) => {
        $crate::stored_word! {
            $(#[$about])*
            #[schemars(inline)]
            $name $sort { $($(#[$meaning])* $variant => $word),+ }
        }

        impl $name {
            /// The words on screen.
            pub const fn title(self) -> &'static str {
                match self { $($name::$variant => $title),+ }
            }
        }
    };
    ($(#[$about:meta])* $name:ident $sort:literal {
        $($(#[$meaning:meta])* $variant:ident => $word:literal),+ $(,)?
    }) => {
        #[derive(
            Clone,
            Copy,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Debug,
            serde::Serialize,
            serde::Deserialize,
            schemars::JsonSchema,
        )]
        $(#[$about])*
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
