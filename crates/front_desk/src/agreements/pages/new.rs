//! Signing an agreement: one screen, with the next visits beside it.

use super::visits;
use crate::agreements::rules::net;
use crate::agreements::words::SoldAt;
use crate::agreements::{SignAgreement, Terms, records};
use crate::customers::{self, Customer};
use crate::forms::{Ticked, offered, tick_box, tick_boxes, ticked};
use crate::locations::list_locations;
use crate::services::{Service, list_services};
use office::{Answer, Fields, Page, Refusal, View};
use settings::rule_packs;
use ui::prelude::*;
use values::recurrence::Months;
use values::{Day, Frequency, Id, Weekday, noun};

const FROM: &str = "/agreements/new";

/// First for whom, then the terms.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let given = match view.filled.0.is_empty() {
        true => view.query.clone(),
        false => view.filled.clone(),
    };
    let branch = view.branch();
    let Ok(id) = Id::<noun::Customer>::parse(given.text("customer")) else {
        return Ok(choose().into());
    };
    let customer = customers::require_open_for_work(view.reader, branch, id)?;
    let from = format!("{FROM}?customer={id}");
    let form = CommandForm::of(view, "agreements.sign", &from, "/agreements/{agreement}");
    let today = view.today;
    let services = list_services(view.reader, today)?;
    let content = stack([
        hidden("customer", &id.to_string()),
        what(view, &form, &given, &customer, &services)?,
        when(&form, &given, view),
        terms(view, &form, &given)?,
    ]);
    let side = preview(view, &given)?;
    let save = Button::primary("Sign it").key("Alt S");
    let work_out = Button::secondary("Work out the visits")
        .attribute("formaction", FROM)
        .attribute("formmethod", "get")
        .attribute("formnovalidate", "formnovalidate");
    let leave = Button::secondary("Leave it").href(format!("/customers/{id}"));
    let live = html!(
        r#"<div id="preview" hx-get="/agreements/preview" hx-target="this" hx-swap="innerHTML" "#
        r##"hx-trigger="change from:#agreements-sign" hx-include="#agreements-sign">"##
        r#"{side}</div>"#,
        side = side
    );
    let main = form.html(content, [save, work_out, leave]);
    let page = Page {
        title: format!("Agreement with {}", customer.name),
        note: customer.number.clone(),
        sentence: "What is left blank comes from the price list.".into(),
        body: columns(Columns::MainSide, [main, live]).into_string(),
        keys: vec![("Tab", "next field"), ("Alt S", "sign it")],
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

/// The visits that follow from what was entered so far, as a piece of the page.
pub(super) fn show_preview(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let given = view.query.clone();
    Ok(Answer::Fragment(preview(view, &given)?.into_string()))
}

fn choose() -> Page {
    let pick = Field::pick("customer", "For which customer", "/customers/pick", "").focused();
    let form = html!(
        r#"<form class="db-form" method="get" action="{from}">{pick}{buttons}</form>"#,
        from = FROM,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::primary("Go on")])
    );
    Page {
        title: "Sign an agreement".into(),
        body: Sheet::new("For whom").body(form).html().into_string(),
        rail: "customers",
        ..Page::default()
    }
}

fn what(
    view: &mut View<'_, '_>,
    form: &CommandForm,
    given: &Fields,
    customer: &Customer,
    services: &[Service],
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let locations = list_locations(view.reader, branch, customer.id)?;
    let open: Vec<(String, String)> = locations
        .iter()
        .filter(|location| location.closed_at.is_none())
        .map(|location| (location.id.to_string(), location.one_line()))
        .collect();
    let offered = std::iter::once((String::new(), String::from("Choose"))).chain(
        services.iter().map(|one| {
            let words = format!("{} {}, {}", one.code, one.name, one.price);
            (one.id.to_string(), words)
        }),
    );
    let location = Field::select("location", "Where", open).value(given.text("location"));
    let service = Field::select("service", "What", offered).value(given.text("service"));
    let text = |name: &str| given.text(name).to_owned();
    let price = Field::money("price_cents", "Price of a visit").value(text("price_cents"));
    let first =
        Field::money("initial_price_cents", "First visit").value(text("initial_price_cents"));
    let discount = Field::text("discount_rate", "Discount").value(text("discount_rate"));
    let without = ticked(
        Field::checkbox("without_initial", "No heavier first visit"),
        !given.text("without_initial").is_empty(),
    );
    Ok(Sheet::new("What, where and for how much")
        .letter('A')
        .body(field_row([form.field(service.focused()), form.field(location)]))
        .body(field_row([
            form.field(price.hint("Blank: the list price.")),
            form.field(first.hint("Blank: the list's.")),
            form.field(discount.hint("Such as 5%.")),
        ]))
        .body(form.field(without))
        .html())
}

