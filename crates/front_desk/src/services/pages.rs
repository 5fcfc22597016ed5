//! The price list's pages: the list, adding, and one service with its prices.

use super::words::TaxCode;
use super::{KEEP, READ, listing, records};
use crate::forms::offered;
use books::accounts::{AccountKind, records::list_accounts};
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Frequency, Money};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/services", READ, list),
    page("/services/new", KEEP, new),
    page("/services/{id}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else { return Ok(answer) };
    if view.me.may(KEEP) {
        let add = Button::primary("Add a service").key("N").href("/services/new");
        page.actions = add.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, "services.add", "/services/new", "/services/{service}");
    let accounts = accounts(view)?;
    let content = stack([
        Sheet::new("What it is")
            .letter('A')
            .body(field_row([
                form.field(Field::text("code", "Code").hint("Such as GPC-Q.").focused()),
                form.field(Field::text("name", "Name").wide()),
            ]))
            .body(what_fields(&form, &accounts, &Begun::default())),
        Sheet::new("What it costs").letter('B').body(field_row([
            form.field(Field::money("price_cents", "A visit")),
            form.field(Field::money("initial_price_cents", "The first visit, if heavier")),
            form.field(Field::day("effective_on", "From").on(view.today)),
        ])),
    ]);
    let save = Button::primary("Add the service").key("Alt S");
    let page = Page {
        title: "Add a service".into(),
        sentence: "The list belongs to the company; every branch sells from it.".into(),
        body: form
            .html(content, [save, Button::secondary("Leave it").href("/services")])
            .into_string(),
        keys: vec![("Alt S", "add it")],
        rail: "services",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id = view.path.id("id", "service")?;
    let today = view.today;
    let service = records::find_service(view.reader, id, today)?
        .ok_or(Refusal::NotFound { what: "service" })?;
    let prices = records::list_prices(view.reader, id)?;
    let from = format!("/services/{id}");
    let mut main = vec![price_table(&prices, today)];
    let mut side = Vec::new();
    if view.me.may(KEEP) && service.retired_at.is_none() {
        main.insert(0, edit_form(view, &service, &from)?);
        side.push(reprice_form(view, &service, &from));
        side.push(retire_form(view, &service, &from));
    } else if view.me.may(KEEP) {
        let form = CommandForm::of(view, "services.restore", &from, &from);
        let put = Button::primary("Put it back on the list");
        let content = hidden("service", &id.to_string());
        side.push(Sheet::new("Retired").body(form.html(content, [put])).html());
    }
    let first = service.initial_price.map(|price| format!(", the first one {price}"));
    let page = Page {
        title: service.name.clone(),
        note: service.code.clone(),
        sentence: Html::text(format!(
            "{} a visit{}, {} minutes, {}.",
            service.price,
            first.unwrap_or_default(),
            service.minutes,
            service.frequency.name()
        ))
        .into_string(),
        body: columns(Columns::MainSide, [stack(main), stack(side)]).into_string(),
        rail: "services",
        ..Page::default()
    };
    Ok(page.into())
}

fn price_table(prices: &[records::ServicePrice], today: values::Day) -> Html {
    let holds = prices.iter().position(|price| price.effective_on <= today);
    let rows = prices.iter().enumerate().map(|(place, price)| {
        let standing = match holds {
            Some(now) if place == now => status(Meaning::Good, "Holds now"),
            Some(now) if place < now => status(Meaning::Watch, "To come"),
            _ => quiet("Until then"),
        };
        Row::new([
            Cell::from(price.effective_on),
            Cell::from(price.price),
            price.initial_price.map_or(Cell::Blank, Cell::from),
            Cell::from(standing),
            Cell::from(price.reason.as_str()),
            Cell::from(price.set_by.as_str()),
        ])
    });
    let table = Table::ledger("Prices")
        .column(Column::day("From"))
        .column(Column::money("A visit"))
        .column(Column::money("First visit"))
        .column(Column::status("Standing"))
        .column(Column::text("Why").roomy())
        .column(Column::id("Set by"))
        .rows(rows);
    Sheet::new("Prices").fact("What was sold keeps its price").flush(table.html()).html()
}

/// What stands in the fields of a service.
#[derive(Default)]
struct Begun {
    minutes: String,
    account: String,
    tax_code: String,
    frequency: String,
    description: String,
}

fn edit_form(
    view: &mut View<'_, '_>,
    service: &records::Service,
    from: &str,
) -> Result<Html, Refusal> {
    let accounts = accounts(view)?;
    let form = CommandForm::of(view, "services.edit", from, from);
    let seen = form.seen(service.version);
    let begun = Begun {
        minutes: service.minutes.to_string(),
        account: service.revenue_account.to_string(),
        tax_code: service.tax_code.word().to_owned(),
        frequency: service.frequency.code().to_owned(),
        description: service.description.clone(),
    };
    let content = html!(
        "{}{}{}{}",
        hidden("service", &service.id.to_string()),
        seen,
        field_row([form.field(Field::text("name", "Name").value(&service.name).wide())]),
        what_fields(&form, &accounts, &begun)
    );
    let save = Button::primary("Save").key("Alt S");
    Ok(Sheet::new("What it is").body(form.html(content, [save])).html())
}

fn what_fields(form: &CommandForm, accounts: &[(String, String)], begun: &Begun) -> Html {
    let often = Frequency::ALL.iter().map(|one| (one.code(), one.name()));
    let about = Field::textarea("description", "What the customer gets").lines(2).wide();
    html!(
        "{}{}",
        field_row([
            form.field(Field::number("minutes", "A visit takes").unit("min").value(&begun.minutes)),
            form.field(Field::select("frequency", "Usually", often).value(&begun.frequency)),
            form.field(
                Field::select("tax_code", "Sales tax", offered!(TaxCode)).value(&begun.tax_code)
            ),
            form.field(
                Field::select("revenue_account", "Billed to", accounts.to_vec())
                    .value(&begun.account)
            ),
        ]),
        field_row([form.field(about.value(&begun.description))])
    )
}

fn reprice_form(view: &View<'_, '_>, service: &records::Service, from: &str) -> Html {
    let form = CommandForm::of(view, "services.reprice", from, from);
    let first = service.initial_price.map_or(String::new(), Money::plain);
    let content = html!(
        "{}{}{}",
        hidden("service", &service.id.to_string()),
        field_row([
            form.field(Field::money("price_cents", "A visit").amount(service.price)),
            form.field(Field::money("initial_price_cents", "First visit").value(first)),
        ]),
        field_row([
            form.field(Field::day("effective_on", "From").on(view.today)),
            form.field(Field::text("reason", "Why").wide()),
        ])
    );
    Sheet::new("A new price").body(form.html(content, [Button::secondary("Set the price")])).html()
}

fn retire_form(view: &View<'_, '_>, service: &records::Service, from: &str) -> Html {
    let form = CommandForm::of(view, "services.retire", from, from);
    let reason = form.field(Field::text("reason", "Why").wide());
    let content = html!("{}{}", hidden("service", &service.id.to_string()), field_row([reason]));
    Sheet::new("Off the list")
        .body("Agreements that promise it go on; nobody signs for it any more.")
        .body(form.html(content, [Button::secondary("Retire it")]))
        .html()
}

/// The revenue accounts of the chart, as a select offers them.
fn accounts(view: &mut View<'_, '_>) -> Result<Vec<(String, String)>, Refusal> {
    let chart = list_accounts(view.reader)?;
    let revenue = chart.into_iter().filter(|row| row.kind == AccountKind::Revenue);
    Ok(revenue
        .map(|row| {
            let number = row.account.id().to_string();
            let words = format!("{number} {}", row.name);
            (number, words)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use crate::services::{RepriceService, RetireService};
    use crate::testing::{bench, quarterly, refused, shown};
    use values::{Day, Money};

    #[test]
    fn shows_the_price_that_holds_and_the_one_to_come() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        let dearer = RepriceService {
            service,
            price_cents: Money::cents(12_300),
            initial_price_cents: None,
            effective_on: Some(Day::ymd(2026, 4, 1)),
            reason: "Materials".into(),
        };
        bench.run(dearer).unwrap();
        let html = shown(&bench, &format!("/services/{service}"), &[]);
        for piece in ["119.00 a visit, the first one 199.00", "Holds now", "To come", "Materials"] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        bench.run(RetireService { service, reason: "Replaced".into() }).unwrap();
        let html = shown(&bench, &format!("/services/{service}"), &[]);
        assert!(html.contains("/do/services.restore"), "{html}");
        assert!(!html.contains("/do/services.edit"), "{html}");
    }

    #[test]
    fn a_wrong_entry_is_shown_again_at_its_field() {
        let bench = bench();
        let fields = [
            ("form", "services.add"),
            ("code", "!"),
            ("name", "Mosquito"),
            ("minutes", "25"),
            ("price_cents", "60+5"),
            ("revenue_account", "4030"),
            ("tax_code", "PEST_STRUCT"),
            ("frequency", "SEAS"),
        ];
        let (refusal, html) = refused(&bench, "/services/new", &fields);
        assert_eq!(refusal.code(), "invalid");
        assert!(html.contains("Enter 2 to 12 letters"), "{html}");
        assert!(html.contains(r#"name="price_cents" value="60+5""#), "{html}");
    }
}
