//! Write an agreement's work orders ahead: one for each visit it promises until a day, at
//! its price less the agreement's discount, never twice for the same nominal day.

use super::records::{self, NewWorkOrder};
use super::{PLAN, Part};
use front_desk::agreements::rules::{VisitPart, net};
use front_desk::{agreements, services};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// How far ahead work is written when an agreement is signed or goes on.
pub(crate) const AHEAD_DAYS: i64 = 90;

/// The most visits one agreement may get at once: weekly work for two years.
const MOST: usize = 104;

/// Writes an agreement's work orders until a day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GenerateWork {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// The first day; where the visits written before left off when nothing is said.
    #[serde(default)]
    pub from_on: Option<Day>,
    /// The last day; ninety days ahead when nothing is said.
    #[serde(default)]
    pub until: Option<Day>,
}

/// The work orders that were written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkGenerated {
    /// The new work orders, in order.
    pub work_orders: Vec<Id<noun::WorkOrder>>,
}

impl Command for GenerateWork {
    const NAME: &'static str = "work_orders.generate";
    const TITLE: &'static str = "Write work ahead";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = WorkGenerated;

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkGenerated, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = agreements::records::require(desk, branch, self.agreement)?;
        let until = self.until.unwrap_or_else(|| today.plus_days(AHEAD_DAYS));
        let known = records::list_nominals(desk, branch, self.agreement)?;
        let last_known = known.iter().map(|(nominal, _)| *nominal).max();
        // Visits before the first written one were skipped or done by hand long ago.
        let from = self.from_on.or(last_known).unwrap_or(agreement.starts_on);
        let visits: Vec<_> = agreement
            .next_visits(from, MOST)
            .into_iter()
            .take_while(|visit| visit.nominal <= until)
            .map(|visit| (visit, part(visit.part)))
            .filter(|(visit, part)| !known.contains(&(visit.nominal, *part)))
            .collect();
        if visits.is_empty() {
            return Ok(WorkGenerated { work_orders: Vec::new() });
        }
        let service = services::records::find_service(desk, agreement.service, today)?
            .ok_or(Refusal::NotFound { what: "service" })?;
        let many = i64::try_from(visits.len()).unwrap_or(i64::MAX);
        let numbers = desk.document_numbers("work_orders", many)?;
        let orders: Vec<NewWorkOrder> = visits
            .into_iter()
            .zip(numbers)
            .map(|((visit, part), number)| NewWorkOrder {
                id: desk.id(),
                number,
                customer: agreement.customer,
                location: agreement.location,
                service: agreement.service,
                service_name: agreement.service_name.clone(),
                agreement: Some(agreement.id),
                cause: None,
                part,
                nominal_on: visit.nominal,
                due_on: visit.scheduled,
                price: net(visit.price, agreement.discount),
                minutes: service.minutes,
                instructions: agreement.note.clone(),
                po_number: agreement.po_number.clone(),
            })
            .collect();
        records::insert_work_orders(desk, &orders)?;
        desk.subject(self.agreement);
        desk.subject(agreement.customer);
        for order in &orders {
            desk.subject(order.id);
            desk.search_put(order.id, &order.number)?;
        }
        Ok(WorkGenerated { work_orders: orders.iter().map(|order| order.id).collect() })
    }
}

fn part(part: VisitPart) -> Part {
    match part {
        VisitPart::Initial => Part::Initial,
        VisitPart::Regular => Part::Regular,
    }
}
