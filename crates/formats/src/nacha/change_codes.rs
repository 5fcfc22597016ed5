//! What receiving banks ask us to correct, and the corrected values read into fields.
//!
//! The table follows the NACHA Operating Rules, appendix 5. A correction is made within six
//! banking days of the notice or before the next entry, whichever is later.

use values::{Day, Sealed, WorkCalendar};

use super::TransactionCode;
use crate::routing_number::RoutingNumber;

/// One kind of correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeCode {
    /// `C01` and so on.
    pub code: &'static str,
    /// What it means, for the page.
    pub words: &'static str,
}

impl ChangeCode {
    /// The last day to make the correction, unless the next entry is sent later still.
    pub fn due_on(received_on: Day, banking: &WorkCalendar) -> Day {
        banking.plus(received_on, 6)
    }
}

/// The correction with this code; `None` when nobody knows it.
pub fn change_code(code: &str) -> Option<&'static ChangeCode> {
    CHANGE_CODES.iter().find(|known| known.code == code)
}

const fn row(code: &'static str, words: &'static str) -> ChangeCode {
    ChangeCode { code, words }
}

/// Every kind of correction, and the reasons why one can be refused.
pub const CHANGE_CODES: &[ChangeCode] = &[
    row("C01", "The account number is wrong"),
    row("C02", "The routing number is wrong"),
    row("C03", "The routing number and the account number are wrong"),
    row("C04", "The receiver's name is wrong"),
    row("C05", "The account is of another kind"),
    row("C06", "The account number and the kind of account are wrong"),
    row("C07", "The routing number, the account number and the kind of account are wrong"),
    row("C08", "The foreign bank's identification is wrong"),
    row("C09", "The individual identification is wrong"),
    row("C10", "Our company name is wrong"),
    row("C11", "Our company identification is wrong"),
    row("C12", "Our company name and identification are wrong"),
    row("C13", "The addenda are laid out wrongly"),
    row("C14", "The entry must be sent as an international one"),
    row("C61", "Notice refused: it was misrouted"),
    row("C62", "Notice refused: its trace number is wrong"),
    row("C63", "Notice refused: its company identification is wrong"),
    row("C64", "Notice refused: its individual identification is wrong"),
    row("C65", "Notice refused: its corrected data are laid out wrongly"),
    row("C66", "Notice refused: its discretionary data are wrong"),
    row("C67", "Notice refused: the routing number is not the original one"),
    row("C68", "Notice refused: the account number is not the original one"),
    row("C69", "Notice refused: its transaction code is wrong"),
];

/// The corrected values of a notice; what it does not correct is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The right routing number.
    pub routing: Option<RoutingNumber>,
    /// The right account number.
    pub account: Option<Sealed>,
    /// The right kind of account, as a transaction code.
    pub transaction: Option<TransactionCode>,
    /// The right name.
    pub name: Option<String>,
    /// The right individual identification.
    pub individual_id: Option<String>,
}

impl Correction {
    /// Reads the twenty-nine letters of corrected values; `None` when the code has none or a
    /// value is missing or wrong, so that a person looks at it.
    pub fn read(code: &str, corrected: &str) -> Option<Correction> {
        let mut correction = Correction::default();
        if !corrected.is_ascii() {
            return None;
        }
        match code {
            "C01" => correction.account = Some(account(piece(corrected, 0, 17))?),
            "C02" => correction.routing = Some(RoutingNumber::parse(piece(corrected, 0, 9)).ok()?),
            "C03" => {
                // The account begins at the thirteenth letter; banks differ in the spaces.
                correction.routing = Some(RoutingNumber::parse(piece(corrected, 0, 9)).ok()?);
                correction.account = Some(account(piece(corrected, 9, 29))?);
            }
            "C04" => correction.name = Some(words(piece(corrected, 0, 22))?),
            "C05" => correction.transaction = Some(transaction(piece(corrected, 0, 2))?),
            "C06" => {
                let (number, kind) = corrected.trim().rsplit_once(' ')?;
                correction.account = Some(account(number)?);
                correction.transaction = Some(transaction(kind)?);
            }
            "C07" => {
                correction.routing = Some(RoutingNumber::parse(piece(corrected, 0, 9)).ok()?);
                let rest = piece(corrected, 9, 29).trim();
                // A full account number leaves no space before the two digits behind it.
                let split = rest.len().checked_sub(2)?;
                correction.account = Some(account(&rest[..split])?);
                correction.transaction = Some(transaction(&rest[split..])?);
            }
            "C09" => correction.individual_id = Some(words(piece(corrected, 0, 22))?),
            _ => return None,
        }
        Some(correction)
    }
}

fn piece(text: &str, from: usize, to: usize) -> &str {
    text.get(from.min(text.len())..to.min(text.len())).unwrap_or("")
}

fn words(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn account(text: &str) -> Option<Sealed> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(&byte));
    (plain && !text.is_empty() && text.len() <= 17).then(|| Sealed::new(text))
}

fn transaction(text: &str) -> Option<TransactionCode> {
    let text = text.trim();
    if text.len() != 2 {
        return None;
    }
    TransactionCode::new(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The handbook's date (T35): received on Fri 2026-11-20, Thanksgiving between.
    #[test]
    fn a_notice_is_mended_within_six_banking_days() {
        let due = ChangeCode::due_on(Day::ymd(2026, 11, 20), &WorkCalendar::banking());
        assert_eq!(due, Day::ymd(2026, 12, 1));
    }

    #[test]
    fn corrected_values_are_read_by_their_code() {
        let read = |code, text| Correction::read(code, text);
        let account = |text| Some(Sealed::new(text));
        let routing = Some(RoutingNumber::parse("011401494").unwrap());
        let one = read("C01", "456789013").unwrap();
        assert_eq!((one.account, one.routing), (account("456789013"), None));
        assert_eq!(read("C02", "011401494").unwrap().routing, routing);
        let three = read("C03", "011401494   456789013").unwrap();
        assert_eq!((three.account, three.routing), (account("456789013"), routing));
        assert_eq!(read("C04", "NGUYEN, LINH T").unwrap().name.as_deref(), Some("NGUYEN, LINH T"));
        assert_eq!(read("C05", "37").unwrap().transaction, TransactionCode::new(37));
        let six = read("C06", "456789013           37").unwrap();
        assert_eq!(
            (six.account, six.transaction),
            (account("456789013"), TransactionCode::new(37))
        );
        let seven = read("C07", "01140149412345678901234567 37").unwrap();
        assert_eq!((seven.account, seven.routing), (account("12345678901234567"), routing));
        let full = read("C07", "0114014941234567890123456737").unwrap();
        assert_eq!(full.account, account("12345678901234567"));
        assert_eq!(read("C09", "A10088").unwrap().individual_id.as_deref(), Some("A10088"));
    }

    #[test]
    fn what_cannot_be_right_is_left_to_a_person() {
        for (code, text) in [
            ("C01", ""),
            ("C02", "011401495"),
            ("C03", "011401494"),
            ("C05", "99"),
            ("C06", "456789013"),
            ("C07", "011401494"),
            ("C10", "NEW NAME"),
            ("R01", "456789013"),
            ("C04", "Peña"),
        ] {
            assert_eq!(Correction::read(code, text), None, "{code} {text}");
        }
    }
}
