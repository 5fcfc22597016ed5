//! Finding payment card numbers in any text, so that they are refused before they are stored.
//!
//! A find has 13 to 19 digits in any script, parted the way people part card numbers, begins
//! as an issuer's numbers do with the length that issuer uses, and passes the Luhn check.
//! Telephone numbers, dates, ZIP codes, account and money-order numbers fail at least one.

mod digits;

use std::borrow::Cow;
use std::ops::Range;

use digits::digit;

const SHORTEST: usize = 13;
const LONGEST: usize = 19;
/// Blanks and dashes between two groups, as in `4111 - 1111`.
const MOST_SEPARATORS: usize = 3;
/// Hexadecimal digits in one word from which on it is a digest or a token, not typed by anybody.
const DIGEST: usize = 32;

/// The bytes of the first card number in a text.
pub fn find(text: &str) -> Option<Range<usize>> {
    runs(text).iter().find_map(|run| find_in_run(run).next())
}

/// The text with each card number replaced by `[card ending 1111]`, for text that came from
/// outside and must be kept, such as a message. Takes time in proportion to the text's length.
pub fn mask(text: &str) -> Cow<'_, str> {
    let runs = runs(text);
    let mut masked = String::new();
    let mut kept = 0;
    for range in runs.iter().flat_map(|run| find_in_run(run)) {
        let digits: Vec<u8> = text[range.clone()].chars().filter_map(digit).collect();
        let last = &digits[digits.len() - 4..];
        masked.push_str(&text[kept..range.start]);
        masked.push_str("[card ending ");
        masked.extend(last.iter().map(|value| char::from(b'0' + value)));
        masked.push(']');
        kept = range.end;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[kept..]);
    Cow::Owned(masked)
}

/// A digit with its bytes in the text, and what parts it from the digit before.
struct Digit {
    value: u8,
    bytes: Range<usize>,
    parted: Parted,
}

#[derive(Clone, Copy, PartialEq)]
enum Parted {
    No,
    ByBlankOrDash,
    ByDot,
}

/// Stretches of digits with nothing but blanks, dashes or dots between them.
fn runs(text: &str) -> Vec<Vec<Digit>> {
    let mut runs = Vec::new();
    let mut run: Vec<Digit> = Vec::new();
    let (mut parted, mut separators) = (Parted::No, 0);
    for (at, letter) in text.char_indices() {
        if let Some(value) = digit(letter) {
            run.push(Digit { value, bytes: at..at + letter.len_utf8(), parted });
            (parted, separators) = (Parted::No, 0);
        } else if is_invisible(letter) {
            // Neither parts nor joins: it is not seen by who reads the number.
        } else if let (Some(by), true) = (separator(letter), separators < MOST_SEPARATORS) {
            parted = if parted == Parted::ByDot { parted } else { by };
            separators += 1;
        } else {
            keep(&mut runs, &mut run);
            (parted, separators) = (Parted::No, 0);
        }
    }
    keep(&mut runs, &mut run);
    runs.retain(|run| !is_in_digest(text, run));
    runs
}

/// Whether these digits are a piece of a long word of hexadecimal digits, letters among them: one
/// token in some ten thousand holds what could be a card number.
fn is_in_digest(text: &str, run: &[Digit]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let bytes = text.as_bytes();
    let is_hex = |byte: &&u8| byte.is_ascii_hexdigit();
    let before = bytes[..first.bytes.start].iter().rev().take_while(is_hex).count();
    let after = bytes[last.bytes.end..].iter().take_while(is_hex).count();
    let inside = &bytes[first.bytes.start..last.bytes.end];
    let word = before + inside.len() + after;
    before + after > 0 && word >= DIGEST && inside.iter().all(u8::is_ascii_hexdigit)
}

fn keep(runs: &mut Vec<Vec<Digit>>, run: &mut Vec<Digit>) {
    let run = std::mem::take(run);
    if run.len() >= SHORTEST {
        runs.push(run);
    }
}

/// The card numbers of a run, one behind the other. A number is looked for from the start of a
/// group to the end of one, so that a longer serial number does not match by a piece of it.
fn find_in_run(run: &[Digit]) -> impl Iterator<Item = Range<usize>> {
    let starts: Vec<usize> =
        (0..run.len()).filter(|&at| at == 0 || run[at].parted != Parted::No).collect();
    let mut group = 0;
    std::iter::from_fn(move || {
        while group < starts.len() {
            let from = starts[group];
            group += 1;
            if let Some(to) = end_of_number(run, &starts[group - 1..]) {
                group += starts[group..].partition_point(|start| *start < to);
                return Some(run[from].bytes.start..run[to - 1].bytes.end);
            }
        }
        None
    })
}

