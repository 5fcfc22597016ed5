//! The gaps of a letter, and filling them. No database.

use serde_json::{Value, json};

/// What a letter may leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// As it stands in the text, between double braces.
    pub word: &'static str,
    /// What is filled in.
    pub title: &'static str,
    /// Whether only a customer whose price changes has it.
    pub of_price: OfPrice,
}

/// Whether a gap speaks of a price that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfPrice {
    /// It does.
    Yes,
    /// Every customer has it.
    No,
}

const fn gap(word: &'static str, title: &'static str) -> Gap {
    Gap { word, title, of_price: OfPrice::No }
}

const fn price_gap(word: &'static str, title: &'static str) -> Gap {
    Gap { word, title, of_price: OfPrice::Yes }
}

/// All of them.
pub const GAPS: &[Gap] = &[
    gap("name", "Her name"),
    gap("account", "Her account number"),
    gap("balance", "What she owes"),
    gap("oldest_due", "Since when the oldest of it is due"),
    gap("today", "The letter's day"),
    gap("company", "Our company"),
    gap("branch", "Our branch"),
    gap("phone", "Our telephone"),
    price_gap("agreement", "The agreement whose price changes"),
    price_gap("service", "Its service"),
    price_gap("price", "What a visit costs until then"),
    price_gap("new_price", "What it will cost"),
    price_gap("from_day", "From which day on"),
];

/// The gaps of a text, in their order; what stands between braces as it is written.
pub fn gaps_of(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(word, _)| word.trim())
}

/// The gaps of a text that nobody knows.
pub fn unknown(text: &str) -> Vec<&str> {
    gaps_of(text).filter(|word| find(word).is_none()).collect()
}

/// Whether a text speaks of a price that changes.
pub fn speaks_of_price(text: &str) -> bool {
    gaps_of(text).filter_map(find).any(|gap| gap.of_price == OfPrice::Yes)
}

fn find(word: &str) -> Option<&'static Gap> {
    GAPS.iter().find(|gap| gap.word.eq_ignore_ascii_case(word))
}

/// The text with its gaps filled.
pub fn filled(text: &str, value: impl Fn(&str) -> String) -> String {
    let mut pieces = text.split("{{");
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once("}}") {
            Some((word, rest)) => {
                written.push_str(&value(&word.trim().to_ascii_lowercase()));
                written.push_str(rest);
            }
            None => {
                written.push_str("{{");
                written.push_str(piece);
            }
        }
    }
    written
}

/// The parts of a letter's body, as its sheet takes them: paragraphs of lines of words, some of
/// them bold, and lists.
pub fn parts(text: &str) -> Vec<Value> {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let part = |paragraph: &str| {
        let is_list = paragraph.lines().all(|line| line.trim_start().starts_with("- "));
        match is_list {
            true => {
                let items = paragraph.lines().map(|line| line.trim_start()[2..].replace("**", ""));
                json!({ "list": items.collect::<Vec<_>>() })
            }
            false => json!({ "lines": paragraph.lines().map(runs).collect::<Vec<_>>() }),
        }
    };
    paragraphs.map(part).collect()
}

/// The words of a line; every other piece between `**` is bold.
fn runs(line: &str) -> Vec<Value> {
    let pieces = line.split("**").enumerate().filter(|(_, words)| !words.is_empty());
    pieces.map(|(place, words)| json!({ "text": words, "bold": place % 2 == 1 })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_and_filled_whatever_their_letters() {
        let text = "Dear {{ Name }}, {{new_price}} from {{from_day}}; {{nonsense}} {{open";
        assert_eq!(
            gaps_of(text).collect::<Vec<_>>(),
            ["Name", "new_price", "from_day", "nonsense"]
        );
        assert_eq!(unknown(text), ["nonsense"]);
        assert!(speaks_of_price(text) && !speaks_of_price("Dear {{name}}"));
        let words = filled(text, |word| format!("<{word}>"));
        assert_eq!(words, "Dear <name>, <new_price> from <from_day>; <nonsense> {{open");
    }

    #[test]
    fn a_text_is_paragraphs_lists_and_bold_words() {
        let parts = parts("Your **price** is\nnew.\r\n\r\n- ants\n- **all** roaches\n\n\n");
        let expected = json!([
            { "lines": [
                [
                    { "text": "Your ", "bold": false },
                    { "text": "price", "bold": true },
                    { "text": " is", "bold": false },
                ],
                [{ "text": "new.", "bold": false }],
            ] },
            { "list": ["ants", "all roaches"] },
        ]);
        assert_eq!(json!(parts), expected);
    }
}
