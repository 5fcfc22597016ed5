//! What a run would bill of a customer now, and what it would leave and why: her verified work
//! paper by paper and what falls due ahead of it, with tax, before any of it is written.

use super::bill::{Sorted, sort};
use crate::billing_options::records::Changes;
use crate::billing_options::{self, SetOptions};
use crate::deferrals;
use crate::invoices::{self, IssueInvoice, Weighed};
use dispatch::work_orders::{self, WorkOrder};
use front_desk::customers::Customer;
use office::Refusal;
use store::Reader;
use values::{Day, Id, Money, noun};

/// Something that is billed now, or is not.
pub(super) struct Told {
    /// What it is, an invoice's lines together.
    pub what: String,
    /// What it comes to, with tax; before tax while it waits.
    pub amount: Money,
    /// Why it is not billed now; none when it is.
    pub held: Option<Held>,
}

/// Why something is not billed now.
pub(super) enum Held {
    /// Something is in the way; the words say the way out.
    Back(&'static str),
    /// Its billing day is to come.
    Until(Day),
    /// It is billed in even amounts, not by itself.
    Even,
    /// The rules refuse it.
    Refused(String),
}

/// What of a customer would be billed until a day.
pub(super) fn outlook(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
    until: Day,
) -> Result<Vec<Told>, Refusal> {
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    let Sorted { papers, waiting } = sort(reader, branch, (customer.id, &kept), until)?;
    let mut told = Vec::new();
    for work_orders in papers {
        let what = words(reader, branch, &work_orders)?;
        let asked = IssueInvoice { work_orders, ..IssueInvoice::to(customer.id) };
        let weighed = weigh(reader, (branch, until), &asked, (customer, &kept));
        told.push(of(what, weighed)?);
    }
    for (what, weighed) in deferrals::weigh_due(reader, branch, customer, until)? {
        told.push(of(what, weighed)?);
    }
    told.extend(waiting.into_iter().map(|(order, day)| Told {
        what: name(&order),
        amount: order.price,
        held: Some(day.map_or(Held::Even, Held::Until)),
    }));
    Ok(told)
}

fn weigh(
    reader: &mut Reader<'_>,
    (branch, on): (Id<noun::Branch>, Day),
    asked: &IssueInvoice,
    (customer, kept): (&Customer, &Changes),
) -> Result<Weighed, Refusal> {
    let (lines, place) = invoices::gather(asked, reader, (branch, customer), on)?;
    let options: SetOptions = kept.standing_for(customer, place.agreement, on);
    invoices::weigh(reader, (branch, on), asked, (customer, &options), (lines, &place))
}

/// A refusal of one customer's paper is told among the others; what is broken stops all.
fn of(what: String, weighed: Result<Weighed, Refusal>) -> Result<Told, Refusal> {
    Ok(match weighed {
        Ok(weighed) => {
            let held = weighed.obstacle.map(|obstacle| Held::Back(obstacle.words()));
            Told { what, amount: weighed.total, held }
        }
        Err(refusal @ (Refusal::Invalid(_) | Refusal::Conflict { .. })) => {
            Told { what, amount: Money::ZERO, held: Some(Held::Refused(refusal.sentence())) }
        }
        Err(other) => return Err(other),
    })
}

fn words(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    orders: &[Id<noun::WorkOrder>],
) -> Result<String, Refusal> {
    let mut words = Vec::with_capacity(orders.len());
    for id in orders {
        words.push(name(&work_orders::records::require(reader, branch, *id)?));
    }
    Ok(words.join("; "))
}

fn name(order: &WorkOrder) -> String {
    format!("{} {}", order.number, order.service_name)
}
