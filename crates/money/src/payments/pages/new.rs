//! `/payments/new`: one payment by itself, or a line of a batch whose invoices are chosen: who,
//! how it was paid, and what it pays.

use super::grid::{asked_amount, asked_batch};
use super::words::short;
use crate::payments::find;
use books::open_items::{OpenCharge, list_open_charges};
use front_desk::customers::records::{Customer, find_customer};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// Where this form stands.
const HERE: &str = "/payments/new";

/// The page.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let customer = asked_customer(view)?;
    let batch = asked_batch(view);
    let (from, then) = addresses(customer.as_ref(), batch);
    let form = CommandForm::of(view, "payments.post", &from, &then);
    let open = match &customer {
        None => Vec::new(),
        Some(customer) => {
            let branch = view.branch();
            list_open_charges(view.reader, branch, customer.id)?
        }
    };
    let sheets = [
        whose(view, &form, customer.as_ref()),
        how(view, &form),
        what_it_pays(&form, customer.as_ref(), &open),
    ];
    let mut content = stack(sheets);
    if let Some(batch) = batch {
        content.push(hidden("batch", &batch.to_string()));
    }
    let post = Button::primary("Post the payment").key("Alt S");
    let leave = Button::secondary("Leave it").href("/payments");
    let page = Page {
        title: "Post a payment".into(),
        sentence: "It pays the invoice of just this amount, or the oldest due first, unless you \
                   say what it pays."
            .into(),
        body: form.html(content, [post, leave]).into_string(),
        keys: vec![("Tab", "field"), ("Alt S", "post it")],
        rail: "payments",
        ..Page::default()
    };
    Ok(page.into())
}

fn addresses(customer: Option<&Customer>, batch: Option<Id<noun::Batch>>) -> (String, String) {
    let pairs = [
        ("customer", customer.map(|customer| customer.id.to_string())),
        ("batch", batch.map(|batch| batch.to_string())),
    ];
    let pairs: Vec<(String, String)> =
        pairs.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let from = match pairs.is_empty() {
        true => HERE.to_owned(),
        false => format!("{HERE}?{}", office::listing::join_query(&pairs)),
    };
    let then = match batch {
        Some(batch) => format!("/payments/post?batch={batch}"),
        None => String::from("/payments/{payment}"),
    };
    (from, then)
}

/// The customer asked for by id, or by what was typed when only one account is like it.
fn asked_customer(view: &mut View<'_, '_>) -> Result<Option<Customer>, Refusal> {
    let branch = view.branch();
    let asked = |name: &str| match view.filled.text(name) {
        "" => view.query.text(name).to_owned(),
        filled => filled.to_owned(),
    };
    let (id, words) = (asked("customer"), asked("customer_words"));
    let id = match id.parse::<i64>() {
        Ok(id) => Some(Id::new(id)),
        Err(_) if words.is_empty() => None,
        Err(_) => match &find::list_candidates(view.reader, branch, &words, 2)?[..] {
            [only] => Some(only.customer),
            _ => None,
        },
    };
    match id {
        None => Ok(None),
        Some(id) => Ok(find_customer(view.reader, branch, id)?),
    }
}

fn whose(view: &View<'_, '_>, form: &CommandForm, customer: Option<&Customer>) -> Html {
    let shown = match customer {
        Some(customer) => format!("{} {}", customer.number, customer.name),
        None => view.query.text("customer_words").to_owned(),
    };
    let who = Field::pick("customer", "Account, name or invoice", "/payments/find", &shown)
        .value(customer.map_or_else(String::new, |customer| customer.id.to_string()))
        .error(form.problems().of("customer").map(str::to_owned))
        .wide();
    let who = match customer {
        None => who.focused(),
        Some(_) => who,
    };
    let amount = Field::money("amount_cents", "Amount")
        .value(asked_amount(view).map_or_else(String::new, |amount| amount.to_string()));
    let show = Button::secondary("Show what is owed")
        .small()
        .attribute("formaction", HERE)
        .attribute("formmethod", "get")
        .attribute("formnovalidate", "");
    Sheet::new("Whose")
        .letter('A')
        .body(field_row([who.html(), form.field(amount).html()]))
        .foot(show.html())
        .html()
}

