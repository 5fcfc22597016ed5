//! The agreements' pages: the list, signing with the visits beside it, leave to sell below
//! the list, and one agreement.

mod approve;
mod change;
mod new;
mod show;
mod visits;

use super::{APPROVE_PRICE, READ, SIGN, listing};
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/agreements", READ, list),
    page("/agreements/new", SIGN, new::show),
    page("/agreements/preview", SIGN, new::show_preview),
    page("/agreements/approve", APPROVE_PRICE, approve::show),
    page("/agreements/{id}", READ, show::show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else { return Ok(answer) };
    if view.me.may(SIGN) {
        let sign = Button::primary("Sign an agreement").key("N").href("/agreements/new");
        page.actions = sign.html().into_string();
    }
    Ok(Answer::Page(page))
}
