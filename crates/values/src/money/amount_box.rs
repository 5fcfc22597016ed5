//! The amount box: every field for money is a small calculator.
//!
//! Exact fractions throughout, so `10/3*3` is 10.00 and nothing is rounded on the way.
//! `(3.00)` alone is minus three, as a ledger prints it; a lone number in parentheses inside
//! a longer sum could mean either sign, so it is refused rather than guessed.

use crate::rounding::divide_half_up;
use crate::{Money, ParseError};

/// Digits a typed number may have; more is a slip of the hand, not an amount.
const MOST_DIGITS: usize = 20;
/// Parentheses within parentheses a sum may have.
const DEEPEST: usize = 20;
/// A typed text longer than this is not a sum.
const LONGEST: usize = 200;

const ADVICE: &str = "Enter an amount such as 12.50 or 120+45*2.";
const AMBIGUOUS: &str =
    "Write a minus sign: a number in parentheses within a sum could mean either sign.";
const TOO_LARGE: &str = "This amount is too large.";

/// The amount a typed text comes to.
pub(super) fn evaluate(text: &str) -> Result<Money, ParseError> {
    if text.len() > LONGEST {
        return Err(ParseError::new(ADVICE));
    }
    let tokens = tokens(text)?;
    if let Some(amount) = in_parentheses(&tokens) {
        return to_cents(amount.negated(), Fractions::Refused);
    }
    let mut sum = Sum { tokens: &tokens, at: 0, fractions: Fractions::Refused };
    let value = sum.terms(0)?;
    match sum.at == tokens.len() {
        true => to_cents(value, sum.fractions),
        false => Err(ParseError::new(ADVICE)),
    }
}

/// `(3.00)`, `($3.00)`, `$(3.00)`: the accounting way to write a negative amount.
fn in_parentheses(tokens: &[Token]) -> Option<Fraction> {
    match tokens {
        [Token::Open, Token::Number(value), Token::Close] => Some(*value),
        _ => None,
    }
}

/// Whether a fraction of a cent is rounded, because the sum multiplies or divides.
#[derive(Clone, Copy)]
enum Fractions {
    Refused,
    Rounded,
}

fn to_cents(value: Fraction, fractions: Fractions) -> Result<Money, ParseError> {
    let scaled = value.over.checked_mul(100).ok_or(ParseError::new(TOO_LARGE))?;
    let cents = match fractions {
        Fractions::Refused if scaled % value.under != 0 => {
            return Err(ParseError::new("An amount has at most two decimals."));
        }
        _ => divide_half_up(scaled, value.under),
    };
    i64::try_from(cents).map(Money::cents).map_err(|_| ParseError::new(TOO_LARGE))
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Number(Fraction),
    Sign(char),
    Open,
    Close,
}

fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        match letter {
            // The currency sign says nothing new, but it must stand before an amount.
            '$' => match letters.get(at) {
                Some(next)
                    if next.is_ascii_digit() || matches!(next, '.' | '(' | '-' | '\u{2212}') => {}
                _ => return Err(ParseError::new(ADVICE)),
            },
            '+' | '*' | '/' => tokens.push(Token::Sign(letter)),
            '-' | '\u{2212}' | '\u{2013}' => tokens.push(Token::Sign('-')),
            '\u{d7}' => tokens.push(Token::Sign('*')),
            '\u{f7}' => tokens.push(Token::Sign('/')),
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '0'..='9' | '.' => {
                let rest = &letters[at - 1..];
                let length = rest.iter().take_while(|l| matches!(l, '0'..='9' | '.' | ',')).count();
                tokens.push(Token::Number(number(&rest[..length])?));
                at += length - 1;
            }
            letter if letter.is_whitespace() => {}
            _ => return Err(ParseError::new(ADVICE)),
        }
    }
    Ok(tokens)
}

/// A typed number. Commas must part thousands: `1,28` is a slip, and guessing would cost money.
fn number(letters: &[char]) -> Result<Fraction, ParseError> {
    let text: String = letters.iter().collect();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let well_grouped = groups.clone().all(|group| group.len() == 3)
        && (!whole.contains(',') || (1..=3).contains(&first.len()));
    let digits: String =
        whole.chars().filter(char::is_ascii_digit).chain(decimals.chars()).collect();
    let decimal = decimals.chars().all(|letter| letter.is_ascii_digit());
    if !well_grouped || !decimal || digits.is_empty() || digits.len() > MOST_DIGITS {
        return Err(ParseError::new(ADVICE));
    }
    let over = digits.parse().map_err(|_| ParseError::new(ADVICE))?;
    let under = 10_i128.pow(u32::try_from(decimals.len()).expect("at most MOST_DIGITS"));
    Ok(Fraction { over, under }.reduced())
}

