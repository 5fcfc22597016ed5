//! Sign an agreement: a promise of services at a price, and the visits that follow.

use super::approve_price::require_leave;
use super::records::{self, NewAgreement};
use super::rules::{self, Plan};
use super::words::{CancelCause, SoldAt};
use super::{SIGN, cancel::CancelAgreement};
use crate::customers::profile::tidy_some;
use crate::customers::{self, Customer, Standing};
use crate::locations::records::{self as locations, Location};
use crate::services::records::{self as services, Service};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Reader;
use values::recurrence::{Months, Placement};
use values::{Day, Frequency, Id, Money, Rate, Recurrence, noun};

/// Signs an agreement.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SignAgreement {
    /// Who signs.
    pub customer: Id<noun::Customer>,
    /// Where the work is; may be left out when she has only one location.
    #[serde(default)]
    pub location: Option<Id<noun::Location>>,
    /// What is done.
    pub service: Id<noun::Service>,
    /// The price of a visit; the list price when nothing is said.
    #[serde(default)]
    pub price_cents: Option<Money>,
    /// The price of the first, heavier visit; the list's when nothing is said.
    #[serde(default)]
    pub initial_price_cents: Option<Money>,
    /// Whether there is no heavier first visit although the list has one.
    #[serde(default)]
    pub without_initial: bool,
    /// What is taken off each visit's price.
    #[serde(default)]
    pub discount_rate: Option<Rate>,
    /// How often; the service's own when nothing is said.
    #[serde(default)]
    pub frequency: Option<Frequency>,
    /// Which day of the month; the day it starts when nothing is said.
    #[serde(default)]
    pub placement: Option<Placement>,
    /// The months with visits; all when nothing is said.
    #[serde(default)]
    pub months: Option<Months>,
    /// The day of the first visit; today when nothing is said.
    #[serde(default)]
    pub starts_on: Option<Day>,
    /// How many months it binds both, 0 until it is cancelled; 12 when nothing is said.
    #[serde(default)]
    pub term_months: Option<i64>,
    /// Whether it goes on after its term.
    #[serde(default)]
    pub auto_renew: bool,
    /// The day she signed; today when nothing is said.
    #[serde(default)]
    pub signed_on: Option<Day>,
    /// Where it was sold.
    #[serde(default)]
    pub sold_at: SoldAt,
    /// Who sold it.
    #[serde(default)]
    pub sold_by: Option<Id<noun::Staff>>,
    /// The number of the customer's purchase order.
    #[serde(default)]
    pub po_number: Option<String>,
    /// The day the purchase order runs out.
    #[serde(default)]
    pub po_expires_on: Option<Day>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// The agreement is signed. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementSigned {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Its number.
    pub number: String,
    /// Who signed.
    pub customer: Id<noun::Customer>,
    /// Where the work is.
    pub location: Id<noun::Location>,
    /// The first day.
    pub starts_on: Day,
    /// The day she signed.
    pub signed_on: Day,
}

/// An agreement as it would be signed: what the page shows before, and the verb writes.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Who signs.
    pub customer: Customer,
    /// Where the work is.
    pub location: Location,
    /// What is done, with its list price.
    pub service: Service,
    /// When and for how much.
    pub plan: Plan,
    /// What is taken off each visit's price.
    pub discount: Rate,
    /// How long it binds both.
    pub term_months: i64,
    /// The last day of the term, where there is one.
    pub ends_on: Option<Day>,
    /// The day she signs.
    pub signed_on: Day,
    /// The last day on which she may change her mind for nothing.
    pub cooling_off_ends_on: Option<Day>,
}

