//! The words an import's rows keep, and what a person says about a file.

use crate::words::stored_word;
use formats::customers::{AmountSign, Source};
use formats::dates::DateFormat;

stored_word! {
    /// The program a file comes from.
    #[derive(Default)]
    Program "a program" {
        /// Told from the file itself.
        #[default]
        Auto => "auto" "Find out",
        /// Jobber's clients export and its reports.
        Jobber => "jobber" "Jobber",
        /// A FieldRoutes customer report.
        FieldRoutes => "fieldroutes" "FieldRoutes",
        /// QuickBooks: an IIF file, a customer list or an aging.
        QuickBooks => "quickbooks" "QuickBooks",
        /// Any other table with names above its columns.
        Table => "table" "Another table",
    }
}

impl Program {
    /// The program that writes this source.
    pub fn of(source: Source) -> Program {
        match source {
            Source::Jobber => Program::Jobber,
            Source::FieldRoutes => Program::FieldRoutes,
            Source::QuickBooksIif | Source::QuickBooksCsv => Program::QuickBooks,
            Source::Generic => Program::Table,
        }
    }
}

stored_word! {
    /// What a row of a file is to the office.
    Verdict "a verdict" {
        /// It brings something: a customer, or what a known one owes.
        New => "new" "New",
        /// It is known and says nothing else; nothing is done.
        Match => "match" "Known already",
        /// It is known and says something else; what stands here is kept.
        Conflict => "conflict" "Says something else",
        /// It names nobody or cannot be read.
        Rejected => "rejected" "Rejected",
    }
}

stored_word! {
    /// Which way round a file's dates are.
    #[derive(Default)]
    DateOrder "an order of dates" {
        /// Told from the dates themselves.
        #[default]
        Detect => "detect" "Find out",
        /// `03/31/2026`.
        MonthFirst => "month_first" "Month first",
        /// `31/03/2026`.
        DayFirst => "day_first" "Day first",
    }
}

impl From<DateOrder> for DateFormat {
    fn from(order: DateOrder) -> DateFormat {
        match order {
            DateOrder::Detect => DateFormat::Detect,
            DateOrder::MonthFirst => DateFormat::MonthFirst,
            DateOrder::DayFirst => DateFormat::DayFirst,
        }
    }
}

stored_word! {
    /// How a file writes what a customer owes.
    #[derive(Default)]
    OwedSign "a sign" {
        /// As an amount above zero.
        #[default]
        Positive => "positive" "Above zero",
        /// As an amount below zero.
        Negative => "negative" "Below zero",
    }
}

impl From<OwedSign> for AmountSign {
    fn from(sign: OwedSign) -> AmountSign {
        match sign {
            OwedSign::Positive => AmountSign::OwedIsPositive,
            OwedSign::Negative => AmountSign::OwedIsNegative,
        }
    }
}
