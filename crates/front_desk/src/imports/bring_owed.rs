//! Bring what a known customer owes, of which nothing was said before.

use super::books::open_documents;
use super::bring_more::MoreBrought;
use super::opening::{OpenDocument, Owed};
use super::{BRING, records};
use crate::customers;
use office::{Command, Desk, Duty, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Brings what a known customer owes.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BringOwed {
    /// The import.
    pub import: Id<noun::Import>,
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Her row among the sources' ids.
    pub source: i64,
    /// What she owes.
    pub owed: Owed,
    /// The documents that make it up.
    #[serde(default)]
    pub documents: Vec<OpenDocument>,
}

impl Command for BringOwed {
    const NAME: &'static str = "imports.bring_owed";
    const TITLE: &'static str = "Bring what a customer owes";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = MoreBrought;

    fn perform(self, desk: &mut Desk<'_>) -> Result<MoreBrought, Refusal> {
        let branch = desk.branch();
        let known = customers::require_open_for_money(desk, branch, self.customer)?;
        records::mark_owed(desk, self.source, self.import, &canonical::text(&self.owed)?)?;
        let entry = open_documents(desk, self.import, known.id, &known.name, &self.documents)?;
        desk.subject(known.id);
        desk.subject(self.import);
        let amount_cents = self.documents.iter().map(|one| one.open_cents).sum();
        Ok(MoreBrought { customer: known.id, locations: 0, entry, amount_cents })
    }
}
