//! The date box: what a person types when she means a day.

use super::{Day, Weekday};
use crate::ParseError;

const ADVICE: &str = "Enter a day such as 12/1, fri, +3 or 2026-03-02.";
const NO_SUCH_DAY: &str = "The calendar has no such day.";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day a typed text means on `today`.
pub(super) fn read(text: &str, today: Day) -> Result<Day, ParseError> {
    let text = text.trim().to_ascii_lowercase();
    key(&text, today)
        .or_else(|| offset(&text, today))
        .or_else(|| weekday(&text, today))
        .map(Ok)
        .or_else(|| Day::parse(&text).ok().map(Ok))
        .or_else(|| digits(&text, today))
        .or_else(|| month_name(&text, today))
        .unwrap_or_else(|| Err(ParseError::new(ADVICE)))
}

/// The one-letter keys bookkeepers know: today, and the ends of week, month and year.
fn key(text: &str, today: Day) -> Option<Day> {
    let sunday = today.plus_days(-today.weekday().from_sunday());
    let year = today.year();
    Some(match text {
        "t" | "today" => today,
        "+" | "tomorrow" | "tom" => today.plus_days(1),
        "-" | "yesterday" => today.plus_days(-1),
        "w" => sunday,
        "k" => sunday.plus_days(6),
        "m" => today.first_of_month(),
        "h" => today.last_of_month(),
        "y" => Day::new(year, 1, 1)?,
        "r" => Day::new(year, 12, 31)?,
        _ => return None,
    })
}

/// `+3`, `-2`, `+2w`, `+1m`, `+1y`: days, weeks, months or years from today.
fn offset(text: &str, today: Day) -> Option<Day> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let rest = text[1..].trim();
    let (number, unit) = match rest.strip_suffix(['d', 'w', 'm', 'y']) {
        Some(number) => (number, &rest[number.len()..]),
        None => (rest, "d"),
    };
    if number.is_empty() || number.len() > 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count = sign * number.parse::<i64>().ok()?;
    Some(match unit {
        "w" => today.plus_days(count * 7),
        "m" => today.plus_months(count),
        "y" => today.plus_years(count),
        _ => today.plus_days(count),
    })
}

/// `fri`: the next one. Today's own weekday means a week from today, as `t` says today.
fn weekday(text: &str, today: Day) -> Option<Day> {
    if text.len() < 2 {
        return None;
    }
    let mut named = Weekday::ALL
        .into_iter()
        .filter(|weekday| weekday.name().to_ascii_lowercase().starts_with(text));
    let (Some(weekday), None) = (named.next(), named.next()) else {
        return None;
    };
    let ahead = (weekday.from_sunday() - today.weekday().from_sunday()).rem_euclid(7);
    Some(today.plus_days(if ahead == 0 { 7 } else { ahead }))
}

/// `12/1`, `12/1/26`, `12-1-2026`, `12.1.26`: month, day and perhaps year.
fn digits(text: &str, today: Day) -> Option<Result<Day, ParseError>> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let (month, day, year) = match parts[..] {
        [month, day] => (month, day, None),
        [month, day, year] => (month, day, Some(year)),
        _ => return None,
    };
    Some(assemble(number(month)?, number(day)?, year, today))
}

/// `mar 2`, `march 2 2026`, `mar 2, 26`, `2 mar`.
fn month_name(text: &str, today: Day) -> Option<Result<Day, ParseError>> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (first, second, year) = match words[..] {
        [first, second] => (first, second, None),
        [first, second, year] => (first, second, Some(year)),
        _ => return None,
    };
    let (month, day) = match (named_month(first), named_month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    Some(assemble(month, number(day)?, year, today))
}

/// A month by at least three letters of its name.
fn named_month(word: &str) -> Option<i16> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    i16::try_from(at + 1).ok()
}

fn number(text: &str) -> Option<i16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn assemble(month: i16, day: i16, year: Option<&str>, today: Day) -> Result<Day, ParseError> {
    let year = match year {
        None => nearby_year(month, today),
        Some(text) => full_year(text, today).ok_or(ParseError::new(ADVICE))?,
    };
    let narrow = |number: i16| i8::try_from(number).ok();
    narrow(month)
        .zip(narrow(day))
        .and_then(|(month, day)| Day::new(year, month, day))
        .ok_or(ParseError::new(NO_SUCH_DAY))
}

/// This year, except around New Year: in January "12/31" is last month, in December "1/5" next.
fn nearby_year(month: i16, today: Day) -> i16 {
    match month - i16::from(today.month()) {
        10.. => today.year() - 1,
        ..=-10 => today.year() + 1,
        _ => today.year(),
    }
}

/// A year of four digits, or of two within fifty years of today.
fn full_year(text: &str, today: Day) -> Option<i16> {
    let year = number(text)?;
    match text.len() {
        4 => Some(year),
        2 => {
            let near = today.year() - today.year() % 100 + year;
            Some(match near - today.year() {
                51.. => near - 100,
                ..=-50 => near + 100,
                _ => near,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MONDAY: Day = Day::ymd(2026, 3, 2);

    #[test]
    fn reads_what_people_type() {
        for (text, day) in [
            ("t", (2026, 3, 2)),
            ("Today", (2026, 3, 2)),
            ("+", (2026, 3, 3)),
            ("-", (2026, 3, 1)),
            ("+3", (2026, 3, 5)),
            ("- 2", (2026, 2, 28)),
            ("+2w", (2026, 3, 16)),
            ("+1m", (2026, 4, 2)),
            ("fri", (2026, 3, 6)),
            ("Mon", (2026, 3, 9)),
            ("tu", (2026, 3, 3)),
            ("sunday", (2026, 3, 8)),
            ("w", (2026, 3, 1)),
            ("k", (2026, 3, 7)),
            ("m", (2026, 3, 1)),
            ("h", (2026, 3, 31)),
            ("y", (2026, 1, 1)),
            ("r", (2026, 12, 31)),
            ("12/1", (2026, 12, 1)),
            ("12/1/26", (2026, 12, 1)),
            ("12-1-2026", (2026, 12, 1)),
            ("03/02/2026", (2026, 3, 2)),
            ("1/5/99", (1999, 1, 5)),
            ("2026-12-01", (2026, 12, 1)),
            ("mar 2", (2026, 3, 2)),
            ("March 2nd, 2027", (2027, 3, 2)),
            ("2 mar", (2026, 3, 2)),
            ("sept 9", (2026, 9, 9)),
        ] {
            let (year, month, date) = day;
            assert_eq!(read(text, MONDAY), Ok(Day::ymd(year, month, date)), "{text}");
        }
    }

    #[test]
    fn looks_over_new_year() {
        assert_eq!(read("12/31", Day::ymd(2026, 1, 3)), Ok(Day::ymd(2025, 12, 31)));
        assert_eq!(read("1/5", Day::ymd(2026, 12, 28)), Ok(Day::ymd(2027, 1, 5)));
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in [
            "", "x", "s", "13/1", "2/30", "0/1", "12/1/2", "12//1", "ju 5", "+x", "12", "1/2/3/4",
            "é",
        ] {
            assert!(read(text, MONDAY).is_err(), "{text} was read as {:?}", read(text, MONDAY));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}", days in -700_000_i64..2_900_000) {
            let _ = read(&text, Day::from_days_since_epoch(days));
        }
    }
}
