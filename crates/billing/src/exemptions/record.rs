//! Record an exemption certificate.

use super::{KEEP, WithdrawExemption, records};
use front_desk::customers;
use office::shelf::is_mark;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Records a certificate that frees a customer from sales tax.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordExemption {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The certificate's number.
    pub number: String,
    /// Why she owes no tax.
    pub cause: ExemptionCause,
    /// The states it holds in, two letters each.
    pub states: Vec<String>,
    /// The first day it holds; today when nothing is said.
    #[serde(default)]
    pub valid_from: Option<Day>,
    /// The last day it holds, where it has one.
    #[serde(default)]
    pub valid_until: Option<Day>,
    /// The mark of its picture on the shelf.
    #[serde(default)]
    pub image: Option<String>,
}

/// Why a customer owes no tax.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ExemptionCause {
    /// What she buys she sells on.
    Resale,
    /// A government office.
    Government,
    /// A charity, church or school.
    Nonprofit,
    /// A farm.
    Agriculture,
    /// Any other cause the certificate names.
    Other,
}

impl ExemptionCause {
    /// All of them, in the order they are offered.
    pub const ALL: &'static [ExemptionCause] = &[
        ExemptionCause::Resale,
        ExemptionCause::Government,
        ExemptionCause::Nonprofit,
        ExemptionCause::Agriculture,
        ExemptionCause::Other,
    ];

    /// The word the rows keep.
    pub const fn word(self) -> &'static str {
        match self {
            ExemptionCause::Resale => "resale",
            ExemptionCause::Government => "government",
            ExemptionCause::Nonprofit => "nonprofit",
            ExemptionCause::Agriculture => "agriculture",
            ExemptionCause::Other => "other",
        }
    }

    /// The words on screen.
    pub const fn title(self) -> &'static str {
        match self {
            ExemptionCause::Resale => "Resale",
            ExemptionCause::Government => "Government",
            ExemptionCause::Nonprofit => "Charity, church or school",
            ExemptionCause::Agriculture => "Agriculture",
            ExemptionCause::Other => "Exempt",
        }
    }
}

impl store::FromValue for ExemptionCause {
    const SORT: &'static str = "a cause of exemption";

    fn from_value(value: store::V<'_>) -> Option<ExemptionCause> {
        let word = String::from_value(value)?;
        ExemptionCause::ALL.iter().copied().find(|one| one.word() == word)
    }
}

/// It is recorded.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ExemptionRecorded {
    /// The certificate.
    pub exemption: Id<noun::Exemption>,
    /// Whose.
    pub customer: Id<noun::Customer>,
}

impl Command for RecordExemption {
    const NAME: &'static str = "exemptions.record";
    const TITLE: &'static str = "Record an exemption certificate";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ExemptionRecorded;

    fn problems(&self) -> Problems {
        let number = self.number.trim().chars().count();
        let is_turned =
            matches!((self.valid_from, self.valid_until), (Some(from), Some(last)) if last < from);
        let mut problems = Problems::none()
            .when(number == 0, "number", "Enter the number on the certificate.")
            .when(number > 40, "number", "Enter at most 40 letters.")
            .when(self.states.is_empty(), "states", "Enter at least one state, such as FL.")
            .when(is_turned, "valid_until", "Enter the first day or a later one.");
        for (place, state) in self.states.iter().enumerate() {
            if state.len() != 2 || !state.bytes().all(|letter| letter.is_ascii_uppercase()) {
                problems.add(format!("states[{place}]"), "Enter two letters, such as FL.");
            }
        }
        let is_no_mark = self.image.as_deref().is_some_and(|mark| !is_mark(mark));
        problems.when(is_no_mark, "image", "Send the picture first; this names none.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ExemptionRecorded, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::records::require(desk, branch, self.customer)?;
        let from = self.valid_from.unwrap_or(today);
        if self.valid_until.is_some_and(|last| last < from) {
            return Err(Refusal::invalid("valid_until", "Enter the first day or a later one."));
        }
        let exemption = records::insert_exemption(desk, &self, from)?;
        desk.subject(exemption);
        desk.subject(customer.id);
        desk.search_put(exemption, self.number.trim())?;
        Ok(ExemptionRecorded { exemption, customer: customer.id })
    }

    fn reversal(receipt: &ExemptionRecorded) -> Option<Errand> {
        let (exemption, reason) = (receipt.exemption, String::from("Recorded by mistake"));
        Some(Errand::of(WithdrawExemption { exemption, reason }))
    }
}
