//! What a preview is worked out from, read in one go.

use super::{MONTHS, Outlook, Preview, Promise, Visit, preview};
use crate::billing_options::SetOptions;
use crate::billing_options::records::{self, Changes};
use crate::exemptions;
use dispatch::work_orders::records::list_of_customer;
use front_desk::agreements::rules::net;
use front_desk::agreements::{Agreement, list_standing_agreements};
use front_desk::customers::{self, Customer};
use front_desk::locations::{self, Location};
use front_desk::services;
use office::Refusal;
use settings::rule_packs::{CustomerClass, TaxAnswer, TaxAsk, tax_for};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use store::Reader;
use values::{Day, Id, noun};

/// How many visits of an agreement are looked at: two years of weekly ones and some.
const MOST_VISITS: usize = 120;

/// Of how many of the customer's latest work orders the billed ones are looked for.
const LOOK_BACK: i64 = 200;

/// Whether visits that stand on an invoice already are among what is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Billed {
    /// They are left out.
    LeftOut,
    /// They are kept: a year in even amounts is a year with all its visits.
    Kept,
}

/// What would come of options from a day on, beside what comes of those that hold today.
pub fn outlook(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    asked: &SetOptions,
    from: Day,
) -> Result<Outlook, Refusal> {
    let customer = customers::records::require(reader, branch, asked.customer)?;
    let kept = records::list_of_customer(reader, branch, asked.customer)?;
    let mut promises = gather(reader, branch, &customer, &kept, (from, Billed::LeftOut))?;
    let is_meant = |promise: &Promise| match asked.agreement {
        Some(agreement) => promise.agreement == agreement,
        // Agreements with options of their own keep them.
        None => kept.of(Some(promise.agreement), from).is_none(),
    };
    promises.retain(is_meant);
    let mut tax = Tax::of(branch, &customer);
    let now = work_out(reader, branch, &promises, from, &mut tax)?.sum;
    for promise in &mut promises {
        promise.options.clone_from(asked);
    }
    let then = work_out(reader, branch, &promises, from, &mut tax)?;
    let difference_cents = then.sum.total_cents - now.total_cents;
    Ok(Outlook { then, now, difference_cents })
}

/// The customer's agreements and what they promise from a day on, each with its options.
pub fn gather(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
    kept: &Changes,
    (from, billed): (Day, Billed),
) -> Result<Vec<Promise>, Refusal> {
    let orders = list_of_customer(reader, branch, customer.id, LOOK_BACK)?;
    let left_out: HashSet<_> = orders
        .iter()
        .filter(|order| billed == Billed::LeftOut && order.invoice.is_some())
        .filter_map(|order| Some((order.agreement?, order.nominal_on)))
        .collect();
    let mut promises = Vec::new();
    for agreement in list_standing_agreements(reader, branch, customer.id)? {
        let service = services::records::find_service(reader, agreement.service, from)?
            .ok_or(Refusal::NotFound { what: "service" })?;
        let mut visits = visits(&agreement, from);
        visits.retain(|visit| !left_out.contains(&(agreement.id, visit.nominal)));
        let usual =
            || SetOptions { po_required: customer.po_required, ..SetOptions::usual(customer.id) };
        promises.push(Promise {
            agreement: agreement.id,
            service: agreement.service,
            service_name: agreement.service_name,
            revenue_account: service.revenue_account,
            tax_code: service.tax_code,
            location: agreement.location,
            starts_on: agreement.starts_on,
            signed_on: agreement.signed_on,
            term_months: agreement.term_months,
            po_number: agreement.po_number,
            po_expires_on: agreement.po_expires_on,
            visits,
            options: kept.standing(Some(agreement.id), from).unwrap_or_else(usual),
        });
    }
    Ok(promises)
}

fn visits(agreement: &Agreement, from: Day) -> Vec<Visit> {
    let until = from.plus_months(2 * MONTHS);
    let planned = agreement.next_visits(from, MOST_VISITS).into_iter();
    let visits = planned.take_while(|visit| visit.nominal < until).map(|visit| Visit {
        nominal: visit.nominal,
        on: visit.scheduled,
        price: net(visit.price, agreement.discount),
    });
    visits.collect()
}

/// The dated taxes of a customer's work, each asked once.
pub struct Tax<'c> {
    branch: Id<noun::Branch>,
    customer: &'c Customer,
    places: HashMap<Id<noun::Location>, Location>,
    known: HashMap<(Id<noun::Location>, &'static str, Day), TaxAnswer>,
}

impl<'c> Tax<'c> {
    /// Nothing asked yet.
    pub fn of(branch: Id<noun::Branch>, customer: &'c Customer) -> Tax<'c> {
        Tax { branch, customer, places: HashMap::new(), known: HashMap::new() }
    }

    /// How a promise's line is taxed on an invoice of this day.
    pub fn answer(
        &mut self,
        reader: &mut Reader<'_>,
        promise: &Promise,
        on: Day,
    ) -> Result<TaxAnswer, Refusal> {
        let tax_code = promise.tax_code.word();
        let key = (promise.location, tax_code, on);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        if !self.places.contains_key(&promise.location) {
            let place = locations::records::require(reader, self.branch, promise.location)?;
            self.places.insert(promise.location, place);
        }
        let place = &self.places[&promise.location];
        let class = match self.customer.kind.is_residential() {
            true => CustomerClass::Residential,
            false => CustomerClass::Commercial,
        };
        let ask = TaxAsk { state: &place.state, county: &place.county, class, tax_code, on };
        let answer = tax_for(reader, &ask)?;
        let whose = (self.branch, self.customer.id);
        let answer = exemptions::unless_exempt(reader, answer, whose, &place.state, on)?;
        self.known.insert(key, answer.clone());
        Ok(answer)
    }
}

fn work_out(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    promises: &[Promise],
    from: Day,
    tax: &mut Tax<'_>,
) -> Result<Preview, Refusal> {
    let mut days = HashMap::new();
    for payer in promises.iter().flat_map(|promise| promise.options.list_payers()) {
        if let Entry::Vacant(place) = days.entry(payer) {
            place.insert(customers::records::require(reader, branch, payer)?.terms_days);
        }
    }
    let days_of = |payer| days.get(&payer).copied().unwrap_or(customers::USUAL_TERMS_DAYS);
    preview(promises, from, days_of, |promise, on| tax.answer(reader, promise, on))
}
