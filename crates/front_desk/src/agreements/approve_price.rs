//! Give leave to sell a service below its list price.

use super::{APPROVE_PRICE, records};
use crate::customers;
use crate::services::records::{Service, require_sold};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::rule_packs;
use values::{Day, Id, Money, noun};

/// Gives leave to sell a service to a customer at this price or more, once, within so many days
/// as the rules say.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ApprovePrice {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The service.
    pub service: Id<noun::Service>,
    /// The lowest price of a visit, after any discount.
    pub price_cents: Money,
    /// Why.
    pub reason: String,
}

/// The leave is given.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PriceApproved {
    /// The leave.
    pub price_approval: Id<noun::PriceApproval>,
    /// The last day it may be used.
    pub expires_on: Day,
}

impl Command for ApprovePrice {
    const NAME: &'static str = "agreements.approve_price";
    const TITLE: &'static str = "Approve a price below the list";
    const DUTY: Duty = APPROVE_PRICE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PriceApproved;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.price_cents.is_negative(), "price_cents", "Enter 0.00 or more.")
            .when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PriceApproved, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::require_open_for_work(desk, branch, self.customer)?;
        let service = require_sold(desk, self.service, today)?;
        let rule = rule_packs::price_leave(today);
        let lowest = rule.lowest(service.price);
        if self.price_cents >= lowest {
            let words = format!("{lowest} or more needs nobody's leave.");
            return Err(Refusal::invalid("price_cents", words));
        }
        let expires_on = today.plus_days(rule.days);
        let price_approval = records::insert_price_approval(
            desk,
            customer.id,
            service.id,
            self.price_cents,
            self.reason.trim(),
            expires_on,
        )?;
        desk.subject(customer.id);
        Ok(PriceApproved { price_approval, expires_on })
    }
}

/// The leave under which a visit may cost so little net; nothing when it needs none. Nobody
/// gives leave to herself, but where the office is too small for two.
pub(super) fn require_leave(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    service: &Service,
    net: Money,
) -> Result<Option<Id<noun::PriceApproval>>, Refusal> {
    let today = desk.today();
    let rule = rule_packs::price_leave(today);
    let lowest = rule.lowest(service.price);
    if net >= lowest {
        return Ok(None);
    }
    let (branch, who) = (desk.branch(), desk.who());
    let is_small = desk.branch_face().small_office;
    let given = records::list_price_approvals(desk, branch, customer, service.id, today)?;
    let fits =
        |one: &&records::PriceApproval| one.price <= net && (one.approved_by != who || is_small);
    match given.iter().rev().find(fits) {
        Some(approval) => Ok(Some(approval.id)),
        None => Err(Refusal::conflict_with(
            "agreements.price_not_approved",
            format!(
                "{net} a visit is below the list price of {} less {}. Enter {lowest} or \
                 more, or ask somebody else to approve it.",
                service.price, rule.tolerance
            ),
            format!("/agreements/approve?customer={customer}&service={}", service.id),
            "Ask for leave",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly, rivera};

    #[test]
    fn refuses_what_needs_no_leave_and_who_may_not_give_it() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let service = bench.run(quarterly()).unwrap().service;
        let leave = |price: i64| ApprovePrice {
            customer,
            service,
            price_cents: Money::cents(price),
            reason: "Neighbour".into(),
        };
        let given = bench.run(leave(10_709)).unwrap();
        assert_eq!(given.expires_on, Day::ymd(2026, 4, 1));
        let Refusal::Invalid(problems) = bench.run(leave(10_710)).unwrap_err() else { panic!() };
        assert!(problems.of("price_cents").is_some());
        let refusal = bench.run_as(bench.stranger, leave(9_000)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: APPROVE_PRICE });
        let silent = ApprovePrice { reason: " ".into(), ..leave(9_000) };
        assert_eq!(bench.run(silent).unwrap_err(), Refusal::invalid("reason", "Enter why."));
    }
}
