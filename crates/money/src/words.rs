//! Enums that are stored as words and shown as titles, and the tenders money comes in.

use books::Account;
use books::accounts::{ACH_CLEARING, CARD_CLEARING, UNDEPOSITED};

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
            PartialOrd,
            Ord,
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

stored_word! {
    /// What money comes as.
    Tender "a tender" {
        /// A check, with its number.
        Check => "check" "Check",
        /// A money order, with its issuer and serial number.
        MoneyOrder => "money_order" "Money order",
        /// Bills and coins.
        Cash => "cash" "Cash",
        /// A card, taken by the processor: only its reference and last four digits.
        Card => "card" "Card",
        /// A bank debit, by the processor's or the bank's reference.
        Ach => "ach" "ACH",
    }
}

/// How money of a tender reaches the bank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// In the day's deposit, by hand.
    Deposit,
    /// Through a processor, who pays it out.
    Processor,
}

impl Tender {
    /// How it reaches the bank.
    pub const fn route(self) -> Route {
        match self {
            Tender::Cash | Tender::Check | Tender::MoneyOrder => Route::Deposit,
            Tender::Card | Tender::Ach => Route::Processor,
        }
    }

    /// Where it stands in the books until the bank has it (handbook P8, P11, P13).
    pub const fn account(self) -> Account {
        match self {
            Tender::Cash | Tender::Check | Tender::MoneyOrder => UNDEPOSITED,
            Tender::Card => CARD_CLEARING,
            Tender::Ach => ACH_CLEARING,
        }
    }

    /// Several of them: "checks".
    pub const fn plural(self) -> &'static str {
        match self {
            Tender::Check => "checks",
            Tender::MoneyOrder => "money orders",
            Tender::Cash => "cash",
            Tender::Card => "cards",
            Tender::Ach => "ACH",
        }
    }
}
