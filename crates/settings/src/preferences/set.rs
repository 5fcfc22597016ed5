//! Set a preference.

use super::{KNOWN, MANAGE, known, records, text};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets one preference of the branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetPreference {
    /// Its name: `drawer_float_cents`.
    pub name: String,
    /// Its value; amounts in whole cents.
    pub value: String,
}

/// It holds from now on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct PreferenceSet {
    /// Its name.
    pub name: String,
    /// What it was before.
    pub before: String,
}

impl Command for SetPreference {
    const NAME: &'static str = "preferences.set";
    const TITLE: &'static str = "Set a preference";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PreferenceSet;

    fn problems(&self) -> Problems {
        let Some(preference) = known::find(&self.name) else {
            let names: Vec<_> = KNOWN.iter().map(|known| known.name).collect();
            return Problems::one("name", format!("Enter one of: {}.", names.join(", ")));
        };
        match preference.kind.fits(&self.value) {
            true => Problems::none(),
            false => Problems::one("value", preference.kind.words()),
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PreferenceSet, Refusal> {
        let branch = desk.branch();
        let before = text(desk, branch, &self.name)?;
        records::put(desk, &self.name, &self.value)?;
        desk.change(branch, &before, &self.value)?;
        Ok(PreferenceSet { name: self.name, before })
    }

    fn reversal(receipt: &PreferenceSet) -> Option<office::Errand> {
        let (name, value) = (receipt.name.clone(), receipt.before.clone());
        Some(office::Errand::of(SetPreference { name, value }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::{minute, money};
    use office::{Rooms, testing::Bench};
    use values::Money;

    #[test]
    fn a_preference_holds_until_another_is_set() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        let float = |bench: &Bench| {
            bench.read(|reader| money(reader, bench.branch, "drawer_float_cents")).unwrap()
        };
        assert_eq!(float(&bench), Money::cents(20_000));
        let set =
            |name: &str, value: &str| SetPreference { name: name.into(), value: value.into() };
        bench.run(set("drawer_float_cents", "15000")).unwrap();
        assert_eq!(float(&bench), Money::cents(15_000));
        assert_eq!(bench.run(set("drawer_float_cents", "ten")).unwrap_err().status(), 422);
        assert_eq!(bench.run(set("no_such", "1")).unwrap_err().status(), 422);
    }

    #[test]
    fn a_time_of_day_is_one_or_nothing() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        let at =
            |bench: &Bench| bench.read(|reader| minute(reader, bench.branch, "proof_at")).unwrap();
        assert_eq!(at(&bench), Some(2 * 60));
        let set = |value: &str| SetPreference { name: "proof_at".into(), value: value.into() };
        bench.run(set("03:45")).unwrap();
        assert_eq!(at(&bench), Some(3 * 60 + 45));
        for wrong in ["3", "24:00", "12:60", "noon", "-1:30"] {
            assert_eq!(bench.run(set(wrong)).unwrap_err().status(), 422, "{wrong}");
        }
        bench.run(set("")).unwrap();
        assert_eq!(at(&bench), None);
    }
}
