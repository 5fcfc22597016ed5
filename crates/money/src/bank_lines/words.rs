//! The stored words of bank lines, matches and rules.

use formats::bank::LineKind;

crate::words::stored_word! {
    /// What a line is, as far as the bank says it.
    BankKind "a kind of bank line" {
        /// A deposit at the counter, by scanner or by bag.
        Deposit => "deposit" "Deposit",
        /// A lockbox deposit.
        Lockbox => "lockbox" "Lockbox",
        /// Money that came by ACH.
        AchCredit => "ach_credit" "ACH in",
        /// Money taken by ACH.
        AchDebit => "ach_debit" "ACH out",
        /// The sum of a file of entries we sent.
        AchSettlement => "ach_settlement" "ACH file",
        /// The card deposit of a day.
        Cards => "cards" "Cards",
        /// A check we wrote.
        CheckPaid => "check_paid" "Check paid",
        /// A check we deposited and that came back.
        ReturnedCheck => "returned_check" "Returned check",
        /// An entry we sent and that came back.
        ReturnedAch => "returned_ach" "Returned ACH",
        /// A wire.
        Wire => "wire" "Wire",
        /// A transfer between our own accounts.
        Transfer => "transfer" "Transfer",
        /// A fee of the bank.
        Fee => "fee" "Bank fee",
        /// Interest.
        Interest => "interest" "Interest",
        /// A correction of a deposit.
        Correction => "correction" "Correction",
        /// What the bank does not say.
        Other => "other" "Other",
    }
}

impl From<LineKind> for BankKind {
    fn from(kind: LineKind) -> BankKind {
        match kind {
            LineKind::Deposit => BankKind::Deposit,
            LineKind::Lockbox => BankKind::Lockbox,
            LineKind::AchCredit => BankKind::AchCredit,
            LineKind::AchDebit => BankKind::AchDebit,
            LineKind::AchSettlement => BankKind::AchSettlement,
            LineKind::Cards => BankKind::Cards,
            LineKind::CheckPaid => BankKind::CheckPaid,
            LineKind::ReturnedCheck => BankKind::ReturnedCheck,
            LineKind::ReturnedAch => BankKind::ReturnedAch,
            LineKind::Wire => BankKind::Wire,
            LineKind::Transfer => BankKind::Transfer,
            LineKind::Fee => BankKind::Fee,
            LineKind::Interest => BankKind::Interest,
            LineKind::Correction => BankKind::Correction,
            LineKind::Other => BankKind::Other,
        }
    }
}

crate::words::stored_word! {
    /// Why lines were matched.
    MatchWhy "a reason of a match" {
        /// The bank names the document.
        Reference => "reference" "The bank names it",
        /// The amount and the day are alike, and nothing else is.
        AmountAndDay => "amount_and_day" "Amount and day",
        /// Several lines of the books come to one of the bank.
        Sum => "sum" "They add up",
        /// Several lines of the bank come to one of the books.
        Split => "split" "In several credits",
        /// A line of the books and the one that reverses it.
        Reversed => "reversed" "Reversed",
        /// A saved rule says where it belongs.
        Rule => "rule" "By a rule",
        /// A person says so.
        Hand => "hand" "By hand",
    }
}

crate::words::stored_word! {
    /// Which way money goes.
    #[derive(Default)]
    Direction "a direction of money" {
        /// Either way.
        #[default]
        Either => "either" "In or out",
        /// Into our account.
        In => "in" "In",
        /// Out of our account.
        Out => "out" "Out",
    }
}

impl Direction {
    /// Whether an amount in cents goes this way.
    pub const fn holds(self, cents: i64) -> bool {
        match self {
            Direction::Either => true,
            Direction::In => cents > 0,
            Direction::Out => cents < 0,
        }
    }
}