fn when(form: &CommandForm, given: &Fields, view: &View<'_, '_>) -> Html {
    let often = std::iter::once(("", "As the price list says"))
        .chain(Frequency::ALL.iter().map(|one| (one.code(), one.name())));
    let placed = [
        ("", "The day it starts"),
        ("day_of_month", "A day of the month"),
        ("nth_weekday", "A weekday of the month"),
    ];
    // Blank first: what stands in these fields would otherwise choose the placement.
    let nth = ["", "first", "second", "third", "fourth", "last"].map(|word| (word, word));
    let weekdays = std::iter::once((String::new(), ""))
        .chain(Weekday::ALL.map(|day| (day.name().to_lowercase(), day.name())));
    let field = |field: Field, name: &str| form.field(field.value(given.text(name)));
    let starts = match given.text("starts_on") {
        "" => view.today.us(),
        day => day.to_owned(),
    };
    let months = (1..=12i8).map(|month| {
        let words = Months::of(&[month]).map(|one| one.to_string()).unwrap_or_default();
        let number = month.to_string();
        let is_ticked = given.all("months").any(|one| one == number);
        tick_box("months", &number, &words, Ticked::from(is_ticked))
    });
    Sheet::new("When")
        .letter('B')
        .body(field_row([
            form.field(Field::day("starts_on", "First visit on").value(starts)),
            field(Field::select("frequency", "How often", often), "frequency"),
            field(Field::select("placement", "On which day", placed), "placement"),
        ]))
        .body(field_row([
            field(Field::number("placement.day_of_month.day", "Day of the month"), {
                "placement.day_of_month.day"
            }),
            field(Field::select("placement.nth_weekday.nth", "Which", nth), {
                "placement.nth_weekday.nth"
            }),
            field(Field::select("placement.nth_weekday.weekday", "Weekday", weekdays), {
                "placement.nth_weekday.weekday"
            }),
        ]))
        .body(tick_boxes("Only in these months; none ticked is all year", months))
        .html()
}

fn terms(view: &mut View<'_, '_>, form: &CommandForm, given: &Fields) -> Result<Html, Refusal> {
    let branch = view.branch();
    let sellers = records::list_sellers(view.reader, branch)?;
    let me = view.me.staff.id.to_string();
    let sellers = sellers.into_iter().map(|(id, name)| (id.to_string(), name));
    let sellers = std::iter::once((String::new(), String::from("Nobody"))).chain(sellers);
    let given_or = |name: &str, usual: &str| match given.get(name) {
        Some(text) => text.to_owned(),
        None => usual.to_owned(),
    };
    let months = Field::number("term_months", "Term").unit("months");
    let renews = Field::checkbox("auto_renew", "Goes on after its term");
    let signed = given_or("signed_on", &view.today.us());
    let sold_at = given_or("sold_at", SoldAt::default().word());
    Ok(Sheet::new("Terms")
        .letter('C')
        .body(field_row([
            form.field(months.value(given_or("term_months", "12")).hint("0: until cancelled.")),
            form.field(ticked(renews, !given.text("auto_renew").is_empty())),
            form.field(Field::day("signed_on", "Signed on").value(signed)),
        ]))
        .body(field_row([
            form.field(Field::select("sold_at", "Sold", offered!(SoldAt)).value(sold_at)),
            form.field(
                Field::select("sold_by", "Sold by", sellers).value(given_or("sold_by", &me)),
            ),
        ]))
        .body(field_row([
            form.field(Field::text("po_number", "Purchase order").value(given.text("po_number"))),
            form.field(
                Field::day("po_expires_on", "Runs out on").value(given.text("po_expires_on")),
            ),
        ]))
        .body(field_row([
            form.field(Field::text("note", "To note").value(given.text("note")).wide())
        ]))
        .html())
}

