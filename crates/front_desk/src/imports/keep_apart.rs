//! Say of a possible duplicate that these are two customers. Who is the same is merged on
//! her own page instead.

use super::records;
use crate::customers;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says that two customers who look alike are two.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct KeepApart {
    /// The possible duplicate.
    pub possible_duplicate: Id<noun::PossibleDuplicate>,
    /// How it is known that they are two, such as "mother and daughter".
    pub reason: String,
}

/// They are two.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct KeptApart {
    /// The possible duplicate.
    pub possible_duplicate: Id<noun::PossibleDuplicate>,
}

impl Command for KeepApart {
    const NAME: &'static str = "imports.keep_apart";
    const TITLE: &'static str = "Keep two customers apart";
    const DUTY: Duty = customers::KEEP;
    const SHAPE: Shape = Shape::ActsOn("possible_duplicate");
    type Receipt = KeptApart;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.reason.trim().is_empty(),
            "reason",
            "Enter how you know that they are two.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<KeptApart, Refusal> {
        let branch = desk.branch();
        let row = records::find_duplicate(desk, branch, self.possible_duplicate)?
            .ok_or(Refusal::NotFound { what: "possible duplicate" })?;
        if let Some(how) = row.settled_how {
            let words = format!("Somebody has settled this: {how}");
            return Err(Refusal::conflict("imports.settled_already", words));
        }
        records::mark_settled(desk, self.possible_duplicate, self.reason.trim())?;
        for customer in [row.customer, row.other] {
            desk.subject(customer);
        }
        Ok(KeptApart { possible_duplicate: self.possible_duplicate })
    }
}
