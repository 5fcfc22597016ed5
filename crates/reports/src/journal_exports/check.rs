//! What a month asks before it closes: that whoever keeps books by our journal has it as it is.

use super::records::{self, ExportRow};
use office::Refusal;
use office::closing::{Found, MonthCheck};
use settings::preferences;
use store::Reader;
use values::{Day, Id, noun};

/// The journal was sent and acknowledged (handbook 3.7, eleventh point).
pub const IS_ACKNOWLEDGED: MonthCheck =
    MonthCheck { title: "The journal is sent and acknowledged", href: "/journal-exports", look };

fn look(reader: &mut Reader<'_>, branch: Id<noun::Branch>, end: Day) -> Result<Found, Refusal> {
    let goes_to = preferences::text(reader, branch, "journal_goes_to")?;
    if goes_to.is_empty() {
        return Ok(Found::clear("The journal goes to nobody."));
    }
    let month = end.first_of_month();
    let size = records::size_of(reader, branch, month)?;
    match records::find_last(reader, branch, month)? {
        None if size.entries == 0 => Ok(Found::clear("Nothing is posted in the month.")),
        None => Ok(Found::explain(format!("{goes_to} has not got it. Say why."))),
        Some(last) => Ok(found(&last, size)),
    }
}

fn found(last: &ExportRow, now: records::Size) -> Found {
    let name = &last.sent_to;
    match (now.entries - last.size.entries, last.acknowledged_at) {
        (0, Some(_)) => Found::clear(format!("{name} has it: {}.", last.acknowledgement)),
        (0, None) => Found::explain(format!("{name} has not said that it arrived. Say why.")),
        (1, _) => Found::explain(format!("1 entry was posted since {name} got it. Say why.")),
        (more, _) => {
            Found::explain(format!("{more} entries were posted since {name} got it. Say why."))
        }
    }
}
