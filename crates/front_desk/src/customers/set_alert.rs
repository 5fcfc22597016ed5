//! Set the red note that everyone sees first, or take it away.

use super::profile::tidy_some;
use super::{KEEP, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Sets a customer's red note.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAlert {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The note, such as "Dog in the yard. Call ahead."; nothing takes it away.
    #[serde(default)]
    pub alert: Option<String>,
}

/// The note is set.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AlertSet {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// What stood there before, so that it can be taken back.
    pub former: String,
}

impl Command for SetAlert {
    const NAME: &'static str = "customers.set_alert";
    const TITLE: &'static str = "Set a customer's alert";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = AlertSet;

    fn problems(&self) -> Problems {
        let is_long = tidy_some(&self.alert).chars().count() > 300;
        Problems::none().when(is_long, "alert", "Enter at most 300 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AlertSet, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        let alert = tidy_some(&self.alert);
        records::mark_alert(desk, customer.id, &alert)?;
        desk.change(customer.id, &customer.alert, &alert)?;
        Ok(AlertSet { customer: customer.id, former: customer.alert })
    }

    fn reversal(receipt: &AlertSet) -> Option<Errand> {
        let alert = Some(receipt.former.clone()).filter(|former| !former.is_empty());
        Some(Errand::of(SetAlert { customer: receipt.customer, alert }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::find_customer;
    use crate::testing::{bench, rivera};

    #[test]
    fn stands_until_it_is_taken_away() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let alert = |text: Option<&str>| SetAlert { customer, alert: text.map(str::to_owned) };
        let shown = || {
            let row = bench.read(|reader| find_customer(reader, bench.branch, customer));
            row.unwrap().expect("a row").alert
        };
        assert_eq!(bench.run(alert(Some(" Call  ahead "))).unwrap().former, "");
        assert_eq!(shown(), "Call ahead");
        assert_eq!(bench.run(alert(None)).unwrap().former, "Call ahead");
        assert_eq!(shown(), "");
    }

    #[test]
    fn refuses_a_long_story_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let long = SetAlert { customer, alert: Some("x".repeat(301)) };
        assert!(long.problems().of("alert").is_some());
        let alert = SetAlert { customer, alert: None };
        let refusal = bench.run_as(bench.stranger, alert).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
