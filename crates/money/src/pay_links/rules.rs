//! What may be paid by a link, and whether it is still good.

use values::{Day, Money};

crate::words::stored_word! {
    /// How a customer says she pays what a link asks for.
    PayWay "a way to pay" {
        /// She sends a check.
        Mail => "mail" "By a check in the mail",
        /// She calls and reads her card.
        Phone => "phone" "By card, on the telephone",
        /// She comes by.
        Office => "office" "At the office",
    }
}

/// Within how many days a customer may say she pays.
const WITHIN_DAYS: i64 = 60;

/// The first and the last day on which a customer may say she pays.
pub(super) fn days_to_pay(today: Day) -> (Day, Day) {
    (today, today.plus_days(WITHIN_DAYS))
}

/// What is wrong with the day on which she says she pays.
pub(super) fn pays_on_problem(pays_on: Day, today: Day) -> Option<&'static str> {
    let (first, last) = days_to_pay(today);
    match () {
        () if pays_on < first => Some("This day has passed. Enter today or a day to come."),
        () if pays_on > last => Some("Enter a day within sixty days, or call us."),
        () => None,
    }
}

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStanding {
    /// It can be paid.
    Good,
    /// Nothing is open any more.
    Paid,
    /// Its last day has passed.
    Expired,
    /// Somebody has revoked it.
    Revoked,
}

/// How a link stands on a day. What was paid is said even when the link has run out.
pub(super) fn standing(
    open: Money,
    expires_on: Day,
    is_revoked: Revoked,
    today: Day,
) -> LinkStanding {
    match () {
        () if is_revoked == Revoked::Yes => LinkStanding::Revoked,
        () if !open.is_positive() => LinkStanding::Paid,
        () if today > expires_on => LinkStanding::Expired,
        () => LinkStanding::Good,
    }
}

/// Whether a link was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Revoked {
    /// It was.
    Yes,
    /// It was not.
    No,
}

/// The amount to be taken when this much was entered, or what to enter instead. Nothing entered
/// means all of it; less than all only where parts are taken, and never less than the least.
pub(super) fn amount(
    open: Money,
    least: Option<Money>,
    entered: Option<Money>,
) -> Result<Money, String> {
    let Some(entered) = entered else { return Ok(open) };
    match least {
        _ if entered > open => Err(format!("Only {open} is open. Enter that or less.")),
        _ if entered == open => Ok(open),
        None => Err(format!("This is paid whole: {open}.")),
        Some(least) if entered < least.min(open) => {
            Err(format!("Enter {} or more.", least.min(open)))
        }
        Some(_) => Ok(entered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_more_than_is_open_and_less_only_where_parts_are_taken() {
        let cents = Money::cents;
        let open = cents(12_840);
        assert_eq!(amount(open, None, None), Ok(open));
        assert_eq!(amount(open, None, Some(open)), Ok(open));
        assert!(amount(open, None, Some(cents(12_841))).is_err());
        assert!(amount(open, None, Some(cents(5_000))).is_err());
        let least = Some(cents(2_500));
        assert_eq!(amount(open, least, Some(cents(2_500))), Ok(cents(2_500)));
        assert!(amount(open, least, Some(cents(2_499))).is_err());
        assert_eq!(amount(cents(900), least, Some(cents(900))), Ok(cents(900)));
        assert!(amount(cents(900), least, Some(cents(899))).is_err());
        assert!(amount(open, least, Some(cents(-1))).is_err());
    }

    #[test]
    fn she_pays_today_or_within_sixty_days() {
        let today = Day::ymd(2026, 3, 2);
        let problem = |days| pays_on_problem(today.plus_days(days), today).is_some();
        assert!(problem(-1) && !problem(0) && !problem(60) && problem(61));
    }

    #[test]
    fn a_link_is_good_through_its_last_day() {
        let last = Day::ymd(2026, 3, 31);
        let stands = |open, revoked, on| standing(Money::cents(open), last, revoked, on);
        assert_eq!(stands(1, Revoked::No, last), LinkStanding::Good);
        assert_eq!(stands(1, Revoked::No, last.plus_days(1)), LinkStanding::Expired);
        assert_eq!(stands(0, Revoked::No, last.plus_days(1)), LinkStanding::Paid);
        assert_eq!(stands(0, Revoked::Yes, last), LinkStanding::Revoked);
    }
}
