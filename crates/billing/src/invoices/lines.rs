//! The lines of an invoice while it is being made: work orders and others, each with how it
//! is taxed where the work was, and whether a certificate frees the customer from that.

use super::issue::IssueInvoice;
use super::rules::LineDraft;
use crate::billing_options::rules::Share;
use crate::exemptions;
use books::accounts::DEFERRED;
use dispatch::work_orders::{self, Stage};
use front_desk::customers::Customer;
use front_desk::services::TaxCode;
use front_desk::{locations, services};
use office::Refusal;
use settings::rule_packs::{CustomerClass, TaxAsk, tax_for};
use store::Reader;
use values::{Day, Id, Money, Quantity, noun};

/// A line while it is being made.
#[derive(Clone)]
pub(crate) struct Line {
    pub work_order: Option<Id<noun::WorkOrder>>,
    pub what: String,
    pub service_on: Option<Day>,
    pub tax_code: TaxCode,
    pub revenue_account: Id<noun::Account>,
    /// What decides who pays it.
    pub share: Share,
    pub draft: LineDraft,
}

/// Where and for which agreement the lines are.
#[derive(Default)]
pub(crate) struct Place {
    pub location: Option<Id<noun::Location>>,
    pub agreement: Option<Id<noun::Agreement>>,
    pub po_number: String,
    state: String,
    county: String,
}

/// The lines that are asked for.
pub(crate) fn gather(
    asked: &IssueInvoice,
    reader: &mut Reader<'_>,
    (branch, customer): (Id<noun::Branch>, &Customer),
    on: Day,
) -> Result<(Vec<Line>, Place), Refusal> {
    let mut place = Place::default();
    let mut lines = Vec::with_capacity(asked.work_orders.len() + asked.lines.len());
    for (index, id) in asked.work_orders.iter().enumerate() {
        let order = work_orders::records::require(reader, branch, *id)?;
        require_billable(&order, customer)?;
        if asked.work_orders[..index].contains(id) {
            let words = format!("Work order {} stands here twice.", order.number);
            return Err(Refusal::invalid(&format!("work_orders[{index}]"), words));
        }
        let location = locations::records::require(reader, branch, order.location)?;
        place.location = Some(location.id);
        place.agreement = place.agreement.or(order.agreement);
        (place.state, place.county) = (location.state, location.county);
        if place.po_number.is_empty() {
            place.po_number.clone_from(&order.po_number);
        }
        let service = services::records::find_service(reader, order.service, on)?
            .ok_or(Refusal::NotFound { what: "service" })?;
        let what = format!("{}, {}", order.service_name, order.part.title());
        let ask = (service.tax_code, Quantity::ONE, order.price);
        let draft = draft(reader, (branch, customer), &place, ask, on)?;
        lines.push(Line {
            work_order: Some(order.id),
            what,
            service_on: order.done_on,
            tax_code: service.tax_code,
            revenue_account: service.revenue_account,
            share: Share { service: Some(service.id), location: Some(location.id) },
            draft,
        });
    }
    if place.state.is_empty() && !asked.lines.is_empty() {
        (place.state, place.county) = where_taxed(reader, branch, customer)?;
    }
    for line in &asked.lines {
        let quantity = line.quantity.unwrap_or(Quantity::ONE);
        // Lines of one place and code are taxed alike, and are asked about once.
        let alike = lines
            .iter()
            .rev()
            .find(|other: &&Line| other.work_order.is_none() && other.tax_code == line.tax_code);
        let draft = match alike {
            Some(other) => {
                LineDraft { quantity, price: line.price_cents, tax: other.draft.tax.clone() }
            }
            None => {
                let ask = (line.tax_code, quantity, line.price_cents);
                draft(reader, (branch, customer), &place, ask, on)?
            }
        };
        lines.push(Line {
            work_order: None,
            what: line.what.trim().to_owned(),
            service_on: None,
            tax_code: line.tax_code,
            revenue_account: line.revenue_account,
            share: Share { service: None, location: place.location },
            draft,
        });
    }
    Ok((lines, place))
}

/// What is billed before it is earned, of one agreement.
pub(crate) struct Ahead {
    pub agreement: Id<noun::Agreement>,
    pub service: Id<noun::Service>,
    pub location: Id<noun::Location>,
    pub tax_code: TaxCode,
    pub po_number: String,
    pub what: String,
    /// After all that is taken off.
    pub net: Money,
}

/// The line of something billed ahead: it goes to what we owe in work, not to revenue
/// (handbook P3), and is taxed on the day it is billed.
pub(crate) fn ahead(
    reader: &mut Reader<'_>,
    (branch, customer): (Id<noun::Branch>, &Customer),
    ahead: Ahead,
    on: Day,
) -> Result<(Line, Place), Refusal> {
    let location = locations::records::require(reader, branch, ahead.location)?;
    let place = Place {
        location: Some(location.id),
        agreement: Some(ahead.agreement),
        po_number: ahead.po_number,
        state: location.state,
        county: location.county,
    };
    let ask = (ahead.tax_code, Quantity::ONE, ahead.net);
    let draft = draft(reader, (branch, customer), &place, ask, on)?;
    let line = Line {
        work_order: None,
        what: ahead.what,
        service_on: None,
        tax_code: ahead.tax_code,
        revenue_account: DEFERRED.id(),
        share: Share { service: Some(ahead.service), location: place.location },
        draft,
    };
    Ok((line, place))
}

/// The state and county of lines that bill no work: those of the customer's locations when they
/// are the same for all, for tax goes by the place of the service; else the state of the bill.
fn where_taxed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
) -> Result<(String, String), Refusal> {
    let mut all = locations::records::list_counties(reader, branch, customer.id)?.into_iter();
    Ok(match all.next() {
        Some(first) if all.all(|other| other == first) => first,
        _ => (customer.state.clone(), String::new()),
    })
}

fn require_billable(order: &work_orders::WorkOrder, customer: &Customer) -> Result<(), Refusal> {
    if order.customer != customer.id {
        return Err(Refusal::NotFound { what: "work order" });
    }
    let href = format!("/work-orders/{}", order.id);
    match order.stage() {
        Stage::Verified => Ok(()),
        Stage::Billed => Err(Refusal::conflict_with(
            "invoices.billed_already",
            format!("Work order {} is billed already.", order.number),
            href,
            "Open the work order",
        )),
        _ => Err(Refusal::conflict_with(
            "invoices.not_verified",
            format!("Work order {} is not verified yet. Verify it first.", order.number),
            href,
            "Open the work order",
        )),
    }
}

fn draft(
    reader: &mut Reader<'_>,
    (branch, customer): (Id<noun::Branch>, &Customer),
    place: &Place,
    (tax_code, quantity, price): (TaxCode, Quantity, Money),
    on: Day,
) -> Result<LineDraft, Refusal> {
    let class = match customer.kind.is_residential() {
        true => CustomerClass::Residential,
        false => CustomerClass::Commercial,
    };
    let (state, county) = (place.state.as_str(), place.county.as_str());
    let ask = TaxAsk { state, county, class, tax_code: tax_code.word(), on };
    let tax = tax_for(reader, &ask)?;
    let tax = exemptions::unless_exempt(reader, tax, (branch, customer.id), state, on)?;
    Ok(LineDraft { quantity, price, tax })
}