/// An exact fraction; `under` is above zero.
#[derive(Clone, Copy, PartialEq)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    fn reduced(self) -> Fraction {
        let divisor = greatest_common_divisor(self.over.unsigned_abs(), self.under.unsigned_abs());
        let divisor = i128::try_from(divisor).expect("no larger than the positive denominator");
        let sign = if self.under < 0 { -1 } else { 1 };
        Fraction { over: self.over / divisor * sign, under: self.under / divisor * sign }
    }

    fn negated(self) -> Fraction {
        Fraction { over: -self.over, under: self.under }
    }

    fn plus(self, other: Fraction) -> Option<Fraction> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        let under = self.under.checked_mul(other.under)?;
        Some(Fraction { over: left.checked_add(right)?, under }.reduced())
    }

    fn times(self, other: Fraction) -> Option<Fraction> {
        let over = self.over.checked_mul(other.over)?;
        let under = self.under.checked_mul(other.under)?;
        Some(Fraction { over, under }.reduced())
    }

    fn inverse(self) -> Fraction {
        Fraction { over: self.under, under: self.over }.reduced()
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A reader of `terms = factors (+|- factors)*`, `factors = factor (*|/ factor)*`.
struct Sum<'t> {
    tokens: &'t [Token],
    at: usize,
    fractions: Fractions,
}

impl Sum<'_> {
    fn terms(&mut self, depth: usize) -> Result<Fraction, ParseError> {
        let mut value = self.factors(depth)?;
        while let Some(Token::Sign(sign @ ('+' | '-'))) = self.peek() {
            self.at += 1;
            let other = self.factors(depth)?;
            let other = if sign == '-' { other.negated() } else { other };
            value = value.plus(other).ok_or(ParseError::new(TOO_LARGE))?;
        }
        Ok(value)
    }

    fn factors(&mut self, depth: usize) -> Result<Fraction, ParseError> {
        let mut value = self.factor(depth)?;
        while let Some(Token::Sign(sign @ ('*' | '/'))) = self.peek() {
            self.at += 1;
            self.fractions = Fractions::Rounded;
            let other = self.factor(depth)?;
            let other = match sign {
                '/' if other.over == 0 => return Err(ParseError::new("Nothing divides by zero.")),
                '/' => other.inverse(),
                _ => other,
            };
            value = value.times(other).ok_or(ParseError::new(TOO_LARGE))?;
        }
        Ok(value)
    }

    fn factor(&mut self, depth: usize) -> Result<Fraction, ParseError> {
        if depth > DEEPEST {
            return Err(ParseError::new(ADVICE));
        }
        let token = self.peek();
        self.at += 1;
        match token {
            Some(Token::Number(value)) => Ok(value),
            Some(Token::Sign('-')) => Ok(self.factor(depth + 1)?.negated()),
            Some(Token::Sign('+')) => self.factor(depth + 1),
            Some(Token::Open) => {
                if let [Token::Number(_), Token::Close, ..] = self.tokens[self.at..] {
                    return Err(ParseError::new(AMBIGUOUS));
                }
                let value = self.terms(depth + 1)?;
                let closed = self.peek() == Some(Token::Close);
                self.at += 1;
                if closed { Ok(value) } else { Err(ParseError::new(ADVICE)) }
            }
            _ => Err(ParseError::new(ADVICE)),
        }
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (text, cents) in [
            ("$1,284.50", 128_450),
            ("(3.00)", -300),
            ("($3.00)", -300),
            ("$(3.00)", -300),
            ("-3", -300),
            ("-$3", -300),
            ("$-3", -300),
            ("\u{2212}3", -300),
            ("12.5", 1250),
            (" 12. ", 1200),
            (".05", 5),
            ("12.500", 1250),
            ("120+45*2", 21_000),
            ("(120+45)*2", 33_000),
            ("10/3", 333),
            ("20/3", 667),
            ("10/3*3", 1000),
            ("0.005*1", 1),
            ("-0.005*1", -1),
            ("1,000+2,000.25", 300_025),
            ("100-25-25", 5000),
            ("2\u{d7}3.50", 700),
            ("1.005+1.995/1", 300),
        ] {
            assert_eq!(evaluate(text), Ok(Money::cents(cents)), "{text}");
        }
    }

    #[test]
    fn refuses_what_could_mean_something_else() {
        for text in [
            "",
            " ",
            "abc",
            "1,28",
            "12,34.00",
            ",100",
            "1.2.3",
            "12.345",
            "1.005+1",
            "5+",
            "5**2",
            "(5",
            "5)",
            "5 5(",
            "$",
            "12$",
            "1e5",
            "5*(3)",
            "-(3)",
            "((3))",
            "()",
            "1/0",
            "5%",
            "999999999999999999999999",
            "99999999999999999999",
            "12 34",
            "0x10",
            "3-",
            "$$3",
            "1,2345",
        ] {
            assert!(evaluate(text).is_err(), "{text} was read as {:?}", evaluate(text));
        }
        assert!(evaluate(&"(".repeat(190)).is_err());
        assert!(evaluate(&"-".repeat(190)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9.,$()+*/ -]{0,60}") {
            let _ = evaluate(&text);
        }

        #[test]
        fn sums_agree_with_cents(
            a in -1_000_000_i64..1_000_000,
            b in 0_i64..1_000_000,
            n in 0_i64..500,
        ) {
            let (first, second) = (Money::cents(a), Money::cents(b));
            let text = format!("{}+{}*{n}-{}", first.plain(), second.plain(), second.plain());
            prop_assert_eq!(evaluate(&text), Ok(first + second.times(n) - second));
        }
    }
}