/// The next twelve visits, or what is still missing for them.
fn preview(view: &mut View<'_, '_>, given: &Fields) -> Result<Html, Refusal> {
    let sheet = Sheet::new("The next visits");
    if given.text("service").is_empty() {
        return Ok(sheet.body(quiet("Choose a service to see the visits.")).html());
    }
    let branch = view.branch();
    let today = view.today;
    let terms = match read(view, given).and_then(|sign| sign.terms(view.reader, branch, today)) {
        Ok(terms) => terms,
        Err(refusal) => {
            return Ok(sheet.body(tone(Meaning::Watch, refusal_words(&refusal))).html());
        }
    };
    let calendar = rule_packs::field_calendar(today);
    let last = terms.ends_on.filter(|_| terms.plan.schedule.until.is_some());
    let planned: Vec<_> = terms
        .plan
        .visits_from(terms.plan.schedule.anchor, &calendar)
        .take_while(|visit| last.is_none_or(|last| visit.nominal <= last))
        .take(12)
        .collect();
    let visits =
        sheet.fact(terms.plan.schedule.words()).flush(visits::table(&planned, terms.discount));
    Ok(stack([visits.html(), consequences(&terms, today)]))
}

/// The command as it was entered so far.
fn read(view: &View<'_, '_>, given: &Fields) -> Result<SignAgreement, Refusal> {
    let entry = view
        .office
        .rooms()
        .command("agreements.sign")
        .ok_or(Refusal::NotFound { what: "command" })?;
    let errand = office::decode::decode_fields(entry, given, &view.wall())?;
    if !errand.problems.is_empty() {
        return Err(Refusal::Invalid(errand.problems));
    }
    Ok(serde_json::from_str(&errand.payload)?)
}

fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(problems) => {
            problems.0.iter().map(|one| one.words.clone()).collect::<Vec<_>>().join(" ")
        }
        other => other.words(),
    }
}

/// What signing these terms brings with it.
fn consequences(terms: &Terms, today: Day) -> Html {
    let net = net(terms.plan.prices.signed, terms.discount);
    let lowest = rule_packs::price_leave(today).lowest(terms.service.price);
    let price = match net < lowest {
        true => {
            tone(Meaning::Wrong, format!("{net} is below {lowest}: somebody else must approve it."))
        }
        false => status(Meaning::Good, "within the price list"),
    };
    let ends = terms.ends_on.map_or("until it is cancelled".to_owned(), |day| day.us());
    let think = match terms.cooling_off_ends_on {
        Some(day) => html!("may cancel for nothing until {}", day.long()),
        None => Html::text("no days to think it over"),
    };
    Sheet::new("What follows")
        .body(pairs([
            ("List price", money(terms.service.price)),
            ("A visit", money(net)),
            ("Price", price),
            ("Term ends", Html::text(ends)),
            ("By law", think),
        ]))
        .html()
}

#[cfg(test)]
mod tests {
    use crate::customers::OpenCustomer;
    use crate::testing::{bench, quarterly, refused, rivera, shown};

    #[test]
    fn the_visits_follow_from_what_was_entered() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer.to_string();
        let service = bench.run(quarterly()).unwrap().service.to_string();
        let html = shown(&bench, "/agreements/new", &[("customer", &customer)]);
        assert!(html.contains("Choose a service to see the visits."), "{html}");
        let fields = [
            ("customer", customer.as_str()),
            ("service", service.as_str()),
            ("starts_on", "3/2/2026"),
            ("placement", "nth_weekday"),
            ("placement.nth_weekday.nth", "second"),
            ("placement.nth_weekday.weekday", "tuesday"),
            ("discount_rate", "5%"),
            ("sold_at", "home"),
        ];
        let html = shown(&bench, "/agreements/preview", &fields);
        for piece in [
            "quarterly on the 2nd Tuesday",
            ">first<",
            // 199.00 and three times 119.00, each less 5 %: 189.05 + 3 * 113.05.
            "189.05",
            "113.05",
            "528.20",
            "Thursday, March 5",
        ] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
    }

    #[test]
    fn what_cannot_be_promised_is_said_in_words() {
        let bench = bench();
        let customer = bench.run(OpenCustomer {
            location: None,
            bill_to: Some(crate::testing::larkspur()),
            ..rivera()
        });
        let customer = customer.unwrap().customer.to_string();
        let service = bench.run(quarterly()).unwrap().service.to_string();
        let fields = [("customer", customer.as_str()), ("service", service.as_str())];
        let html = shown(&bench, "/agreements/preview", &fields);
        assert!(html.contains("has no location yet"), "{html}");
        let all = [
            ("form", "agreements.sign"),
            ("customer", customer.as_str()),
            ("service", service.as_str()),
            ("price_cents", "50"),
        ];
        let (refusal, html) = refused(&bench, "/agreements/new", &all);
        assert_eq!(refusal.code(), "agreements.no_location");
        assert!(html.contains(r#"name="price_cents" value="50""#), "{html}");
    }
}
