//! Months that lock by themselves (handbook 3.7, 12): some banking days after its end a month
//! takes only what people with the duty post late, some days later nothing, closed or not.
//! Whoever reopens it opens it to everybody until it is closed.

use super::{LATE, records};
use office::{Desk, Refusal};
use values::{Day, WorkCalendar};

/// After how many banking days of the next month a month locks; never when none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LockDays {
    /// From when on posting into it takes the duty to post late.
    pub soft: Option<i64>,
    /// From when on nothing is posted into it.
    pub hard: Option<i64>,
}

/// How a month is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Not.
    Free,
    /// It takes the duty to post late, since this day.
    Soft(Day),
    /// It takes nothing, since this day.
    Hard(Day),
}

impl LockDays {
    /// How the month that begins on a day is locked.
    pub fn of(self, month: Day, today: Day) -> Lock {
        let since = |days: Option<i64>| days.map(|days| lock_day(month, days));
        match (since(self.soft), since(self.hard)) {
            (_, Some(since)) if since <= today => Lock::Hard(since),
            (Some(since), _) if since <= today => Lock::Soft(since),
            _ => Lock::Free,
        }
    }
}

/// The banking day of the next month on which a month locks: the third is the third day on
/// which banks are open.
pub(super) fn lock_day(month: Day, days: i64) -> Day {
    WorkCalendar::banking().plus(month.last_of_month(), days)
}

/// Refuses what comes too late into a month before this one.
pub(super) fn refuse_locked(
    desk: &mut Desk<'_>,
    month: Day,
    period: Option<&records::PeriodRow>,
) -> Result<(), Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let is_reopened = period.is_some_and(|period| period.reopened_at.is_some());
    if month >= today.first_of_month() || is_reopened {
        return Ok(());
    }
    let name = month.month_name();
    let (code, words) = match records::find_lock_days(desk, branch)?.of(month, today) {
        Lock::Free => return Ok(()),
        Lock::Soft(_) if desk.may(LATE)? => return Ok(()),
        Lock::Soft(since) => (
            "periods.soft_locked",
            format!(
                "{name} locked on {}. Enter a day of this month, or ask somebody who may \
                 post late.",
                since.us()
            ),
        ),
        Lock::Hard(since) => (
            "periods.hard_locked",
            format!(
                "{name} locked on {}. Enter a day of this month, or have the month reopened.",
                since.us()
            ),
        ),
    };
    Err(Refusal::conflict_with(code, words, "/periods", "See the months"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_3_7_the_third_and_the_sixth_banking_day() {
        let days = LockDays { soft: Some(3), hard: Some(6) };
        let on = |day| days.of(Day::ymd(2026, 6, 1), Day::ymd(2026, 7, day));
        // July 3, 2026, is a Friday on which the Reserve Banks are open; July 4 a Saturday.
        assert_eq!((on(2), on(3)), (Lock::Free, Lock::Soft(Day::ymd(2026, 7, 3))));
        assert_eq!(on(7), Lock::Soft(Day::ymd(2026, 7, 3)));
        assert_eq!(on(8), Lock::Hard(Day::ymd(2026, 7, 8)));
        assert_eq!(LockDays::default().of(Day::ymd(2020, 1, 1), Day::ymd(2026, 1, 1)), Lock::Free);
    }
}
