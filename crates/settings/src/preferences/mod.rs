//! Preferences: what a branch sets once, such as its drawer's float and its bank account.
//! Each has a name, a kind and a value that holds until somebody sets another.

mod known;
mod pages;
pub mod records;
mod set;
mod set_amount;

pub use known::{KNOWN, Preference, PreferenceKind};
pub use set::{PreferenceSet, SetPreference};
pub use set_amount::SetAmount;

use office::{Duty, NounEntry, entry};
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

/// A preference that is a time of day, in minutes since midnight; none when it is blank.
pub fn minute(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Option<i64>, store::Error> {
    Ok(known::minute_of(&text(reader, branch, name)?))
}

/// Whether this company is a demo, in which nothing is anybody's.
pub fn is_demo(reader: &mut Reader<'_>) -> Result<bool, store::Error> {
    for branch in office::records::list_branches(reader)? {
        if !text(reader, branch.id, "demo_branch")?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