impl SignAgreement {
    /// Fills in what was left out and refuses what cannot be promised. The price is not
    /// judged here, for a page wants to show the rest of a sale that waits for leave.
    pub fn terms(
        &self,
        reader: &mut Reader<'_>,
        branch: Id<noun::Branch>,
        today: Day,
    ) -> Result<Terms, Refusal> {
        let customer = customers::require_open_for_work(reader, branch, self.customer)?;
        let location = self.choose_location(reader, branch, &customer)?;
        let signed_on = self.signed_on.unwrap_or(today);
        if signed_on > today {
            return Err(Refusal::invalid("signed_on", "Enter a day that is not to come."));
        }
        let service = services::require_sold(reader, self.service, signed_on)?;
        let starts_on = self.starts_on.unwrap_or(today.max(signed_on));
        if starts_on < signed_on {
            return Err(Refusal::invalid("starts_on", "Enter the day it was signed or later."));
        }
        let frequency = self.frequency.unwrap_or(service.frequency);
        let term_months = match frequency {
            Frequency::OneTime => 0,
            _ => self.term_months.unwrap_or(12),
        };
        let ends_on = rules::ends_on(starts_on, term_months, frequency);
        let schedule = Recurrence {
            placement: self.placement.unwrap_or_default(),
            months: self.months.unwrap_or_default(),
            until: ends_on.filter(|_| !self.auto_renew),
            ..Recurrence::new(frequency, starts_on)
        };
        refuse_schedule(&schedule)?;
        let initial_price = match (self.without_initial, self.initial_price_cents) {
            (true, _) => None,
            (false, Some(price)) => Some(price),
            (false, None) => service.initial_price,
        };
        let price = self.price_cents.unwrap_or(service.price);
        let plan = Plan { schedule, prices: price.into(), initial_price };
        let year_end = starts_on.plus_months(12).plus_days(-1);
        let value = plan.value_until(ends_on.unwrap_or(year_end));
        Ok(Terms {
            customer,
            location,
            service,
            plan,
            discount: self.discount_rate.unwrap_or_default(),
            term_months,
            ends_on,
            signed_on,
            cooling_off_ends_on: rules::cooling_off(self.sold_at, signed_on, value),
        })
    }

    fn choose_location(
        &self,
        reader: &mut Reader<'_>,
        branch: Id<noun::Branch>,
        customer: &Customer,
    ) -> Result<Location, Refusal> {
        let mut open = locations::list_locations(reader, branch, customer.id)?;
        open.retain(|location| location.closed_at.is_none());
        match self.location {
            Some(wanted) => open.retain(|location| location.id == wanted),
            None if open.len() > 1 => {
                return Err(Refusal::invalid("location", "Choose one of the locations."));
            }
            None => {}
        }
        match (open.pop(), self.location) {
            (Some(location), _) => Ok(location),
            (None, Some(_)) => {
                Err(Refusal::invalid("location", "Choose an open location of this customer."))
            }
            (None, None) => Err(Refusal::conflict_with(
                "agreements.no_location",
                format!("{} has no location yet. Add where the work is.", customer.name),
                format!("/locations/new?customer={}", customer.id),
                "Add a location",
            )),
        }
    }
}

impl Command for SignAgreement {
    const NAME: &'static str = "agreements.sign";
    const TITLE: &'static str = "Sign an agreement";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = AgreementSigned;

    fn problems(&self) -> Problems {
        let is_negative = |amount: Option<Money>| amount.is_some_and(Money::is_negative);
        let is_long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.trim().chars().count() > most)
        };
        let discount = self.discount_rate.unwrap_or_default();
        Problems::none()
            .when(is_negative(self.price_cents), "price_cents", "Enter 0.00 or more.")
            .when(
                is_negative(self.initial_price_cents),
                "initial_price_cents",
                "Enter 0.00 or more.",
            )
            .when(
                self.term_months.is_some_and(|months| !(0..=60).contains(&months)),
                "term_months",
                "Enter 0 to 60 months; 0 runs until it is cancelled.",
            )
            .when(
                !(Rate::ZERO..=Rate::percent(100)).contains(&discount),
                "discount_rate",
                "Enter 0% to 100%.",
            )
            .when(is_long(&self.po_number, 40), "po_number", "Enter at most 40 letters.")
            .when(is_long(&self.note, 500), "note", "Enter at most 500 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementSigned, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let terms = self.terms(desk, branch, today)?;
        require_purchase_order(&self, &terms)?;
        if let Some(seller) = self.sold_by {
            office::records::find_staff(desk, seller)?
                .ok_or_else(|| Refusal::invalid("sold_by", "Choose somebody who works here."))?;
        }
        let (customer, location) = (terms.customer.id, terms.location.id);
        refuse_second(desk, customer, location, terms.service.id, terms.plan.schedule.anchor)?;
        let net = rules::net(terms.plan.prices.signed, terms.discount);
        let approval = require_leave(desk, terms.customer.id, &terms.service, net)?;
        let agreement = desk.id();
        let number = desk.document_number("agreements")?;
        let row = NewAgreement {
            number: &number,
            customer: terms.customer.id,
            location: terms.location.id,
            service: terms.service.id,
            service_name: &terms.service.name,
            plan: &terms.plan,
            starts_on: terms.plan.schedule.anchor,
            list_price: terms.service.price,
            discount: terms.discount,
            term_months: terms.term_months,
            ends_on: terms.ends_on,
            auto_renew: self.auto_renew,
            signed_on: terms.signed_on,
            sold_at: self.sold_at,
            cooling_off_ends_on: terms.cooling_off_ends_on,
            sold_by: self.sold_by,
            po_number: &tidy_some(&self.po_number),
            po_expires_on: self.po_expires_on,
            approval,
            transferred_from: None,
            note: &tidy_some(&self.note),
        };
        enter(desk, agreement, &row, &terms.customer, &terms.location)?;
        let signed = AgreementSigned {
            agreement,
            number,
            customer: terms.customer.id,
            location: terms.location.id,
            starts_on: terms.plan.schedule.anchor,
            signed_on: terms.signed_on,
        };
        desk.announce(signed.clone());
        Ok(signed)
    }

    fn reversal(receipt: &AgreementSigned) -> Option<Errand> {
        Some(Errand::of(CancelAgreement {
            agreement: receipt.agreement,
            cause: CancelCause::EnteredInError,
            reason: String::from("Signed by mistake"),
            effective_on: Some(receipt.signed_on),
        }))
    }
}

