//! Allow service again to a customer who was marked "do not service".

use super::words::Standing;
use super::{DECIDE, records, refuse_service::RefuseService};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Lifts "do not service".
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AllowService {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why.
    pub reason: String,
}

/// She may be serviced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceAllowed {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why she was refused, so that it can be taken back.
    pub former_reason: String,
}

impl Command for AllowService {
    const NAME: &'static str = "customers.allow_service";
    const TITLE: &'static str = "Allow service again";
    const DUTY: Duty = DECIDE;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = ServiceAllowed;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceAllowed, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        if customer.standing != Standing::DoNotService {
            let words = format!("{} may be serviced already.", customer.name);
            return Err(Refusal::conflict("customers.may_be_serviced", words));
        }
        let reason = self.reason.trim();
        records::mark_standing(desk, customer.id, Standing::Active, reason, None)?;
        desk.change(customer.id, &customer.standing, &Standing::Active)?;
        let former_reason = customer.standing_reason;
        let allowed = ServiceAllowed { customer: customer.id, former_reason };
        desk.announce(allowed.clone());
        Ok(allowed)
    }

    fn reversal(receipt: &ServiceAllowed) -> Option<Errand> {
        let reason = receipt.former_reason.clone();
        Some(Errand::of(RefuseService { customer: receipt.customer, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};

    #[test]
    fn refuses_who_may_be_serviced_already_and_without_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let allow = AllowService { customer, reason: "Apologised".into() };
        let refusal = bench.run(allow.clone()).unwrap_err();
        assert_eq!(refusal.code(), "customers.may_be_serviced");
        let refusal = bench.run_as(bench.stranger, allow).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: DECIDE });
    }

    #[test]
    fn keeps_the_former_reason_for_taking_it_back() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        bench.run(RefuseService { customer, reason: "Threatened Luis".into() }).unwrap();
        let allowed = bench.run(AllowService { customer, reason: "Error".into() }).unwrap();
        assert_eq!(allowed.former_reason, "Threatened Luis");
        let errand = AllowService::reversal(&allowed).expect("it can be taken back");
        assert!(errand.payload.contains("Threatened Luis"), "{}", errand.payload);
    }
}
