//! End billing options: from a day on what is usual holds again.

use super::{SET, SetOptions, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Ends the billing options of a customer or of one of her agreements.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EndOptions {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Only those of this agreement.
    #[serde(default)]
    pub agreement: Option<Id<noun::Agreement>>,
    /// The first day without them; today when nothing is said.
    #[serde(default)]
    pub ends_on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// They hold no longer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct OptionsEnded {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The agreement they were for.
    pub agreement: Option<Id<noun::Agreement>>,
    /// The first day without them.
    pub ends_on: Day,
    /// What held until then.
    pub former: Box<SetOptions>,
}

impl Command for EndOptions {
    const NAME: &'static str = "billing_options.end";
    const TITLE: &'static str = "End billing options";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::Does;
    type Receipt = OptionsEnded;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<OptionsEnded, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let ends_on = self.ends_on.unwrap_or(today);
        if ends_on < today {
            let words = "What was billed stands. Enter today or a later day.";
            return Err(Refusal::invalid("ends_on", words));
        }
        let kept = records::list_of_customer(desk, branch, self.customer)?;
        let Some(former) = kept.of(self.agreement, ends_on) else {
            return Err(Refusal::conflict_with(
                "billing_options.none",
                "No options hold on that day; what is usual holds already.",
                format!("/billing-options?customer={}", self.customer),
                "See her billing options",
            ));
        };
        let id = records::insert_options(desk, self.customer, self.agreement, ends_on, None)?;
        desk.subject(self.customer);
        if let Some(agreement) = self.agreement {
            desk.subject(agreement);
        }
        desk.change(id, &former, &None::<SetOptions>)?;
        Ok(OptionsEnded {
            customer: self.customer,
            agreement: self.agreement,
            ends_on,
            former: Box::new(former),
        })
    }

    fn reversal(receipt: &OptionsEnded) -> Option<Errand> {
        let holds_from = Some(receipt.ends_on);
        Some(Errand::of(SetOptions { holds_from, ..(*receipt.former).clone() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing_options::words::Trigger;
    use crate::testing::{agreement, bench};

    #[test]
    fn what_is_usual_holds_again_and_an_end_can_be_taken_back() {
        let bench = bench();
        let (customer, _) = agreement(&bench);
        let end = EndOptions {
            customer,
            agreement: None,
            ends_on: Some(Day::ymd(2026, 4, 1)),
            reason: "Asked for it".into(),
        };
        assert_eq!(bench.run(end.clone()).unwrap_err().code(), "billing_options.none");
        let prepaid = SetOptions { trigger: Trigger::Prepaid, ..SetOptions::usual(customer) };
        bench.run(prepaid.clone()).unwrap();
        let ended = bench.run(end.clone()).unwrap();
        assert_eq!(ended.former.trigger, Trigger::Prepaid);
        let on = |month| {
            let kept = bench.read(|r| records::list_of_customer(r, bench.branch, customer));
            kept.unwrap().of(None, Day::ymd(2026, month, 1)).map(|one| one.trigger)
        };
        assert_eq!((on(3), on(4)), (None, None));
        let march = bench.read(|r| records::list_of_customer(r, bench.branch, customer)).unwrap();
        let march = march.of(None, Day::ymd(2026, 3, 31)).map(|one| one.trigger);
        assert_eq!(march, Some(Trigger::Prepaid));
        let back = EndOptions::reversal(&ended).expect("it can be taken back");
        bench.office.errand(bench.slip(), back, office::Mode::Now).unwrap();
        assert_eq!(on(4), Some(Trigger::Prepaid));
        let blank = EndOptions { reason: " ".into(), ..end.clone() };
        assert!(blank.problems().of("reason").is_some());
        let stranger = bench.run_as(bench.stranger, end).unwrap_err();
        assert_eq!(stranger, Refusal::NotAllowed { duty: SET });
    }
}
