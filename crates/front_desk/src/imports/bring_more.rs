//! Bring more of a customer: a further row of hers that lies apart in the same file.

use super::BRING;
use super::books::open_documents;
use super::bring_customer::{write_note, write_places};
use super::opening::{OpenDocument, Owed};
use super::particulars::{Particulars, Place};
use super::records::{self, NewSource};
use crate::customers::{self, keys};
use crate::locations::list_locations;
use office::{Command, Desk, Duty, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Brings a further row of a customer in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BringMore {
    /// The import.
    pub import: Id<noun::Import>,
    /// The line of the file.
    pub line: i64,
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Whose ids her id is one of.
    pub system: String,
    /// The id of this row of hers.
    pub source_id: String,
    /// What the row says.
    pub particulars: Particulars,
    /// What it says she owes.
    #[serde(default)]
    pub owed: Option<Owed>,
    /// The documents that make it up.
    #[serde(default)]
    pub documents: Vec<OpenDocument>,
}

/// It is in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MoreBrought {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// How many locations are new.
    pub locations: i64,
    /// The entry of what she owes.
    pub entry: Option<Id<noun::Entry>>,
    /// What was brought to the books.
    pub amount_cents: Money,
}

impl Command for BringMore {
    const NAME: &'static str = "imports.bring_more";
    const TITLE: &'static str = "Bring more of a customer in";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = MoreBrought;

    fn perform(self, desk: &mut Desk<'_>) -> Result<MoreBrought, Refusal> {
        let branch = desk.branch();
        let known = customers::records::require(desk, branch, self.customer)?;
        let places = self.new_places(desk)?;
        write_places(desk, known.id, &places)?;
        write_note(desk, known.id, &self.particulars.note)?;
        keys::refresh(desk, known.id)?;
        let said = canonical::text(&self.particulars)?;
        let owed = self.owed.as_ref().map(canonical::text).transpose()?;
        records::insert_source(
            desk,
            &NewSource {
                system: &self.system,
                source_id: &self.source_id,
                customer: known.id,
                import: self.import,
                line: self.line,
                said: &said,
                owed: owed.as_deref(),
            },
        )?;
        let entry = open_documents(desk, self.import, known.id, &known.name, &self.documents)?;
        desk.subject(known.id);
        desk.subject(self.import);
        Ok(MoreBrought {
            customer: known.id,
            locations: i64::try_from(places.len()).unwrap_or(0),
            entry,
            amount_cents: self.documents.iter().map(|one| one.open_cents).sum(),
        })
    }
}

impl BringMore {
    /// The places she has not got yet.
    fn new_places(&self, desk: &mut Desk<'_>) -> Result<Vec<Place>, Refusal> {
        let branch = desk.branch();
        let known = list_locations(desk, branch, self.customer)?;
        let is_known = |place: &&Place| {
            let key = place.address.normal_key();
            known.iter().any(|one| one.address().normal_key() == key && one.name == place.name)
        };
        Ok(self.particulars.locations.iter().filter(|place| !is_known(place)).cloned().collect())
    }
}
