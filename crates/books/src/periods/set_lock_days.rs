//! Set when months lock by themselves.

use super::{CLOSE, LockDays, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// The most banking days a month may stay without a lock that is set.
const MOST_DAYS: i64 = 90;

/// Sets when months lock by themselves.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetLockDays {
    /// The banking day of the next month from which posting takes the duty to post late;
    /// never when left out.
    pub soft_days: Option<i64>,
    /// The banking day from which nothing is posted any more; never when left out.
    pub hard_days: Option<i64>,
}

/// When months lock from now on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LockDaysSet {
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The day of the soft lock.
    pub soft_days: Option<i64>,
    /// The day of the hard lock.
    pub hard_days: Option<i64>,
}

impl Command for SetLockDays {
    const NAME: &'static str = "periods.set_lock_days";
    const TITLE: &'static str = "Set when months lock";
    const DUTY: Duty = CLOSE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LockDaysSet;

    fn problems(&self) -> Problems {
        let is_off = |days: Option<i64>| days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days));
        let is_before = matches!((self.soft_days, self.hard_days), (Some(s), Some(h)) if h < s);
        let range = "Enter a banking day from 1 to 90, or leave it blank.";
        Problems::none()
            .when(is_off(self.soft_days), "soft_days", range)
            .when(is_off(self.hard_days), "hard_days", range)
            .when(is_before, "hard_days", "Enter the day of the soft lock, or a later one.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockDaysSet, Refusal> {
        let branch = desk.branch();
        let (soft, hard) = (self.soft_days, self.hard_days);
        records::put_lock_days(desk, LockDays { soft, hard })?;
        Ok(LockDaysSet { branch, soft_days: soft, hard_days: hard })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ReopenPeriod;
    use super::*;
    use crate::accounts::{BANK_CHARGES, OPERATING};
    use crate::entries::{AdjustmentLine, EntryPosted, PostEntry};
    use crate::testing::{bench, benches, page_at};
    use office::testing::Bench;
    use values::{Day, Money};

    const FEBRUARY_27: Day = Day::ymd(2026, 2, 27);

    fn post(bench: &Bench) -> Result<EntryPosted, Refusal> {
        let amount = Some(Money::dollars(12));
        let debit =
            AdjustmentLine { account: BANK_CHARGES.id(), debit_cents: amount, credit_cents: None };
        let credit =
            AdjustmentLine { account: OPERATING.id(), debit_cents: None, credit_cents: amount };
        let (memo, lines) = (String::from("Bank charge"), vec![debit, credit]);
        bench.run(PostEntry { day: Some(FEBRUARY_27), memo, lines })
    }

    fn locks(soft: i64, hard: i64) -> SetLockDays {
        SetLockDays { soft_days: Some(soft), hard_days: Some(hard) }
    }

    #[test]
    fn a_soft_lock_takes_the_duty_and_a_hard_one_takes_nothing_until_it_is_reopened() {
        for bench in benches() {
            post(&bench).unwrap();
            bench.run(locks(1, 90)).unwrap();
            // Monday, March 2, is the first banking day; Dana of the tests may do everything.
            post(&bench).unwrap();
            bench.run(locks(1, 1)).unwrap();
            let refusal = post(&bench).unwrap_err();
            assert_eq!(refusal.code(), "periods.hard_locked");
            assert!(refusal.words().contains("03/02/2026"), "{}", refusal.words());
            let month = Day::ymd(2026, 2, 1);
            let row = bench.read(|reader| records::find_month(reader, bench.branch, month));
            let row = row.unwrap().unwrap();
            let reason = String::from("The bank sent a correction");
            bench.run(ReopenPeriod { period: row.id, reason, seen: row.version }).unwrap();
            post(&bench).unwrap();
        }
    }

    #[test]
    fn days_out_of_range_are_refused_and_the_page_says_when_months_lock() {
        let bench = bench();
        for wrong in [locks(0, 6), locks(3, 91), locks(6, 3)] {
            assert_eq!(bench.run(wrong).unwrap_err().code(), "invalid");
        }
        let stranger = bench.run_as(bench.stranger, locks(3, 6)).unwrap_err();
        assert_eq!(stranger, Refusal::NotAllowed { duty: CLOSE });
        post(&bench).unwrap();
        bench.run(locks(3, 6)).unwrap();
        let page = page_at(&bench, "/periods").unwrap();
        assert!(
            page.body.contains("Mon, Apr 3") || page.body.contains("banking day 3"),
            "{}",
            page.body
        );
    }
}
