//! Add a work order by hand: an extra visit, one-time work, or a call-back.

use super::records::{self, NewWorkOrder};
use super::{PLAN, Part};
use front_desk::{customers, locations, services};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Adds a work order.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AddWorkOrder {
    /// For whom.
    pub customer: Id<noun::Customer>,
    /// Where; her only location when nothing is said.
    #[serde(default)]
    pub location: Option<Id<noun::Location>>,
    /// What.
    pub service: Id<noun::Service>,
    /// The day it is due; today when nothing is said.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// What it costs; the list price when nothing is said, nothing for a call-back.
    #[serde(default)]
    pub price_cents: Option<Money>,
    /// The work order it makes good, for a free call-back.
    #[serde(default)]
    pub cause: Option<Id<noun::WorkOrder>>,
    /// What the technician should know.
    #[serde(default)]
    pub instructions: Option<String>,
    /// The customer's purchase order.
    #[serde(default)]
    pub po_number: Option<String>,
}

/// The work order is in the pool.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkOrderAdded {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// Its number.
    pub number: String,
    /// The day it is due.
    pub due_on: Day,
}

impl Command for AddWorkOrder {
    const NAME: &'static str = "work_orders.add";
    const TITLE: &'static str = "Add a work order";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = WorkOrderAdded;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.price_cents.is_some_and(Money::is_negative),
            "price_cents",
            "Enter an amount that is not negative.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkOrderAdded, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        customers::records::require_open_for_work(desk, branch, self.customer)?;
        let location = choose_location(desk, self.customer, self.location)?;
        let due_on = self.due_on.unwrap_or(today);
        let service = services::records::require_sold(desk, self.service, due_on)?;
        let part = match self.cause {
            None => Part::Extra,
            Some(cause) => {
                let cause = records::require(desk, branch, cause)?;
                if cause.customer != self.customer {
                    return Err(Refusal::NotFound { what: "work order" });
                }
                Part::Callback
            }
        };
        let otherwise = match part {
            Part::Callback => Money::ZERO,
            _ => service.price,
        };
        let number = desk.document_number("work_orders")?;
        let order = NewWorkOrder {
            id: desk.id(),
            number: number.clone(),
            customer: self.customer,
            location: location.id,
            service: self.service,
            service_name: service.name,
            agreement: None,
            cause: self.cause,
            part,
            nominal_on: due_on,
            due_on,
            price: self.price_cents.unwrap_or(otherwise),
            minutes: service.minutes,
            instructions: self.instructions.unwrap_or_default(),
            po_number: self.po_number.unwrap_or_default(),
        };
        let work_order = order.id;
        records::insert_work_orders(desk, &[order])?;
        desk.subject(work_order);
        desk.subject(self.customer);
        desk.search_put(work_order, &number)?;
        Ok(WorkOrderAdded { work_order, number, due_on })
    }

    fn reversal(receipt: &WorkOrderAdded) -> Option<Errand> {
        Some(Errand::of(super::CancelWorkOrder {
            work_order: receipt.work_order,
            reason: "Added by mistake".into(),
        }))
    }
}

/// The location that was said, or the customer's only one.
fn choose_location(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    said: Option<Id<noun::Location>>,
) -> Result<locations::Location, Refusal> {
    let branch = desk.branch();
    let known = locations::list_locations(desk, branch, customer)?;
    let mut open: Vec<_> = known.into_iter().filter(|one| one.closed_at.is_none()).collect();
    match said {
        Some(said) => open
            .into_iter()
            .find(|one| one.id == said)
            .ok_or(Refusal::NotFound { what: "location" }),
        None if open.len() == 1 => Ok(open.remove(0)),
        None => Err(Refusal::invalid("location", "Enter where the work is to be done.")),
    }
}
