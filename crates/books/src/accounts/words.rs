//! The stored words of accounts.

use crate::words::stored_word;

stored_word! {
    /// What an account is.
    AccountKind "a kind of account" {
        /// What we have.
        Asset => "asset",
        /// What we owe.
        Liability => "liability",
        /// What is the owners', and what home office keeps for the branch.
        Equity => "equity",
        /// What we earn, and what we take off it.
        Revenue => "revenue",
        /// What we spend.
        Expense => "expense",
    }
}

stored_word! {
    /// A side of the ledger.
    Side "a side of the ledger" {
        /// The left side.
        Debit => "debit",
        /// The right side.
        Credit => "credit",
    }
}

impl AccountKind {
    /// The side on which accounts of this kind usually stand.
    pub const fn usual_side(self) -> Side {
        match self {
            AccountKind::Asset | AccountKind::Expense => Side::Debit,
            AccountKind::Liability | AccountKind::Equity | AccountKind::Revenue => Side::Credit,
        }
    }

    /// The kind's name over a group of accounts.
    pub const fn title(self) -> &'static str {
        match self {
            AccountKind::Asset => "Assets",
            AccountKind::Liability => "Liabilities",
            AccountKind::Equity => "Equity",
            AccountKind::Revenue => "Revenue",
            AccountKind::Expense => "Expenses",
        }
    }
}
