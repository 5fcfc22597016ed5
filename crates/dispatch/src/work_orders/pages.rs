//! Work orders on screen: the list, a new one, one with everything of it, and the page on
//! which the office verifies a day.

mod new;
mod show;
mod verify;

use super::{PLAN, READ, VERIFY, listing};
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/work-orders", READ, list),
    page("/work-orders/new", PLAN, new::show),
    page("/work-orders/verify", VERIFY, verify::show),
    page("/work-orders/{work_order}", READ, show::show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let branch = view.branch();
    let to_verify = super::records::count_to_verify(view.reader, branch)?;
    if view.me.may(VERIFY) && to_verify > 0 {
        let words = format!("Verify {to_verify}");
        let verify = Button::primary(words).href("/work-orders/verify").key("V");
        page.actions = buttons([verify]).into_string();
    }
    Ok(Answer::Page(page))
}

/// The command's address, when the office has it and she may do it: other rooms bring
/// commands this one only names.
fn offered(view: &View<'_, '_>, command: &'static str) -> Option<String> {
    let entry = view.office.rooms().command(command)?;
    view.me.may(entry.duty).then(|| format!("/do/{command}"))
}
