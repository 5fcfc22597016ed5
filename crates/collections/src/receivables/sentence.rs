//! The answer to "why is the balance what it is?" in a few sentences, from the open items.

use super::explain::{Explanation, OpenItem};
use values::{Day, Money};

/// The answer, and the words of it that matter most.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// What the balance is made of.
    pub made_of: String,
    /// When it is or was to be paid: shown stronger.
    pub when_due: String,
}

/// Says what the balance is made of and when it is due.
pub fn answer(explained: &Explanation) -> Answer {
    Answer { made_of: made_of(explained), when_due: when_due(explained) }
}

fn made_of(explained: &Explanation) -> String {
    let as_of = explained.as_of;
    let owed = match &explained.open[..] {
        [] => String::from("Nothing is open."),
        [one] if one.open < one.amount => {
            format!("It is what is left of {}.", named(one, as_of))
        }
        [one] => format!("It is {}.", named(one, as_of)),
        [first, second] => format!(
            "It is {} of {} and {} of {}.",
            first.open,
            named(first, as_of),
            second.open,
            named(second, as_of)
        ),
        [first, .., last] => format!(
            "It is {} open documents, from {} to {}.",
            explained.open.len(),
            named(first, as_of),
            named(last, as_of)
        ),
    };
    match (explained.unapplied.is_zero(), explained.open.is_empty()) {
        (true, _) => owed,
        (false, true) => format!(
            "Nothing is open, and {} of payments and credits is not applied.",
            explained.unapplied
        ),
        (false, false) => format!(
            "{owed} Payments and credits of {} are not applied and count against it.",
            explained.unapplied
        ),
    }
}

fn when_due(explained: &Explanation) -> String {
    let as_of = explained.as_of;
    let late: Vec<&OpenItem> = explained.open.iter().filter(|item| item.due_on < as_of).collect();
    let past_due: Money = late.iter().map(|item| item.open).sum();
    match (late.first(), explained.open.first()) {
        (Some(oldest), _) => {
            let days = oldest.due_on.days_until(as_of);
            let since = match days {
                1 => String::from("1 day"),
                days => format!("{days} days"),
            };
            format!("{past_due} is past due, the oldest for {since}.")
        }
        (None, Some(next)) => {
            format!("Nothing is past due: {} is due {}.", next.open, told(next.due_on, as_of))
        }
        (None, None) if explained.total.is_negative() => {
            format!("We owe {}.", explained.total.abs())
        }
        (None, None) => String::from("Nothing is owed."),
    }
}

/// "0412-26-005501 from February 23".
fn named(item: &OpenItem, as_of: Day) -> String {
    format!("{} from {}", item.document, told(item.issued_on, as_of))
}

/// "March 25", or with its year when that is another.
fn told(day: Day, as_of: Day) -> String {
    let long = day.long();
    let month_and_day = long.split_once(", ").map_or(&*long, |(_, rest)| rest);
    match day.year() == as_of.year() {
        true => month_and_day.to_owned(),
        false => format!("{month_and_day}, {}", day.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    const MARCH_2: Day = Day::ymd(2026, 3, 2);

    fn item(document: &str, issued_on: Day, due_on: Day, amount: i64, open: i64) -> OpenItem {
        OpenItem {
            document: document.into(),
            issued_on,
            due_on,
            amount: Money::cents(amount),
            open: Money::cents(open),
            href: String::new(),
        }
    }

    fn said(open: Vec<OpenItem>, unapplied: i64) -> (String, String) {
        let owed: Money = open.iter().map(|item| item.open).sum();
        let unapplied = Money::cents(unapplied);
        let total = owed - unapplied;
        let explained = Explanation {
            customer: Id::new(7),
            as_of: MARCH_2,
            lines: Vec::new(),
            open,
            total,
            unapplied,
            ledger: total,
        };
        let Answer { made_of, when_due } = answer(&explained);
        (made_of, when_due)
    }

    #[test]
    fn one_open_invoice_is_named_with_its_due_day() {
        let (issued, due) = (Day::ymd(2026, 2, 23), Day::ymd(2026, 3, 25));
        let (made_of, when_due) = said(vec![item("5501", issued, due, 12_733, 6_420)], 0);
        assert_eq!(made_of, "It is what is left of 5501 from February 23.");
        assert_eq!(when_due, "Nothing is past due: 64.20 is due March 25.");
        let (made_of, _) = said(vec![item("5501", issued, due, 6_420, 6_420)], 0);
        assert_eq!(made_of, "It is 5501 from February 23.");
    }

    #[test]
    fn what_is_late_says_how_much_and_how_long() {
        let december = Day::ymd(2025, 12, 1);
        let late = item("4001", december, Day::ymd(2026, 3, 1), 5_000, 5_000);
        let later = item("4002", MARCH_2, Day::ymd(2026, 4, 1), 700, 700);
        let (made_of, when_due) = said(vec![late.clone(), later], 0);
        assert_eq!(
            made_of,
            "It is 50.00 of 4001 from December 1, 2025 and 7.00 of 4002 from March 2."
        );
        assert_eq!(when_due, "50.00 is past due, the oldest for 1 day.");
        let older = item("3900", december, Day::ymd(2026, 1, 1), 100, 100);
        let (made_of, when_due) = said(vec![older, late.clone(), late], 2_500);
        assert!(made_of.starts_with("It is 3 open documents, from 3900"), "{made_of}");
        assert!(made_of.ends_with("of 25.00 are not applied and count against it."), "{made_of}");
        assert_eq!(when_due, "101.00 is past due, the oldest for 60 days.");
    }

    #[test]
    fn a_credit_balance_says_that_we_owe() {
        let (made_of, when_due) = said(Vec::new(), 4_668);
        assert_eq!(made_of, "Nothing is open, and 46.68 of payments and credits is not applied.");
        assert_eq!(when_due, "We owe 46.68.");
        assert_eq!(said(Vec::new(), 0), ("Nothing is open.".into(), "Nothing is owed.".into()));
    }
}
