//! A new invoice: the customer's verified work, ticked, and other lines.

use crate::invoices::IssueInvoice;
use books::accounts::{AccountKind, records::list_accounts};
use dispatch::work_orders::{self, Stage, WorkOrder};
use front_desk::customers;
use front_desk::services::TaxCode;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

/// The lines a new form begins with, and the most it can have.
const FEWEST_LINES: usize = 2;
const MOST_LINES: usize = 20;

/// Of how many of the customer's latest work orders the verified ones are looked for.
const LOOK_BACK: i64 = 200;

/// `/invoices/new?customer=ID`; `&lines=4` gives more lines without scripts.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if view.query.text("customer").is_empty() {
        return Ok(choose().into());
    }
    let branch = view.branch();
    let id: Id<noun::Customer> = view.query.id("customer", "customer")?;
    let customer = customers::records::require(view.reader, branch, id)?;
    let orders = work_orders::records::list_of_customer(view.reader, branch, id, LOOK_BACK)?;
    let work: Vec<WorkOrder> =
        orders.into_iter().filter(|order| order.stage() == Stage::Verified).collect();
    let asked: usize = view.query.text("lines").parse().unwrap_or(FEWEST_LINES);
    let count = asked.clamp(FEWEST_LINES, MOST_LINES);
    let here = format!("/invoices/new?customer={id}&lines={count}");
    let form = CommandForm::of(view, IssueInvoice::NAME, &here, "/invoices/{invoice}");
    let content = html!(
        "{}{}",
        hidden("customer", &id.to_string()),
        stack([
            work_sheet(&form, &work, &view.filled),
            lines_sheet(view, &form, id, count)?,
            terms_sheet(view, &form, &customer),
        ])
    );
    let buttons = [
        Button::primary("Issue the invoice").key("Ctrl Enter"),
        Button::secondary("Leave it").href(format!("/customers/{id}")),
    ];
    Ok(Answer::from(Page {
        title: format!("Bill {}", customer.name),
        note: customer.number.clone(),
        sentence: sentence(&work).into_string(),
        body: form.html(content, buttons).into_string(),
        keys: vec![("Ctrl Enter", "issue")],
        rail: "invoices",
        ..Page::default()
    }))
}

fn choose() -> Page {
    let pick = Field::pick("customer", "For which customer", "/customers/pick", "").focused();
    let form = html!(
        r#"<form class="db-form" method="get" action="/invoices/new">{pick}{buttons}</form>"#,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::primary("Go on")])
    );
    Page {
        title: "New invoice".into(),
        sentence: "Verified work is billed all at once on Verify the day; here goes the rest."
            .into(),
        body: Sheet::new("For whom").body(form).html().into_string(),
        rail: "invoices",
        ..Page::default()
    }
}

fn sentence(work: &[WorkOrder]) -> Html {
    let worth: Money = work.iter().map(|order| order.price).sum();
    match work.len() {
        0 => html!("No verified work of hers waits for an invoice; bill other lines."),
        1 => html!("{} of verified work waits for its invoice.", strong(ui::dollars(worth))),
        many => html!(
            "{} work orders worth {} wait for their invoice.",
            strong(many),
            strong(ui::dollars(worth))
        ),
    }
}

/// The verified work, each line ticked unless the form came back without its tick.
fn work_sheet(form: &CommandForm, work: &[WorkOrder], filled: &office::Fields) -> Html {
    if work.is_empty() {
        return Html::empty();
    }
    let is_refused = form.typed("customer").is_some();
    let rows = work.iter().map(|order| {
        let id = order.id.to_string();
        let is_ticked = !is_refused || filled.all("work_orders").any(|ticked| ticked == id);
        let tick = html!(
            r#"<input class="db-check" type="checkbox" name="work_orders" value="{id}" "#
            r#"aria-label="{label}"{ticked}>"#,
            id = id,
            label = format!("Bill work order {}", order.number),
            ticked = if is_ticked { " checked" } else { "" }
        );
        Row::new([
            Cell::from(tick),
            Cell::from(order.done_on),
            Cell::from(link(&*order.number, &format!("/work-orders/{id}"))),
            Cell::from(order.service_name.as_str()),
            Cell::Money(order.price),
        ])
    });
    let worth: Money = work.iter().map(|order| order.price).sum();
    let table = Table::ledger("Verified work")
        .column(Column::field("Bill"))
        .column(Column::day("Done"))
        .column(Column::id("Work order"))
        .column(Column::name("Service").roomy())
        .column(Column::money("Price"))
        .rows(rows)
        .row(Row::sum([Cell::Span(4, "All of it, before tax".into()), Cell::Money(worth)]));
    let wrong = form.problems().of("work_orders").map(|words| tone(Meaning::Wrong, words));
    let sheet = Sheet::new("Verified work").letter('A').flush(table);
    match wrong {
        Some(words) => sheet.body(words).html(),
        None => sheet.html(),
    }
}

fn lines_sheet(
    view: &mut View<'_, '_>,
    form: &CommandForm,
    customer: Id<noun::Customer>,
    count: usize,
) -> Result<Html, Refusal> {
    let accounts = list_accounts(view.reader)?;
    let revenue: Vec<(String, String)> = std::iter::once((String::new(), String::new()))
        .chain(accounts.iter().filter(|row| row.kind == AccountKind::Revenue).map(|row| {
            let number = row.account.0.to_string();
            (number.clone(), format!("{number} {}", row.name))
        }))
        .collect();
    let codes: Vec<(&str, &str)> = std::iter::once(("", ""))
        .chain(TaxCode::ALL.iter().map(|code| (code.word(), code.title())))
        .collect();
    let rows = (0..count).map(|line| {
        let name = |field: &str| format!("lines[{line}][{field}]");
        let cell = |field: Field| Cell::from(form.field(field).bare());
        Row::new([
            cell(Field::text(&name("what"), "What it is for").wide()),
            cell(Field::number(&name("quantity"), "Quantity")),
            cell(Field::money(&name("price_cents"), "Price")),
            cell(Field::select(&name("tax_code"), "Taxed as", codes.clone())),
            cell(Field::select(&name("revenue_account"), "Account", revenue.clone())),
        ])
    });
    let table = Table::ledger("Other lines")
        .density(Density::Dense)
        .column(Column::field("What it is for").roomy())
        .column(Column::field("Quantity"))
        .column(Column::field("Price"))
        .column(Column::field("Taxed as"))
        .column(Column::field("Account"))
        .rows(rows);
    let more = format!("/invoices/new?customer={customer}&lines={}", count + FEWEST_LINES);
    let fact = link("More lines", &more);
    Ok(Sheet::new("Other lines").letter('B').fact(fact).flush(table).html())
}

fn terms_sheet(view: &View<'_, '_>, form: &CommandForm, customer: &customers::Customer) -> Html {
    let terms = format!("{} days after the invoice when left out.", customer.terms_days);
    let po = match customer.po_required {
        true => Field::text("po_number", "Purchase order").hint("She pays against one."),
        false => Field::text("po_number", "Purchase order"),
    };
    let fields = html!(
        "{}{}",
        field_row([
            form.field(Field::day("invoiced_on", "Date").on(view.today)),
            form.field(Field::day("due_on", "Pay by").hint(terms)),
            form.field(po),
            form.field(Field::money("discount_cents", "Discount on the whole")),
        ]),
        form.field(Field::text("message", "A line of words at its foot").wide())
    );
    Sheet::new("Date, terms and discount").letter('C').body(fields).html()
}
