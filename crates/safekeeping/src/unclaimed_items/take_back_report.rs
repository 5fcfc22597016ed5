//! Take a report back: it never reached the state, or the money came back.

use super::{REPORT, records};
use books::entries;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes a report back: what it held is set aside again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackUnclaimedReport {
    /// Which report.
    pub unclaimed_report: Id<noun::UnclaimedReport>,
    /// Why.
    pub reason: String,
}

/// It is taken back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedReportTakenBack {
    /// The report.
    pub unclaimed_report: Id<noun::UnclaimedReport>,
    /// What is set aside again.
    pub amount_cents: Money,
    /// The entry that takes its entry back.
    pub entry: Id<noun::Entry>,
}

impl Command for TakeBackUnclaimedReport {
    const NAME: &'static str = "unclaimed_items.take_back_report";
    const TITLE: &'static str = "Take a report of unclaimed money back";
    const DUTY: Duty = REPORT;
    const SHAPE: Shape = Shape::ActsOn("unclaimed_report");
    type Receipt = UnclaimedReportTakenBack;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is taken back.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedReportTakenBack, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::require_report(desk, branch, self.unclaimed_report)?;
        if row.taken_back_at.is_some() {
            let words = format!("{} was taken back before.", row.number);
            return Err(Refusal::conflict("unclaimed_items.report_taken_back", words));
        }
        let memo = format!("{} taken back", row.number);
        let entry = entries::reverse(desk, row.entry, today, memo)?;
        for item in records::list_of_report(desk, branch, row.id)? {
            desk.subject(item.id);
        }
        records::mark_taken_back(desk, row.id, self.reason.trim())?;
        desk.change(row.id, &"reported", &"taken back")?;
        let amount_cents = row.amount;
        Ok(UnclaimedReportTakenBack { unclaimed_report: row.id, amount_cents, entry })
    }
}
