//! The most that a returned check may cost its writer (handbook 6.6).

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

#[cfg(test)]
mod tests {
    use super::*;

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
