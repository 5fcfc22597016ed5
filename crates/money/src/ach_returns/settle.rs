//! Settle a return or a correction: the bank's correction is made in the mandate, or somebody
//! has done by hand what there was to do.

use super::{TAKE_IN, records};
use formats::nacha::{AccountKind, Correction, TransactionCode};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Settles what waits.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SettleAchReturn {
    /// The return or correction.
    pub ach_return: Id<noun::AchReturn>,
    /// What was done about it; a correction that can be read is made by itself.
    pub note: String,
}

/// Nothing is to be done about it any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AchReturnSettled {
    /// The return or correction.
    pub ach_return: Id<noun::AchReturn>,
    /// Whether the mandate was corrected.
    pub corrected: bool,
}

impl Command for SettleAchReturn {
    const NAME: &'static str = "ach_returns.settle";
    const TITLE: &'static str = "Settle an ACH return";
    const DUTY: Duty = TAKE_IN;
    const SHAPE: Shape = Shape::ActsOn("ach_return");
    type Receipt = AchReturnSettled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.note.trim().is_empty(), "note", "Say what was done.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AchReturnSettled, Refusal> {
        let branch = desk.branch();
        let row = records::find_returned(desk, branch, self.ach_return)?
            .ok_or(Refusal::NotFound { what: "ACH return" })?;
        if row.done_at.is_some() {
            return Err(Refusal::conflict("ach_returns.settled", "It was settled before."));
        }
        let mut corrected = false;
        if let (Some(mandate), false) = (row.mandate, row.corrected_closed.is_empty()) {
            let text = records::open_correction(desk, self.ach_return, &row.corrected_closed)?;
            let code = row.code.as_str();
            if let Some(correction) = Correction::read(code, text.open()) {
                let routing = correction.routing.map(|routing| routing.to_string());
                let kind = correction.transaction.map(kind_of);
                let account = correction.account;
                crate::mandates::records::mark_corrected(desk, mandate, routing, account, kind)?;
                desk.subject(mandate);
                corrected = true;
            }
        }
        records::mark_done(desk, self.ach_return, self.note.trim())?;
        desk.subject(self.ach_return);
        Ok(AchReturnSettled { ach_return: self.ach_return, corrected })
    }
}

/// The kind of account behind a transaction code.
fn kind_of(code: TransactionCode) -> crate::mandates::BankAccountKind {
    match code.account() {
        AccountKind::Savings => crate::mandates::BankAccountKind::Savings,
        _ => crate::mandates::BankAccountKind::Checking,
    }
}
