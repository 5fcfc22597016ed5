//! What cells say: texts cleaned, yes and no, lists, telephone numbers, address lines.

use std::borrow::Cow;

use values::{Address, card_number};

use super::{AddressText, PhoneKind, PhoneText};
use crate::csv::unguarded;

/// A cell without the formula guard, without spaces around it, with one kind of line end, and
/// without the control characters no database keeps.
pub(crate) fn cleaned(cell: &str) -> Cow<'_, str> {
    let text = unguarded(cell).trim();
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => clean.push('\n'),
            '\t' => clean.push(' '),
            letter if letter.is_control() => {}
            letter => clean.push(letter),
        }
    }
    Cow::Owned(clean.trim().to_owned())
}

/// What stands in the place of a card number that was masked before.
const MASKED: &str = "[card ending ";

/// The text with card numbers masked to their last four digits; `None` when there is none. One
/// that was masked on its way here is still one.
pub(crate) fn masked(text: &str) -> Option<String> {
    match card_number::mask(text) {
        Cow::Borrowed(text) => text.contains(MASKED).then(|| text.to_owned()),
        Cow::Owned(masked) => Some(masked),
    }
}

/// Yes or no as programs say it; `None` for other words.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "t" => Some(true),
        "false" | "no" | "n" | "0" | "f" => Some(false),
        _ => None,
    }
}

/// Active or not, as status columns say it; `None` for other words.
pub(crate) fn is_active(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "active" | "current" | "open" => Some(true),
        "inactive" | "not-active" | "not active" | "archived" | "cancelled" | "canceled"
        | "frozen" | "hidden" | "closed" | "-1" => Some(false),
        other => yes_or_no(other),
    }
}

/// More parts than this are no list of telephones, addresses or tags.
const PARTS_AT_MOST: usize = 200;

/// The parts of a list in one cell; a cell that is no list is one part.
pub(crate) fn listed<'t>(text: &'t str, separators: &'static [char]) -> Vec<&'t str> {
    let parts = text.split(separators).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.take(PARTS_AT_MOST + 1).collect();
    if parts.len() > PARTS_AT_MOST { vec![text] } else { parts }
}

/// The telephone numbers of a cell. A slash parts two numbers only with spaces around it.
pub(crate) fn phones(kind: PhoneKind, text: &str) -> Vec<PhoneText> {
    listed(text, &[',', ';', '|', '\n'])
        .into_iter()
        .flat_map(|part| part.split(" / "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| PhoneText { kind, text: part.to_owned() })
        .collect()
}

/// The numbers of QuickBooks's contact list: `Phone:(352) 555-0144 Mobile:(352) 555-0145`.
pub(crate) fn labelled_phones(text: &str) -> Vec<PhoneText> {
    const LABELS: [(&str, PhoneKind); 7] = [
        ("phone", PhoneKind::Main),
        ("main", PhoneKind::Main),
        ("mobile", PhoneKind::Mobile),
        ("work", PhoneKind::Work),
        ("home", PhoneKind::Home),
        ("fax", PhoneKind::Fax),
        ("other", PhoneKind::Other),
    ];
    let mut found = Vec::new();
    let mut kind = PhoneKind::Main;
    let mut rest = text;
    while let Some((number, behind)) = rest.split_once(':') {
        let word_at = number.trim_end().rfind(|c: char| !c.is_alphabetic());
        let word_at =
            word_at.map_or(0, |at| at + number[at..].chars().next().map_or(1, char::len_utf8));
        let word = number[word_at..].trim().to_ascii_lowercase();
        let Some((_, next)) = LABELS.iter().find(|(label, _)| *label == word) else {
            break;
        };
        found.extend(phones(kind, &number[..word_at]));
        (kind, rest) = (*next, behind);
    }
    found.extend(phones(kind, rest));
    found
}

/// Puts a whole address into its parts. What has no state and ZIP at its end stands in the street
/// lines, as written.
pub(crate) fn part_address(whole: &str, names: &[&str], into: &mut AddressText) -> Parted {
    let mut lines = listed(whole, &['\n']);
    // Address blocks begin with the customer's own name.
    let is_own_name = |line: &str| names.iter().any(|name| name.eq_ignore_ascii_case(line));
    while lines.len() > 1 && is_own_name(lines[0]) {
        lines.remove(0);
    }
    let block = lines.join("\n");
    let read = if block.len() <= LONGEST_ADDRESS { Address::parse_block(&block) } else { None };
    let Some(address) = read else {
        into.street1 = lines.first().map_or(String::new(), |line| (*line).to_owned());
        into.street2 = lines.get(1..).map_or(String::new(), |rest| rest.join(", "));
        return Parted::NotAtAll;
    };
    into.street1 = address.line1;
    into.street2 = address.line2;
    into.city = address.city;
    into.state = address.state;
    into.zip = address.zip;
    Parted::Fully
}

/// No address is longer; a longer text is not looked at for one.
pub(crate) const LONGEST_ADDRESS: usize = 400;

/// How well an address could be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parted {
    Fully,
    NotAtAll,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(phones: &[PhoneText]) -> Vec<(PhoneKind, &str)> {
        phones.iter().map(|phone| (phone.kind, phone.text.as_str())).collect()
    }

    #[test]
    fn numbers_are_parted_by_their_labels_and_separators() {
        assert_eq!(
            texts(&labelled_phones("Phone:(352) 555-0144 Mobile:352-555-0145, Fax: 352.555.0146")),
            [
                (PhoneKind::Main, "(352) 555-0144"),
                (PhoneKind::Mobile, "352-555-0145"),
                (PhoneKind::Fax, "352.555.0146"),
            ]
        );
        assert_eq!(texts(&labelled_phones("352-555-0144")), [(PhoneKind::Main, "352-555-0144")]);
        assert_eq!(texts(&labelled_phones("é: 1")), [(PhoneKind::Main, "é: 1")]);
        assert_eq!(
            texts(&phones(PhoneKind::Home, "352-555-0144 / 352/555-0145; +49 30 123456")),
            [
                (PhoneKind::Home, "352-555-0144"),
                (PhoneKind::Home, "352/555-0145"),
                (PhoneKind::Home, "+49 30 123456"),
            ]
        );
    }

    #[test]
    fn address_blocks_are_told_apart_or_kept_whole() {
        let mut address = AddressText::default();
        let block = "Marisol Rivera\n4821 SW 12th St Apt 3\nOcala, FL 34471";
        assert_eq!(part_address(block, &["Marisol Rivera"], &mut address), Parted::Fully);
        assert_eq!(address.city, "Ocala");
        assert_eq!(address.zip, "34471");
        assert!(address.street1.starts_with("4821 SW 12th St"), "{address:?}");

        let mut address = AddressText::default();
        assert_eq!(part_address("behind the church\nask Bo", &[], &mut address), Parted::NotAtAll);
        assert_eq!(
            (address.street1.as_str(), address.street2.as_str()),
            ("behind the church", "ask Bo")
        );
    }

    #[test]
    fn cells_lose_guards_and_control_characters_only() {
        assert_eq!(cleaned("  '=1+1 "), "'=1+1");
        assert_eq!(cleaned("'=1+1"), "=1+1");
        assert_eq!(cleaned("a\0b\r\nc\td\u{85}"), "ab\nc d");
    }
}
