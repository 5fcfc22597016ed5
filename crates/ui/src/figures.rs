//! How money, days and times are printed.
//!
//! Money always shows its cents, carries no $ inside columns, and stands in parentheses when
//! negative. Positive amounts keep empty room where the parenthesis would hang, so digits line
//! up. Zero is printed `0.00` in the faintest ink.

use values::{Day, Instant, Money, Zone};

use crate::{Html, html};

/// An amount with its hanging room, for anywhere that figures stand under one another.
pub fn money(amount: Money) -> Html {
    html!(
        r#"<span class="{class}">{amount}</span>"#,
        class = money_class(amount),
        amount = amount.to_string()
    )
}

/// The one headline figure of a page: `$4,089.36`, or `($3.00)` when negative.
pub fn dollars(amount: Money) -> String {
    let figure = amount.abs().to_string();
    if amount.is_negative() { format!("(${figure})") } else { format!("${figure}") }
}

/// An amount under a double line: the final total, and only that.
pub fn grand_total(amount: Money) -> Html {
    html!(
        r#"<span class="{class}"><span class="db-dbl">{amount}</span></span>"#,
        class = money_class(amount),
        amount = amount.to_string()
    )
}

/// Classes of an amount: tabular figures, the hanging room, and faint ink for zero.
pub(crate) fn money_class(amount: Money) -> &'static str {
    match amount {
        amount if amount.is_negative() => "db-n",
        amount if amount.is_zero() => "db-n db-pos db-q",
        _ => "db-n db-pos",
    }
}

/// `Mon, Mar 2`.
pub fn day(day: Day) -> Html {
    time_element(day, &day.short())
}

/// `Mar 2`, for columns where the year and the weekday do not matter.
pub fn month_day(day: Day) -> Html {
    let short = day.short();
    let words = short.split_once(", ").map_or(short.as_str(), |(_, words)| words);
    time_element(day, words)
}

/// `Mar 2, 2026`, where the year matters.
pub fn full_day(day: Day) -> Html {
    let short = day.short();
    let words = short.split_once(", ").map_or(short.as_str(), |(_, words)| words);
    time_element(day, &format!("{words}, {}", day.year()))
}

/// `Mar 2` within `today`'s year, `Mar 2, 2025` outside it.
pub fn day_seen_from(today: Day, day: Day) -> Html {
    if day.year() == today.year() { month_day(day) } else { full_day(day) }
}

/// The time on the branch's wall: `3:28 pm`.
pub fn clock(instant: Instant, zone: &Zone) -> Html {
    html!(
        r#"<time class="db-t" datetime="{instant}">{clock}</time>"#,
        instant = instant.to_string(),
        clock = instant.clock(zone)
    )
}

/// A count and its noun: `counted(1, "line", "lines")` is "1 line".
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A count with commas between thousands: `12,480`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn time_element(day: Day, words: &str) -> Html {
    html!(
        r#"<time class="db-t" datetime="{day}">{words}</time>"#,
        day = day.to_string(),
        words = words
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_figures_carry_the_dollar_inside_the_parentheses() {
        assert_eq!(dollars(Money::cents(408_936)), "$4,089.36");
        assert_eq!(dollars(Money::cents(-300)), "($3.00)");
    }

    #[test]
    fn positives_hang_and_zero_is_faint() {
        assert_eq!(money(Money::cents(-300)).as_str(), r#"<span class="db-n">(3.00)</span>"#);
        assert_eq!(money(Money::cents(5)).as_str(), r#"<span class="db-n db-pos">0.05</span>"#);
        assert!(money(Money::ZERO).as_str().contains("db-q"));
    }

    #[test]
    fn days_show_the_year_only_when_it_is_another() {
        let today = Day::ymd(2026, 3, 2);
        assert!(day_seen_from(today, Day::ymd(2026, 2, 23)).as_str().contains(">Feb 23<"));
        assert!(day_seen_from(today, Day::ymd(2025, 12, 9)).as_str().contains(">Dec 9, 2025<"));
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!(counted(1, "line", "lines"), "1 line");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
    }
}
