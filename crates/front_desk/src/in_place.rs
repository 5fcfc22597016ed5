//! Rows of this room as the commands that would write them, for cells edited where they stand.

use office::{Command, Refusal};
use serde_json::Value;

/// A text of a row that its command reads anew.
pub(crate) struct Carried<'t> {
    kept: &'t str,
    is_read: bool,
}

/// A text as the row keeps it, and what the command read of it.
pub(crate) fn carried<'t, T>(kept: &'t str, read: &Option<T>) -> Carried<'t> {
    Carried { kept, is_read: read.is_some() }
}

/// The command as JSON. Refused when a text of the row could not be read as the command's own,
/// such as an e-mail address that was imported as it was written: another cell's edit would
/// blank it.
pub(crate) fn whole<C: Command>(
    command: &C,
    carried: &[Carried<'_>],
    href: String,
) -> Result<Value, Refusal> {
    if let Some(lost) = carried.iter().find(|one| !one.kept.is_empty() && !one.is_read) {
        let words =
            format!("\u{201c}{}\u{201d} cannot be read. Open the record and mend it.", lost.kept);
        return Err(Refusal::conflict_with(
            "lists.open_the_record",
            words,
            href,
            "Open the record",
        ));
    }
    Ok(serde_json::to_value(command)?)
}
