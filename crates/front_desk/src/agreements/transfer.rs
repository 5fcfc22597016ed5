//! Transfer an agreement: she moves and takes it along, or the house is sold and the buyer
//! takes it over with the history of the place (handbook 2.2).
//!
//! The old agreement is cancelled from a day on; another one goes on from that day with its
//! service, its price, its days and its term. Nobody signs anew, so there are no days to
//! think it over, and the first, heavier visit is not made twice.

use super::records::{self, Agreement, NewAgreement};
use super::rules::{Plan, Prices};
use super::sign::{enter, refuse_second};
use super::words::CancelCause;
use super::{AgreementSigned, CancelAgreement, SIGN};
use crate::customers::profile::tidy_some;
use crate::customers::{self, Customer, keys};
use crate::locations::records::{self as locations, Location};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Transfers an agreement to another place, another customer, or both.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TransferAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Who takes it over; the same customer when nothing is said.
    #[serde(default)]
    pub customer: Option<Id<noun::Customer>>,
    /// Where the work is from then on; when nothing is said the one who takes it over gets
    /// the old place, with its history.
    #[serde(default)]
    pub location: Option<Id<noun::Location>>,
    /// The first day at the new place; today when nothing is said.
    #[serde(default)]
    pub effective_on: Option<Day>,
    /// The purchase order of the one who takes it over.
    #[serde(default)]
    pub po_number: Option<String>,
    /// Why.
    pub reason: String,
}

/// It goes on as another agreement. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementTransferred {
    /// The agreement that goes on.
    pub agreement: Id<noun::Agreement>,
    /// Its number.
    pub number: String,
    /// Whose it is now.
    pub customer: Id<noun::Customer>,
    /// Where the work is now.
    pub location: Id<noun::Location>,
    /// The first day.
    pub effective_on: Day,
    /// The agreement that ended.
    pub former: Id<noun::Agreement>,
    /// Whose it was.
    pub former_customer: Id<noun::Customer>,
    /// Where the work was.
    pub former_location: Id<noun::Location>,
}

impl Command for TransferAgreement {
    const NAME: &'static str = "agreements.transfer";
    const TITLE: &'static str = "Transfer an agreement";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementTransferred;

    fn problems(&self) -> Problems {
        let is_long = tidy_some(&self.po_number).chars().count() > 40;
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.").when(
            is_long,
            "po_number",
            "Enter at most 40 letters.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementTransferred, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let former = records::require_standing(desk, branch, self.agreement)?;
        refuse_held(&former)?;
        let effective_on = self.effective_on.unwrap_or(today);
        refuse_day(&former, effective_on, today)?;
        let taker = self.customer.unwrap_or(former.customer);
        let customer = customers::require_open_for_work(desk, branch, taker)?;
        let location = self.place(desk, &former, &customer)?;
        refuse_second(desk, customer.id, location.id, former.service, effective_on)?;
        let po_number = self.purchase_order(&former, &customer)?;

        let is_move = customer.id == former.customer;
        desk.perform(CancelAgreement {
            agreement: former.id,
            cause: if is_move { CancelCause::Moved } else { CancelCause::Sold },
            reason: self.reason.trim().to_owned(),
            effective_on: Some(effective_on),
        })?;
        if location.customer != customer.id {
            locations::mark_moved(desk, location.id, customer.id)?;
            keys::refresh(desk, former.customer)?;
            keys::refresh(desk, customer.id)?;
        }
        let (agreement, number) =
            go_on(desk, &former, &customer, &location, effective_on, &po_number)?;
        desk.subject(former.customer);
        desk.change(
            former.id,
            &(former.customer, former.location),
            &(customer.id, location.id, &number),
        )?;
        let transferred = AgreementTransferred {
            agreement,
            number: number.clone(),
            customer: customer.id,
            location: location.id,
            effective_on,
            former: former.id,
            former_customer: former.customer,
            former_location: former.location,
        };
        desk.announce(transferred.clone());
        desk.announce(AgreementSigned {
            agreement,
            number,
            customer: customer.id,
            location: location.id,
            starts_on: effective_on,
            signed_on: former.signed_on,
        });
        Ok(transferred)
    }

    fn reversal(receipt: &AgreementTransferred) -> Option<Errand> {
        let took_place = receipt.location == receipt.former_location;
        Some(Errand::of(TransferAgreement {
            agreement: receipt.agreement,
            customer: Some(receipt.former_customer),
            location: (!took_place).then_some(receipt.former_location),
            effective_on: Some(receipt.effective_on),
            po_number: None,
            reason: String::from("Taken back"),
        }))
    }
}

