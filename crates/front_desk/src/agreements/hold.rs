//! Put an agreement on hold: its visits wait.

use super::{SIGN, records, release::ReleaseAgreement};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Puts an agreement on hold.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct HoldAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Why.
    pub reason: String,
    /// The first day without visits; today when nothing is said.
    #[serde(default)]
    pub held_from: Option<Day>,
    /// The last day without visits; when nothing is said it waits until it is released.
    #[serde(default)]
    pub until: Option<Day>,
}

/// Its visits wait. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementHeld {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// The first day without visits.
    pub from: Day,
    /// The last day without visits, where it is known.
    pub until: Option<Day>,
}

impl Command for HoldAgreement {
    const NAME: &'static str = "agreements.hold";
    const TITLE: &'static str = "Put an agreement on hold";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementHeld;

    fn problems(&self) -> Problems {
        let is_turned =
            matches!((self.held_from, self.until), (Some(from), Some(last)) if last < from);
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.").when(
            is_turned,
            "until",
            "Enter the first day or a later one.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementHeld, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = records::require_standing(desk, branch, self.agreement)?;
        if agreement.held_at.is_some() {
            let words = format!("Agreement {} is on hold already.", agreement.number);
            return Err(Refusal::conflict("agreements.held_already", words));
        }
        let from = self.held_from.unwrap_or(today);
        if self.until.is_some_and(|last| last < from) {
            let words = "Enter the first day or a later one.";
            return Err(Refusal::invalid("until", words));
        }
        records::mark_held(desk, agreement.id, from, self.until, self.reason.trim())?;
        desk.subject(agreement.customer);
        desk.change(agreement.id, &agreement.standing(today), &"on_hold")?;
        let held = AgreementHeld {
            agreement: agreement.id,
            customer: agreement.customer,
            from,
            until: self.until,
        };
        desk.announce(held.clone());
        Ok(held)
    }

    fn reversal(receipt: &AgreementHeld) -> Option<Errand> {
        Some(Errand::of(ReleaseAgreement { agreement: receipt.agreement }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::words::AgreementStanding;
    use crate::testing::{bench, quarterly_agreement};
    use office::testing::Bench;

    fn row(bench: &Bench, agreement: Id<noun::Agreement>) -> records::Agreement {
        bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row")
    }

    fn away(agreement: Id<noun::Agreement>) -> HoldAgreement {
        HoldAgreement {
            agreement,
            reason: "Away for the summer".into(),
            held_from: None,
            until: None,
        }
    }

    #[test]
    fn visits_wait_until_it_is_released() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let today = Day::ymd(2026, 3, 2);
        bench.run(away(agreement)).unwrap();
        let held = row(&bench, agreement);
        assert_eq!(held.standing(today), AgreementStanding::OnHold);
        assert!(held.next_visits(today, 12).is_empty());
        assert_eq!(bench.run(away(agreement)).unwrap_err().code(), "agreements.held_already");
        bench.run(ReleaseAgreement { agreement }).unwrap();
        assert_eq!(row(&bench, agreement).next_visits(today, 12).len(), 4);
    }

    #[test]
    fn visits_outside_the_hold_stand() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let summer = HoldAgreement {
            held_from: Some(Day::ymd(2026, 5, 1)),
            until: Some(Day::ymd(2026, 9, 30)),
            ..away(agreement)
        };
        bench.run(summer).unwrap();
        let visits = row(&bench, agreement).next_visits(Day::ymd(2026, 3, 2), 12);
        let days: Vec<Day> = visits.iter().map(|visit| visit.nominal).collect();
        assert_eq!(days, [Day::ymd(2026, 3, 2), Day::ymd(2026, 12, 2)]);
    }

    #[test]
    fn refuses_days_turned_round_and_a_stranger() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let turned = HoldAgreement { until: Some(Day::ymd(2026, 3, 1)), ..away(agreement) };
        assert_eq!(bench.run(turned).unwrap_err().status(), 422);
        let refusal = bench.run_as(bench.stranger, away(agreement)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    }
}
