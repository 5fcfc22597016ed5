//! Forms that were filled in from a row that has changed since.

use office::{Desk, Refusal};
use values::{Id, Noun};

/// The refusal of an edit whose row somebody else has changed meanwhile: who and when. The page
/// then shows both values; a second save is meant.
pub(crate) fn changed_meanwhile<T: Noun>(
    desk: &mut Desk<'_>,
    code: &'static str,
    id: Id<T>,
    href: String,
) -> Result<Refusal, Refusal> {
    let branch = desk.branch();
    let last = office::records::list_journal_of(desk, branch, T::NAME, id.get(), 1)?;
    let who = match last.first() {
        Some(line) => {
            format!("{} changed this at {}", line.who_name, line.at.clock(desk.zone()))
        }
        None => String::from("Somebody changed this"),
    };
    let text = format!(
        "{who}, after you opened it. Compare yours with what is kept now, then \
                       save again."
    );
    Ok(Refusal::conflict_with(code, text, href, "See what is kept now"))
}
