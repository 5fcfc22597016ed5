//! Put a day's work in line.

use super::{DailyWork, NewJob, records};
use crate::{Command, Desk, Duty, Problems, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Puts a day's work in line. No door offers it: only the planner runs it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(transparent)]
pub(super) struct PlanDaily(pub DailyWork);

/// It is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub(super) struct DailyPlanned {
    pub job: Id<noun::Job>,
}

impl Command for PlanDaily {
    const NAME: &'static str = "jobs.plan_daily";
    const TITLE: &'static str = "Put the day's work in line";
    const DUTY: Duty = duty::OPERATE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = DailyPlanned;

    fn problems(&self) -> Problems {
        Problems::none().when(self.0.name.is_empty(), "name", "Enter which work.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DailyPlanned, Refusal> {
        let known = desk.inner.rooms.list_daily().iter().find(|daily| daily.name == self.0.name);
        let daily = *known.ok_or(Refusal::NotFound { what: "daily work" })?;
        let key = format!("{} {}", daily.name, self.0.day);
        if records::find_by_key(desk, daily.kind, &key)?.is_some() {
            return Err(Refusal::conflict("jobs.planned", "The day's work is in line already."));
        }
        let new = NewJob {
            kind: daily.kind,
            title: daily.title,
            business_key: &key,
            rows_known: 0,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self.0)?;
        desk.subject(job);
        Ok(DailyPlanned { job })
    }
}
