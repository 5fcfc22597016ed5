//! The most that a returned check, and paying late, may cost (handbook 6.6).

use super::pack;
use values::{Day, Money, Rate};

/// The fee for an item of `amount`, or none where no rule allows one.
pub fn returned_item_fee(state: &str, amount: Money, on: Day) -> Option<Money> {
    let rows = &pack::pack().returned_item_fee;
    let row = rows.iter().find(|row| row.state == state && pack::holds(row.from, row.until, on))?;
    let fits = |step: &&pack::FeeStep| step.up_to.is_none_or(|up_to| amount.as_cents() <= up_to);
    let step = row.steps.iter().find(fits)?;
    let share = Rate::millionths(step.share).of(amount);
    Some(Money::cents(step.fee).max(share))
}

/// What a state lets a late payment cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LateFeeCap {
    /// The most a month, simple, of what is past due.
    pub rate_a_month: Rate,
    /// The days past due before which nothing may be asked.
    pub grace_days: i64,
}

/// The cap of a state on a day, or none where no rule is known.
pub fn late_fee_cap(state: &str, on: Day) -> Option<LateFeeCap> {
    let rows = &pack::pack().late_fee;
    let row = rows.iter().find(|row| row.state == state && pack::holds(row.from, row.until, on))?;
    let rate_a_month = Rate::millionths(row.millionths_a_month);
    Some(LateFeeCap { rate_a_month, grace_days: row.grace_days })
}

/// Whether a state lets the tax in what is written off be deducted, on a day; no where no rule
/// is known.
pub fn deducts_bad_debt(state: &str, on: Day) -> bool {
    let rows = &pack::pack().bad_debt;
    rows.iter().any(|row| row.state == state && pack::holds(row.from, row.until, on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighteen_percent_a_year_is_one_and_a_half_a_month() {
        let cap = late_fee_cap("FL", Day::ymd(2026, 3, 2)).expect("Florida is known");
        assert_eq!(cap.rate_a_month, Rate::millionths(15_000));
        assert_eq!(late_fee_cap("FL", Day::ymd(2019, 12, 31)), None, "before its first day");
        assert_eq!(late_fee_cap("ZZ", Day::ymd(2026, 3, 2)), None);
    }

    #[test]
    fn bad_debt_is_deducted_only_where_a_rule_says_so() {
        assert!(deducts_bad_debt("FL", Day::ymd(2026, 3, 2)));
        assert!(!deducts_bad_debt("FL", Day::ymd(2019, 12, 31)), "before its first day");
        assert!(!deducts_bad_debt("ZZ", Day::ymd(2026, 3, 2)));
    }

    /// Handbook T23.
    #[test]
    fn floridas_scale_steps_at_fifty_and_three_hundred_dollars() {
        let on = Day::ymd(2026, 3, 2);
        let fee = |cents| returned_item_fee("FL", Money::cents(cents), on).unwrap().as_cents();
        assert_eq!(fee(5000), 2500);
        assert_eq!(fee(5001), 3000);
        assert_eq!(fee(30000), 3000);
        assert_eq!(fee(30001), 4000);
        assert_eq!(fee(90000), 4500);
        assert_eq!(returned_item_fee("ZZ", Money::cents(100), on), None);
    }
}
