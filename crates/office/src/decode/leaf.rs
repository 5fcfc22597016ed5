//! Single values: what a person typed, or what a program sent, and what to enter when it
//! cannot be read.

use super::path::words_of;
use super::shape::{Shape, Variant};
use serde_json::Value;
use values::{Day, Id, Instant, Money, ParseError, Phone, Quantity, Rate, Wall, Zone};

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner<'w> {
    /// By a person who looks at this wall: dollars, "Fri", "7.375%", "8:10 am".
    Typed(&'w Wall),
    /// By a program: cents, `2026-03-02`, millionths.
    Json,
}

/// Reads a typed text, which is not blank.
pub(super) fn read_text(shape: &Shape, text: &str, wall: &Wall) -> Result<Value, String> {
    let words = |error: ParseError| error.message().to_owned();
    Ok(match shape {
        Shape::Money => Money::parse(text).map_err(words)?.as_cents().into(),
        Shape::Rate => Rate::parse(text).map_err(words)?.as_millionths().into(),
        Shape::Quantity => Quantity::parse(text).map_err(words)?.as_ten_thousandths().into(),
        Shape::Day => Day::parse_input(text, wall.today).map_err(words)?.to_string().into(),
        Shape::Instant => wall.parse_moment(text).map_err(words)?.to_string().into(),
        Shape::Phone => Phone::parse(text).map_err(words)?.as_str().into(),
        Shape::Email => values::Email::parse(text).map_err(words)?.as_str().into(),
        Shape::Zone => Zone::parse(text).map_err(words)?.to_string().into(),
        Shape::Id(_) => match Id::<()>::parse(text) {
            Ok(id) => id.get().into(),
            Err(_) => return Err(wanted(shape, "", Manner::Typed(wall))),
        },
        Shape::Number(least, most) => {
            let digits = text.replace([',', ' '], "");
            return within(digits.parse().ok(), *least, *most);
        }
        Shape::YesNo => match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "on" | "1" | "y" => true.into(),
            "no" | "false" | "off" | "0" | "n" => false.into(),
            _ => return Err(wanted(shape, "", Manner::Typed(wall))),
        },
        Shape::Text(longest) => {
            // Browsers send the ends of lines as two letters.
            let text = text.replace("\r\n", "\n");
            not_longer(&text, *longest)?;
            text.into()
        }
        _ => match serde_json::from_str(text) {
            Ok(value) => value,
            Err(_) => text.into(),
        },
    })
}

/// Checks a value of JSON.
pub(super) fn read_json(shape: &Shape, value: &Value) -> Result<Value, String> {
    let wanted = || wanted(shape, "", Manner::Json);
    let readable = match shape {
        Shape::Number(least, most) => {
            let number = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
            return within(number, *least, *most);
        }
        Shape::Money | Shape::Rate | Shape::Quantity | Shape::Id(_) => value.as_i64().is_some(),
        Shape::YesNo => value.is_boolean(),
        Shape::Day => parses(value, |text| Day::parse(text).is_ok()),
        Shape::Instant => parses(value, |text| Instant::parse(text).is_ok()),
        Shape::Phone => parses(value, |text| Phone::parse(text).is_ok()),
        Shape::Email => parses(value, |text| values::Email::parse(text).is_ok()),
        Shape::Zone => parses(value, |text| Zone::parse(text).is_ok()),
        Shape::Text(longest) => match value.as_str() {
            Some(text) => {
                not_longer(text, *longest)?;
                true
            }
            None => false,
        },
        _ => true,
    };
    match readable {
        true => Ok(value.clone()),
        false => Err(wanted()),
    }
}

fn parses(value: &Value, parse: impl Fn(&str) -> bool) -> bool {
    value.as_str().is_some_and(parse)
}

fn within(number: Option<i128>, least: i128, most: i128) -> Result<Value, String> {
    let number = number.ok_or_else(|| String::from("Enter a whole number such as 12."))?;
    match number {
        number if number < least => Err(format!("Enter {least} or more.")),
        number if number > most => Err(format!("Enter {most} or less.")),
        // Both of JSON's whole numbers together hold every bound a shape can have.
        number => Ok(match i64::try_from(number) {
            Ok(number) => number.into(),
            Err(_) => u64::try_from(number).unwrap_or(u64::MAX).into(),
        }),
    }
}

fn not_longer(text: &str, longest: Option<usize>) -> Result<(), String> {
    match longest {
        Some(longest) if text.chars().count() > longest => {
            Err(format!("Enter at most {longest} letters."))
        }
        _ => Ok(()),
    }
}

/// What to enter at a place that is called `name`.
pub(super) fn wanted(shape: &Shape, name: &str, manner: Manner<'_>) -> String {
    let fixed = match (shape, manner) {
        (Shape::Money, Manner::Typed(_)) => "Enter an amount such as 127.33.",
        (Shape::Money, Manner::Json) => "Enter whole cents such as 12733.",
        (Shape::Rate, Manner::Typed(_)) => "Enter a rate such as 7.375%.",
        (Shape::Rate, Manner::Json) => "Enter whole millionths such as 73750 for 7.375%.",
        (Shape::Quantity, Manner::Typed(_)) => "Enter a quantity such as 2.5.",
        (Shape::Quantity, Manner::Json) => "Enter whole ten-thousandths such as 25000 for 2.5.",
        (Shape::Day, Manner::Typed(_)) => "Enter a day such as 3/2 or Fri.",
        (Shape::Day, Manner::Json) => "Enter a day such as \"2026-03-02\".",
        (Shape::Instant, Manner::Typed(_)) => "Enter a time such as 8:10 am or 3/2 8:10 am.",
        (Shape::Instant, Manner::Json) => "Enter an instant such as 2026-03-02T21:15:00Z.",
        (Shape::Phone, _) => "Enter a telephone number such as (352) 555-0144.",
        (Shape::Email, _) => "Enter an e-mail address such as maria@example.com.",
        (Shape::Zone, _) => "Enter a time zone such as America/New_York.",
        (Shape::Number(..), _) => "Enter a whole number such as 12.",
        (Shape::YesNo, Manner::Typed(_)) => "Enter yes or no.",
        (Shape::YesNo, Manner::Json) => "Enter true or false.",
        (Shape::Text(_), Manner::Json) => "Enter text in quotes.",
        (Shape::List(_), Manner::Json) => "Enter a list in square brackets.",
        (Shape::Record(_) | Shape::Map(_), Manner::Json) => "Enter an object with its fields.",
        (Shape::Id(noun), _) => return choose_a(noun),
        (Shape::Choice(variants) | Shape::Tagged(_, variants), _) => return choose_of(variants),
        _ => "",
    };
    match (fixed, name) {
        ("", "") => String::from("Enter a value."),
        ("", name) => format!("Enter the {}.", words_of(name)),
        (fixed, _) => fixed.to_owned(),
    }
}

fn choose_a(noun: &str) -> String {
    let noun = noun.replace('_', " ");
    let article = match noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => "an",
        false => "a",
    };
    format!("Choose {article} {noun}.")
}

/// "Choose cash, check or money order."
fn choose_of(variants: &[Variant]) -> String {
    let words: Vec<String> =
        variants.iter().map(|variant| variant.word.replace('_', " ")).collect();
    match words.split_last() {
        Some((last, [])) => format!("Choose {last}."),
        Some((last, before)) => format!("Choose {} or {last}.", before.join(", ")),
        None => String::from("There is nothing to choose."),
    }
}