impl TransferAgreement {
    /// Where the work is from then on: a place of the one who takes it over, or the old one.
    fn place(
        &self,
        desk: &mut Desk<'_>,
        former: &Agreement,
        customer: &Customer,
    ) -> Result<Location, Refusal> {
        let branch = desk.branch();
        if let Some(wanted) = self.location {
            let open = locations::list_locations(desk, branch, customer.id)?;
            let fits = |one: &Location| one.id == wanted && one.closed_at.is_none();
            return open.into_iter().find(fits).ok_or_else(|| {
                let words = format!("Choose an open location of {}.", customer.name);
                Refusal::invalid("location", words)
            });
        }
        if customer.id == former.customer {
            let words = "Choose where she moves to, or who takes the old place over.";
            return Err(Refusal::invalid("location", words));
        }
        let standing = records::list_standing_agreements(desk, branch, former.customer)?;
        let is_other = |one: &&Agreement| one.location == former.location && one.id != former.id;
        if let Some(other) = standing.iter().find(is_other) {
            return Err(Refusal::conflict_with(
                "agreements.place_promised",
                format!(
                    "Agreement {} is for the same place. Transfer or cancel that one first; \
                     this one then takes the place along.",
                    other.number
                ),
                format!("/agreements/{}", other.id),
                format!("Open agreement {}", other.number),
            ));
        }
        locations::require(desk, branch, former.location)
    }

    /// Her own goes along; another customer's invoices need another.
    fn purchase_order(&self, former: &Agreement, customer: &Customer) -> Result<String, Refusal> {
        let said = tidy_some(&self.po_number);
        if said.is_empty() && customer.id == former.customer {
            return Ok(former.po_number.clone());
        }
        match said.is_empty() && customer.po_required {
            false => Ok(said),
            true => Err(Refusal::invalid(
                "po_number",
                "This customer's invoices need a purchase order. Enter its number.",
            )),
        }
    }
}

fn refuse_held(former: &Agreement) -> Result<(), Refusal> {
    match former.held_at {
        None => Ok(()),
        Some(_) => Err(Refusal::conflict_with(
            "agreements.held",
            format!("Agreement {} is on hold. Release it first.", former.number),
            format!("/agreements/{}", former.id),
            format!("Open agreement {}", former.number),
        )),
    }
}

fn refuse_day(former: &Agreement, effective_on: Day, today: Day) -> Result<(), Refusal> {
    if effective_on < today {
        return Err(Refusal::invalid("effective_on", "Enter today or a day to come."));
    }
    match former.ends_on.filter(|last| !former.auto_renew && *last < effective_on) {
        None => Ok(()),
        Some(last) => Err(Refusal::invalid(
            "effective_on",
            format!("The term ends on {}. Renew it first, or enter an earlier day.", last.us()),
        )),
    }
}

/// Writes the agreement that goes on: same service, same price on each day, same days.
fn go_on(
    desk: &mut Desk<'_>,
    former: &Agreement,
    customer: &Customer,
    location: &Location,
    effective_on: Day,
    po_number: &str,
) -> Result<(Id<noun::Agreement>, String), Refusal> {
    let has_begun = former.schedule.anchor < effective_on;
    let plan = Plan {
        schedule: former.schedule.0.clone(),
        prices: Prices::from(former.prices.on(effective_on)),
        initial_price: former.initial_price.filter(|_| !has_begun),
    };
    let agreement = desk.id();
    let number = desk.document_number("agreements")?;
    let is_move = customer.id == former.customer;
    let row = NewAgreement {
        number: &number,
        customer: customer.id,
        location: location.id,
        service: former.service,
        service_name: &former.service_name,
        plan: &plan,
        starts_on: former.schedule.anchor.max(effective_on),
        list_price: former.list_price,
        discount: former.discount,
        term_months: former.term_months,
        ends_on: former.ends_on,
        auto_renew: former.auto_renew,
        signed_on: former.signed_on,
        sold_at: former.sold_at,
        cooling_off_ends_on: None,
        sold_by: former.sold_by,
        po_number,
        po_expires_on: former.po_expires_on.filter(|_| is_move),
        approval: former.approval,
        transferred_from: Some(former.id),
        note: &former.note,
    };
    enter(desk, agreement, &row, customer, location)?;
    for price in former.prices.changes_after(effective_on) {
        let reason = format!("As agreed in {}", former.number);
        records::insert_price(desk, agreement, price, &reason, None)?;
    }
    Ok((agreement, number))
}

#[cfg(test)]
mod tests;
