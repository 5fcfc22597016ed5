//! E-mail addresses: a light check, because only the mail itself proves an address.

use std::fmt;
use std::str::FromStr;

use crate::ParseError;
use crate::schema::{text_serde, value_schema};

/// An e-mail address. The part before the `@` is kept as written; the domain is in small
/// letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

value_schema!(Email, "Email", {
    "type": "string",
    "format": "email",
    "x-kind": "email",
    "description": "An e-mail address, such as maria@example.com",
});
text_serde!(Email);

impl Email {
    /// Reads an address: one `@`, a domain with a dot, no blanks, and the lengths SMTP allows.
    pub fn parse(text: &str) -> Result<Email, ParseError> {
        let text = text.trim();
        let (name, domain) = text.rsplit_once('@').unwrap_or((text, ""));
        match is_mailbox(name) && is_domain(domain) && text.len() <= 254 {
            true => Ok(Email(format!("{name}@{}", domain.to_ascii_lowercase()))),
            false => Err(ParseError::new("Enter an e-mail address such as maria@example.com.")),
        }
    }

    /// The address as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in small letters, for finding duplicates.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

fn is_mailbox(name: &str) -> bool {
    let usual = |letter: char| letter.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(letter);
    (1..=64).contains(&name.len())
        && name.chars().all(usual)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or("");
    domain.contains('.')
        && domain.split('.').all(is_label)
        && last.len() >= 2
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Email, ParseError> {
        Email::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_addresses_people_have() {
        for text in [
            "maria@example.com",
            "m.o'neil+bills@mail.oak-street.co.uk",
            "a@b.io",
            "josé@correo.example",
        ] {
            assert_eq!(Email::parse(text).unwrap().as_str(), text);
        }
        let email = Email::parse(" Maria@Example.COM ").unwrap();
        assert_eq!(email.as_str(), "Maria@example.com");
        assert_eq!(email.key(), "maria@example.com");
    }

    #[test]
    fn refuses_slips() {
        for text in [
            "",
            "maria",
            "maria@",
            "@example.com",
            "maria@example",
            "maria @example.com",
            "maria@example..com",
            "maria@-example.com",
            "maria@example.com, jo@example.com",
            "maria@@example.com",
            ".maria@example.com",
            "a..b@example.com",
            "maria@1.2.3.4",
            "maria@example.c",
        ] {
            assert!(Email::parse(text).is_err(), "{text}");
        }
        assert!(Email::parse(&format!("{}@example.com", "a".repeat(65))).is_err());
    }
}
