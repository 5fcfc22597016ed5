//! Make a customer inactive: no longer served, though she may still owe and pay.

use super::reactivate::ReactivateCustomer;
use super::words::Standing;
use super::{KEEP, records};
use crate::agreements::records::list_standing_agreements;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Makes a customer inactive.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DeactivateCustomer {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why.
    pub reason: String,
}

/// She is inactive.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerDeactivated {
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for DeactivateCustomer {
    const NAME: &'static str = "customers.deactivate";
    const TITLE: &'static str = "Make a customer inactive";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerDeactivated;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerDeactivated, Refusal> {
        let branch = desk.branch();
        let customer = records::require_open_for_work(desk, branch, self.customer)?;
        refuse_with_agreements(desk, &customer)?;
        records::mark_standing(desk, customer.id, Standing::Inactive, self.reason.trim(), None)?;
        desk.change(customer.id, &customer.standing, &Standing::Inactive)?;
        Ok(CustomerDeactivated { customer: customer.id })
    }

    fn reversal(receipt: &CustomerDeactivated) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(ReactivateCustomer { customer: receipt.customer, reason }))
    }
}

/// A customer who has promised to be served is not put aside.
pub(super) fn refuse_with_agreements(
    desk: &mut Desk<'_>,
    customer: &records::Customer,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let standing = list_standing_agreements(desk, branch, customer.id)?;
    let Some(first) = standing.first() else { return Ok(()) };
    Err(Refusal::conflict_with(
        "customers.has_agreements",
        format!(
            "{} has agreement {} for {}. Cancel it first.",
            customer.name, first.number, first.service_name
        ),
        format!("/agreements/{}", first.id),
        format!("Open agreement {}", first.number),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::find_customer;
    use crate::testing::{bench, quarterly_agreement, rivera};

    fn moved(customer: Id<noun::Customer>) -> DeactivateCustomer {
        DeactivateCustomer { customer, reason: "Moved to Tampa".into() }
    }

    #[test]
    fn puts_her_aside_with_the_reason() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        bench.run(moved(customer)).unwrap();
        let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap();
        let row = row.expect("a row");
        assert_eq!((row.standing, &*row.standing_reason), (Standing::Inactive, "Moved to Tampa"));
        assert_eq!(bench.run(moved(customer)).unwrap_err().code(), "customers.inactive");
    }

    #[test]
    fn refuses_while_an_agreement_stands() {
        let bench = bench();
        let (customer, _) = quarterly_agreement(&bench);
        let refusal = bench.run(moved(customer)).unwrap_err();
        assert_eq!(refusal.code(), "customers.has_agreements");
        assert!(refusal.words().contains("AG-0412-26-000001"), "{}", refusal.words());
    }

    #[test]
    fn takes_a_reason_and_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let silent = DeactivateCustomer { customer, reason: " ".into() };
        assert_eq!(bench.run(silent).unwrap_err(), Refusal::invalid("reason", "Enter why."));
        let refusal = bench.run_as(bench.stranger, moved(customer)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
