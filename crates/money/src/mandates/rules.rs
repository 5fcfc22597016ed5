//! What is drawn by a mandate on a day, and what is done after a decline.

use crate::processors::DeclineKind;
use values::{Day, Money};

/// What a run does with one mandate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Draws this.
    Draw(Money),
    /// Draws nothing, and nobody need look: nothing is due.
    Nothing,
    /// Draws nothing today, for this reason.
    Skip(String),
    /// Draws nothing, and somebody should look.
    Look(String),
}

/// What is due, what may be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due {
    /// What is due of her charges, less what stands to her good.
    pub due: Money,
    /// The most she allows at once.
    pub cap: Option<Money>,
    /// What is being drawn already.
    pub in_line: Money,
    /// The last day the card is good.
    pub expires_on: Option<Day>,
}

/// Plans one mandate's draw. A run never draws part of what is due: an amount over the cap is
/// for somebody to talk to her about.
pub(crate) fn plan(of: Due, on: Day) -> Plan {
    let Due { due, cap, in_line, expires_on } = of;
    match cap {
        _ if !due.is_positive() => Plan::Nothing,
        _ if in_line.is_positive() => Plan::Look(format!("{in_line} is being drawn already")),
        _ if expires_on.is_some_and(|last| last < on) => {
            Plan::Look("The card has expired. Ask for a new one.".into())
        }
        Some(cap) if due > cap => Plan::Look(format!("{due} is due, and she allows {cap}")),
        _ => Plan::Draw(due),
    }
}

/// The next day a mandate with a run day is drawn, after one on `on`; a day the month does not
/// have is its last.
pub(crate) fn next_on(run_day: i64, on: Day) -> Day {
    let in_month = |month: Day| {
        let last = i64::from(month.days_in_month());
        month.first_of_month().plus_days(run_day.clamp(1, last) - 1)
    };
    let this = in_month(on);
    match this > on {
        true => this,
        false => in_month(on.first_of_month().plus_months(1)),
    }
}

/// What follows a decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterDecline {
    /// It is drawn again on this day.
    Again(Day),
    /// The mandate is held until somebody has talked to her.
    Hold,
    /// The mandate ends.
    End,
}

/// What follows the `declines`th decline in a row, counted from 1, by the days of the rule.
pub(crate) fn after(kind: DeclineKind, declines: i64, on: Day, retry_days: &[i64]) -> AfterDecline {
    let place = usize::try_from(declines - 1).unwrap_or(usize::MAX);
    match (kind, retry_days.get(place)) {
        (DeclineKind::Hard, _) => AfterDecline::End,
        (DeclineKind::Soft, Some(days)) => AfterDecline::Again(on.plus_days(*days)),
        (DeclineKind::Soft, None) => AfterDecline::Hold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON: Day = Day::ymd(2026, 3, 2);

    fn due(cents: i64) -> Due {
        Due { due: Money::cents(cents), cap: None, in_line: Money::ZERO, expires_on: None }
    }

    #[test]
    fn what_is_due_is_drawn_whole_or_not_at_all() {
        assert_eq!(plan(due(12_000), ON), Plan::Draw(Money::cents(12_000)));
        assert_eq!(plan(due(0), ON), Plan::Nothing);
        assert_eq!(plan(due(-500), ON), Plan::Nothing);
        let cap = |cap| Due { cap: Some(Money::cents(cap)), ..due(12_000) };
        assert_eq!(plan(cap(12_000), ON), Plan::Draw(Money::cents(12_000)));
        assert!(matches!(plan(cap(11_999), ON), Plan::Look(_)));
        let twice = Due { in_line: Money::cents(1), ..due(12_000) };
        assert!(matches!(plan(twice, ON), Plan::Look(_)));
        let card = |last| Due { expires_on: Some(last), ..due(12_000) };
        assert!(matches!(plan(card(ON), ON), Plan::Draw(_)));
        assert!(matches!(plan(card(ON.plus_days(-1)), ON), Plan::Look(_)));
    }

    #[test]
    fn a_run_day_comes_once_a_month() {
        assert_eq!(next_on(15, Day::ymd(2026, 3, 2)), Day::ymd(2026, 3, 15));
        assert_eq!(next_on(15, Day::ymd(2026, 3, 15)), Day::ymd(2026, 4, 15));
        assert_eq!(next_on(31, Day::ymd(2026, 1, 31)), Day::ymd(2026, 2, 28));
        assert_eq!(next_on(31, Day::ymd(2026, 2, 28)), Day::ymd(2026, 3, 31));
    }

    #[test]
    fn a_soft_decline_is_tried_on_the_rules_days_and_a_hard_one_never() {
        let again = |declines| after(DeclineKind::Soft, declines, ON, &[3, 5]);
        assert_eq!(again(1), AfterDecline::Again(Day::ymd(2026, 3, 5)));
        assert_eq!(again(2), AfterDecline::Again(Day::ymd(2026, 3, 7)));
        assert_eq!(again(3), AfterDecline::Hold);
        assert_eq!(after(DeclineKind::Hard, 1, ON, &[3, 5]), AfterDecline::End);
    }
}
