//! Make a customer active again.

use super::words::Standing;
use super::{DECIDE, KEEP, deactivate::DeactivateCustomer, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Makes an inactive customer active again. Who is not to be serviced is lifted by
/// `customers.allow_service`, which takes more than the duty to keep accounts.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReactivateCustomer {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why.
    pub reason: String,
}

/// She is active.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerReactivated {
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for ReactivateCustomer {
    const NAME: &'static str = "customers.reactivate";
    const TITLE: &'static str = "Make a customer active again";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerReactivated;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerReactivated, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        match customer.standing {
            Standing::Inactive | Standing::Prospect => {}
            Standing::Active => {
                let words = format!("{} is active already.", customer.name);
                return Err(Refusal::conflict("customers.active_already", words));
            }
            Standing::DoNotService => {
                return Err(Refusal::conflict_with(
                    "customers.do_not_service",
                    format!(
                        "{} is not to be serviced: {}. Somebody with the duty \"{}\" lifts it.",
                        customer.name, customer.standing_reason, DECIDE.title
                    ),
                    format!("/customers/{}", customer.id),
                    "Open the customer",
                ));
            }
            // Says which account to use instead.
            Standing::Merged | Standing::Withdrawn => {
                records::require_open_for_work(desk, branch, customer.id)?;
            }
        }
        let reason = self.reason.trim();
        records::mark_standing(desk, customer.id, Standing::Active, reason, None)?;
        desk.change(customer.id, &customer.standing, &Standing::Active)?;
        Ok(CustomerReactivated { customer: customer.id })
    }

    fn reversal(receipt: &CustomerReactivated) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(DeactivateCustomer { customer: receipt.customer, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::find_customer;
    use crate::testing::{bench, rivera};

    fn back(customer: Id<noun::Customer>) -> ReactivateCustomer {
        ReactivateCustomer { customer, reason: "Came back".into() }
    }

    #[test]
    fn brings_her_back_once() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        assert_eq!(bench.run(back(customer)).unwrap_err().code(), "customers.active_already");
        bench.run(DeactivateCustomer { customer, reason: "Moved".into() }).unwrap();
        bench.run(back(customer)).unwrap();
        let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap();
        assert_eq!(row.expect("a row").standing, Standing::Active);
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let refusal = bench.run_as(bench.stranger, back(customer)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
