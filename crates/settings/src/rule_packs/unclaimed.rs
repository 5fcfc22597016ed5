//! When money that nobody claims goes to a state (handbook 3.9).

use super::pack;
use values::{Day, Money};

/// The days of money that nobody claims, by the law of one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnclaimedDays {
    /// The day on which its owner has been silent so long that it is dormant.
    pub dormant_on: Day,
    /// What is dormant by this day is in the report.
    pub cut_off_on: Day,
    /// The report and the money are there by this day.
    pub report_on: Day,
    /// The first day on which the letter to the owner may go out.
    pub letter_from: Day,
    /// The last day on which it may.
    pub letter_until: Day,
    /// The least amount for which a letter must go out.
    pub letter_floor: Money,
}

/// The days of what its owner last touched on `touched_on`, by the rule of her state that holds
/// then, or of most states where hers has no row; none where no rule holds.
pub fn unclaimed_days(state: &str, touched_on: Day) -> Option<UnclaimedDays> {
    let rows = &pack::pack().unclaimed;
    let of = |state: &str| {
        rows.iter().find(|row| row.state == state && pack::holds(row.from, row.until, touched_on))
    };
    let row = of(state).or_else(|| of("*"))?;
    let dormant_on = touched_on.plus_years(row.years);
    let cut_off_on = next(row.cut_off, dormant_on)?;
    let report_on = next(row.report_on, cut_off_on.plus_days(1))?;
    Some(UnclaimedDays {
        dormant_on,
        cut_off_on,
        report_on,
        letter_from: report_on.plus_days(-row.letter_first_days),
        letter_until: report_on.plus_days(-row.letter_last_days),
        letter_floor: Money::cents(row.letter_floor),
    })
}

/// The first such day of a year, on or after a day.
fn next((month, day): (i8, i8), from: Day) -> Option<Day> {
    let this = Day::new(from.year(), month, day)?;
    if this >= from { Some(this) } else { Day::new(from.year() + 1, month, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Florida: silent since March 2, 2020; five years later it is dormant, is in the report of
    /// that year's end, and is there by May 1, 2026.
    #[test]
    fn florida_reports_by_may_what_was_dormant_at_the_years_end() {
        let days = unclaimed_days("FL", Day::ymd(2020, 3, 2)).expect("Florida is known");
        assert_eq!(days.dormant_on, Day::ymd(2025, 3, 2));
        assert_eq!(days.cut_off_on, Day::ymd(2025, 12, 31));
        assert_eq!(days.report_on, Day::ymd(2026, 5, 1));
        assert_eq!(
            (days.letter_from, days.letter_until),
            (Day::ymd(2026, 1, 1), Day::ymd(2026, 3, 2))
        );
    }

    #[test]
    fn a_day_after_the_cut_off_waits_a_year() {
        let of = |touched| unclaimed_days("TX", touched).expect("Texas is known").report_on;
        assert_eq!(of(Day::ymd(2022, 3, 1)), Day::ymd(2025, 7, 1));
        assert_eq!(of(Day::ymd(2022, 3, 2)), Day::ymd(2026, 7, 1));
    }

    #[test]
    fn a_state_without_a_row_has_that_of_most() {
        let days = unclaimed_days("ZZ", Day::ymd(2022, 6, 30)).expect("most states are known");
        assert_eq!(days.report_on, Day::ymd(2025, 11, 1));
        assert_eq!(unclaimed_days("FL", Day::ymd(1950, 1, 1)), None, "before its first day");
    }
}
