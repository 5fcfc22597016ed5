//! Credits on screen: the list, and one credit with what it paid.

use super::{READ, listing, records};
use crate::invoices;
use books::open_items;
use front_desk::customers;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::Money;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/credits", READ, list), page("/credits/{credit}", READ, show)];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.sentence.push_str(" A credit is given on the page of its invoice.");
    let invoices = Button::secondary("Find the invoice").href("/invoices");
    page.actions = buttons([invoices]).into_string();
    Ok(Answer::Page(page))
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("credit", "credit")?;
    let memo = records::find_credit_memo(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "credit" })?;
    let customer = customers::records::require(view.reader, branch, memo.customer)?;
    let invoice = invoices::records::require(view.reader, branch, memo.invoice)?;
    let open = open_items::find_credit(view.reader, branch, memo.credit)?
        .map_or(Money::ZERO, |credit| credit.open);
    let applied = open_items::list_applications_of_credit(view.reader, branch, memo.credit)?;
    let rows = applied.iter().map(|row| {
        let what = row.charge_document.as_deref().unwrap_or(row.kind.word());
        Row::new([Cell::from(row.effective_on), Cell::from(what), Cell::Money(row.amount)])
    });
    let used = Table::ledger("What it paid")
        .column(Column::day("On"))
        .column(Column::name("Document").roomy())
        .column(Column::money("Amount"))
        .rows(rows)
        .row(Row::sum([Cell::Span(2, "Left to her good".into()), Cell::Total(open)]));
    let facts = Sheet::new("The credit").body(pairs_with_sum(
        [("Before tax", ui::money(memo.net)), ("Tax given back", ui::money(memo.tax))],
        ("Credit", ui::grand_total(memo.total)),
    ));
    let lines = journal(view, id)?;
    let on = link(&*invoice.number, &format!("/invoices/{}", invoice.id));
    let to = link(&*customer.name, &format!("/customers/{}", customer.id));
    let entry = Button::secondary("Open the entry").href(format!("/entries/{}", memo.entry));
    Ok(Answer::from(Page {
        title: format!("Credit {}", memo.number),
        sentence: html!(
            "{} to {} on invoice {}, {}: {}",
            strong(ui::dollars(memo.total)),
            to,
            on,
            ui::day(memo.credited_on),
            memo.reason
        )
        .into_string(),
        body: stack([
            columns(Columns::Halves, [facts.html(), Sheet::new("What it paid").flush(used).html()]),
            lines,
        ])
        .into_string(),
        actions: buttons([entry]).into_string(),
        rail: "credits",
        ..Page::default()
    }))
}