/// Where the card number ends that begins with the first of these groups.
fn end_of_number(run: &[Digit], starts: &[usize]) -> Option<usize> {
    let from = starts[0];
    let ends = starts[1..].iter().copied().chain([run.len()]);
    for (further, to) in ends.enumerate() {
        let digits = &run[from..to];
        if digits.len() > LONGEST {
            break;
        }
        let bounds: Vec<usize> = starts[..=further].iter().copied().chain([to]).collect();
        let sizes: Vec<usize> = bounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
        if digits.len() >= SHORTEST && one_kind(digits) && is_shaped(&sizes) && is_card(digits) {
            return Some(to);
        }
    }
    None
}

/// Amounts such as `45.00 33.33` mix dots and blanks; a card number does not.
fn one_kind(digits: &[Digit]) -> bool {
    let mut kinds = digits[1..].iter().map(|d| d.parted).filter(|parted| *parted != Parted::No);
    match kinds.next() {
        Some(first) => kinds.all(|kind| kind == first),
        None => true,
    }
}

/// Whether groups of these sizes are how a card number is written: whole, in fours, as on
/// the card of each issuer, or evenly. Telephone numbers (3-3-4), dates (4-2-2), and lists of
/// ZIP codes (5-5-5) or local numbers (7-7) are not.
fn is_shaped(sizes: &[usize]) -> bool {
    let Some((&last, rest)) = sizes.split_last() else {
        return false;
    };
    let Some(&first) = rest.first() else {
        return true;
    };
    let in_fours = rest.iter().all(|size| size % 4 == 0) && last <= 8;
    let as_printed = matches!(rest, [4, 6] | [6]);
    let evenly = rest.iter().all(|size| *size == first)
        && last <= first
        && (first <= 4 || (first == 5 && last < 5) || first == 6 || first == 8);
    in_fours || as_printed || evenly
}

fn is_card(digits: &[Digit]) -> bool {
    let values: Vec<u8> = digits.iter().map(|digit| digit.value).collect();
    is_issued(&values) && passes_luhn(&values)
}

