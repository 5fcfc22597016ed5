//! Renew an agreement: both are bound for another term.

use super::{SIGN, records, rules};
use crate::customers;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Frequency, Id, noun};

/// Renews an agreement for another term, which follows the last one without a gap.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RenewAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// How many months more; as many as the last term when nothing is said.
    #[serde(default)]
    pub term_months: Option<i64>,
}

/// The term is longer. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementRenewed {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// The new last day.
    pub ends_on: Day,
}

impl Command for RenewAgreement {
    const NAME: &'static str = "agreements.renew";
    const TITLE: &'static str = "Renew an agreement";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementRenewed;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.term_months.is_some_and(|months| !(1..=60).contains(&months)),
            "term_months",
            "Enter 1 to 60 months.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementRenewed, Refusal> {
        let branch = desk.branch();
        let before = records::require_standing(desk, branch, self.agreement)?;
        customers::require_open_for_work(desk, branch, before.customer)?;
        let frequency = before.schedule.frequency;
        let Some(last) = before.ends_on.filter(|_| frequency != Frequency::OneTime) else {
            return Err(Refusal::conflict(
                "agreements.no_term",
                format!("Agreement {} has no term to renew.", before.number),
            ));
        };
        let months = self.term_months.unwrap_or(before.term_months).max(1);
        let ends_on = rules::ends_on(last.plus_days(1), months, frequency).unwrap_or(last);
        let mut schedule = before.schedule.0.clone();
        schedule.until = Some(ends_on).filter(|_| !before.auto_renew);
        records::mark_renewed(desk, before.id, months, ends_on, &schedule)?;
        desk.subject(before.customer);
        desk.change(before.id, &before.ends_on, &ends_on)?;
        let renewed = AgreementRenewed { agreement: before.id, customer: before.customer, ends_on };
        desk.announce(renewed.clone());
        Ok(renewed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::SignAgreement;
    use crate::testing::{bench, quarterly, quarterly_agreement, rivera, sign};

    #[test]
    fn the_next_term_follows_without_a_gap_and_brings_its_visits() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let renew = RenewAgreement { agreement, term_months: None };
        assert_eq!(bench.run(renew.clone()).unwrap().ends_on, Day::ymd(2028, 3, 1));
        let row = bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row");
        assert_eq!(row.next_visits(Day::ymd(2026, 3, 2), 99).len(), 8);
        let half = RenewAgreement { term_months: Some(6), ..renew };
        assert_eq!(bench.run(half).unwrap().ends_on, Day::ymd(2028, 9, 1));
    }

    #[test]
    fn refuses_what_has_no_term_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let service = bench.run(quarterly()).unwrap().service;
        let open = SignAgreement { term_months: Some(0), ..sign(customer, service) };
        let agreement = bench.run(open).unwrap().agreement;
        let renew = RenewAgreement { agreement, term_months: None };
        assert_eq!(bench.run(renew.clone()).unwrap_err().code(), "agreements.no_term");
        let refusal = bench.run_as(bench.stranger, renew).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    }
}
