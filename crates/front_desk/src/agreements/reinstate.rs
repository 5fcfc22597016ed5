//! Take a cancellation back: the agreement goes on as it was.

use super::words::CancelCause;
use super::{CANCEL, cancel::CancelAgreement, records};
use crate::customers;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Reinstates a cancelled agreement.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReinstateAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Why.
    pub reason: String,
}

/// The agreement goes on. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementReinstated {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
}

impl Command for ReinstateAgreement {
    const NAME: &'static str = "agreements.reinstate";
    const TITLE: &'static str = "Reinstate an agreement";
    const DUTY: Duty = CANCEL;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementReinstated;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementReinstated, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = records::require(desk, branch, self.agreement)?;
        if agreement.cancelled_at.is_none() {
            return Err(Refusal::conflict(
                "agreements.not_cancelled",
                format!("Agreement {} is not cancelled.", agreement.number),
            ));
        }
        customers::require_open_for_work(desk, branch, agreement.customer)?;
        let standing = records::list_standing_agreements(desk, branch, agreement.customer)?;
        let is_same = |one: &&records::Agreement| {
            one.location == agreement.location && one.service == agreement.service
        };
        if let Some(newer) = standing.iter().find(is_same) {
            return Err(Refusal::conflict_with(
                "agreements.signed_already",
                format!("Agreement {} has taken its place. Cancel that one first.", newer.number),
                format!("/agreements/{}", newer.id),
                format!("Open agreement {}", newer.number),
            ));
        }
        records::mark_reinstated(desk, agreement.id)?;
        desk.subject(agreement.customer);
        let former = (agreement.cancelled_on, agreement.cancel_cause.map(CancelCause::word));
        desk.change(agreement.id, &former, &agreement.standing(today).word())?;
        let reinstated =
            AgreementReinstated { agreement: agreement.id, customer: agreement.customer };
        desk.announce(reinstated.clone());
        Ok(reinstated)
    }

    fn reversal(receipt: &AgreementReinstated) -> Option<Errand> {
        Some(Errand::of(CancelAgreement {
            agreement: receipt.agreement,
            cause: CancelCause::Other,
            reason: String::from("Reinstated by mistake"),
            effective_on: None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::words::AgreementStanding;
    use crate::testing::{bench, quarterly_agreement, sign};
    use values::Day;

    fn cancel(agreement: Id<noun::Agreement>) -> CancelAgreement {
        let reason = "Too dear".into();
        CancelAgreement { agreement, cause: CancelCause::Price, reason, effective_on: None }
    }

    #[test]
    fn goes_on_as_before_once() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let back = ReinstateAgreement { agreement, reason: "Saved".into() };
        let refusal = bench.run(back.clone()).unwrap_err();
        assert_eq!(refusal.code(), "agreements.not_cancelled");
        bench.run(cancel(agreement)).unwrap();
        bench.run(back).unwrap();
        let row = bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row");
        assert_eq!(row.standing(Day::ymd(2026, 3, 2)), AgreementStanding::Active);
        assert_eq!((row.cancelled_on, row.cancel_cause, row.cancel_reason), (None, None, None));
    }

    #[test]
    fn refuses_when_another_has_taken_its_place_and_a_stranger() {
        let bench = bench();
        let (customer, agreement) = quarterly_agreement(&bench);
        bench.run(cancel(agreement)).unwrap();
        let service = bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row")
            .service;
        bench.run(sign(customer, service)).unwrap();
        let back = ReinstateAgreement { agreement, reason: "Saved".into() };
        let refusal = bench.run(back.clone()).unwrap_err();
        assert_eq!(refusal.code(), "agreements.signed_already");
        let refusal = bench.run_as(bench.stranger, back).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CANCEL });
    }
}
