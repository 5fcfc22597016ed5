//! A tax rate of the company's own: a county's or a city's, or a state's that the pack
//! does not know yet.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Rate, noun};

/// Sets a tax rate from a day on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetRate {
    /// Two letters.
    pub state: String,
    /// The county it holds in; blank for the whole state.
    #[serde(default)]
    pub county: String,
    /// As it stands on invoices: "Alachua County".
    pub jurisdiction: String,
    /// The rate.
    pub rate: Rate,
    /// The first day it holds.
    pub holds_from: Day,
    /// The last day it holds; blank while it holds on.
    #[serde(default)]
    pub holds_until: Option<Day>,
    /// Who says so.
    pub citation: String,
}

/// The rate holds.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RateSet {
    /// The rate's row.
    pub tax_rate: Id<noun::TaxRate>,
}

impl Command for SetRate {
    const NAME: &'static str = "rule_packs.set_rate";
    const TITLE: &'static str = "Set a tax rate";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = RateSet;

    fn problems(&self) -> Problems {
        let is_state = self.state.len() == 2 && self.state.bytes().all(|b| b.is_ascii_uppercase());
        let sane = (0..=250_000).contains(&self.rate.as_millionths());
        Problems::none()
            .when(!is_state, "state", "Enter two letters, such as FL.")
            .when(self.jurisdiction.trim().is_empty(), "jurisdiction", "Enter whose tax it is.")
            .when(!sane, "rate", "Enter a rate from 0% to 25%.")
            .when(self.citation.trim().is_empty(), "citation", "Enter who says so.")
            .when(
                self.holds_until.is_some_and(|until| until < self.holds_from),
                "holds_until",
                "Enter a day that is not before the first one.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<RateSet, Refusal> {
        let tax_rate = records::insert_rate(desk, &self)?;
        desk.subject(tax_rate);
        Ok(RateSet { tax_rate })
    }
}
