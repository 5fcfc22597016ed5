//! Work that comes back: once a day in every branch, at an hour of the branch's own. The
//! planner puts it in line; a worker works it like any other job.
//!
//! However many servers plan, a day's work is there once: its business key is its name and
//! the day, and a branch's commands follow one another.

use super::plan_daily::PlanDaily;
use crate::records::BranchFace;
use crate::{Door, Office, Refusal, Slip, slip};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Reader;
use values::{Day, Id, Zone, noun};

/// Work that every branch has done once a day.
#[derive(Clone, Copy)]
pub struct Daily {
    /// Stable name, such as `proof.nightly`; with the day it is the job's business key.
    pub name: &'static str,
    /// The kind of job that does it. Its payload is [`DailyWork`].
    pub kind: &'static str,
    /// What it is about, for the job's page: "The night's proof".
    pub title: &'static str,
    /// From which minute of the branch's day on; none when the branch does not want it.
    pub from_minute: fn(&mut Reader<'_>, Id<noun::Branch>) -> Result<Option<i64>, Refusal>,
}

/// What a job that comes back every day is asked with.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct DailyWork {
    /// The name of the work.
    pub name: String,
    /// The branch's day it is for.
    pub day: Day,
}

/// A branch and a job of it.
pub type Planned = (Id<noun::Branch>, Id<noun::Job>);

/// Puts daily work in line when its hour has come.
#[derive(Default)]
pub struct Planner {
    /// The last day that is known to be in line, so that the database is asked once a day.
    known: HashMap<(Id<noun::Branch>, &'static str), Day>,
}

impl Planner {
    /// Puts in line what is due now in any branch; answers what it has put there itself.
    /// What one branch refuses keeps no other waiting; the first refusal is answered last.
    pub fn plan(&mut self, office: &Office) -> Result<Vec<Planned>, Refusal> {
        let branches = office.read(|reader| Ok(crate::records::list_branches(reader)?))?;
        let (mut planned, mut refused) = (Vec::new(), None);
        for branch in &branches {
            for daily in office.rooms().list_daily() {
                match self.plan_one(office, branch, daily) {
                    Ok(job) => planned.extend(job.map(|job| (branch.id, job))),
                    Err(refusal) => refused = refused.or(Some(refusal)),
                }
            }
        }
        refused.map_or(Ok(planned), Err)
    }

    fn plan_one(
        &mut self,
        office: &Office,
        branch: &BranchFace,
        daily: &Daily,
    ) -> Result<Option<Id<noun::Job>>, Refusal> {
        let zone = Zone::parse(&branch.zone)
            .map_err(|error| Refusal::broken(format!("branch zone: {error}")))?;
        let now = office.now().local(&zone);
        let known = self.known.get(&(branch.id, daily.name));
        if known.is_some_and(|known| *known >= now.day) {
            return Ok(None);
        }
        let minute = i64::from(now.hour) * 60 + i64::from(now.minute);
        let from = office.read(|reader| (daily.from_minute)(reader, branch.id))?;
        if from.is_none_or(|from| minute < from) {
            return Ok(None);
        }
        let slip = Slip {
            who: slip::operator(),
            branch: branch.id,
            door: Door::Job,
            once: None,
            at: office.now(),
        };
        let plan = PlanDaily(DailyWork { name: daily.name.into(), day: now.day });
        let job = match office.run(slip, plan) {
            Ok(planned) => Some(planned.job),
            Err(Refusal::Conflict { .. }) => None,
            Err(other) => return Err(other),
        };
        self.known.insert((branch.id, daily.name), now.day);
        Ok(job)
    }
}
