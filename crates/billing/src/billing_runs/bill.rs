//! Bill one customer: her verified work and what her options let fall due ahead of it.

use crate::billing_options::records::Changes;
use crate::billing_options::rules::billing_days;
use crate::billing_options::{self, Grouping, Trigger};
use crate::deferrals::BillAhead;
use crate::invoices::{ISSUE, InvoiceIssued, IssueInvoice};
use dispatch::work_orders::{self, WorkOrder};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Reader;
use values::{Day, Id, Money, noun};

use super::records;

/// Bills all that is due of a customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BillCustomer {
    /// Whose work.
    pub customer: Id<noun::Customer>,
    /// What falls due until this day; until today when nothing is said.
    #[serde(default)]
    pub until: Option<Day>,
}

/// She is billed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerBilled {
    /// Whose work.
    pub customer: Id<noun::Customer>,
    /// The invoices; none when nothing was due.
    pub invoices: Vec<InvoiceIssued>,
    /// What they come to.
    pub total_cents: Money,
}

impl Command for BillCustomer {
    const NAME: &'static str = "billing_runs.bill";
    const TITLE: &'static str = "Bill all that is due of a customer";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = CustomerBilled;

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerBilled, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let (customer, until) = (self.customer, self.until.unwrap_or(today));
        if until > today {
            return Err(Refusal::invalid("until", "This day is to come. Enter today."));
        }
        let mut invoices = Vec::new();
        let kept = billing_options::records::list_of_customer(desk, branch, customer)?;
        for work_orders in sort(desk, branch, (customer, &kept), until)?.papers {
            let asked = IssueInvoice { work_orders, ..IssueInvoice::to(customer) };
            invoices.push(desk.perform(asked)?);
        }
        if !kept.is_empty() {
            let ahead = desk.perform(BillAhead { customer, until: Some(until) })?;
            invoices.extend(ahead.invoices);
        }
        desk.subject(customer);
        let total_cents = invoices.iter().map(|issued| issued.total_cents).sum();
        Ok(CustomerBilled { customer, invoices, total_cents })
    }
}

/// What makes an invoice of its own among verified work.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Paper {
    Work(Id<noun::WorkOrder>),
    Agreement(Day, Option<Id<noun::Agreement>>),
    Order(Day, String),
    Month(Day),
    Location(Day, Id<noun::Location>),
}

/// A customer's verified work: what is due, an invoice's work together, and what waits for
/// its billing day, or for none when it is billed in even amounts.
pub(super) struct Sorted {
    pub papers: Vec<Vec<Id<noun::WorkOrder>>>,
    pub waiting: Vec<(WorkOrder, Option<Day>)>,
}

/// Sorts the customer's verified work.
pub(super) fn sort(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (customer, kept): (Id<noun::Customer>, &Changes),
    until: Day,
) -> Result<Sorted, Refusal> {
    let verified = records::list_verified(reader, branch, customer)?;
    if kept.is_empty() {
        let papers = verified.into_iter().map(|id| vec![id]).collect();
        return Ok(Sorted { papers, waiting: Vec::new() });
    }
    let mut papers: BTreeMap<Paper, Vec<Id<noun::WorkOrder>>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for id in verified {
        let order = work_orders::records::require(reader, branch, id)?;
        match fate(&order, kept, until) {
            Fate::Due(paper) => papers.entry(paper).or_default().push(id),
            Fate::Waits(day) => waiting.push((order, day)),
        }
    }
    Ok(Sorted { papers: papers.into_values().collect(), waiting })
}

/// Whether verified work is due.
enum Fate {
    Due(Paper),
    Waits(Option<Day>),
}

/// The invoice on which verified work goes, or the day it waits for.
fn fate(order: &WorkOrder, kept: &Changes, until: Day) -> Fate {
    let Some(done_on) = order.done_on else { return Fate::Waits(None) };
    let Some(options) = kept.standing(order.agreement, done_on) else {
        return Fate::Due(Paper::Work(order.id));
    };
    if options.trigger == Trigger::Even && order.agreement.is_some() {
        return Fate::Waits(None);
    }
    let number = || options.po_number.clone().unwrap_or_else(|| order.po_number.clone());
    let paper: Box<dyn Fn(Day) -> Paper> = match (options.grouping, options.trigger) {
        (Grouping::Month, _) => Box::new(Paper::Month),
        (Grouping::Location, _) => Box::new(|day| Paper::Location(day, order.location)),
        (Grouping::PurchaseOrder, _) => Box::new(|day| Paper::Order(day, number())),
        (Grouping::Visit, Trigger::Arrears) => {
            Box::new(|day| Paper::Agreement(day, order.agreement))
        }
        (Grouping::Visit, _) => return Fate::Due(Paper::Work(order.id)),
    };
    match billing_days(&options, done_on).next() {
        Some(day) if day <= until => Fate::Due(paper(day)),
        day => Fate::Waits(day),
    }
}
