//! Cancel an agreement: from a day on there are no more visits.

use super::words::CancelCause;
use super::{CANCEL, records, reinstate::ReinstateAgreement};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Cancels an agreement.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CancelAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Why, for counting.
    pub cause: CancelCause,
    /// Why, in her words.
    pub reason: String,
    /// The day from which there are no more visits; today when nothing is said.
    #[serde(default)]
    pub effective_on: Option<Day>,
}

/// The agreement is cancelled. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementCancelled {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it was.
    pub customer: Id<noun::Customer>,
    /// The day from which there are no more visits.
    pub effective_on: Day,
    /// Why; `cooling_off` whenever the law still let her change her mind.
    pub cause: CancelCause,
}

impl Command for CancelAgreement {
    const NAME: &'static str = "agreements.cancel";
    const TITLE: &'static str = "Cancel an agreement";
    const DUTY: Duty = CANCEL;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementCancelled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementCancelled, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = records::require_standing(desk, branch, self.agreement)?;
        let effective_on = self.effective_on.unwrap_or(today);
        if effective_on < agreement.signed_on {
            let signed_on = agreement.signed_on.us();
            let words = format!("It was signed on {signed_on}. Enter that day or later.");
            return Err(Refusal::invalid("effective_on", words));
        }
        let in_time = agreement.cooling_off_ends_on.is_some_and(|last| today <= last);
        let cause = match self.cause {
            CancelCause::EnteredInError => CancelCause::EnteredInError,
            _ if in_time => CancelCause::CoolingOff,
            cause => cause,
        };
        let reason = self.reason.trim();
        records::mark_cancelled(desk, agreement.id, effective_on, cause, reason)?;
        desk.subject(agreement.customer);
        desk.change(agreement.id, &agreement.standing(today), &"cancelled")?;
        let cancelled = AgreementCancelled {
            agreement: agreement.id,
            customer: agreement.customer,
            effective_on,
            cause,
        };
        desk.announce(cancelled.clone());
        Ok(cancelled)
    }

    fn reversal(receipt: &AgreementCancelled) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(ReinstateAgreement { agreement: receipt.agreement, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::SignAgreement;
    use crate::agreements::words::{AgreementStanding, SoldAt};
    use crate::testing::{bench, quarterly, quarterly_agreement, rivera, sign};

    fn price(agreement: Id<noun::Agreement>, effective_on: Option<Day>) -> CancelAgreement {
        let reason = "Too dear".into();
        CancelAgreement { agreement, cause: CancelCause::Price, reason, effective_on }
    }

    #[test]
    fn ends_the_visits_from_a_day_on() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let may = Day::ymd(2026, 9, 1);
        let cancelled = bench.run(price(agreement, Some(may))).unwrap();
        assert_eq!((cancelled.effective_on, cancelled.cause), (may, CancelCause::Price));
        let row = bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row");
        let today = Day::ymd(2026, 3, 2);
        assert_eq!(row.standing(today), AgreementStanding::Cancelled);
        assert_eq!(row.next_visits(today, 12).len(), 2, "March 2 and June 2");
        let again = bench.run(price(agreement, None)).unwrap_err();
        assert_eq!(again.code(), "agreements.cancelled_already");
    }

    #[test]
    fn within_the_days_to_think_it_over_the_cause_is_that() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let service = bench.run(quarterly()).unwrap().service;
        let at_home = SignAgreement { sold_at: SoldAt::Home, ..sign(customer, service) };
        let agreement = bench.run(at_home).unwrap().agreement;
        let cancelled = bench.run(price(agreement, None)).unwrap();
        assert_eq!(cancelled.cause, CancelCause::CoolingOff);
    }

    #[test]
    fn refuses_a_day_before_the_signature_a_blank_reason_and_a_stranger() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let early = bench.run(price(agreement, Some(Day::ymd(2026, 3, 1)))).unwrap_err();
        assert_eq!(early.status(), 422);
        let silent = CancelAgreement { reason: " ".into(), ..price(agreement, None) };
        assert_eq!(bench.run(silent).unwrap_err(), Refusal::invalid("reason", "Enter why."));
        let refusal = bench.run_as(bench.stranger, price(agreement, None)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CANCEL });
        let unknown = bench.run(price(Id::new(9), None)).unwrap_err();
        assert_eq!(unknown, Refusal::NotFound { what: "agreement" });
    }
}
