//! The pages of places on the map.

use super::{PLACE, Position, listing, records};
use front_desk::locations;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/positions`: every place, and whether its point is known.
pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

/// `/positions/{location}`: one place, its point, and a field to paste one into.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Location> = view.path.id("location", "location")?;
    let branch = view.branch();
    let location = locations::records::require(view.reader, branch, id)?;
    let at = records::find_position(view.reader, branch, id)?;
    let address = location.address();
    let told = format!("{}, {}, {} {}", address.line1, address.city, address.state, address.zip);
    let sentence = match at {
        Some(at) => html!("Its point is {}.", at.words()),
        None => html!("Nobody has pointed at it yet: it is taken to be in the middle of its zip."),
    };
    let mut sheet = Sheet::new("Where it is");
    if view.me.may(PLACE) {
        let here = format!("/positions/{id}");
        let form = CommandForm::of(view, "positions.place", &here, &here);
        let field = Field::text("at", "Its point")
            .hint("Right-click the house on a map and copy the two numbers.")
            .value(at.map_or_else(String::new, Position::words))
            .focused();
        let fields = html!("{}{}", hidden("location", &id.to_string()), form.field(field).html());
        sheet = sheet.body(form.html(fields, [Button::primary("Put it there").key("Alt S")]));
    }
    let customer = link("The customer", &format!("/customers/{}", location.customer));
    let page = Page {
        title: address.line1.clone(),
        note: told,
        sentence: sentence.into_string(),
        body: sheet.fact(customer).html().into_string(),
        rail: "positions",
        ..Page::default()
    };
    Ok(page.into())
}
