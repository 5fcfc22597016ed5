//! Billing runs on screen: the list, and what a run would bill now.

use super::{StartBillingRun, bill, listing, records};
use crate::invoices::{ISSUE, READ};
use front_desk::customers;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/billing-runs", READ, list), page("/billing-runs/new", ISSUE, new)];

/// How many customers are shown before a run.
const SHOWN: i64 = 200;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(ISSUE) {
        let look = Button::primary("See what is due").key("N").href("/billing-runs/new");
        page.actions = look.html().into_string();
    }
    Ok(Answer::Page(page))
}

/// What would be billed now, customer by customer, before it is.
fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let many = records::count_customers(view.reader, branch)?;
    let ids = records::list_customers(view.reader, branch, Id::new(0), SHOWN)?;
    let mut rows = Vec::new();
    let mut sum = Money::ZERO;
    for id in ids {
        let customer = customers::records::require(view.reader, branch, id)?;
        for (what, net) in bill::outlook(view.reader, branch, &customer, today)? {
            sum += net;
            let cells = [Cell::from(&customer.name), Cell::from(what), Cell::from(net)];
            rows.push(Row::new(cells).href(format!("/customers/{id}")));
        }
    }
    let count = rows.len();
    let table = Table::list("What is due")
        .column(Column::name("Customer"))
        .column(Column::text("What").wide())
        .column(Column::money("Before tax"))
        .rows(rows)
        .row(Row::sum([Cell::Span(2, format!("{count} invoices").into()), Cell::Total(sum)]));
    let sheet = match count {
        0 => Sheet::new("What is due").body(quiet("Nothing is due today.")).html(),
        _ => Sheet::new("What is due").flush(table).html(),
    };
    let form = CommandForm::of(view, StartBillingRun::NAME, "/billing-runs/new", "/jobs/{job}");
    let start = form.html(Html::empty(), [Button::primary("Run the billing").key("Alt S")]);
    let more = match many > SHOWN {
        true => format!(" The first {SHOWN} of {many} customers are shown."),
        false => String::new(),
    };
    Ok(Answer::from(Page {
        title: "Run the billing".into(),
        sentence: format!("Everything that is due until {}.{more}", today.long()),
        body: stack([sheet, start]).into_string(),
        rail: "billing_runs",
        ..Page::default()
    }))
}
