//! What the columns of a bank's table mean, as a form, a program or a saved profile says it.

use formats::dates::DateFormat;
use formats::statements::{AmountSign, MappedColumn, Mapping, Meaning};
use office::Problems;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one column of a bank's table means.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BankColumn {
    /// The column's name.
    pub column: String,
    /// What it means.
    pub meaning: BankMeaning,
}

macro_rules! choices {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$one:meta])* $variant:ident => $word:literal $title:literal $to:expr,)+
    } -> $target:ty) => {
        $(#[$meta])*
        #[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq, Default)]
        #[serde(rename_all = "snake_case")]
        #[schemars(inline)]
        pub enum $name {
            $($(#[$one])* $variant,)+
        }

        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word forms send.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The words on screen.
            pub const fn title(self) -> &'static str {
                match self { $($name::$variant => $title,)+ }
            }

            /// The one of this word.
            pub fn of_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }

            /// As the reader of files calls it.
            pub(super) const fn read_as(self) -> $target {
                match self { $($name::$variant => $to,)+ }
            }

            /// What the reader of files calls by this name.
            pub(super) fn of_reader(known: $target) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.read_as() == known)
            }
        }
    };
}

choices! {
    /// What a column of a bank's table means.
    BankMeaning {
        /// Left out.
        #[default]
        Ignore => "ignore" "Left out" Meaning::Ignore,
        /// The day the bank posted it.
        PostedOn => "posted_on" "Day" Meaning::PostedOn,
        /// The amount with its sign.
        Amount => "amount" "Amount" Meaning::Amount,
        /// Money in.
        Credit => "credit" "Money in" Meaning::Credit,
        /// Money out.
        Debit => "debit" "Money out" Meaning::Debit,
        /// The check's number.
        CheckNumber => "check_number" "Check no." Meaning::CheckNumber,
        /// Words; several columns are joined.
        Description => "description" "Words" Meaning::Description,
        /// A reference of the bank or ours.
        Reference => "reference" "Reference" Meaning::Reference,
        /// The balance after the line.
        Balance => "balance" "Balance" Meaning::Balance,
        /// What the bank calls this kind of line.
        Kind => "kind" "Kind or direction" Meaning::Kind,
        /// The account.
        Account => "account" "Account" Meaning::Account,
        /// The bank's id of the line, unique for ever.
        Id => "id" "The bank's id" Meaning::Id,
    } -> Meaning
}

choices! {
    /// Which way round a table writes its days.
    BankDates {
        /// Told from the days themselves.
        #[default]
        Detect => "detect" "As the file shows" DateFormat::Detect,
        /// 03/31/2026.
        MonthFirst => "month_first" "Month first" DateFormat::MonthFirst,
        /// 31/03/2026.
        DayFirst => "day_first" "Day first" DateFormat::DayFirst,
    } -> DateFormat
}

choices! {
    /// Which sign money in has.
    BankSign {
        /// As in every account.
        #[default]
        InIsPositive => "in_is_positive" "Money in is positive" AmountSign::InIsPositive,
        /// As in the statement of a card.
        InIsNegative => "in_is_negative" "Money in is negative" AmountSign::InIsNegative,
    } -> AmountSign
}

/// The mapping that was said; none when nothing was.
pub(super) fn mapping_of(
    columns: &[BankColumn],
    dates: BankDates,
    sign: BankSign,
) -> Option<Mapping> {
    (!columns.is_empty()).then(|| Mapping {
        columns: columns
            .iter()
            .map(|one| MappedColumn { column: one.column.clone(), meaning: one.meaning.read_as() })
            .collect(),
        date_format: dates.read_as(),
        amount_sign: sign.read_as(),
    })
}

/// What is wrong with columns as they were said.
pub(super) fn add_column_problems(problems: &mut Problems, columns: &[BankColumn]) {
    if columns.is_empty() {
        return;
    }
    let has = |meaning: BankMeaning| columns.iter().any(|one| one.meaning == meaning);
    if !has(BankMeaning::PostedOn) {
        problems.add("columns", "Say which column is the day.");
    }
    if !has(BankMeaning::Amount) && !has(BankMeaning::Credit) && !has(BankMeaning::Debit) {
        problems.add("columns", "Say which column is the amount.");
    }
}