/// Whether an issuer has numbers that begin so and are so long.
fn is_issued(values: &[u8]) -> bool {
    let leading = |count: usize| values[..count].iter().fold(0, |n, v| n * 10 + u32::from(*v));
    let (two, three, four) = (leading(2), leading(3), leading(4));
    let length = values.len();
    match two {
        40..=49 => matches!(length, 13 | 16 | 19),
        51..=55 => length == 16,
        22..=27 => length == 16 && (2221..=2720).contains(&four),
        34 | 37 => length == 15,
        36 | 38 | 39 => matches!(length, 14 | 16),
        30 => matches!(length, 14 | 16) && (three <= 305 || four == 3095),
        35 => (16..=19).contains(&length) && (3528..=3589).contains(&four),
        62 | 81 => (16..=19).contains(&length),
        60 => (16..=19).contains(&length) && four == 6011,
        64 => (16..=19).contains(&length) && three >= 644,
        65 => (16..=19).contains(&length),
        50 | 58 | 63 | 67 => {
            matches!(four, 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763)
        }
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812: every second digit from the right counts twice.
fn passes_luhn(values: &[u8]) -> bool {
    let counted = values.iter().rev().enumerate().map(|(place, &value)| match place % 2 {
        0 => u32::from(value),
        _ => u32::from(value) * 2 / 10 + u32::from(value) * 2 % 10,
    });
    counted.sum::<u32>().is_multiple_of(10)
}

fn separator(letter: char) -> Option<Parted> {
    match letter {
        '.' | '\u{b7}' | '\u{2022}' => Some(Parted::ByDot),
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
            Some(Parted::ByBlankOrDash)
        }
        letter if letter.is_whitespace() => Some(Parted::ByBlankOrDash),
        _ => None,
    }
}

/// Soft hyphens, joiners and marks that nobody sees between two digits.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_card_numbers_however_they_are_typed() {
        for number in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "4111.1111.1111.1111",
            "4111 - 1111 - 1111 - 1111",
            "4111\u{a0}1111\u{2011}1111\u{2013}1111",
            "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "41111-11111-11111-1",
            "4111\n1111\n1111\n1111",
            "41\u{200b}11\u{ad}1111 1111 1111",
            "\u{ff14}111 1111 1111 1111",
            "\u{664}\u{661}\u{661}\u{661} 1111 1111 1111",
            "\u{1d7d2}111111111111111",
            "5555 5555 5555 4444",
            "2223003122003222",
            "3782 822463 10005",
            "378282246310005",
            "6011 1111 1111 1117",
            "3622 720627 1667",
            "3566002020360505",
            "6205500000000000004",
            "4222222222222",
            "6759649826438453",
        ] {
            let text = format!("é said {number} 12/28 ok");
            let range = find(&text).unwrap_or_else(|| panic!("{number} was not found"));
            assert_eq!(&text[range], number);
        }
        assert!(find("card4111111111111111exp").is_some());
        assert!(find("4111111111111111").is_some());
        assert!(find("cc4111111111111111ed").is_some());
        assert!(find("4111111111111111 c0ffee00d15ea5e0c0de9f8e7d6c5b4a").is_some());
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "",
            "4111 1111 1111 1112",
            "(352) 555-0144 352-555-0188 352-855-0199",
            "3528550144 3528550188",
            "+1 352 555 0144",
            "invoice 0412-26-005501 of 2026-03-02 and 2026-03-09",
            "041226005501 041226005502",
            "ZIP 34471 34474 34475",
            "32607-1234 32608-2345",
            "routing 063107513 account 1234567890123",
            "money order 2764 5310 9982 7",
            "IMEI 490154203237518",
            "tracking 9400111899223100001234",
            "45.00 33.33 19.99 45.00 33.33 19.99",
            "0000 0000 0000 0000",
            "41111111111111110000111122223333",
            "4111, 1111, 1111, 1111",
            "555-0144 555-0188",
            "9f8e4111111111111111c0ffee00d15ea5e0c0de9f8e7d6c5b4a392817061524",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn masks_all_but_the_last_four() {
        let text = "Old 4111 1111 1111 1111, new 5555555555554444.";
        assert_eq!(mask(text), "Old [card ending 1111], new [card ending 4444].");
        assert!(matches!(mask("call (352) 555-0144"), Cow::Borrowed(_)));
        let many = "4111 1111 1111 1111 ".repeat(50_000);
        assert_eq!(mask(&many).matches("[card ending 1111]").count(), 50_000);
    }

    /// Plain, Arabic, Devanagari, full-width and mathematical zeros.
    const ZERO_DIGITS: [char; 5] = ['0', '\u{660}', '\u{966}', '\u{ff10}', '\u{1d7ce}'];

    /// Digits that begin as issuers' numbers do, completed with their check digit.
    fn numbers() -> impl Strategy<Value = String> {
        let issuers = prop_oneof![
            Just(("4", 16)),
            Just(("53", 16)),
            Just(("2300", 16)),
            Just(("37", 15)),
            Just(("6011", 16)),
            Just(("36", 14)),
            Just(("3530", 16)),
            Just(("62", 19)),
        ];
        (issuers, prop::collection::vec(0_u8..10, 19)).prop_map(|((prefix, length), random)| {
            let mut values: Vec<u8> = prefix.bytes().map(|byte| byte - b'0').collect();
            values.extend(&random[..length - 1 - values.len()]);
            let check = (0..10).find(|check| {
                let whole: Vec<u8> = values.iter().copied().chain([*check]).collect();
                passes_luhn(&whole)
            });
            values.push(check.expect("one of ten digits completes the number"));
            values.iter().map(u8::to_string).collect()
        })
    }

    proptest! {
        #[test]
        fn every_valid_number_is_found(
            number in numbers(),
            size in prop::sample::select(vec![1_usize, 2, 3, 4, 19]),
            separator in prop::sample::select(vec![" ", "-", ".", "\u{2009}", "\u{2014}", " - "]),
            script in prop::sample::select(ZERO_DIGITS.to_vec()),
        ) {
            let digits: Vec<char> = number
                .bytes()
                .map(|byte| char::from_u32(u32::from(script) + u32::from(byte - b'0')).unwrap())
                .collect();
            let groups: Vec<String> =
                digits.chunks(size).map(|group| group.iter().collect()).collect();
            let text = format!("Note: {} thanks", groups.join(separator));
            prop_assert!(find(&text).is_some(), "{}", text);
            prop_assert!(find(&mask(&text)).is_none());
        }

        #[test]
        fn a_wrong_digit_is_no_card(number in numbers(), at in 0_usize..14) {
            let mut wrong: Vec<u8> = number.bytes().collect();
            wrong[at] = if wrong[at] == b'9' { b'0' } else { wrong[at] + 1 };
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(find(&wrong), None);
        }

        #[test]
        fn telephone_numbers_are_never_cards(
            a in 2_000_000_000_u64..10_000_000_000,
            b in 2_000_000_000_u64..10_000_000_000,
        ) {
            let written = |number: u64| {
                let (area, rest) = (number / 10_000_000, number % 10_000_000);
                format!("{area}-{:03}-{:04}", rest / 10_000, rest % 10_000)
            };
            let text = format!("{} {}", written(a), written(b));
            prop_assert_eq!(find(&text), None);
            let text = format!("{a} {b}");
            prop_assert_eq!(find(&text), None);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = mask(&text);
        }
    }
}
