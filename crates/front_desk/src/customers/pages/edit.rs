//! Editing a customer, her tags and her consents.

use super::new::head;
use crate::customers::records::{self, Consent, Customer};
use crate::customers::words::{Channel, ConsentAnswer, ConsentSource, CustomerKind};
use crate::forms::{address_fields, offered, ticked};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;

/// The form with her particulars, and beside it what has verbs of its own.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "customer")?;
    let customer = records::require(view.reader, branch, id)?;
    let tags = records::list_tags(view.reader, branch, id)?;
    let consents = records::list_consents(view.reader, branch, id)?;
    let from = format!("/customers/{id}/edit");
    let main = particulars(view, &customer, &from);
    let side = stack([
        tag_sheet(view, &customer, &tags, &from),
        consent_sheet(view, &customer, &consents, &from),
        Sheet::new("Standing")
            .fact(customer.standing.title())
            .body(link("Change how we stand", &format!("/customers/{id}/standing")))
            .html(),
    ]);
    let page = Page {
        body: columns(Columns::MainSide, [main, side]).into_string(),
        keys: vec![("Alt S", "save"), ("Esc", "back")],
        ..head(&customer, "Edit")
    };
    Ok(page.into())
}

fn particulars(view: &View<'_, '_>, customer: &Customer, from: &str) -> Html {
    let page = format!("/customers/{}", customer.id);
    let form = CommandForm::of(view, "customers.edit", from, &page);
    let seen = form.seen(customer.version);
    let who = Sheet::new("Who")
        .letter('A')
        .body(field_row([
            form.field(Field::text("name", "Name on the bills").value(&customer.name).wide()),
            form.field(
                Field::select("kind", "Kind", offered!(CustomerKind)).value(customer.kind.word()),
            ),
        ]))
        .body(field_row([
            form.field(phone("phone", "Telephone", &customer.phone)),
            form.field(phone("other_phone", "Other telephone", &customer.other_phone)),
            form.field(Field::email("email", "E-mail address").value(&customer.email)),
        ]))
        .body(field_row([form.field(
            Field::text("company", "Company or second line").value(&customer.company).wide(),
        )]));
    let bills = Sheet::new("Where bills go")
        .letter('B')
        .body(address_fields(&form, "bill_to", &customer.bill_to()))
        .body(field_row([
            form.field(
                Field::number("terms_days", "Due after")
                    .unit("days")
                    .value(customer.terms_days)
                    .hint("0 is due on receipt."),
            ),
            form.field(ticked(
                Field::checkbox("po_required", "Bills need a purchase order"),
                customer.po_required,
            )),
        ]));
    let notes = Sheet::new("To note")
        .letter('C')
        .body(field_row([form.field(
            Field::text("alert", "Alert, seen first by everyone").value(&customer.alert).wide(),
        )]))
        .body(field_row([
            form.field(Field::text("lead_source", "Found us through").value(&customer.lead_source)),
            form.field(
                Field::text("reference", "Number in an older system").value(&customer.reference),
            ),
        ]));
    let content = html!(
        "{}{}{}",
        hidden("customer", &customer.id.to_string()),
        seen,
        stack([who, bills, notes])
    );
    let save = Button::primary("Save").key("Alt S");
    form.html(content, [save, Button::secondary("Leave it").href(page)])
}

/// A telephone with a word beside it when nobody can be sure that it rings.
fn phone(name: &str, label: &str, stored: &str) -> Field {
    let is_doubtful = !stored.is_empty()
        && !values::Phone::parse(stored).is_ok_and(|number| number.is_verified());
    let field = Field::phone(name, label).value(records::shown(stored)).autocomplete("off");
    match is_doubtful {
        true => field.hint(tone(Meaning::Watch, "Not verified, kept as it was written.")),
        false => field,
    }
}

fn tag_sheet(view: &View<'_, '_>, customer: &Customer, tags: &[String], from: &str) -> Html {
    let id = customer.id.to_string();
    let off = tags.iter().map(|tag| {
        let fields = [("customer", id.as_str()), ("tag", tag), ("from", from), ("then", from)];
        let take = Button::link("take off").small();
        let once = view.office.random_hex(16);
        (Html::text(tag), post_button("/do/customers.untag", &once, &fields, take))
    });
    let form = CommandForm::of(view, "customers.tag", from, from);
    let tag = form.field(Field::text("tag", "Another tag")).html();
    let add = form.html(
        html!("{}{}", hidden("customer", &id), tag),
        [Button::secondary("Add the tag").small()],
    );
    Sheet::new("Tags").body(pairs(off)).body(add).html()
}

