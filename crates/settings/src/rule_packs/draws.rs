//! What the rules say of drawing from cards and bank accounts.

use super::pack;
use values::Day;

/// After how many days a soft decline is tried again, one after the other.
pub fn decline_retry_days(on: Day) -> &'static [i64] {
    let rows = &pack::pack().decline_retry;
    let row = rows.iter().find(|row| pack::holds(row.from, row.until, on));
    row.map_or(&[], |row| row.days.as_slice())
}

/// How many days before its end a card's holder is asked for a new one, the first ask first.
pub fn card_notice_days(on: Day) -> &'static [i64] {
    let rows = &pack::pack().card_notice;
    let row = rows.iter().find(|row| pack::holds(row.from, row.until, on));
    row.map_or(&[], |row| row.days.as_slice())
}

/// The most that may come back of what was debited within sixty days, in hundredths of a
/// percent, for a group that NACHA watches; none for a group it does not.
pub fn ach_return_rate(group: &str, on: Day) -> Option<i64> {
    let rows = &pack::pack().ach_return_rate;
    let row = rows.iter().find(|row| row.group == group && pack::holds(row.from, row.until, on));
    row.map(|row| row.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handbook 5.1: 0.5, 3 and 15 percent.
    #[test]
    fn the_watched_rates_and_the_days_of_a_retry() {
        let on = Day::ymd(2026, 3, 2);
        let most = ["unauthorized", "administrative", "overall"].map(|g| ach_return_rate(g, on));
        assert_eq!(most, [Some(50), Some(300), Some(1_500)]);
        assert_eq!(ach_return_rate("other", on), None);
        assert_eq!(decline_retry_days(on), [3, 5, 7]);
        assert_eq!(card_notice_days(on), [60, 30]);
        assert!(card_notice_days(Day::ymd(2000, 1, 1)).is_empty());
        assert!(decline_retry_days(Day::ymd(2000, 1, 1)).is_empty());
    }
}