fn refuse_schedule(schedule: &Recurrence) -> Result<(), Refusal> {
    let mut problems = Problems::none();
    for wrong in schedule.problems() {
        let field = match wrong.field {
            "until" => "term_months",
            field => field,
        };
        problems.add(field, wrong.problem.message());
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(problems)),
    }
}

/// A customer whose invoices need a purchase order gives one that has not run out.
fn require_purchase_order(sign: &SignAgreement, terms: &Terms) -> Result<(), Refusal> {
    let is_blank = tidy_some(&sign.po_number).is_empty();
    if terms.customer.po_required && is_blank {
        let words = "This customer's invoices need a purchase order. Enter its number.";
        return Err(Refusal::invalid("po_number", words));
    }
    let starts_on = terms.plan.schedule.anchor;
    if sign.po_expires_on.is_some_and(|last| last < starts_on) {
        let words = "The purchase order runs out before the first visit. Ask for another.";
        return Err(Refusal::invalid("po_expires_on", words));
    }
    Ok(())
}

/// One service is promised once at a location.
pub(super) fn refuse_second(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    location: Id<noun::Location>,
    service: Id<noun::Service>,
    starts_on: Day,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let standing = records::list_standing_agreements(desk, branch, customer)?;
    let is_same = |one: &&records::Agreement| {
        let is_over = !one.auto_renew && one.ends_on.is_some_and(|last| last < starts_on);
        one.location == location && one.service == service && !is_over
    };
    match standing.iter().find(is_same) {
        None => Ok(()),
        Some(known) => Err(Refusal::conflict_with(
            "agreements.signed_already",
            format!(
                "Agreement {} promises {} there already. Cancel it first, or choose another \
                 service.",
                known.number, known.service_name
            ),
            format!("/agreements/{}", known.id),
            format!("Open agreement {}", known.number),
        )),
    }
}

/// Writes an agreement that was signed or transferred, so that it is found; a prospect
/// becomes active by it.
pub(super) fn enter(
    desk: &mut Desk<'_>,
    agreement: Id<noun::Agreement>,
    row: &NewAgreement<'_>,
    customer: &Customer,
    location: &Location,
) -> Result<(), Refusal> {
    records::insert_agreement(desk, agreement, row)?;
    desk.subject(agreement);
    desk.subject(customer.id);
    desk.subject(location.id);
    if customer.standing == Standing::Prospect {
        let reason = format!("Signed agreement {}", row.number);
        let active = Standing::Active;
        customers::records::mark_standing(desk, customer.id, active, &reason, None)?;
        desk.change(customer.id, &Standing::Prospect, &active)?;
    }
    let words = [row.number, &customer.name, row.service_name, &location.line1];
    desk.search_put(agreement, &words.join(" "))
}

#[cfg(test)]
mod tests;