fn consent_sheet(
    view: &View<'_, '_>,
    customer: &Customer,
    consents: &[Consent],
    from: &str,
) -> Html {
    let lines = Channel::ALL.iter().map(|channel| {
        let said = match consents.iter().find(|one| one.channel == *channel) {
            None => quiet("not asked"),
            Some(consent) => {
                let meaning = match consent.answer {
                    ConsentAnswer::Given => Meaning::Good,
                    ConsentAnswer::Withdrawn => Meaning::Wrong,
                };
                let on = consent.answered_at.day_in(&view.me.zone).us();
                html!(
                    "{} {}",
                    status(meaning, consent.answer.title()),
                    quiet(format!("{on}, {}", consent.wording))
                )
            }
        };
        (channel.title(), said)
    });
    let form = CommandForm::of(view, "customers.record_consent", from, from);
    let fields = field_row([
        form.field(Field::select("channel", "Way", offered!(Channel)).value("text")),
        form.field(Field::select("answer", "Answer", offered!(ConsentAnswer)).value("given")),
        form.field(Field::select("source", "How", offered!(ConsentSource)).value("telephone")),
    ]);
    let wording = Field::text("wording", "Words asked with, or what was written")
        .value(Channel::Text.wording())
        .wide();
    let record = form.html(
        html!(
            "{}{}{}",
            hidden("customer", &customer.id.to_string()),
            fields,
            field_row([form.field(wording)])
        ),
        [Button::secondary("Record it").small()],
    );
    Sheet::new("Consents").body(pairs(lines)).body(record).html()
}

#[cfg(test)]
mod tests {
    use crate::customers::{OpenCustomer, TagCustomer};
    use crate::testing::{bench, refused, rivera, shown};
    use values::Phone;

    #[test]
    fn shows_what_stands_with_the_version_that_was_seen() {
        let bench = bench();
        let phone = Some(Phone::parse("ask at 352-555-0123").unwrap());
        let customer = bench.run(OpenCustomer { phone, ..rivera() }).unwrap().customer;
        bench.run(TagCustomer { customer, tag: "dog".into() }).unwrap();
        let html = shown(&bench, &format!("/customers/{customer}/edit"), &[]);
        for piece in [
            r#"name="seen" value="2""#,
            r#"name="bill_to.line1" value="14 Larkspur Ct""#,
            "Not verified, kept as it was written.",
            "take off",
            "not asked",
        ] {
            // A tag is no edit of her row, so the version is still the first.
            let piece = piece.replace(r#"value="2""#, r#"value="1""#);
            assert!(html.contains(&piece), "{piece}");
        }
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed_and_names_the_field() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let path = format!("/customers/{customer}/edit");
        let fields = [
            ("form", "customers.edit"),
            ("customer", &customer.to_string()),
            ("seen", "1"),
            ("name", "Marisol Rivera"),
            ("terms_days", "900"),
        ];
        let (refusal, html) = refused(&bench, &path, &fields);
        assert_eq!(refusal.code(), "invalid");
        assert!(html.contains(r#"name="terms_days" value="900""#), "{html}");
        assert!(html.contains("Enter 0 to 120 days"), "{html}");
    }

    #[test]
    fn a_stale_form_shows_both_values_and_may_be_sent_again() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let path = format!("/customers/{customer}/edit");
        let id = customer.to_string();
        let mine = [
            ("form", "customers.edit"),
            ("customer", id.as_str()),
            ("seen", "0"),
            ("name", "Marisol Rivera"),
            ("company", "Rivera Bakery"),
        ];
        let (refusal, html) = refused(&bench, &path, &mine);
        assert_eq!(refusal.code(), "customers.changed_meanwhile");
        assert!(html.contains(r#"value="Rivera Bakery""#), "what was typed stands: {html}");
        assert!(html.contains("Saved meanwhile: nothing"), "beside what is kept: {html}");
        assert!(html.contains(r#"name="seen" value="1""#), "the next save is meant: {html}");
    }
}
