//! Open a closed month again, or one that has locked by itself. It takes another person than
//! the one who closed it.

use super::{Lock, REOPEN, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Reopens the last closed month, or one that has locked by itself.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReopenPeriod {
    /// Which month.
    pub period: Id<noun::Period>,
    /// Why.
    pub reason: String,
    /// The version the page showed.
    pub seen: i64,
}

/// A month was reopened.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PeriodReopened {
    /// Which month.
    pub period: Id<noun::Period>,
    /// Its first day.
    pub month: Day,
    /// Its version now.
    pub version: i64,
}

impl Command for ReopenPeriod {
    const NAME: &'static str = "periods.reopen";
    const TITLE: &'static str = "Reopen the month";
    const DUTY: Duty = REOPEN;
    const SHAPE: Shape = Shape::ActsOn("period");
    type Receipt = PeriodReopened;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.reason.trim().is_empty(),
            "reason",
            "Say why the month is reopened.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PeriodReopened, Refusal> {
        let branch = desk.branch();
        let period = super::find_seen(desk, self.period, self.seen)?;
        let name = period.month.month_name();
        if period.closed_at.is_none() {
            let locked = records::find_lock_days(desk, branch)?.of(period.month, desk.today());
            if locked != Lock::Free && period.reopened_at.is_none() {
                records::mark_reopened(desk, &period)?;
                desk.change(period.id, &"locked", &"open")?;
                return Ok(reopened(&period));
            }
            return Err(Refusal::conflict("periods.open", format!("{name} is open.")));
        }
        let last = records::find_closed_through(desk, branch)?.unwrap_or(period.month);
        if last != period.month {
            let words = format!("Reopen {} first: months close in order.", last.month_name());
            return Err(Refusal::conflict_with(
                "periods.later_closed",
                words,
                "/periods",
                "See the months",
            ));
        }
        if period.closed_by == Some(desk.who()) && !desk.branch_face().small_office {
            return Err(Refusal::conflict(
                "periods.same_person",
                format!("You closed {name}. Ask somebody else to reopen it."),
            ));
        }
        records::mark_reopened(desk, &period)?;
        desk.change(period.id, &"closed", &"open")?;
        Ok(reopened(&period))
    }
}

fn reopened(period: &records::PeriodRow) -> PeriodReopened {
    PeriodReopened { period: period.id, month: period.month, version: period.version + 1 }
}
