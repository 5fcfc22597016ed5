//! Opening a customer: one screen from top to bottom, by keyboard alone.

use crate::customers::similar::{Draft, Similar, similar};
use crate::customers::words::{Channel, CustomerKind};
use crate::customers::{USUAL_TERMS_DAYS, records};
use crate::forms::{Ticked, address_fields, offered, tick_box, tick_boxes, ticked};
use crate::locations;
use office::{Answer, Fields, Page, Refusal, View};
use ui::prelude::*;
use values::Address;

const FROM: &str = "/customers/new";

/// The form. What stands in the address fills it, so that a call from nobody known, or a
/// pasted address, begins it.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, "customers.open", FROM, "/customers/{customer}");
    let begun = Begun::of(view)?;
    let likely = match view.filled.0.is_empty() {
        true => similar(view.reader, view.branch(), &draft(&view.query))?,
        false => similar(view.reader, view.branch(), &draft(&view.filled))?,
    };
    let despite = told(&view.filled);
    let main = stack([who(&form, &begun), location(&form, &begun), billing(&form, &begun)]);
    let side = stack([
        Html::from(looks_like(&likely, &despite)),
        reach(view, &begun),
        notes(&form, &begun),
    ]);
    let save = Button::primary("Open the account").key("Alt S");
    let leave = Button::secondary("Leave it").href("/customers");
    let body = form.html(columns(Columns::MainSide, [main, side]), [save, leave]);
    let page = Page {
        title: "Open a customer".into(),
        sentence: "Name, telephone and where the work is are enough to begin.".into(),
        body: body.into_string(),
        keys: vec![("Tab", "next field"), ("Alt S", "open the account")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

/// Who looks like what was entered so far, as a piece of the page.
pub(super) fn show_similar(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let likely = similar(view.reader, view.branch(), &draft(&view.query))?;
    let sheet = looks_like(&likely, &told(&view.query));
    Ok(Answer::Fragment(sheet.html().into_string()))
}

/// What the form begins with: what the address brings, and what was used last.
struct Begun {
    given: Fields,
    location: Address,
    county: String,
}

impl Begun {
    fn of(view: &mut View<'_, '_>) -> Result<Begun, Refusal> {
        let given = view.query.clone();
        let pasted = Address::parse_block(given.text("paste"));
        let mut location = pasted.unwrap_or_else(|| address_of(&given, "location.address"));
        let branch = view.branch();
        if location.state.is_empty() {
            location.state =
                locations::records::find_last_state(view.reader, branch)?.unwrap_or_default();
        }
        let mut county = given.text("location.county").to_owned();
        if county.is_empty() && !location.zip.is_empty() {
            let known = locations::records::find_county(view.reader, branch, &location.zip)?;
            county = known.unwrap_or_default();
        }
        Ok(Begun { given, location, county })
    }

    fn text(&self, name: &str) -> &str {
        self.given.text(name)
    }
}

fn who(form: &CommandForm, begun: &Begun) -> Html {
    let name = Field::text("name", "Name on the bills").value(begun.text("name"));
    let kind = match begun.text("kind") {
        "" => CustomerKind::default().word(),
        word => word,
    };
    let kind = Field::select("kind", "Kind", offered!(CustomerKind)).value(kind);
    let company = Field::text("company", "Company or second line").value(begun.text("company"));
    let phone = Field::phone("phone", "Telephone").value(begun.text("phone"));
    let other = Field::phone("other_phone", "Other telephone").value(begun.text("other_phone"));
    let email = Field::email("email", "E-mail address").value(begun.text("email"));
    Sheet::new("Who")
        .letter('A')
        .body(field_row([
            form.field(watched(name.required().focused().wide().autocomplete("off"))),
            form.field(kind),
        ]))
        .body(field_row([
            form.field(watched(phone.autocomplete("off"))),
            form.field(watched(other.autocomplete("off"))),
            form.field(watched(email.autocomplete("off"))),
        ]))
        .body(field_row([form.field(company.wide())]))
        .html()
}

fn location(form: &CommandForm, begun: &Begun) -> Html {
    let paste = Field::textarea("paste", "Paste an address").lines(2).wide();
    let part = Button::secondary("Part it into its fields")
        .small()
        .attribute("formaction", FROM)
        .attribute("formmethod", "get")
        .attribute("formnovalidate", "formnovalidate");
    let text = |name: &str, label: &str| Field::text(name, label).value(begun.text(name));
    let county = Field::text("location.county", "County, for the sales tax").value(&begun.county);
    let feet = Field::number("location.square_feet", "Size").unit("ft²");
    Sheet::new("Where the work is")
        .letter('B')
        .body(field_row([paste.html()]))
        .body(part)
        .body(address_fields(form, "location.address", &begun.location))
        .body(field_row([
            form.field(county.hint("Blank: as the neighbours' ZIP code has it.")),
            form.field(feet.value(begun.text("location.square_feet"))),
        ]))
        .body(field_row([
            form.field(text("location.access", "How to get in: gate, key, hours").wide())
        ]))
        .body(field_row([
            form.field(text("location.hazards", "Beware of: dogs, children, bees").wide())
        ]))
        .html()
}

fn billing(form: &CommandForm, begun: &Begun) -> Html {
    let terms = match begun.text("terms_days") {
        "" => USUAL_TERMS_DAYS.to_string(),
        days => days.to_owned(),
    };
    let terms = Field::number("terms_days", "Due after").unit("days").value(terms);
    let order = Field::checkbox("po_required", "Bills need a purchase order");
    Sheet::new("Where bills go")
        .letter('C')
        .fact("Leave the address blank when it is where the work is")
        .body(address_fields(form, "bill_to", &address_of(&begun.given, "bill_to")))
        .body(field_row([
            form.field(terms.hint("0 is due on receipt.")),
            form.field(ticked(order, !begun.text("po_required").is_empty())),
        ]))
        .html()
}

/// The ways of reaching her that she agrees to while she is asked.
fn reach(view: &View<'_, '_>, begun: &Begun) -> Html {
    let source = if view.filled.0.is_empty() { &begun.given } else { &view.filled };
    let boxes = Channel::ALL.iter().enumerate().map(|(place, channel)| {
        let name = format!("consents[{place}].channel");
        let is_ticked = source.text(&name) == channel.word();
        tick_box(&name, channel.word(), channel.title(), Ticked::from(is_ticked))
    });
    Sheet::new("Consents").body(tick_boxes("Agrees to be reached by", boxes)).html()
}

fn notes(form: &CommandForm, begun: &Begun) -> Html {
    let alert = Field::text("alert", "Alert, seen first by everyone").value(begun.text("alert"));
    let source = Field::text("lead_source", "Found us through").value(begun.text("lead_source"));
    let tags = Field::text("tags", "Tag").value(begun.text("tags"));
    let prospect = Field::checkbox("prospect", "Only asked so far, nothing sold");
    Sheet::new("To note")
        .body(field_row([form.field(alert.wide())]))
        .body(field_row([form.field(source), form.field(tags)]))
        .body(form.field(ticked(prospect, !begun.text("prospect").is_empty())))
        .html()
}

/// The customers who look like her, each to be opened, or ticked as somebody else.
fn looks_like(likely: &[Similar], despite: &[i64]) -> Sheet {
    let sheet = Sheet::new("Known already?").id("similar");
    if likely.is_empty() {
        return sheet.body(quiet("Nobody here looks the same so far."));
    }
    let mut sheet = sheet.fact(counted(likely.len() as u64, "customer", "customers"));
    for one in likely {
        let customer = &one.customer;
        let why: Vec<&str> = one.why.iter().map(|why| why.words()).collect();
        let id = customer.id.get();
        let tick = tick_box(
            "despite_similar",
            &id.to_string(),
            "Somebody else",
            Ticked::from(despite.contains(&id)),
        );
        sheet = sheet.body(html!(
            r#"<p>{}, {}<br>{}<br>{}</p><div class="db-radios">{}</div>"#,
            link(&customer.name, &format!("/customers/{id}")),
            &customer.number,
            quiet(customer.bill_to().one_line()),
            tone(Meaning::Watch, why.join(", ")),
            tick
        ));
    }
    sheet
}

/// A field whose change asks anew who looks like her.
fn watched(field: Field) -> Field {
    field
        .attribute("hx-get", "/customers/similar")
        .attribute("hx-trigger", "change")
        .attribute("hx-include", "closest form")
        .attribute("hx-target", "#similar")
        .attribute("hx-swap", "outerHTML")
}

/// The customers ticked as somebody else.
fn told(fields: &Fields) -> Vec<i64> {
    fields.all("despite_similar").filter_map(|id| id.parse().ok()).collect()
}

/// What gives away a twin, from the fields of the form.
fn draft(fields: &Fields) -> Draft {
    let texts = |names: &[&str]| -> Vec<String> {
        let texts = names.iter().map(|name| fields.text(name));
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    };
    let addresses = ["location.address", "bill_to"].map(|path| address_of(fields, path));
    let whole = addresses.into_iter().filter(|address| !address.line1.is_empty());
    Draft {
        name: fields.text("name").to_owned(),
        phones: texts(&["phone", "other_phone", "location.phone"]),
        emails: texts(&["email"]),
        addresses: whole.collect(),
    }
}

fn address_of(fields: &Fields, path: &str) -> Address {
    let text = |part: &str| fields.text(&format!("{path}.{part}")).to_owned();
    Address {
        line1: text("line1"),
        line2: text("line2"),
        city: text("city"),
        state: text("state"),
        zip: text("zip"),
    }
}

/// The head of a customer's further pages: her name leads back to her.
pub(super) fn head(customer: &records::Customer, title: &str) -> Page {
    Page {
        title: format!("{title} {}", customer.name),
        note: customer.number.clone(),
        rail: "customers",
        ..Page::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{bench, refused, rivera, shown};

    #[test]
    fn a_pasted_address_parts_into_its_fields_and_takes_its_neighbours_county() {
        let bench = bench();
        bench.run(rivera()).unwrap();
        let paste = "9 Fern Ln, Apt 2, Ocala, FL 34471";
        let html = shown(&bench, "/customers/new", &[("paste", paste), ("name", "Ana <Diaz>")]);
        for piece in [
            r#"name="location.address.line1" value="9 Fern Ln""#,
            r#"name="location.address.line2" value="Apt 2""#,
            r#"name="location.address.zip" value="34471""#,
            r#"name="location.county" value="Marion""#,
            r#"value="Ana &lt;Diaz&gt;""#,
        ] {
            assert!(html.contains(piece), "{piece}");
        }
    }

    #[test]
    fn who_looks_like_her_is_shown_before_saving_and_kept_when_refused() {
        let bench = bench();
        let known = bench.run(rivera()).unwrap().customer;
        let html = shown(&bench, "/customers/similar", &[("phone", "(352) 555-0123")]);
        assert!(html.contains("Marisol Rivera") && html.contains("same telephone"), "{html}");
        let fields = [
            ("form", "customers.open"),
            ("name", "M Rivera"),
            ("phone", "(352) 555-0123"),
            ("bill_to.line1", "9 Fern Ln"),
            ("bill_to.city", "Ocala"),
            ("bill_to.state", "FL"),
            ("bill_to.zip", "34471"),
        ];
        let (refusal, html) = refused(&bench, "/customers/new", &fields);
        assert_eq!(refusal.code(), "customers.looks_like");
        let tick = format!(r#"name="despite_similar" value="{known}""#);
        assert!(html.contains(&tick), "she may be ticked as somebody else");
        assert!(html.contains(r#"value="M Rivera""#), "nothing typed is lost");
    }
}
