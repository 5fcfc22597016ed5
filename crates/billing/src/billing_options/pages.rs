//! Billing options on screen: the list, setting them with the next invoices beside the
//! form, and one change of them.

mod form;
mod outlook;
mod show;

use super::{READ, SET, listing};
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/billing-options", READ, list),
    page("/billing-options/new", SET, form::show),
    page("/billing-options/preview", SET, form::show_preview),
    page("/billing-options/{options}", READ, show::show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(SET) {
        let customer = view.query.text("customer");
        let href = match customer.is_empty() {
            true => String::from("/billing-options/new"),
            false => format!("/billing-options/new?customer={customer}"),
        };
        let set = Button::primary("Set billing options").key("N").href(href);
        page.actions = set.html().into_string();
    }
    Ok(Answer::Page(page))
}
