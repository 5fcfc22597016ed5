//! Release an agreement from its hold: visits go on by its rule.

use super::{SIGN, records};
use crate::customers;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Releases an agreement from its hold.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReleaseAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
}

/// Its visits go on. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementReleased {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
}

impl Command for ReleaseAgreement {
    const NAME: &'static str = "agreements.release";
    const TITLE: &'static str = "Release an agreement";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementReleased;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementReleased, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = records::require_standing(desk, branch, self.agreement)?;
        if agreement.held_at.is_none() {
            let words = format!("Agreement {} is not on hold.", agreement.number);
            return Err(Refusal::conflict("agreements.not_held", words));
        }
        customers::require_open_for_work(desk, branch, agreement.customer)?;
        records::mark_released(desk, agreement.id)?;
        desk.subject(agreement.customer);
        desk.change(agreement.id, &agreement.standing(today), &"active")?;
        let released = AgreementReleased { agreement: agreement.id, customer: agreement.customer };
        desk.announce(released.clone());
        Ok(released)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly_agreement};

    #[test]
    fn refuses_what_is_not_on_hold_and_a_stranger() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let release = ReleaseAgreement { agreement };
        assert_eq!(bench.run(release.clone()).unwrap_err().code(), "agreements.not_held");
        let refusal = bench.run_as(bench.stranger, release).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    }
}
