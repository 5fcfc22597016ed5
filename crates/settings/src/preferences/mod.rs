//! Preferences: what a branch sets once, such as its drawer's float and its bank account.
//! Each has a name, a kind and a value that holds until somebody sets another.

mod known;
mod pages;
pub mod records;
mod set_amount;

pub use known::{KNOWN, Preference, PreferenceKind};
pub use set_amount::SetAmount;

use office::{Command, Desk, Duty, NounEntry, Problems, Refusal, Shape, entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Reader;
use values::{Id, Money, noun};

/// To set a branch's preferences.
pub const MANAGE: Duty = Duty::new("preferences.manage", "Set preferences");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "preferences",
    title: "Preferences",
    sentence: "What this branch has set: its drawer, its bank, its terms.",
    read: MANAGE,
    commands: &[entry::<SetPreference>(), entry::<SetAmount>()],
    pages: pages::PAGES,
    listings: &[],
    gates: &[],
};

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

/// A preference's value in a branch, or what holds when nobody has set it.
pub fn text(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<String, store::Error> {
    let set = records::find(reader, branch, name)?;
    Ok(set.unwrap_or_else(|| known::find(name).map_or("", |known| known.otherwise).to_owned()))
}

/// A preference that is an amount.
pub fn money(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Money, store::Error> {
    Ok(Money::cents(whole(reader, branch, name)?))
}

/// A preference that is a whole number.
pub fn whole(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<i64, store::Error> {
    Ok(text(reader, branch, name)?.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::{Rooms, testing::Bench};

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
}
