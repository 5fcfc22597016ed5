//! The customers' pages: the list, opening, editing, standing and merging. The page of one
//! customer, with all that happened, is made where every room can be read.

mod edit;
mod merge;
mod new;
mod pick;
mod standing;

use super::{DECIDE, KEEP, READ, listing};
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/customers", READ, list),
    page("/customers/new", KEEP, new::show),
    page("/customers/similar", KEEP, new::show_similar),
    page("/customers/pick", READ, pick::show),
    page("/customers/{id}/edit", KEEP, edit::show),
    page("/customers/{id}/standing", KEEP, standing::show),
    page("/customers/{id}/merge", DECIDE, merge::show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else { return Ok(answer) };
    if view.me.may(KEEP) {
        let open = Button::primary("Open a customer").key("N").href("/customers/new");
        page.actions = open.html().into_string();
    }
    Ok(Answer::Page(page))
}
