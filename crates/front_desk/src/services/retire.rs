//! Take a service off the list: nobody signs for it any more.

use super::{KEEP, records, restore::RestoreService};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Retires a service; agreements that promise it go on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RetireService {
    /// The service.
    pub service: Id<noun::Service>,
    /// Why.
    pub reason: String,
}

/// It is off the list.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceRetired {
    /// The service.
    pub service: Id<noun::Service>,
}

impl Command for RetireService {
    const NAME: &'static str = "services.retire";
    const TITLE: &'static str = "Retire a service";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("service");
    const SCOPE: Scope = Scope::Company;
    type Receipt = ServiceRetired;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceRetired, Refusal> {
        let today = desk.today();
        let known = records::require_sold(desk, self.service, today)?;
        records::mark_retired(desk, known.id, self.reason.trim())?;
        desk.change(known.id, &"sold", &"retired")?;
        Ok(ServiceRetired { service: known.id })
    }

    fn reversal(receipt: &ServiceRetired) -> Option<Errand> {
        Some(Errand::of(RestoreService { service: receipt.service }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly, rivera, sign};
    use values::Day;

    #[test]
    fn nobody_signs_for_it_until_it_is_back() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let service = bench.run(quarterly()).unwrap().service;
        let retire = RetireService { service, reason: "Replaced".into() };
        bench.run(retire.clone()).unwrap();
        assert_eq!(bench.run(retire).unwrap_err().code(), "services.retired");
        assert_eq!(bench.run(sign(customer, service)).unwrap_err().code(), "services.retired");
        let list = || {
            let today = Day::ymd(2026, 3, 2);
            bench.read(|reader| records::list_services(reader, today)).unwrap().len()
        };
        assert_eq!(list(), 0);
        bench.run(RestoreService { service }).unwrap();
        assert_eq!(list(), 1);
        bench.run(sign(customer, service)).unwrap();
    }

    #[test]
    fn takes_a_reason_and_the_duty() {
        let bench = bench();
        let retire = RetireService { service: Id::new(1), reason: " ".into() };
        assert_eq!(
            bench.run(retire.clone()).unwrap_err(),
            Refusal::invalid("reason", "Enter why.")
        );
        let refusal = bench.run_as(bench.stranger, retire).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
