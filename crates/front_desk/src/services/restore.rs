//! Put a retired service back on the list.

use super::{KEEP, records, retire::RetireService};
use office::{Command, Desk, Duty, Errand, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Puts a retired service back on the list.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RestoreService {
    /// The service.
    pub service: Id<noun::Service>,
}

/// It is sold again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceRestored {
    /// The service.
    pub service: Id<noun::Service>,
}

impl Command for RestoreService {
    const NAME: &'static str = "services.restore";
    const TITLE: &'static str = "Put a service back on the list";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("service");
    const SCOPE: Scope = Scope::Company;
    type Receipt = ServiceRestored;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceRestored, Refusal> {
        let today = desk.today();
        let known = records::find_service(desk, self.service, today)?
            .ok_or(Refusal::NotFound { what: "service" })?;
        if known.retired_at.is_none() {
            let words = format!("{} is on the list.", known.code);
            return Err(Refusal::conflict("services.not_retired", words));
        }
        records::mark_restored(desk, known.id)?;
        desk.change(known.id, &"retired", &"sold")?;
        Ok(ServiceRestored { service: known.id })
    }

    fn reversal(receipt: &ServiceRestored) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(RetireService { service: receipt.service, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly};

    #[test]
    fn refuses_what_is_on_the_list_and_a_stranger() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        let restore = RestoreService { service };
        assert_eq!(bench.run(restore.clone()).unwrap_err().code(), "services.not_retired");
        let refusal = bench.run_as(bench.stranger, restore).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
