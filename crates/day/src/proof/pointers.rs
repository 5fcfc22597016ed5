//! Rows that point to rows: what they point to is there, and in the same branch.

use super::Check;
use super::records::pointers;
use store::Reader;
use values::{Id, noun};

/// Proves that rows of a branch point to rows of that branch.
pub(super) fn pointers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let astray = pointers::list_astray(reader, branch)?;
    let told: Vec<String> =
        astray.iter().map(|(count, words)| format!("{count} {words}")).collect();
    Ok(Check {
        name: "pointers_lead_somewhere".into(),
        ok: astray.is_empty(),
        detail: match astray.is_empty() {
            true => format!("{} kinds of pointers, none astray.", pointers::count_kinds()),
            false => format!("Astray: {}.", told.join(", ")),
        },
    })
}
