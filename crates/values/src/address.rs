//! US postal addresses: kept as typed, compared and printed in the postal service's form.

mod paste;
mod states;
mod street;
mod suffixes;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{FieldProblem, ParseError, fold};

pub use states::{STATES, State};
use street::{Street, unit_key};

/// A US address as a person typed it.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// House number and street, or a post office box.
    pub line1: String,
    /// Apartment, suite, or "care of"; usually empty.
    #[serde(default)]
    pub line2: String,
    /// City.
    pub city: String,
    /// State, by its two letters or its name.
    pub state: String,
    /// ZIP code of five or nine digits.
    pub zip: String,
}

impl Address {
    /// Reads an address pasted as one block of text, such as from an e-mail:
    /// `12 Oak St, Apt 5, Gainesville, FL 32601`. Nothing when it does not end in state and ZIP.
    pub fn parse_block(text: &str) -> Option<Address> {
        paste::read(text)
    }

    /// What no letter can be sent with: missing fields, a state or a ZIP code that is none.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut wrong = |field, text: &'static str| {
            problems.push(FieldProblem { field, problem: ParseError::new(text) });
        };
        if self.line1.trim().is_empty() {
            wrong("line1", "Enter the house number and street, or a PO box.");
        }
        if self.city.trim().is_empty() {
            wrong("city", "Enter the city.");
        }
        if State::find(&self.state).is_none() {
            wrong("state", "Enter a state such as FL.");
        }
        if zip_digits(&self.zip).is_none() {
            wrong("zip", "Enter a ZIP code of five digits, such as 32601, or nine.");
        }
        problems
    }

    /// What is probably a slip but may be right: a ZIP code of another state, or a street
    /// without a house number.
    pub fn doubts(&self) -> Vec<FieldProblem> {
        let mut doubts = Vec::new();
        let mut doubt = |field, text: String| {
            doubts.push(FieldProblem { field, problem: ParseError::new(text) });
        };
        let line = Street::read(&self.line1).line;
        let has_number = line.chars().any(|letter| letter.is_ascii_digit());
        if !line.is_empty() && !has_number {
            doubt("line1", "There is no house number.".to_owned());
        }
        if let (Some(state), Some(zip)) = (State::find(&self.state), zip_digits(&self.zip))
            && !state.uses_zip(&zip)
        {
            doubt("zip", format!("ZIP code {} is not in {}.", &zip[..5], state.name));
        }
        doubts
    }

    /// The address in the postal service's form: capitals, no punctuation, standard
    /// abbreviations, the unit on the street's line. What it does not know stays.
    pub fn normal(&self) -> Address {
        let mut street = Street::read(&self.line1);
        let mut line2 = self.line2.trim().to_uppercase();
        if let (true, Some(unit)) = (street.unit.is_empty(), Street::read_unit(&self.line2)) {
            (street.unit, line2) = (unit, String::new());
        }
        let line1 = format!("{} {}", street.line, street.unit).trim().to_owned();
        Address { line1, line2, city: city(&self.city), state: self.state_code(), zip: self.zip() }
    }

    /// The lines under the name on an envelope, in the postal service's form.
    pub fn mailing_lines(&self) -> Vec<String> {
        let normal = self.normal();
        let last = format!("{} {} {}", normal.city, normal.state, normal.zip);
        [normal.line2, normal.line1, last.trim().to_owned()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// The address on one line, as typed, for lists: `12 Oak St, Gainesville, FL 32601`.
    pub fn one_line(&self) -> String {
        let place = format!("{} {}", self.state.trim(), self.zip.trim());
        [self.line1.trim(), self.line2.trim(), self.city.trim(), place.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// A text that is equal for two spellings of one place, to find duplicates by.
    pub fn normal_key(&self) -> String {
        // Of the normal form, so that an address and its normal form have one key however
        // oddly it was typed.
        let normal = self.normal();
        let street = Street::read(&normal.line1);
        let unit = match street.unit.is_empty() {
            true => Street::read_unit(&normal.line2).map(|unit| unit_key(&unit)),
            false => Some(street.unit_key()),
        };
        let place = match zip_digits(&self.zip) {
            Some(zip) => zip[..5].to_owned(),
            None => format!("{} {}", city(&self.city), self.state_code()),
        };
        format!("{}|{}|{}", fold(&street.key()), fold(&unit.unwrap_or_default()), fold(&place))
    }

    /// The state's two letters, or what was typed when it is no state.
    pub fn state_code(&self) -> String {
        match State::find(&self.state) {
            Some(state) => state.code.to_owned(),
            None => self.state.trim().to_uppercase(),
        }
    }

    /// `32601` or `32601-1234`, or what was typed when it is no ZIP code.
    fn zip(&self) -> String {
        match zip_digits(&self.zip) {
            Some(digits) if digits.len() == 9 => format!("{}-{}", &digits[..5], &digits[5..]),
            Some(digits) => digits,
            None => self.zip.trim().to_uppercase(),
        }
    }
}

/// The five or nine digits of a ZIP code.
fn zip_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let digits: String = match text.split_once('-') {
        Some((five, four)) if five.len() == 5 && four.len() == 4 => format!("{five}{four}"),
        Some(_) => return None,
        None => text.to_owned(),
    };
    let whole = matches!(digits.len(), 5 | 9) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (whole && !digits.starts_with("000")).then_some(digits)
}

/// A city in capitals without punctuation, saints and forts abbreviated.
fn city(text: &str) -> String {
    let letters = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-');
    let capitals: String = text.to_uppercase().chars().filter(letters).collect();
    let words: Vec<&str> = capitals
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| match (at, word) {
            (0, "SAINT") => "ST",
            (0, "FORT") => "FT",
            (0, "MOUNT") => "MT",
            _ => word,
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(line1: &str, line2: &str, city: &str, state: &str, zip: &str) -> Address {
        let [line1, line2, city, state, zip] = [line1, line2, city, state, zip].map(str::to_owned);
        Address { line1, line2, city, state, zip }
    }

    #[test]
    fn prints_for_an_envelope() {
        let typed =
            address("1204 S.W. 34th Street", "Apt. 5", "Gainesville", "Florida", "326071234");
        assert_eq!(typed.mailing_lines(), ["1204 SW 34TH ST APT 5", "GAINESVILLE FL 32607-1234"]);
        let care = address("12 Elm St", "c/o J. Rivera", "St. Augustine", "FL", "32084");
        assert_eq!(care.mailing_lines(), ["C/O J. RIVERA", "12 ELM ST", "ST AUGUSTINE FL 32084"]);
        assert_eq!(care.one_line(), "12 Elm St, c/o J. Rivera, St. Augustine, FL 32084");
    }

    #[test]
    fn spellings_of_one_place_share_a_key() {
        let key = address("1204 SW 34th St Apt 5", "", "Gainesville", "FL", "32607").normal_key();
        for other in [
            address("1204 S.W. 34th Street", "Unit 5", "gainesville", "Florida", "32607-1234"),
            address("1204 southwest 34TH ST. #5", "", "Gainsville", "fl", "32607"),
        ] {
            assert_eq!(other.normal_key(), key);
        }
        for other in [
            address("1204 SW 34th St Apt 6", "", "Gainesville", "FL", "32607"),
            address("1204 SW 34th St", "", "Gainesville", "FL", "32607"),
            address("1204 NW 34th St Apt 5", "", "Gainesville", "FL", "32607"),
            address("1204 SW 34th St Apt 5", "", "Gainesville", "FL", "32601"),
        ] {
            assert_ne!(other.normal_key(), key);
        }
    }

    #[test]
    fn names_what_is_missing() {
        let fields = |address: &Address| -> Vec<&str> {
            address.problems().iter().map(|problem| problem.field).collect()
        };
        assert_eq!(fields(&Address::default()), ["line1", "city", "state", "zip"]);
        assert!(fields(&address("12 Elm St", "", "Ocala", "FL", "34471")).is_empty());
        for zip in ["3447", "344711", "3447A", "34471-12", "00012"] {
            assert_eq!(fields(&address("12 Elm St", "", "Ocala", "FL", zip)), ["zip"], "{zip}");
        }
    }

    #[test]
    fn doubts_what_is_unlikely() {
        let doubts = address("Elm St", "", "Ocala", "GA", "34471").doubts();
        assert_eq!(doubts[0].field, "line1");
        assert_eq!(doubts[1].problem.message(), "ZIP code 34471 is not in Georgia.");
        assert!(address("12 Elm St", "", "Ocala", "FL", "34471").doubts().is_empty());
        assert!(address("PO Box 9", "", "Ocala", "FL", "34471").doubts().is_empty());
    }

    proptest! {
        #[test]
        fn the_normal_form_keeps_the_key(
            street in "[0-9]{1,4} (N |SW )?[A-Za-z']{2,9} (Street|Ave|Blvd\\.)",
            unit in "( (Apt|#|Suite) ?[0-9]{1,3})?",
            city in "[A-Za-z. ]{1,12}",
            zip in "[1-9][0-9]{4}(-[0-9]{4})?",
        ) {
            let typed = address(&format!("{street}{unit}"), "", &city, "fl", &zip);
            let normal = typed.normal();
            prop_assert_eq!(normal.normal_key(), typed.normal_key());
            prop_assert_eq!(normal.normal(), normal);
        }

        #[test]
        fn no_text_makes_it_panic(
            line1 in "\\PC{0,40}",
            line2 in "\\PC{0,20}",
            zip in "\\PC{0,10}",
        ) {
            let typed = address(&line1, &line2, &line1, &zip, &zip);
            let _ = (typed.normal_key(), typed.mailing_lines(), typed.problems(), typed.doubts());
            let _ = Address::parse_block(&line1);
        }
    }
}