fn how(view: &View<'_, '_>, form: &CommandForm) -> Html {
    let tenders = [
        ("check", "Check"),
        ("money_order", "Money order"),
        ("cash", "Cash"),
        ("card", "Card"),
        ("ach", "ACH"),
    ];
    let asked = match view.query.text("tender") {
        "" => "check",
        tender => tender,
    };
    let number = view.query.text("number").to_owned();
    let (bank, number) = number.rsplit_once(' ').unwrap_or(("", &number));
    let given = |tender: &str, text: &str| match asked == tender {
        true => text.to_owned(),
        false => String::new(),
    };
    let method = form.field(Field::choice("method", "It came as", tenders).value(asked));
    let text = |name: &str, label: &str, value: String| {
        form.field(Field::text(name, label).value(value)).html()
    };
    let check = field_row([
        text("method[check][number]", "Check number", given("check", number)),
        text("method[check][bank]", "Bank no. on it", given("check", bank)),
        form.field(Field::day("method[check][dated_on]", "Dated, when not today")).html(),
    ]);
    let order = field_row([
        text("method[money_order][issuer]", "Money order: issuer", given("money_order", bank)),
        text("method[money_order][serial]", "Serial number", given("money_order", number)),
    ]);
    let card = field_row([
        text("method[card][reference]", "Card: processor's reference", given("card", bank)),
        text("method[card][last4]", "Last four digits", given("card", number)),
    ]);
    let ach = field_row([text("method[ach][reference]", "ACH: reference", given("ach", number))]);
    let particulars =
        [("check", check), ("money_order", order), ("card", card), ("ach", ach)].map(only_for);
    let received = field_row([
        form.field(Field::day("received_on", "Received").on(view.today)).html(),
        text("payer", "Name on it, when another's", String::new()),
        form.field(Field::text("memo", "Note").wide()).html(),
    ]);
    let again =
        matches!(&view.refusal, Some(Refusal::Conflict { code: "payments.looks_posted", .. }))
            .then(|| form.field(Field::text("again", "Why it is posted once more").wide()).html());
    Sheet::new("How it was paid")
        .letter('B')
        .fact("Never a card's whole number")
        .body(html!("{}{}{}{}", method.html(), Html::join(particulars), received, again))
        .html()
}

/// Fields of one way of paying: out of sight while another is chosen.
fn only_for((tender, fields): (&str, Html)) -> Html {
    html!(r#"<div class="db-only db-only-{}">{}</div>"#, tender, fields)
}

/// The open items, each with an amount to be paid on it; all blank means the oldest first.
fn what_it_pays(form: &CommandForm, customer: Option<&Customer>, open: &[OpenCharge]) -> Html {
    let sheet = Sheet::new("What it pays").letter('C');
    let Some(customer) = customer else {
        return sheet.body("Choose the customer, and what she owes stands here.").html();
    };
    if open.is_empty() {
        let words = format!("{} owes nothing. It stays on the account.", customer.name);
        return sheet.body(words).html();
    }
    let rows = open.iter().enumerate().map(|(place, charge)| {
        let name = |field: &str| format!("applications[{place}][{field}]");
        let amount = form.field(Field::money(&name("amount_cents"), "Pay"));
        let pay = html!("{}{}", hidden(&name("charge"), &charge.id.to_string()), amount.bare());
        Row::new([
            Cell::from(short(&charge.document)),
            Cell::from(charge.issued_on),
            Cell::from(charge.due_on),
            Cell::from(charge.amount),
            Cell::from(charge.open),
            Cell::from(pay),
        ])
    });
    let table = Table::ledger("What is open")
        .density(Density::Dense)
        .column(Column::id("Invoice"))
        .column(Column::day("Date"))
        .column(Column::day("Due"))
        .column(Column::money("Amount"))
        .column(Column::money("Open"))
        .column(Column::field("Pay"))
        .rows(rows);
    let fact = "All blank: the exact amount, or the oldest first";
    sheet.fact(fact).flush(table.html()).html()
}
