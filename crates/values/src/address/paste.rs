//! An address pasted as one block of text, parted into its fields.

use super::states::State;
use super::street::Street;
use super::{Address, zip_digits};
use crate::address::suffixes::suffix;

/// Parts a block by lines and commas; the end must be a state and a ZIP code.
pub(super) fn read(text: &str) -> Option<Address> {
    let parts: Vec<&str> =
        text.split(['\n', '\r', ',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let joined = parts.join(", ");
    let joined = strip_country(&joined);
    let (before, zip) = joined.rsplit_once([' ', ','])?;
    zip_digits(zip)?;
    let (before, state) = take_state(before.trim_end_matches([' ', ',']))?;
    let before = before.trim_end_matches([' ', ',']);
    let (street, city) = match before.rsplit_once(',') {
        Some((street, city)) => (street.trim(), city.trim()),
        None => split_at_suffix(before)?,
    };
    let (line1, line2) = two_lines(street);
    let address = Address {
        line1,
        line2,
        city: city.to_owned(),
        state: state.code.to_owned(),
        zip: zip.to_owned(),
    };
    address.problems().is_empty().then_some(address)
}

fn strip_country(text: &str) -> &str {
    let text = text.trim_end_matches(['.', ' ']);
    for country in ["USA", "U.S.A", "US", "United States"] {
        let at = text.len().wrapping_sub(country.len());
        if text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(country)) {
            let before = &text[..at];
            if before.ends_with([' ', ',']) {
                return before.trim_end_matches([' ', ',']);
            }
        }
    }
    text
}

/// The state at the end, which may have up to three words.
fn take_state(text: &str) -> Option<(&str, &'static State)> {
    let starts: Vec<usize> = text
        .match_indices([' ', ','])
        .map(|(at, separator)| at + separator.len())
        .rev()
        .take(3)
        .collect();
    // The longest name first, so that West Virginia is not read as Virginia.
    starts.iter().rev().find_map(|&at| Some((&text[..at], State::find(&text[at..])?)))
}

/// Without commas, the city begins behind the street's last suffix and its unit.
fn split_at_suffix(text: &str) -> Option<(&str, &str)> {
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let is_suffix =
        |word: &str| suffix(word.trim_end_matches('.').to_uppercase().as_str()).is_some();
    let last = (2..words.len().saturating_sub(1)).find(|&at| is_suffix(words[at].1))?;
    let ends = (last + 1..words.len()).rev();
    // The longest unit that stands behind the suffix belongs to the street.
    let city_at = ends
        .filter(|&at| at > last + 1)
        .find(|&at| Street::read_unit(text[words[last + 1].0..words[at].0].trim()).is_some())
        .unwrap_or(last + 1);
    let (street, city) = text.split_at(words[city_at].0);
    Some((street.trim(), city.trim()))
}

/// The first part that has a figure is the street; what else there is goes to the second line.
fn two_lines(street: &str) -> (String, String) {
    let parts: Vec<&str> = street.split(',').map(str::trim).collect();
    let with_number = parts.iter().position(|part| part.contains(|l: char| l.is_ascii_digit()));
    let line1 = with_number.unwrap_or(0);
    let others: Vec<&str> =
        parts.iter().enumerate().filter(|(at, _)| *at != line1).map(|(_, part)| *part).collect();
    (parts[line1].to_owned(), others.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_what_people_paste() {
        for (text, line1, line2, city, state, zip) in [
            ("12 Oak St, Gainesville, FL 32601", "12 Oak St", "", "Gainesville", "FL", "32601"),
            (
                "12 Oak St\nApt 5\nGainesville FL 32601-1234",
                "12 Oak St",
                "Apt 5",
                "Gainesville",
                "FL",
                "32601-1234",
            ),
            ("12 Oak St Gainesville Florida 32601", "12 Oak St", "", "Gainesville", "FL", "32601"),
            (
                "12 Oak St Apt 5 Cedar Key FL 32625",
                "12 Oak St Apt 5",
                "",
                "Cedar Key",
                "FL",
                "32625",
            ),
            (
                "9 Hill Rd, Charleston, West Virginia 25301, USA",
                "9 Hill Rd",
                "",
                "Charleston",
                "WV",
                "25301",
            ),
            (
                "Oak Street Dental, 18 Oak Street, Ocala, FL, 34471",
                "18 Oak Street",
                "Oak Street Dental",
                "Ocala",
                "FL",
                "34471",
            ),
            ("PO Box 118, Ocala FL 34471", "PO Box 118", "", "Ocala", "FL", "34471"),
        ] {
            let address = read(text).unwrap_or_else(|| panic!("{text}"));
            let read =
                [&address.line1, &address.line2, &address.city, &address.state, &address.zip];
            assert_eq!(read, [line1, line2, city, state, zip], "{text}");
        }
    }

    #[test]
    fn leaves_other_text_alone() {
        for text in ["", "call me", "12 Oak St", "12 Oak St, Gainesville", "FL 32601", "32601"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
