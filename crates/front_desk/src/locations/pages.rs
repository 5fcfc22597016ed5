//! The locations' pages: the list, adding, editing, closing.

use super::{NewLocation, listing, records};
use crate::customers::{self, KEEP, READ};
use crate::forms::address_fields;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Address, Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/locations", READ, list),
    page("/locations/new", KEEP, new),
    page("/locations/{id}/edit", KEEP, edit),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let customer: Id<noun::Customer> = match view.filled.get("customer") {
        Some(_) => view.filled.id("customer", "customer")?,
        None => view.query.id("customer", "customer")?,
    };
    let customer = customers::records::require(view.reader, branch, customer)?;
    let from = format!("/locations/new?customer={}", customer.id);
    let then = format!("/customers/{}", customer.id);
    let form = CommandForm::of(view, "locations.add", &from, &then);
    let pasted = Address::parse_block(view.query.text("paste"));
    let mut begun = NewLocation { address: pasted.unwrap_or_default(), ..NewLocation::default() };
    if begun.address.state.is_empty() {
        begun.address.state = customer.state.clone();
    }
    let content = html!(
        "{}{}",
        hidden("customer", &customer.id.to_string()),
        fields(&form, "location", &begun)
    );
    let save = Button::primary("Add the location").key("Alt S");
    let leave = Button::secondary("Leave it").href(then);
    let page = Page {
        title: format!("Add a location of {}", customer.name),
        note: customer.number.clone(),
        body: form.html(content, [save, leave]).into_string(),
        keys: vec![("Alt S", "add it")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

fn edit(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "location")?;
    let location = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, location.customer)?;
    let from = format!("/locations/{id}/edit");
    let then = format!("/customers/{}", customer.id);
    let form = CommandForm::of(view, "locations.edit", &from, &then);
    let seen = form.seen(location.version);
    let content = html!(
        "{}{}{}",
        hidden("location", &id.to_string()),
        seen,
        fields(&form, "place", &NewLocation::from(&location))
    );
    let save = Button::primary("Save").key("Alt S");
    let leave = Button::secondary("Leave it").href(&then);
    let main = form.html(content, [save, leave]);
    let side = standing(view, &location, &from);
    let page = Page {
        title: format!("Edit {}", location.line1),
        sentence: html!("A location of {}.", link(&customer.name, &then)).into_string(),
        note: customer.number.clone(),
        body: columns(Columns::MainSide, [main, side]).into_string(),
        keys: vec![("Alt S", "save")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

/// Closing an open location, opening a closed one.
fn standing(view: &View<'_, '_>, location: &records::Location, from: &str) -> Html {
    let (command, heading, words) = match location.closed_at {
        None => ("locations.close", "We go there no more", "Close the location"),
        Some(_) => ("locations.reopen", "We go there again", "Open it again"),
    };
    let form = CommandForm::of(view, command, from, from);
    let reason = form.field(Field::text("reason", "Why").wide());
    let content = html!("{}{}", hidden("location", &location.id.to_string()), field_row([reason]));
    let mut sheet = Sheet::new(heading);
    if let Some(reason) = &location.closed_reason {
        sheet = sheet.body(html!("<p>Closed: {}</p>", reason));
    }
    sheet.body(form.html(content, [Button::secondary(words)])).html()
}

/// The fields of a place under `path`.
fn fields(form: &CommandForm, path: &str, place: &NewLocation) -> Html {
    let name = |part: &str| format!("{path}.{part}");
    let text = |part: &str, label: &str, value: &Option<String>| {
        form.field(Field::text(&name(part), label).value(value.as_deref().unwrap_or("")))
    };
    let phone = place.phone.as_ref().map(|phone| phone.to_string()).unwrap_or_default();
    let feet = place.square_feet.map(|feet| feet.to_string()).unwrap_or_default();
    let county = text("county", "County, for the sales tax", &place.county);
    Sheet::new("Where the work is")
        .body(address_fields(form, &name("address"), &place.address))
        .body(field_row([
            text("name", "What it is called among several", &place.name),
            county.hint("Blank: as the neighbours' ZIP code has it."),
        ]))
        .body(field_row([
            form.field(Field::phone(&name("phone"), "Telephone there").value(phone)),
            form.field(Field::number(&name("square_feet"), "Size").unit("ft²").value(feet)),
        ]))
        .body(field_row([text("access", "How to get in: gate, key, hours", &place.access).wide()]))
        .body(field_row(
            [text("hazards", "Beware of: dogs, children, bees", &place.hazards).wide()],
        ))
        .html()
}

#[cfg(test)]
mod tests {
    use crate::testing::{bench, refused, rivera, shown};

    #[test]
    fn a_wrong_place_is_shown_again_with_what_was_typed() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer.to_string();
        let html = shown(&bench, "/locations/new", &[("customer", &customer)]);
        assert!(html.contains(r#"name="location.address.state" value="FL""#), "{html}");
        let fields = [
            ("form", "locations.add"),
            ("customer", customer.as_str()),
            ("location.address.line1", "9 Fern Ln"),
            ("location.address.city", "Ocala"),
            ("location.address.state", "FL"),
            ("location.address.zip", "344"),
        ];
        let (refusal, html) = refused(&bench, "/locations/new", &fields);
        assert_eq!(refusal.code(), "invalid");
        assert!(html.contains(r#"name="location.address.line1" value="9 Fern Ln""#), "{html}");
        assert!(html.contains("Enter a ZIP code"), "{html}");
    }

    #[test]
    fn an_open_location_can_be_closed_and_edited() {
        let bench = bench();
        let location = bench.run(rivera()).unwrap().location.expect("a location");
        let html = shown(&bench, &format!("/locations/{location}/edit"), &[]);
        assert!(html.contains(r#"name="place.county" value="Marion""#), "{html}");
        assert!(html.contains("/do/locations.close"), "{html}");
        assert!(!html.contains("/do/locations.reopen"), "{html}");
    }
}
