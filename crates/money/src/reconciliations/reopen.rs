//! Reopen a reconciliation: another person, with a reason, and only the last one.

use super::{REOPEN, records};
use crate::bank_imports::records::closed_until;
use crate::two_people::{Hands, require_another};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Reopens a reconciliation.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReopenReconciliation {
    /// Which reconciliation.
    pub reconciliation: Id<noun::Reconciliation>,
    /// Why.
    pub reason: String,
}

/// Its days are open again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReconciliationReopened {
    /// The reconciliation.
    pub reconciliation: Id<noun::Reconciliation>,
    /// Whether one person did both.
    pub hands: Hands,
}

impl Command for ReopenReconciliation {
    const NAME: &'static str = "reconciliations.reopen";
    const TITLE: &'static str = "Reopen the reconciliation";
    const DUTY: Duty = REOPEN;
    const SHAPE: Shape = Shape::ActsOn("reconciliation");
    type Receipt = ReconciliationReopened;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ReconciliationReopened, Refusal> {
        let branch = desk.branch();
        let row = records::find_reconciliation(desk, branch, self.reconciliation)?
            .ok_or(Refusal::NotFound { what: "reconciliation" })?;
        if row.reopened_at.is_some() {
            let words = "It was reopened before.";
            return Err(Refusal::conflict("reconciliations.reopened", words));
        }
        if closed_until(desk, branch, row.bank_account)? != Some(row.ends_on) {
            let words = "A later one is closed. Reopen that first: each begins where the one \
                         before it ends.";
            return Err(Refusal::conflict("reconciliations.not_the_last", words));
        }
        let words = "You closed it. Ask a second person to reopen it.";
        let hands = require_another(desk, row.closed_by, "reconciliations.same_person", words)?;
        records::mark_reopened(desk, row.id, self.reason.trim())?;
        desk.change(row.id, &"closed", &"open")?;
        Ok(ReconciliationReopened { reconciliation: row.id, hands })
    }
}
