//! Bill one customer: her verified work and what her options let fall due ahead of it.

use crate::billing_options::records::Changes;
use crate::billing_options::rules::billing_days;
use crate::billing_options::{self, Grouping, Trigger};
use crate::deferrals::{self, BillAhead};
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
        for work_orders in papers(desk, branch, (customer, &kept), until)? {
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
}

/// The customer's verified work that is due, an invoice's work together.
pub(super) fn papers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (customer, kept): (Id<noun::Customer>, &Changes),
    until: Day,
) -> Result<Vec<Vec<Id<noun::WorkOrder>>>, Refusal> {
    let verified = records::list_verified(reader, branch, customer)?;
    if kept.is_empty() {
        return Ok(verified.into_iter().map(|id| vec![id]).collect());
    }
    let mut papers: BTreeMap<Paper, Vec<Id<noun::WorkOrder>>> = BTreeMap::new();
    for id in verified {
        let order = work_orders::records::require(reader, branch, id)?;
        if let Some(paper) = paper(&order, kept, until) {
            papers.entry(paper).or_default().push(id);
        }
    }
    Ok(papers.into_values().collect())
}

/// The invoice on which verified work goes; none when it is not due yet, or is billed in
/// even amounts.
fn paper(order: &WorkOrder, kept: &Changes, until: Day) -> Option<Paper> {
    let done_on = order.done_on?;
    let Some(options) = kept.standing(order.agreement, done_on) else {
        return Some(Paper::Work(order.id));
    };
    if options.trigger == Trigger::Even && order.agreement.is_some() {
        return None;
    }
    let day = || billing_days(&options, done_on).next().filter(|day| *day <= until);
    let number = || options.po_number.clone().unwrap_or_else(|| order.po_number.clone());
    match (options.grouping, options.trigger) {
        (Grouping::Month, _) => Some(Paper::Month(day()?)),
        (Grouping::PurchaseOrder, _) => Some(Paper::Order(day()?, number())),
        (Grouping::Visit, Trigger::Arrears) => Some(Paper::Agreement(day()?, order.agreement)),
        (Grouping::Visit, _) => Some(Paper::Work(order.id)),
    }
}

/// What of a customer would be billed now: words, and what it comes to before tax.
pub(super) fn outlook(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &front_desk::customers::Customer,
    until: Day,
) -> Result<Vec<(String, Money)>, Refusal> {
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    let mut lines = Vec::new();
    for paper in papers(reader, branch, (customer.id, &kept), until)? {
        let (mut words, mut sum) = (Vec::new(), Money::ZERO);
        for id in paper {
            let order = work_orders::records::require(reader, branch, id)?;
            words.push(format!("{} {}", order.number, order.service_name));
            sum += order.price;
        }
        lines.push((words.join("; "), sum));
    }
    for due in deferrals::due(reader, branch, customer, until)? {
        lines.push((due.what, due.net));
    }
    Ok(lines)
}
