//! Look for money that nobody claims: what lies long enough that its owner must be written to.
//! It is looked for every night; the button on the page does the same.

use super::records::{self, Candidate, Ending};
use super::{KEEP, rules};
use office::jobs::{Daily, JobKind, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::branches::records::find_branch_address;
use settings::rule_packs::{UnclaimedDays, unclaimed_days};
use values::{Day, Id, Money, noun};

/// No state waits less than a year.
const LEAST_DAYS: i64 = 365;

/// Looks for money that nobody claims.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct LookForUnclaimed {}

/// It was looked for.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedLookedFor {
    /// How many were found that were not known.
    pub found: i64,
    /// What they come to.
    pub amount_cents: Money,
    /// How many wait no longer: used, or their owner was heard of.
    pub ended: i64,
}

impl Command for LookForUnclaimed {
    const NAME: &'static str = "unclaimed_items.look";
    const TITLE: &'static str = "Look for money that nobody claims";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Does;
    type Receipt = UnclaimedLookedFor;

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedLookedFor, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let home = find_branch_address(desk, branch)?.map_or_else(String::new, |at| at.state);
        let mut receipt = UnclaimedLookedFor { found: 0, amount_cents: Money::ZERO, ended: 0 };
        let mut standing = Vec::new();
        for found in records::list_candidates(desk, branch, today.plus_days(-LEAST_DAYS))? {
            let state = if found.state.is_empty() { &home } else { &found.state };
            let (touched_on, touch) = touch_of(desk, &found);
            let days = unclaimed_days(state, touched_on).filter(|days| is_near(days, today));
            match (found.item, days) {
                (None, Some(days)) => {
                    let sign = (touched_on, touch);
                    let item = records::insert_item(desk, &found, sign, (state, &days))?;
                    standing.push(item);
                    receipt.found += 1;
                    receipt.amount_cents += found.amount;
                    desk.subject(item);
                    desk.subject(found.customer);
                }
                (Some(item), Some(_)) => standing.push(item),
                (Some(item), None) => {
                    end(desk, item, Ending::Touched, touched_on)?;
                    receipt.ended += 1;
                }
                (None, None) => {}
            }
        }
        for item in records::list_waiting_ids(desk, branch)? {
            if !standing.contains(&item) {
                end(desk, item, Ending::Used, today)?;
                receipt.ended += 1;
            }
        }
        Ok(receipt)
    }
}

fn touch_of(desk: &Desk<'_>, found: &Candidate) -> (Day, rules::Touch) {
    let spoke_on = found.spoke_at.map(|at| at.day_in(desk.zone()));
    rules::last_touch(found.made_on, found.paid_on, spoke_on, found.answered_on)
}

/// Whether the letter to its owner may go out by now.
fn is_near(days: &UnclaimedDays, today: Day) -> bool {
    days.letter_from <= today
}

fn end(
    desk: &mut Desk<'_>,
    item: Id<noun::UnclaimedItem>,
    ending: Ending,
    on: Day,
) -> Result<(), Refusal> {
    desk.subject(item);
    records::mark_ended(desk, item, ending, on, "")
}

/// The job that looks.
pub const LOOK_JOB: JobKind = JobKind {
    name: "unclaimed_items.look",
    title: "Look for money that nobody claims",
    work: |work: &mut Work<'_>| work.run(1, LookForUnclaimed {}).map(|_| ()),
};

/// It is looked for in the same night hour as the books are proved.
pub const NIGHTLY: Daily = Daily {
    name: "unclaimed_items.nightly",
    kind: LOOK_JOB.name,
    title: "The night's look for unclaimed money",
    from_minute: |reader, branch| Ok(settings::preferences::minute(reader, branch, "proof_at")?),
};
