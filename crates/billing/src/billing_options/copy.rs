//! Copy one agreement's billing options, or the customer's own, to other agreements of hers.

use super::{OptionsSet, SET, SetOptions, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Copies billing options to other agreements of the same customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CopyOptions {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The agreement they are copied from; the customer's own when nothing is said.
    #[serde(default)]
    pub agreement: Option<Id<noun::Agreement>>,
    /// The agreements they are copied to.
    pub to: Vec<Id<noun::Agreement>>,
    /// The first day they hold there; today when nothing is said.
    #[serde(default)]
    pub holds_from: Option<Day>,
}

/// They hold for the others too.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct OptionsCopied {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// What was set for each.
    pub set: Vec<Id<noun::BillingOptions>>,
}

impl Command for CopyOptions {
    const NAME: &'static str = "billing_options.copy";
    const TITLE: &'static str = "Copy billing options";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::Does;
    type Receipt = OptionsCopied;

    fn problems(&self) -> Problems {
        let own = self.agreement.is_some_and(|from| self.to.contains(&from));
        Problems::none().when(self.to.is_empty(), "to", "Enter at least one agreement.").when(
            own,
            "to",
            "They hold there already. Enter other agreements.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<OptionsCopied, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let holds_from = self.holds_from.unwrap_or(today);
        let kept = records::list_of_customer(desk, branch, self.customer)?;
        let Some(from) = kept.of(self.agreement, holds_from) else {
            return Err(Refusal::conflict_with(
                "billing_options.none",
                "No options hold there on that day; there is nothing to copy.",
                format!("/billing-options?customer={}", self.customer),
                "See her billing options",
            ));
        };
        desk.subject(self.customer);
        let mut set = Vec::with_capacity(self.to.len());
        for agreement in self.to {
            let holds_from = Some(holds_from);
            let agreement = Some(agreement);
            let copy = SetOptions { agreement, holds_from, ..from.clone() };
            let done: OptionsSet = desk.perform(copy)?;
            set.push(done.billing_options);
        }
        Ok(OptionsCopied { customer: self.customer, set })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing_options::words::Trigger;
    use crate::testing::{agreement, bench};

    #[test]
    fn the_customers_own_are_copied_to_an_agreement() {
        let bench = bench();
        let (customer, agreement) = agreement(&bench);
        let copy = CopyOptions { customer, agreement: None, to: vec![agreement], holds_from: None };
        assert_eq!(bench.run(copy.clone()).unwrap_err().code(), "billing_options.none");
        let even = SetOptions { trigger: Trigger::Even, ..SetOptions::usual(customer) };
        bench.run(even).unwrap();
        assert_eq!(bench.run(copy.clone()).unwrap().set.len(), 1);
        let kept = bench.read(|r| records::list_of_customer(r, bench.branch, customer)).unwrap();
        let there = kept.of(Some(agreement), Day::ymd(2026, 3, 2)).expect("copied");
        assert_eq!((there.trigger, there.agreement), (Trigger::Even, Some(agreement)));
        let nowhere = CopyOptions { to: Vec::new(), ..copy.clone() };
        assert!(nowhere.problems().of("to").is_some());
        let strange = CopyOptions { to: vec![Id::new(999_999)], ..copy.clone() };
        assert_eq!(bench.run(strange).unwrap_err(), Refusal::NotFound { what: "agreement" });
        let stranger = bench.run_as(bench.stranger, copy).unwrap_err();
        assert_eq!(stranger, Refusal::NotAllowed { duty: SET });
    }
}
