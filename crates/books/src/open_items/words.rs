//! The stored words of charges, credits and applications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{FromValue, V};

/// Declares an enum that is stored as a word.
macro_rules! stored_word {
    ($(#[$about:meta])* $name:ident $sort:literal {
        $($(#[$meaning:meta])* $variant:ident => $word:literal),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$meaning])* $variant),+ }

        impl $name {
            /// The word the rows keep.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl<'v> From<$name> for V<'v> {
            fn from(kind: $name) -> V<'v> {
                V::from(kind.word())
            }
        }

        impl FromValue for $name {
            const SORT: &'static str = $sort;

            fn from_value(value: V<'_>) -> Option<$name> {
                match String::from_value(value)?.as_str() {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

stored_word! {
    /// What is owed.
    ChargeKind "a kind of charge" {
        /// A bill for work.
        Invoice => "invoice",
        /// A fee of its own, such as for a returned check.
        Fee => "fee",
        /// A balance brought in from an older system.
        Opening => "opening",
    }
}

stored_word! {
    /// What is to the customer's good.
    CreditKind "a kind of credit" {
        /// Money received.
        Payment => "payment",
        /// An amount taken off what is owed.
        CreditMemo => "credit_memo",
        /// A balance brought in from an older system.
        Opening => "opening",
    }
}

stored_word! {
    /// Why an amount came off a charge or a credit.
    ApplicationKind "a kind of application" {
        /// A credit was put against a charge.
        Applied => "applied",
        /// An application was taken back.
        Unapplied => "unapplied",
        /// The document was voided.
        Void => "void",
        /// Money was given back.
        Refund => "refund",
        /// The bank took the money back.
        Return => "return",
        /// We gave up collecting it.
        WriteOff => "write_off",
    }
}
