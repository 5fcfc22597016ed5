//! How the balance of an agreement stands on two accounts. No database.

use values::Money;

/// What more, or less, is done and not billed (account 1110) when the balance of billed less
/// earned goes from one amount to another; the rest of the movement is on 2200.
pub fn unbilled_change(before: Money, after: Money) -> Money {
    let unbilled = |balance: Money| (-balance).max(Money::ZERO);
    unbilled(after) - unbilled(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handbook P5 to P7 and T12: a visit of 120.00 with 40.00 billed, then 40.00 a month.
    #[test]
    fn what_is_owed_in_work_goes_before_what_is_not_billed() {
        let change = |before, after| {
            unbilled_change(Money::dollars(before), Money::dollars(after)).as_cents() / 100
        };
        assert_eq!(change(456, 342), 0, "P5: only 2200 moves");
        assert_eq!(change(0, 40), 0);
        assert_eq!(change(40, -80), 80, "P6");
        assert_eq!(change(-80, -40), -40, "P7");
        assert_eq!(change(-40, 0), -40);
        assert_eq!(change(-40, 60), -40);
    }
}
