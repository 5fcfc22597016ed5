//! Refuse a statement: it is torn or its totals do not hold. What is wrong stays readable.

use super::look::Look;
use super::{TAKE, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Id, noun};

/// Notes that nothing of a file may be taken.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RefuseBankFile {
    /// The import.
    pub bank_import: Id<noun::BankImport>,
    /// Why.
    pub why: String,
    /// What came of reading it.
    #[serde(skip, default = "super::take::nothing")]
    #[schemars(skip)]
    pub seen: Arc<Look>,
}

/// It is refused.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankFileRefused {
    /// The import.
    pub bank_import: Id<noun::BankImport>,
}

impl Command for RefuseBankFile {
    const NAME: &'static str = "bank_imports.refuse";
    const TITLE: &'static str = "Refuse a statement";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BankFileRefused;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankFileRefused, Refusal> {
        records::insert_problems(desk, self.bank_import, &self.seen.problems)?;
        records::mark_refused(desk, self.bank_import, &self.why, self.seen.kind)?;
        desk.subject(self.bank_import);
        Ok(BankFileRefused { bank_import: self.bank_import })
    }
}
