//! Set a preference that is an amount, typed in dollars as anywhere else.

use super::{KNOWN, MANAGE, PreferenceKind, PreferenceSet, SetPreference, known};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Money;

/// Sets one preference of the branch that is an amount.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAmount {
    /// Its name: `drawer_float_cents`.
    pub name: String,
    /// How much.
    pub amount_cents: Money,
}

impl Command for SetAmount {
    const NAME: &'static str = "preferences.set_amount";
    const TITLE: &'static str = "Set an amount";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PreferenceSet;

    fn problems(&self) -> Problems {
        let is_amount =
            known::find(&self.name).is_some_and(|known| known.kind == PreferenceKind::Cents);
        let amounts = KNOWN.iter().filter(|known| known.kind == PreferenceKind::Cents);
        let names: Vec<_> = amounts.map(|known| known.name).collect();
        Problems::none()
            .when(!is_amount, "name", &format!("Enter one of: {}.", names.join(", ")))
            .when(
                self.amount_cents.is_negative(),
                "amount_cents",
                "Enter an amount that is not negative.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PreferenceSet, Refusal> {
        let value = self.amount_cents.as_cents().to_string();
        SetPreference { name: self.name, value }.perform(desk)
    }

    fn reversal(receipt: &PreferenceSet) -> Option<Errand> {
        SetPreference::reversal(receipt)
    }
}
