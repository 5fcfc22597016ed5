//! Telephone numbers, kept in E.164 when they are certainly North American.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ParseError;
use crate::schema::value_schema;

/// A telephone number, perhaps with an extension.
///
/// A number that follows the North American Numbering Plan is stored as `+13525550144`, or
/// `+13525550144x12`, and is *verified*; anything else is kept as it was written, because a
/// number we cannot read may still be the only way to reach somebody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

value_schema!(Phone, "Phone", {
    "type": "string",
    "x-kind": "phone",
    "description": "A telephone number, such as (352) 555-0144",
});

/// Longer than any number with its remarks.
const LONGEST: usize = 40;

impl Phone {
    /// Reads a typed number. Refused when it is empty, has no three digits or is too long.
    pub fn parse(text: &str) -> Result<Phone, ParseError> {
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let printable = !text.chars().any(char::is_control);
        if digits < 3 || text.chars().count() > LONGEST || !printable {
            return Err(ParseError::new("Enter a telephone number such as (352) 555-0144."));
        }
        let (number, extension) = split_extension(text);
        Ok(Phone(match (north_american(number), extension) {
            (Some(digits), "") => format!("+1{digits}"),
            (Some(digits), extension) => format!("+1{digits}x{extension}"),
            (None, _) => text.to_owned(),
        }))
    }

    /// The form to store: E.164 with the extension after an `x`, or the text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the number follows the North American Numbering Plan.
    pub fn is_verified(&self) -> bool {
        self.e164().is_some()
    }

    /// `+13525550144`, without the extension, for dialling and texting.
    pub fn e164(&self) -> Option<&str> {
        let (number, _) = split_extension(&self.0);
        let digits = number.strip_prefix("+1")?;
        (north_american(digits).as_deref() == Some(digits)).then_some(number)
    }

    /// The ten digits of a verified number, otherwise all digits as written: for comparing
    /// and for finding a number by any piece of it.
    pub fn digits(&self) -> String {
        match self.e164() {
            Some(number) => number["+1".len()..].to_owned(),
            None => self.0.chars().filter(char::is_ascii_digit).collect(),
        }
    }

    /// The extension of a verified number, when it has one.
    pub fn extension(&self) -> Option<&str> {
        self.e164()?;
        let (_, extension) = split_extension(&self.0);
        (!extension.is_empty()).then_some(extension)
    }
}

/// The number and its extension: `555-0144 x12`, `ext. 12`, `#12`.
fn split_extension(text: &str) -> (&str, &str) {
    let before = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let extension = &text[before.len()..];
    let marked = before.trim_end().trim_end_matches('.');
    if extension.is_empty() || extension.len() > 6 {
        return (text, "");
    }
    // Longest word first: "ext" also ends in what would be read as a mere "x" and "t".
    for word in ["extension", "ext", "x", "#"] {
        let at = marked.len().wrapping_sub(word.len());
        if marked.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word)) {
            let number = marked[..at].trim_end_matches(|l: char| l.is_whitespace() || l == ',');
            return (number, extension);
        }
    }
    (text, "")
}

/// The ten digits of a number that the North American Numbering Plan allows.
fn north_american(text: &str) -> Option<String> {
    let usual = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || matches!(letter, '(' | ')' | '-' | '.' | '/' | '\u{2010}'..='\u{2015}')
    };
    let (international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if !rest.chars().all(usual) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.strip_prefix('1') {
        Some(national) if national.len() == 10 => national,
        _ if !international => digits.as_str(),
        _ => return None,
    };
    let valid = national.len() == 10
        && is_area_code(&national.as_bytes()[..3])
        && is_exchange(&national.as_bytes()[3..6]);
    valid.then(|| national.to_owned())
}

/// An area code begins with 2 to 9; `N11` are services, and the plan keeps back `N9X`
/// (expansion), `37X` and `96X`.
fn is_area_code(code: &[u8]) -> bool {
    is_exchange(code) && code[1] != b'9' && !code.starts_with(b"37") && !code.starts_with(b"96")
}

/// An exchange begins with 2 to 9 and is not a service such as 911.
fn is_exchange(code: &[u8]) -> bool {
    (b'2'..=b'9').contains(&code[0]) && &code[1..] != b"11"
}

/// Prints `(352) 555-0144`, `(352) 555-0144 x12`, or the text as written.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_verified() {
            return f.pad(&self.0);
        }
        let digits = self.digits();
        let (area, exchange, line) = (&digits[..3], &digits[3..6], &digits[6..]);
        match self.extension() {
            Some(extension) => f.pad(&format!("({area}) {exchange}-{line} x{extension}")),
            None => f.pad(&format!("({area}) {exchange}-{line}")),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Phone {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Phone, ParseError> {
        Phone::parse(text)
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Phone, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Phone::parse(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_the_ways_people_write_numbers() {
        for text in [
            "(352) 555-0144",
            "352-555-0144",
            "352.555.0144",
            "3525550144",
            "1 352 555 0144",
            "+1 (352) 555-0144",
            "+13525550144",
            " 352\u{2013}555\u{2013}0144 ",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.as_str(), "+13525550144", "{text}");
            assert_eq!(phone.to_string(), "(352) 555-0144");
            assert_eq!(phone.digits(), "3525550144");
            assert!(phone.is_verified());
            assert_eq!(phone.extension(), None);
        }
    }

    #[test]
    fn keeps_extensions() {
        for text in [
            "352-555-0144 x12",
            "352-555-0144, ext. 12",
            "(352) 555-0144 Extension 12",
            "3525550144#12",
            "+13525550144x12",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.as_str(), "+13525550144x12", "{text}");
            assert_eq!(phone.to_string(), "(352) 555-0144 x12");
            assert_eq!(phone.e164(), Some("+13525550144"));
            assert_eq!(phone.extension(), Some("12"));
        }
    }

    #[test]
    fn keeps_what_it_cannot_verify_as_written() {
        for text in [
            "555-0144",
            "+44 20 7946 0958",
            "+352 555 0144 5",
            "911-555-0144",
            "352-911-0144",
            "052-555-0144",
            "352-155-0144",
            "292-555-0144",
            "ask at 352-555-0144",
            "1-800-FLOWERS 22",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.as_str(), text);
            assert_eq!(phone.to_string(), text);
            assert!(!phone.is_verified(), "{text}");
        }
        assert_eq!(Phone::parse("+44 20 7946 0958").unwrap().digits(), "442079460958");
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "none", "x12", "35\u{7}2-555-0144", &"5".repeat(41)] {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn travels_as_it_is_stored() {
        let phone = Phone::parse("352-555-0144").unwrap();
        assert_eq!(serde_json::to_string(&phone).unwrap(), "\"+13525550144\"");
        assert_eq!(serde_json::from_str::<Phone>("\"(352) 555-0144\"").unwrap(), phone);
    }

    proptest! {
        #[test]
        fn what_is_stored_or_printed_reads_the_same(text in "[0-9xX+#(). -]{3,30}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = Phone::parse(&text).map(|phone| phone.digits());
        }
    }
}
