//! Charge the late fees of the month: a job that goes through everybody who is late.

use super::{CHARGE, ChargeChunk, records};
use office::jobs::{Going, JobKind, NewJob, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use store::Reader;
use values::{Day, Id, Zone, noun};

/// How many customers one transaction charges.
const CHUNK: i64 = 100;

/// The job behind [`StartLateFees`].
pub const CHARGE_LATE_FEES: JobKind =
    JobKind { name: "late_fees.start", title: "Charge late fees", work: run };

/// Charges the late fees of this month.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartLateFees {}

/// It goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LateFeesStarted {
    /// The job.
    pub job: Id<noun::Job>,
    /// How many customers it looks at.
    pub customers: i64,
}

/// The day before which an invoice was due to be looked at, and the month.
pub(super) fn bounds(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<(Day, Day), Refusal> {
    let grace = preferences::whole(reader, branch, "late_fee_grace_days")?;
    Ok((today.plus_days(-grace), today.first_of_month()))
}

impl Command for StartLateFees {
    const NAME: &'static str = "late_fees.start";
    const TITLE: &'static str = "Charge the late fees of the month";
    const DUTY: Duty = CHARGE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LateFeesStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LateFeesStarted, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let (due_before, month) = bounds(desk, branch, today)?;
        let customers = records::count_late(desk, branch, due_before, month)?;
        if customers == 0 {
            return Err(Refusal::conflict_with(
                "late_fees.nobody_is_late",
                "Nobody is late who was not charged this month.",
                "/late-fees",
                "See the late fees",
            ));
        }
        let new = NewJob {
            kind: CHARGE_LATE_FEES.name,
            title: &format!("Late fees of {}", today.month_name()),
            business_key: &desk.now().as_micros().to_string(),
            rows_known: customers,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self)?;
        desk.subject(job);
        Ok(LateFeesStarted { job, customers })
    }
}

/// By the customers' ids; after a restart behind the last one that was noted.
fn run(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (branch, job) = (work.job.branch, work.job.id);
    let mut after = Id::new(work.last_subject()?.unwrap_or(0));
    let asked_at = work.job.asked_at;
    loop {
        let office = work.office();
        let customers = office.read(|reader| {
            let face = office::records::find_branch(reader, branch)?;
            let zone = face.and_then(|face| Zone::parse(&face.zone).ok());
            let zone = zone.ok_or_else(|| Refusal::broken("a branch without a zone"))?;
            let (due_before, month) = bounds(reader, branch, asked_at.day_in(&zone))?;
            Ok(records::list_late(reader, branch, (due_before, month), (after, CHUNK))?)
        })?;
        let Some(last) = customers.last() else { return Ok(()) };
        after = *last;
        if work.going()? == Going::Cancelled {
            return Ok(());
        }
        let rows_before = work.job.rows_done;
        work.run(rows_before, ChargeChunk { job, customers, rows_before })?;
    }
}
