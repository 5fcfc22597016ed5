//! Its owner is heard of: the money is hers, and its years begin anew.

use super::KEEP;
use super::records::{self, Ending, ItemRow};
use books::Source;
use books::accounts::{OPERATING, UNAPPLIED, UNCLAIMED};
use books::entries::{self, NewEntry, NewLine};
use books::open_items::unapply;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Notes that its owner claims it. What was set aside is to her good again; for a check that was
/// set aside she gets a new one.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AnswerUnclaimed {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// What she said, and how.
    pub said: String,
    /// The number of our new check, where her old one was set aside.
    #[serde(default)]
    pub new_check: String,
}

/// It is hers.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedAnswered {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// How much.
    pub amount_cents: Money,
    /// The entry that took it out of what is set aside, where it was.
    pub entry: Option<Id<noun::Entry>>,
}

impl Command for AnswerUnclaimed {
    const NAME: &'static str = "unclaimed_items.answer";
    const TITLE: &'static str = "Its owner claims it";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("unclaimed_item");
    type Receipt = UnclaimedAnswered;

    fn problems(&self) -> Problems {
        let is_blank = self.said.trim().is_empty();
        Problems::none().when(is_blank, "said", "Say what she said, and how.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedAnswered, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::require(desk, branch, self.unclaimed_item)?;
        if let Some(ending) = row.ending() {
            let words = format!("{} waits no longer: {}.", row.document, ending.title());
            return Err(conflict("unclaimed_items.waits_no_longer", words, &row));
        }
        if row.report.is_some() {
            let words =
                format!("{} went to {}. Its owner claims it there.", row.document, row.state);
            return Err(conflict("unclaimed_items.with_the_state", words, &row));
        }
        let entry = match row.set_aside_on {
            None => None,
            Some(_) => Some(give_back(desk, &row, self.new_check.trim())?),
        };
        records::mark_ended(desk, row.id, Ending::Answered, today, self.said.trim())?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(UnclaimedAnswered { unclaimed_item: row.id, amount_cents: row.amount, entry })
    }
}

/// A credit is open again; for a check there is a new one.
fn give_back(
    desk: &mut Desk<'_>,
    row: &ItemRow,
    new_check: &str,
) -> Result<Id<noun::Entry>, Refusal> {
    let day = desk.today();
    let (to, memo) = match row.application {
        Some(application) => {
            unapply(desk, application, day)?;
            let to =
                NewLine { account: UNAPPLIED, amount: -row.amount, customer: Some(row.customer) };
            (to, format!("{} is claimed after all", row.document))
        }
        None if new_check.is_empty() => {
            return Err(Refusal::invalid("new_check", "Enter the number of our new check."));
        }
        None => {
            let to = NewLine { account: OPERATING, amount: -row.amount, customer: None };
            (to, format!("Check {new_check} for {}, claimed after all", row.document))
        }
    };
    let from = NewLine { account: UNCLAIMED, amount: row.amount, customer: None };
    let entry = NewEntry { day, memo, source: Source::of(row.id), lines: vec![from, to] };
    entries::post(desk, entry)
}

fn conflict(code: &'static str, words: String, row: &ItemRow) -> Refusal {
    Refusal::conflict_with(code, words, row.href(), "See it")
}
