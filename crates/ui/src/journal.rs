//! The journal of one thing, as a timeline: what was done to it, by whom, when and why.

use office::{Refusal, View, records};
use values::Id;
use values::noun::Noun;

use crate::figures;
use crate::icon::Icon;
use crate::sheet::Sheet;
use crate::timeline::{Event, timeline};
use crate::{Html, html};

/// The most lines a page shows; the rest stands in the journal's own files.
const MOST_LINES: i64 = 60;

/// The sheet with the journal of `id`, the newest first.
pub fn journal<T: Noun>(view: &mut View<'_, '_>, id: Id<T>) -> Result<Html, Refusal> {
    let branch = view.branch();
    journal_in(view, branch, id)
}

/// The same out of another chain than the branch's: the company's, for what is the company's.
pub fn journal_in<T: Noun>(
    view: &mut View<'_, '_>,
    chain: Id<values::noun::Branch>,
    id: Id<T>,
) -> Result<Html, Refusal> {
    let lines = records::list_journal_of(view.reader, chain, T::NAME, id.get(), MOST_LINES)?;
    let mut last_day = None;
    let mut events = Vec::with_capacity(lines.len());
    for line in &lines {
        let day = line.at.day_in(&view.me.zone);
        let shown = match last_day == Some(day) {
            true => Html::empty(),
            false => figures::day(day),
        };
        last_day = Some(day);
        let command = view.office.rooms().command(&line.command);
        let title = command.map_or(line.command.as_str(), |command| command.title);
        let event = Event::new(icon(&line.command), title)
            .when(shown, figures::clock(line.at, &view.me.zone))
            .detail(detail(line));
        events.push(event);
    }
    let fact = figures::counted(u64::try_from(lines.len()).unwrap_or(0), "line", "lines");
    Ok(Sheet::new("Journal").fact(fact).flush(timeline(events)).html())
}

fn detail(line: &records::JournalLine) -> Html {
    let why = line.reason.as_deref().map(str::trim).filter(|why| !why.is_empty());
    match why {
        Some(why) => html!("by {}: {}", line.who_name, why),
        None => html!("by {}", line.who_name),
    }
}

/// A picture by the verb; what has none of its own is an edit.
fn icon(command: &str) -> Icon {
    let verb = command.rsplit('.').next().unwrap_or_default();
    match verb {
        "mail" => Icon::Mail,
        "book" | "move" => Icon::Calendar,
        "finish" => Icon::Truck,
        "verify" | "approve" => Icon::Check,
        "issue" | "post" => Icon::Receipt,
        "void" | "cancel" | "send_back" => Icon::Alert,
        "add" | "open" | "generate" | "sign" => Icon::File,
        _ => Icon::Pencil,
    }
}
