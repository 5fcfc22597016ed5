//! Hand what is set aside for a state to it, with its report (handbook P30, second half).

use super::records::{self, NewReport};
use super::{REPORT, TakeBackUnclaimedReport};
use books::Source;
use books::accounts::{OPERATING, UNCLAIMED};
use books::entries::{self, NewEntry, NewLine};
use money::{Hands, require_another};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Reports all that is set aside for a state and pays it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReportUnclaimed {
    /// The state, by its two letters.
    pub state: String,
    /// The state's confirmation, or our check's number.
    pub reference: String,
    /// The day it was paid; today when left out.
    #[serde(default)]
    pub paid_on: Option<Day>,
}

/// It is with the state.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedReported {
    /// The report.
    pub unclaimed_report: Id<noun::UnclaimedReport>,
    /// Its number.
    pub number: String,
    /// How many owners' items.
    pub items: i64,
    /// What they came to.
    pub amount_cents: Money,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
    /// Whether one person set aside and paid, as in a small office.
    pub hands: Hands,
}

impl Command for ReportUnclaimed {
    const NAME: &'static str = "unclaimed_items.report";
    const TITLE: &'static str = "Report unclaimed money and pay it to the state";
    const DUTY: Duty = REPORT;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = UnclaimedReported;

    fn problems(&self) -> Problems {
        let is_state = self.state.trim().len() == 2;
        Problems::none().when(!is_state, "state", "Enter the state's two letters.").when(
            self.reference.trim().is_empty(),
            "reference",
            "Enter the state's confirmation, or our check's number.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedReported, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let state = self.state.trim().to_uppercase();
        let items = records::list_to_report(desk, branch, &state)?;
        let Some(last) = items.iter().filter_map(|item| item.set_aside_on).max() else {
            let words = format!("Nothing is set aside for {state}.");
            let href = "/unclaimed-items";
            return Err(Refusal::conflict_with(
                "unclaimed_items.nothing_set_aside",
                words,
                href,
                "See what waits",
            ));
        };
        let day = self.paid_on.unwrap_or(today);
        if day < last || day > today {
            let words = format!("Enter a day from {} to today.", last.us());
            return Err(Refusal::invalid("paid_on", words));
        }
        let hands = require_hands(desk, items.iter().filter_map(|item| item.set_aside_by))?;
        let amount: Money = items.iter().map(|item| item.amount).sum();
        let report = desk.id();
        let number = desk.document_number("unclaimed_reports")?;
        let of = |account, amount| NewLine { account, amount, customer: None };
        let entry = NewEntry {
            day,
            memo: format!("Unclaimed money to {state}, {number}"),
            source: Source::of(report),
            lines: vec![of(UNCLAIMED, amount), of(OPERATING, -amount)],
        };
        let entry = entries::post(desk, entry)?;
        let item_count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let reference = self.reference.trim();
        let new = NewReport {
            id: report,
            number: &number,
            state: &state,
            day,
            item_count,
            amount,
            reference,
            entry,
        };
        records::insert_report(desk, &new)?;
        records::mark_reported(desk, &state, report)?;
        desk.subject(report);
        for item in &items {
            desk.subject(item.id);
        }
        Ok(UnclaimedReported {
            unclaimed_report: report,
            number,
            items: item_count,
            amount_cents: amount,
            entry,
            hands,
        })
    }

    fn reversal(receipt: &UnclaimedReported) -> Option<Errand> {
        Some(Errand::of(TakeBackUnclaimedReport {
            unclaimed_report: receipt.unclaimed_report,
            reason: String::from("Taken back at once"),
        }))
    }
}

/// Whoever set any of it aside does not pay it out.
fn require_hands(
    desk: &Desk<'_>,
    setters: impl Iterator<Item = Id<noun::Staff>>,
) -> Result<Hands, Refusal> {
    let words = "You set some of it aside. Ask a second person to report it.";
    let mut hands = Hands::Two;
    for setter in setters {
        let of = require_another(desk, setter, "unclaimed_items.setter_cannot_report", words)?;
        if of.is_alone() {
            hands = of;
        }
    }
    Ok(hands)
}
