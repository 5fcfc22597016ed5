//! What may be paid by a link, and whether it is still good.

use values::{Day, Money};

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
    fn a_link_is_good_through_its_last_day() {
        let last = Day::ymd(2026, 3, 31);
        let stands = |open, revoked, on| standing(Money::cents(open), last, revoked, on);
        assert_eq!(stands(1, Revoked::No, last), LinkStanding::Good);
        assert_eq!(stands(1, Revoked::No, last.plus_days(1)), LinkStanding::Expired);
        assert_eq!(stands(0, Revoked::No, last.plus_days(1)), LinkStanding::Paid);
        assert_eq!(stands(0, Revoked::Yes, last), LinkStanding::Revoked);
    }
}
