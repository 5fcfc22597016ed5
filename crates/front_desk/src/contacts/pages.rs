//! The contacts' pages: the list, adding, editing, removing.

use super::words::ContactRole;
use super::{KEEP, Person, READ, listing, records};
use crate::customers;
use crate::forms::{Ticked, tick_box, tick_boxes, ticked};
use crate::locations::list_locations;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/contacts", READ, list),
    page("/contacts/new", KEEP, new),
    page("/contacts/{id}/edit", KEEP, edit),
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
    let from = format!("/contacts/new?customer={}", customer.id);
    let then = format!("/customers/{}", customer.id);
    let form = CommandForm::of(view, "contacts.add", &from, &then);
    let begun = Person { may_talk: true, ..Person::default() };
    let content = html!(
        "{}{}",
        hidden("customer", &customer.id.to_string()),
        fields(view, &form, customer.id, &begun)?
    );
    let save = Button::primary("Add the contact").key("Alt S");
    let leave = Button::secondary("Leave it").href(then);
    let page = Page {
        title: format!("Who may talk for {}", customer.name),
        note: customer.number.clone(),
        sentence: "Whoever is not on the list is told nothing.".into(),
        body: form.html(content, [save, leave]).into_string(),
        keys: vec![("Alt S", "add the contact")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

fn edit(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "contact")?;
    let contact = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, contact.customer)?;
    let from = format!("/contacts/{id}/edit");
    let page = format!("/customers/{}", customer.id);
    let body = match contact.removed_at {
        Some(_) => removed(view, &contact, &from),
        None => {
            let form = CommandForm::of(view, "contacts.edit", &from, &page);
            let seen = form.seen(contact.version);
            let content = html!(
                "{}{}{}",
                hidden("contact", &id.to_string()),
                seen,
                fields(view, &form, customer.id, &Person::from(&contact))?
            );
            let save = Button::primary("Save").key("Alt S");
            let main = form.html(content, [save, Button::secondary("Leave it").href(&page)]);
            columns(Columns::MainSide, [main, remove(view, &contact, &from)])
        }
    };
    let page = Page {
        title: format!("Edit {}", contact.name),
        sentence: html!("May talk for {}.", link(&customer.name, &page)).into_string(),
        note: customer.number.clone(),
        body: body.into_string(),
        keys: vec![("Alt S", "save")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

fn remove(view: &View<'_, '_>, contact: &records::Contact, from: &str) -> Html {
    let form = CommandForm::of(view, "contacts.remove", from, from);
    let reason = form.field(Field::text("reason", "Why").wide());
    let content = html!("{}{}", hidden("contact", &contact.id.to_string()), field_row([reason]));
    Sheet::new("May talk no more")
        .body(form.html(content, [Button::secondary("Remove the contact")]))
        .html()
}

fn removed(view: &View<'_, '_>, contact: &records::Contact, from: &str) -> Html {
    let form = CommandForm::of(view, "contacts.restore", from, from);
    let content = hidden("contact", &contact.id.to_string());
    let why = contact.removed_reason.as_deref().unwrap_or("");
    Sheet::new("Removed")
        .body(html!("<p>{}</p>", why))
        .body(form.html(content, [Button::secondary("Bring the contact back")]))
        .html()
}

/// The fields of a person.
fn fields(
    view: &mut View<'_, '_>,
    form: &CommandForm,
    customer: Id<noun::Customer>,
    person: &Person,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let locations = list_locations(view.reader, branch, customer)?;
    let open = locations.iter().filter(|location| location.closed_at.is_none());
    let places = std::iter::once((String::new(), String::from("All of them")))
        .chain(open.map(|location| (location.id.to_string(), location.one_line())));
    let text = |name: &str, label: &str, value: &str| {
        form.field(Field::text(&format!("person.{name}"), label).value(value))
    };
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    let phone = person.phone.as_ref().map(|phone| phone.to_string()).unwrap_or_default();
    let email = person.email.as_ref().map(|email| email.to_string()).unwrap_or_default();
    let place = person.location.map(|id| id.to_string()).unwrap_or_default();
    let is_again = form.typed("person.name").is_some();
    let roles = ContactRole::ALL.iter().map(|role| {
        let is_ticked = match is_again {
            true => view.filled.all("person.roles").any(|word| word == role.word()),
            false => person.roles.contains(role),
        };
        tick_box("person.roles", role.word(), role.title(), Ticked::from(is_ticked))
    });
    let may = |name: &str, label: &str, is_ticked: bool| {
        let field = Field::checkbox(&format!("person.{name}"), label);
        form.field(ticked(field, is_ticked)).html()
    };
    let who = Sheet::new("Who")
        .letter('A')
        .body(field_row([
            text("name", "Name", &person.name).required().focused(),
            text("relation", "Relation, such as husband", &some(&person.relation)),
        ]))
        .body(field_row([
            form.field(Field::phone("person.phone", "Telephone").value(phone)),
            form.field(Field::email("person.email", "E-mail address").value(email)),
        ]))
        .body(field_row([
            form.field(Field::select("person.location", "For which location", places).value(place))
        ]))
        .body(field_row([text("note", "To note", &some(&person.note)).wide()]));
    let rights = Sheet::new("What is allowed")
        .letter('B')
        .body(html!(
            "{}{}{}",
            may("may_talk", "Talk about the account", person.may_talk),
            may("may_book", "Book, move and cancel visits", person.may_book),
            may("may_pay", "Pay, and hear what is owed", person.may_pay)
        ))
        .body(tick_boxes("Roles", roles.collect::<Vec<_>>()));
    Ok(stack([who, rights]))
}

#[cfg(test)]
mod tests {
    use crate::contacts::{AddContact, RemoveContact};
    use crate::testing::{bench, hector, refused, rivera, shown};

    #[test]
    fn what_was_ticked_stays_ticked_when_the_form_is_refused() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer.to_string();
        let html = shown(&bench, "/contacts/new", &[("customer", &customer)]);
        assert!(html.contains(r#"name="person.may_talk" value="yes" checked"#), "{html}");
        let fields = [
            ("form", "contacts.add"),
            ("customer", customer.as_str()),
            ("person.name", ""),
            ("person.may_pay", "yes"),
            ("person.roles", "billing"),
            ("person.roles", "tenant"),
        ];
        let (_, html) = refused(&bench, "/contacts/new", &fields);
        assert!(html.contains("Enter the name"), "{html}");
        assert!(html.contains(r#"value="tenant" checked"#), "{html}");
        assert!(html.contains(r#"name="person.may_pay" value="yes" checked"#), "{html}");
        assert!(!html.contains(r#"name="person.may_talk" value="yes" checked"#), "{html}");
    }

    #[test]
    fn a_removed_contact_is_offered_back() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let contact = bench.run(AddContact { customer, person: hector() }).unwrap().contact;
        let path = format!("/contacts/{contact}/edit");
        assert!(shown(&bench, &path, &[]).contains("/do/contacts.remove"));
        bench.run(RemoveContact { contact, reason: "Divorced".into() }).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("/do/contacts.restore") && html.contains("Divorced"), "{html}");
    }
}
