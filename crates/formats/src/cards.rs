//! Card numbers never enter: wherever one stands in a text, all but its last four digits go.
//!
//! A card number is 13 to 19 digits that begin like an issuer's, pass the check digit, and are
//! written as cards print them: in one piece, or in groups of four, four-six-five, four-six-four.
//! Telephone numbers are grouped otherwise, so two of them side by side stay what they are.

/// The text without card numbers, each replaced by `****1111`; `None` when there is none.
pub fn mask(text: &str) -> Option<String> {
    // Nearly every text is shorter or has fewer digits than a card number.
    if text.len() < 13 || text.chars().filter_map(digit).take(13).count() < 13 {
        return None;
    }
    let groups = digit_groups(text);
    let mut masked = String::new();
    let (mut kept, mut at) = (0, 0);
    while at < groups.len() {
        match (at..groups.len().min(at + MOST_GROUPS))
            .rev()
            .find(|last| is_card_number(&groups[at..=*last]))
        {
            Some(last) => {
                let digits = digits_of(&groups[at..=last]);
                masked.push_str(&text[kept..groups[at].from]);
                masked.push_str("****");
                let end = &digits[digits.len() - 4..];
                masked.extend(end.iter().map(|digit| char::from(b'0' + digit)));
                kept = groups[last].to;
                at = last + 1;
            }
            None => at += 1,
        }
    }
    if kept == 0 {
        return None;
    }
    masked.push_str(&text[kept..]);
    Some(masked)
}

/// Nineteen single digits are the longest way to write a card number.
const MOST_GROUPS: usize = 19;

/// Digits in one piece, and whether a single separator joins them to the group before.
struct Group {
    from: usize,
    to: usize,
    digits: Vec<u8>,
    joined: bool,
}

fn digit_groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut between = 2;
    let mut open = false;
    for (at, letter) in text.char_indices() {
        if let Some(digit) = digit(letter) {
            if !open {
                let joined = between <= 1 && !groups.is_empty();
                groups.push(Group {
                    from: at,
                    to: at,
                    digits: Vec::new(),
                    joined,
                });
                open = true;
            }
            let group = groups.last_mut().expect("a group was just opened");
            group.digits.push(digit);
            group.to = at + letter.len_utf8();
        } else if is_invisible(letter) {
            // Zero-width characters hide a number from the eye of a program only.
        } else {
            between = match (open, is_separator(letter)) {
                (true, true) => 1,
                (false, true) => between + 1,
                (_, false) => 2,
            };
            open = false;
        }
    }
    groups
}

fn is_card_number(groups: &[Group]) -> bool {
    if groups.iter().skip(1).any(|group| !group.joined) {
        return false;
    }
    let sizes: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let singles = sizes.iter().all(|size| *size == 1);
    let printed_like_a_card = match sizes.as_slice() {
        [_] | [4, 6, 4 | 5] => true,
        [fours @ .., 1..=4] => singles || fours.iter().all(|size| *size == 4),
        _ => false,
    };
    if !printed_like_a_card {
        return false;
    }
    let digits = digits_of(groups);
    is_issued(&digits) && passes_check_digit(&digits)
}

fn digits_of(groups: &[Group]) -> Vec<u8> {
    groups
        .iter()
        .flat_map(|group| group.digits.iter().copied())
        .collect()
}

/// Whether numbers of this length and beginning are given out by a card network.
fn is_issued(digits: &[u8]) -> bool {
    if !(13..=19).contains(&digits.len()) {
        return false;
    }
    let begins = digits[..4]
        .iter()
        .fold(0_u32, |number, digit| number * 10 + u32::from(*digit));
    match begins {
        4000..=4999 => true,
        3400..=3499 | 3700..=3799 => digits.len() == 15,
        3000..=3059 | 3095 | 3600..=3699 | 3800..=3999 => digits.len() >= 14,
        3528..=3589 | 2221..=2720 | 5100..=5599 => digits.len() >= 16,
        5000..=5099 | 5600..=5899 | 6000..=6999 => digits.len() >= 14,
        _ => false,
    }
}

/// The check of ISO/IEC 7812: every second digit from the right is doubled.
fn passes_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '-' | '.' | '\t' | '\u{a0}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    ) || ('\u{2000}'..='\u{200a}').contains(&letter)
        || matches!(letter, '\u{202f}' | '\u{3000}')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// The value of a decimal digit in the scripts a keyboard or a copied page may produce.
fn digit(letter: char) -> Option<u8> {
    const ZEROS: [u32; 20] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let code = u32::from(letter);
    // The mathematical digits come in five styles of ten.
    if (0x1d7ce..=0x1d7ff).contains(&code) {
        return u8::try_from((code - 0x1d7ce) % 10).ok();
    }
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    u8::try_from(code - zero).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn card_numbers_lose_all_but_their_last_four_digits() {
        for (text, masked) in [
            ("4111111111111111", "****1111"),
            (
                "Visa 4111 1111 1111 1111 exp 12/27",
                "Visa ****1111 exp 12/27",
            ),
            ("4111-1111-1111-1111 12/27", "****1111 12/27"),
            ("4111111111111111 12", "****1111 12"),
            ("amex 3782 822463 10005", "amex ****0005"),
            (
                "378282246310005, old 5555555555554444.",
                "****0005, old ****4444.",
            ),
            ("４１１１１１１１１１１１１１１１", "****1111"),
            ("٤١١١١١١١١١١١١١١١", "****1111"),
            ("4111\u{a0}1111\u{2009}1111\u{2013}1111", "****1111"),
            ("4\u{200b}111111111111111", "****1111"),
            ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "****1111"),
            ("card:6011111111111117;cvv 123", "card:****1117;cvv 123"),
        ] {
            assert_eq!(mask(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn telephones_and_ids_stay() {
        for text in [
            "407-555-0100 407-555-0101",
            "(407) 555-0100, (407) 555-0101",
            "4111111111111112",
            "1234567890123456",
            "",
            "gate 4111 # 1111",
            "+44 20 7946 0958",
            "4111 1111 1111",
            "FL 33601-1111 40755501004075550101",
        ] {
            assert_eq!(mask(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_masked_is_left_to_mask(text in "[0-9 -]{0,60}|\\PC{0,60}") {
            if let Some(masked) = mask(&text) {
                prop_assert!(masked.len() <= text.len());
                prop_assert_eq!(mask(&masked), None);
            }
        }
    }
}
