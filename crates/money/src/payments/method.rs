//! How a payment was made, as it is entered and as it is kept.

use crate::words::Tender;
use office::Problems;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Day;

/// How money came in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Method {
    /// Bills and coins.
    Cash,
    /// A check.
    Check {
        /// The number at its upper right.
        number: String,
        /// The bank's number as printed on the check: `63-107`.
        #[serde(default)]
        bank: String,
        /// The day on the check, when it is not today's.
        #[serde(default)]
        dated_on: Option<Day>,
    },
    /// A money order.
    MoneyOrder {
        /// Who issued it: USPS, Western Union, MoneyGram.
        issuer: String,
        /// Its serial number.
        serial: String,
    },
    /// A card payment that the processor has taken.
    Card {
        /// The processor's reference.
        reference: String,
        /// The card's last four digits.
        last4: String,
    },
    /// A check the bank opened in our lockbox; files bring them.
    Lockbox {
        /// The check's number.
        number: String,
        /// The bank it is drawn on, as nine digits; may be blank.
        #[serde(default)]
        bank: String,
    },
    /// A bank debit.
    Ach {
        /// The processor's or the bank's reference.
        reference: String,
    },
}

/// A method as a payment's row keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What it came as.
    pub tender: Tender,
    /// The check's number, the money order's serial, the processor's reference; blank for cash.
    pub reference: String,
    /// The check's bank, the money order's issuer, the card's last four digits.
    pub bank: String,
}

impl Method {
    /// As the row keeps it.
    pub fn kept(&self) -> Kept {
        let (tender, reference, bank) = match self {
            Method::Cash => (Tender::Cash, "", ""),
            Method::Check { number, bank, .. } => (Tender::Check, &**number, &**bank),
            Method::MoneyOrder { issuer, serial } => (Tender::MoneyOrder, &**serial, &**issuer),
            Method::Card { reference, last4 } => (Tender::Card, &**reference, &**last4),
            Method::Ach { reference } => (Tender::Ach, &**reference, ""),
            Method::Lockbox { number, bank } => (Tender::Lockbox, &**number, &**bank),
        };
        Kept { tender, reference: reference.trim().to_owned(), bank: bank.trim().to_owned() }
    }

    /// The day on the check, if one was entered.
    pub fn dated_on(&self) -> Option<Day> {
        match self {
            Method::Check { dated_on, .. } => *dated_on,
            _ => None,
        }
    }

    /// What is wrong with it, by the fields of a command that has it as `method`.
    pub fn problems(&self) -> Problems {
        let is_blank = |text: &str| text.trim().is_empty();
        match self {
            // A check whose number the bank could not read is money all the same.
            Method::Cash | Method::Lockbox { .. } => Problems::none(),
            Method::Check { number, .. } => Problems::none().when(
                is_blank(number),
                "method.check.number",
                "Enter the check's number.",
            ),
            Method::MoneyOrder { issuer, serial } => Problems::none()
                .when(
                    is_blank(issuer),
                    "method.money_order.issuer",
                    "Enter who issued it, such as USPS or Western Union.",
                )
                .when(is_blank(serial), "method.money_order.serial", "Enter its serial number."),
            Method::Card { reference, last4 } => Problems::none()
                .when(
                    is_blank(reference),
                    "method.card.reference",
                    "Enter the processor's reference.",
                )
                .when(
                    last4.len() != 4 || !last4.bytes().all(|digit| digit.is_ascii_digit()),
                    "method.card.last4",
                    "Enter the card's last four digits, nothing more.",
                ),
            Method::Ach { reference } => Problems::none().when(
                is_blank(reference),
                "method.ach.reference",
                "Enter the processor's or the bank's reference.",
            ),
        }
    }

    /// The months after which a bank need not pay a check, when this one is older than that on
    /// the day it would go there.
    pub fn stale_after(&self, day: Day) -> Option<i64> {
        let months = settings::rule_packs::stale_after_months(day)?;
        let oldest = day.plus_months(-months);
        self.dated_on().filter(|dated_on| *dated_on < oldest).map(|_| months)
    }
}

impl Kept {
    /// In words: "check 1042", "money order 28816604", "cash".
    pub fn words(&self) -> String {
        let what = match self.tender {
            Tender::Ach => String::from("ACH"),
            tender => tender.title().to_lowercase(),
        };
        match &*self.reference {
            "" => what,
            reference => format!("{what} {reference}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_by_its_field() {
        let fields = |method: Method| -> Vec<String> {
            method.problems().0.into_iter().map(|one| one.field).collect()
        };
        assert!(fields(Method::Cash).is_empty());
        let check = Method::Check { number: " ".into(), bank: String::new(), dated_on: None };
        assert_eq!(fields(check), ["method.check.number"]);
        let order = Method::MoneyOrder { issuer: String::new(), serial: String::new() };
        let both = ["method.money_order.issuer", "method.money_order.serial"];
        assert_eq!(fields(order), both);
        let card = Method::Card { reference: "ch_1".into(), last4: "42424".into() };
        assert_eq!(fields(card), ["method.card.last4"]);
    }

    #[test]
    fn words_name_what_lies_on_the_desk() {
        let check =
            Method::Check { number: " 1042 ".into(), bank: "63-107".into(), dated_on: None };
        assert_eq!(check.kept().words(), "check 1042");
        assert_eq!(Method::Cash.kept().words(), "cash");
        assert_eq!(Method::Ach { reference: "T9".into() }.kept().words(), "ACH T9");
    }

    #[test]
    fn a_check_is_stale_after_half_a_year() {
        let dated =
            |day| Method::Check { number: "1".into(), bank: String::new(), dated_on: Some(day) };
        let today = Day::ymd(2026, 3, 2);
        assert_eq!(dated(Day::ymd(2025, 9, 2)).stale_after(today), None);
        assert_eq!(dated(Day::ymd(2025, 9, 1)).stale_after(today), Some(6));
    }
}
