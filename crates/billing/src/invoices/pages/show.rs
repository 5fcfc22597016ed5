//! An invoice as a sheet: what it bills, what was paid of it, and what may be done about it.

use crate::billing_options::Delivery;
use crate::credits::{self, IssueCredit};
use crate::invoices::records::{self, Invoice};
use crate::invoices::{ISSUE, MailInvoice, VOID, VoidInvoice};
use books::open_items::{self, ApplicationRow};
use front_desk::customers;
use front_desk::locations;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::Money;

/// `/invoices/{invoice}`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("invoice", "invoice")?;
    let invoice = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, invoice.customer)?;
    let main = [
        strip(view, &invoice, &customer)?,
        lines_sheet(view, &invoice)?,
        paid_sheet(view, &invoice)?,
        journal(view, id)?,
    ];
    let side = side(view, &invoice, &customer);
    Ok(Answer::from(Page {
        title: format!("Invoice {}", invoice.number),
        note: customer.name.clone(),
        sentence: sentence(view, &invoice).into_string(),
        body: stack(main).into_string(),
        side: stack(side).into_string(),
        actions: actions(view, &invoice).into_string(),
        keys: vec![("D", "PDF"), ("P", "record a payment"), ("Esc", "invoices")],
        rail: "invoices",
        ..Page::default()
    }))
}

fn sentence(view: &View<'_, '_>, invoice: &Invoice) -> Html {
    let due = ui::day(invoice.due_on);
    match (invoice.voided_at, invoice.open) {
        (Some(at), _) => html!(
            "{} {}: {}",
            tone(Meaning::Wrong, "Void since"),
            ui::day(at.day_in(&view.me.zone)),
            invoice.void_reason.as_deref().unwrap_or("")
        ),
        (None, Money::ZERO) => html!("{} was paid in full.", strong(ui::dollars(invoice.total))),
        (None, open) if invoice.due_on < view.today => html!(
            "{} of it is {}: it was due {}.",
            strong(ui::dollars(open)),
            tone(Meaning::Late, "past due"),
            due
        ),
        (None, open) => html!("{} is open and due {}.", strong(ui::dollars(open)), due),
    }
}

fn strip(
    view: &mut View<'_, '_>,
    invoice: &Invoice,
    customer: &customers::Customer,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let place = match invoice.location {
        Some(location) => locations::records::find_location(view.reader, branch, location)?,
        None => None,
    };
    let place = place.map_or_else(|| quiet("no place"), |place| Html::from(place.line1));
    let mailed = match invoice.mailed_at {
        Some(at) => html!("mailed {}", ui::month_day(at.day_in(&view.me.zone))),
        None => quiet(match invoice.delivery {
            Delivery::Print => "goes on paper",
            Delivery::Email => "goes by e-mail",
            Delivery::Link => "goes by a link",
        }),
    };
    let open = FormBox::new("Open", ui::dollars(invoice.open)).meaning(mailed);
    let to = link(&*customer.number, &format!("/customers/{}", customer.id));
    let po = match invoice.po_number.as_str() {
        "" => quiet("none"),
        number => number.into(),
    };
    Ok(form_strip([
        FormBox::new("Account", to).meaning(&customer.name),
        FormBox::new("Service at", place),
        FormBox::new("Their PO", po),
        FormBox::new("Date", ui::month_day(invoice.invoiced_on)).meaning(
            match invoice.terms_days {
                0 => Html::text("due on receipt"),
                days => html!("net {}", days),
            },
        ),
        FormBox::new("Please pay by", ui::month_day(invoice.due_on)),
        match invoice.open.is_zero() {
            true => open,
            false => open.answer(),
        },
    ]))
}

fn lines_sheet(view: &mut View<'_, '_>, invoice: &Invoice) -> Result<Html, Refusal> {
    let branch = view.branch();
    let lines = records::list_lines(view.reader, branch, invoice.id)?;
    let taxes = records::list_taxes(view.reader, branch, invoice.id)?;
    let rows = lines.iter().map(|line| {
        let what = match line.work_order {
            Some(order) => link(&*line.what, &format!("/work-orders/{order}")),
            None => Html::text(&line.what),
        };
        let why = match line.exempt_because.as_str() {
            "" => Html::empty(),
            why => html!(" {}", quiet(format!("not taxed: {why}"))),
        };
        Row::new([
            Cell::from(line.service_on),
            Cell::from(html!("{}{}", what, why)),
            Cell::from(line.quantity.to_string()),
            Cell::Money(line.price),
            Cell::Money(line.amount),
        ])
    });
    let mut table = Table::ledger("What it bills")
        .column(Column::day("Done"))
        .column(Column::name("For").roomy())
        .column(Column::number("Quantity"))
        .column(Column::money("Price"))
        .column(Column::money("Amount"))
        .rows(rows);
    let mut beneath = |words: String, amount: Money| {
        let row = Row::minor([Cell::Span(4, words.into()), Cell::Money(amount)]);
        table = std::mem::take(&mut table).row(row);
    };
    if invoice.discount.is_positive() {
        beneath("Discount".into(), -invoice.discount);
    }
    for (jurisdiction, rate, taxable, tax) in taxes {
        beneath(format!("{jurisdiction} tax, {rate} of {taxable}"), tax);
    }
    let table = table.row(Row::sum([Cell::Span(4, "Total".into()), Cell::Total(invoice.total)]));
    let mut sheet = Sheet::new("What it bills").letter('A').flush(table);
    if !invoice.message.is_empty() {
        sheet = sheet.body(soft(&invoice.message));
    }
    Ok(sheet.html())
}

