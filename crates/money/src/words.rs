//! Enums that are stored as words and shown as titles, and the tenders money comes in.

use books::Account;
use books::accounts::{ACH_CLEARING, CARD_CLEARING, LOCKBOX_CLEARING, UNDEPOSITED};

pub(crate) use books::stored_word;

/// The words at the beginning of a sentence.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

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
        /// A check the bank opened in our lockbox and deposited itself.
        Lockbox => "lockbox" "Lockbox check",
    }
}

/// How money of a tender reaches the bank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// In the day's deposit, by hand.
    Deposit,
    /// Through a processor or the lockbox, which pays it out.
    Processor,
}

impl Tender {
    /// How it reaches the bank.
    pub const fn route(self) -> Route {
        match self {
            Tender::Cash | Tender::Check | Tender::MoneyOrder => Route::Deposit,
            Tender::Card | Tender::Ach | Tender::Lockbox => Route::Processor,
        }
    }

    /// Where it stands in the books until the bank has it (handbook P8, P11, P13).
    pub const fn account(self) -> Account {
        match self {
            Tender::Cash | Tender::Check | Tender::MoneyOrder => UNDEPOSITED,
            Tender::Card => CARD_CLEARING,
            Tender::Ach => ACH_CLEARING,
            Tender::Lockbox => LOCKBOX_CLEARING,
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
            Tender::Lockbox => "lockbox checks",
        }
    }
}
