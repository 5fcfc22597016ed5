//! Refuse service: a customer we do not go to any more, whoever asks.

use super::deactivate::refuse_with_agreements;
use super::words::Standing;
use super::{DECIDE, allow_service::AllowService, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Marks a customer "do not service".
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RefuseService {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why; shown to whoever tries to book her.
    pub reason: String,
}

/// She is not to be serviced. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceRefused {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why.
    pub reason: String,
}

impl Command for RefuseService {
    const NAME: &'static str = "customers.refuse_service";
    const TITLE: &'static str = "Mark do not service";
    const DUTY: Duty = DECIDE;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = ServiceRefused;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceRefused, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        if matches!(customer.standing, Standing::Merged | Standing::DoNotService) {
            records::require_open_for_work(desk, branch, customer.id)?;
        }
        refuse_with_agreements(desk, &customer)?;
        let reason = self.reason.trim();
        records::mark_standing(desk, customer.id, Standing::DoNotService, reason, None)?;
        desk.change(customer.id, &customer.standing, &Standing::DoNotService)?;
        let refused = ServiceRefused { customer: customer.id, reason: reason.to_owned() };
        desk.announce(refused.clone());
        Ok(refused)
    }

    fn reversal(receipt: &ServiceRefused) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(AllowService { customer: receipt.customer, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::{ReactivateCustomer, require_open_for_work};
    use crate::testing::{bench, quarterly_agreement, rivera};

    fn threat(customer: Id<noun::Customer>) -> RefuseService {
        RefuseService { customer, reason: "Threatened Luis".into() }
    }

    #[test]
    fn nobody_books_her_until_it_is_lifted_by_who_decides() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        bench.run(threat(customer)).unwrap();
        let twice = bench.run(threat(customer)).unwrap_err();
        assert_eq!(twice.code(), "customers.do_not_service");
        let refusal = bench
            .office
            .read(|reader| require_open_for_work(reader, bench.branch, customer))
            .unwrap_err();
        assert!(refusal.words().contains("Threatened Luis"), "{}", refusal.words());
        let back = ReactivateCustomer { customer, reason: "Please".into() };
        assert_eq!(bench.run(back).unwrap_err().code(), "customers.do_not_service");
        bench.run(AllowService { customer, reason: "Apologised".into() }).unwrap();
        bench.office.read(|reader| require_open_for_work(reader, bench.branch, customer)).unwrap();
    }

    #[test]
    fn refuses_while_an_agreement_stands_and_without_the_duty() {
        let bench = bench();
        let (customer, _) = quarterly_agreement(&bench);
        let refusal = bench.run(threat(customer)).unwrap_err();
        assert_eq!(refusal.code(), "customers.has_agreements");
        let refusal = bench.run_as(bench.stranger, threat(customer)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: DECIDE });
    }
}