/// What came off the invoice: payments, credits and the like, those taken back quietly.
fn paid_sheet(view: &mut View<'_, '_>, invoice: &Invoice) -> Result<Html, Refusal> {
    let branch = view.branch();
    let applied = open_items::list_applications_of_charge(view.reader, branch, invoice.charge)?;
    let memos = credits::records::list_of_invoice(view.reader, branch, invoice.id)?;
    let href_of = |row: &ApplicationRow| {
        let memo = memos.iter().find(|memo| Some(memo.credit) == row.credit)?;
        Some(format!("/credits/{}", memo.id))
    };
    let rows: Vec<Row> = applied
        .iter()
        .map(|row| {
            let words = application_words(row);
            let words = match href_of(row) {
                Some(href) => link(words, &href),
                None => words.into(),
            };
            let drawn = Row::new([
                Cell::from(row.effective_on),
                Cell::from(words),
                Cell::Money(-row.amount),
            ]);
            match row.is_standing() {
                true => drawn,
                false => drawn.quiet(),
            }
        })
        .collect();
    let is_empty = rows.is_empty();
    let table = Table::ledger("Paid and credited")
        .column(Column::day("On"))
        .column(Column::name("By").roomy())
        .column(Column::money("Amount"))
        .row(Row::new([
            Cell::from(invoice.invoiced_on),
            Cell::from("Billed"),
            Cell::Money(invoice.total),
        ]))
        .rows(rows)
        .row(Row::sum([Cell::Span(2, "Open".into()), Cell::Total(invoice.open)]));
    let fact = match is_empty {
        true => "nothing paid yet",
        false => "oldest first",
    };
    Ok(Sheet::new("Paid and open").letter('B').fact(fact).flush(table).html())
}

fn application_words(row: &ApplicationRow) -> String {
    use open_items::ApplicationKind as Kind;
    let document = row.credit_document.as_deref().unwrap_or("");
    let words = match row.kind {
        Kind::Applied => format!("Paid by {document}"),
        Kind::Unapplied => format!("{document} taken off again"),
        Kind::Void => "Voided".into(),
        Kind::Refund => format!("Refund of {document}"),
        Kind::Return => format!("{document} came back from the bank"),
        Kind::WriteOff => "Written off".into(),
        Kind::Transfer => format!("{document} transferred"),
        Kind::Unclaimed => format!("{document} set aside"),
    };
    match row.reversed_by {
        Some(_) => format!("{words}, since taken back"),
        None => words,
    }
}

fn actions(view: &View<'_, '_>, invoice: &Invoice) -> Html {
    let mut actions =
        vec![Button::secondary("PDF").href(format!("/invoices/{}/pdf", invoice.id)).key("D")];
    actions.push(Button::secondary("Entry").href(format!("/entries/{}", invoice.entry)));
    let post = view.office.rooms().command("payments.post");
    if invoice.open.is_positive() && post.is_some_and(|post| view.me.may(post.duty)) {
        let href = format!("/payments/new?customer={}", invoice.customer);
        actions.push(Button::primary("Record a payment").href(href).key("P"));
    }
    buttons(actions)
}

/// Mail it, credit it, void it: each its own small form.
fn side(view: &View<'_, '_>, invoice: &Invoice, customer: &customers::Customer) -> Vec<Html> {
    let here = format!("/invoices/{}", invoice.id);
    let own = || hidden("invoice", &invoice.id.to_string());
    let mut side = Vec::new();
    if view.me.may(ISSUE) {
        let form = CommandForm::of(view, MailInvoice::NAME, &here, &here);
        let to = form.field(Field::email("to", "To").wide().value(&customer.email));
        let again = match invoice.mailed_at {
            Some(_) => "Mail it again",
            None => "Mail it",
        };
        let body = form.html(html!("{}{}", own(), to), [Button::secondary(again).key("M")]);
        side.push(Sheet::new("By e-mail").body(body).html());
    }
    if invoice.voided_at.is_some() {
        return side;
    }
    if view.me.may(credits::ISSUE) {
        let form = CommandForm::of(view, IssueCredit::NAME, &here, "/credits/{credit}");
        let fields = html!(
            "{}{}{}",
            own(),
            form.field(
                Field::money("net_cents", "How much, before tax")
                    .hint("Its share of the tax comes back with it.")
            ),
            form.field(Field::text("reason", "Why, in words she may read").wide().required())
        );
        let body = form.html(fields, [Button::secondary("Give a credit")]);
        side.push(Sheet::new("Give a credit").body(body).html());
    }
    if view.me.may(VOID) && invoice.open == invoice.total {
        let form = CommandForm::of(view, VoidInvoice::NAME, &here, &here);
        let why = form.field(Field::text("reason", "Why").wide().required());
        let words = quiet("The number stays used. Its work is to be billed again.");
        let fields = html!("{}{}{}", own(), why, words);
        let body = form.html(fields, [Button::secondary("Void the invoice")]);
        side.push(Sheet::new("Void it").body(body).html());
    }
    side
}
