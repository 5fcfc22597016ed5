//! What was typed, understood: words, a telephone in any form, an amount.

use values::{Money, fold};

/// More words than these tell nothing new.
const MOST_PIECES: usize = 6;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// In small letters without accents, one blank between words.
    pub folded: String,
    /// Its words, as the index is asked for them.
    pub pieces: Vec<String>,
    /// The digits of a telephone typed with signs in it: `(352) 555-0123`.
    pub digits: Option<String>,
    /// The amount, when it was typed as one: `$412.50`, `412.50`.
    pub amount: Option<Money>,
}

impl Question {
    /// Understands what was typed.
    pub fn of(typed: &str) -> Question {
        let folded = fold(typed.trim());
        let amount = amount(&folded);
        let pieces = match amount {
            Some(amount) => vec![amount.plain()],
            None => folded.split_whitespace().take(MOST_PIECES).map(str::to_owned).collect(),
        };
        let digits = match amount {
            Some(_) => None,
            None => telephone(&folded),
        };
        Question { folded, pieces, digits, amount }
    }

    /// A question of only these words.
    pub fn of_pieces(pieces: &[&str]) -> Question {
        Question::of(&pieces.join(" "))
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether every word has one or two letters only, too few for the index.
    pub fn is_short(&self) -> bool {
        self.pieces.iter().all(|piece| piece.chars().count() < 3)
    }

    /// Whether it may be a name: letters, nothing that counts.
    pub fn may_be_name(&self) -> bool {
        let is_name_like = |piece: &String| piece.chars().all(|one| !one.is_ascii_digit());
        !self.is_blank() && self.amount.is_none() && self.pieces.iter().all(is_name_like)
    }

    /// The words to be underlined in a text: all of them where they stand together, else
    /// the longest one.
    pub fn shown_in(&self, text: &str) -> &str {
        match fold(text).contains(&self.folded) {
            true => &self.folded,
            false => self
                .pieces
                .iter()
                .filter(|piece| fold(text).contains(piece.as_str()))
                .max_by_key(|piece| piece.len())
                .map_or("", String::as_str),
        }
    }
}

/// `$412.50`, `$412`, `1,204.00` and `412.50` are amounts; 5501 is a number.
fn amount(folded: &str) -> Option<Money> {
    let figures = folded.trim_start_matches('$').trim();
    let has_sign = figures.len() < folded.len();
    let has_cents = figures.rsplit_once('.').is_some_and(|(whole, cents)| {
        cents.len() == 2 && !whole.is_empty() && !whole.contains('.')
    });
    let is_figure = figures.chars().all(|one| one.is_ascii_digit() || one == ',' || one == '.');
    if figures.is_empty() || !is_figure || !(has_sign || has_cents) {
        return None;
    }
    Money::parse(figures).ok().filter(|amount| amount.is_positive())
}

/// The digits of a telephone with signs between them, or with the country's 1 before it.
fn telephone(folded: &str) -> Option<String> {
    let is_telephone = folded.chars().all(|one| one.is_ascii_digit() || "()-. +/".contains(one));
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.strip_prefix('1') {
        Some(national) if national.len() == 10 => national.to_owned(),
        _ => digits,
    };
    let is_whole = matches!(digits.len(), 4..=7 | 10);
    (is_telephone && is_whole && digits != folded).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_numbers() {
        let cents = |typed: &str| Question::of(typed).amount.map(Money::as_cents);
        assert_eq!(cents("$412.50"), Some(41_250));
        assert_eq!(cents("412.50"), Some(41_250));
        assert_eq!(cents("$1,204"), Some(120_400));
        assert_eq!(cents("5501"), None, "an invoice or the end of a telephone");
        assert_eq!(cents("412.5.50"), None);
        assert_eq!(cents("$"), None);
        assert_eq!(Question::of("$412.5").pieces, ["412.50"]);
    }

    #[test]
    fn a_telephone_is_found_in_any_form() {
        for typed in ["(352) 555-0123", "352.555.0123", "1 352 555 0123", "+1 (352) 555 0123"] {
            assert_eq!(Question::of(typed).digits.as_deref(), Some("3525550123"), "{typed}");
        }
        assert_eq!(Question::of("555-0123").digits.as_deref(), Some("5550123"));
        assert_eq!(Question::of("0123").digits, None, "the digits themselves are a piece");
        assert_eq!(Question::of("0412-26-005501").digits, None, "twelve digits are an invoice");
        assert_eq!(Question::of("14 Oak").digits, None);
    }

    #[test]
    fn what_stands_together_is_underlined_together() {
        let question = Question::of("Oak Str");
        assert_eq!(question.shown_in("Oak Street Dental"), "oak str");
        assert_eq!(question.shown_in("Lane, old oak"), "oak");
        assert_eq!(question.shown_in("Mill Rd"), "");
    }
}
