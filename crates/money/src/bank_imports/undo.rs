//! Take an import back: its lines are withdrawn and their matches undone. The file may then be
//! taken again, read in another way.

use super::{TAKE, records};
use crate::bank_lines::matching;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes a whole import back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UndoBankImport {
    /// Which import.
    pub bank_import: Id<noun::BankImport>,
    /// Why.
    pub reason: String,
}

/// It is taken back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankImportUndone {
    /// How many lines were withdrawn.
    pub lines: i64,
    /// How many matches were undone.
    pub matches: i64,
}

impl Command for UndoBankImport {
    const NAME: &'static str = "bank_imports.undo";
    const TITLE: &'static str = "Take an import back";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::ActsOn("bank_import");
    type Receipt = BankImportUndone;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankImportUndone, Refusal> {
        let branch = desk.branch();
        let row = records::find_import(desk, branch, self.bank_import)?
            .ok_or(Refusal::NotFound { what: "bank file" })?;
        if row.undone_at.is_some() {
            let words = format!("{} was taken back before.", row.name);
            return Err(Refusal::conflict("bank_imports.undone", words));
        }
        if row.taken_at.is_none() {
            let words = format!("Nothing of {} was taken, so nothing is to undo.", row.name);
            return Err(Refusal::conflict("bank_imports.not_taken", words));
        }
        let closed_until = records::closed_until(desk, branch, row.bank_account)?;
        if let (Some(until), Some(first)) = (closed_until, row.first_on)
            && first <= until
        {
            return Err(Refusal::conflict_with(
                "bank_imports.reconciled",
                format!("The bank is reconciled until {}. Reopen that first.", until.us()),
                format!("/bank-accounts/{}", row.bank_account),
                "See the account",
            ));
        }
        let reason = self.reason.trim();
        let all = records::list_matches_of(desk, branch, self.bank_import)?;
        for one in &all {
            matching::undo(desk, *one, reason)?;
        }
        let lines = records::withdraw_lines(desk, self.bank_import)?;
        records::mark_undone(desk, self.bank_import, reason)?;
        desk.change(self.bank_import, &"taken", &"undone")?;
        let matches = i64::try_from(all.len()).unwrap_or(i64::MAX);
        Ok(BankImportUndone { lines, matches })
    }
}
