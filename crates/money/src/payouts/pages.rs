//! The payouts' pages: the list, and one payout with what it is made of.

use super::records::{self, ItemRow, find_payout};
use super::{KEEP, listing};
use crate::draws::READ;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/payouts", READ, list), page("/payouts/{id}", READ, show)];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Payout> = view.path.id("id", "payout")?;
    let branch = view.branch();
    let row = find_payout(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "payout" })?;
    let items = records::list_items(view.reader, branch, id)?;
    let strip = form_strip([
        FormBox::new("Paid", row.paid_on.short()).meaning(row.processor.title()),
        FormBox::new("Gross", dollars(row.gross)),
        FormBox::new("Fees", dollars(row.fee)),
        FormBox::new("At the bank", dollars(row.net)).answer(),
    ]);
    let table = Table::list("What it is made of")
        .column(Column::text("What"))
        .column(Column::name("Payment"))
        .column(Column::text("Reference").wide())
        .column(Column::money("Gross"))
        .column(Column::money("Fee"))
        .rows(items.iter().map(line))
        .row(Row::sum([
            Cell::Span(3, format!("{} items", items.len()).into()),
            Cell::Total(row.gross),
            Cell::Total(row.fee),
        ]));
    let items_sheet = Sheet::new("What it is made of").flush(table).html();
    let entry = link("Its entry in the books", &format!("/entries/{}", row.entry));
    let mut side = vec![Sheet::new("On the books").body(entry).html()];
    if view.me.may(KEEP) {
        side.extend(
            items.iter().filter(|item| item.is_loose).map(|item| match_form(view, id, item)),
        );
    }
    let loose = items.iter().filter(|item| item.is_loose).count();
    let page = Page {
        title: format!("Payout {}", row.reference),
        sentence: match loose {
            0 => "Everything in it is on the books.".into(),
            1 => "One item is no payment we know. Match it; until then it stands open.".into(),
            many => format!("{many} items are no payments we know. Match them."),
        },
        body: html!("{}{}", strip, columns(Columns::MainSide, [items_sheet, stack(side)]))
            .into_string(),
        rail: "payouts",
        ..Page::default()
    };
    Ok(page.into())
}

fn line(item: &ItemRow) -> Row {
    let name = match (item.payment, item.is_loose) {
        (Some(_), _) => item.payment_number.clone(),
        (None, true) => String::from("Nothing known"),
        (None, false) => String::new(),
    };
    let cells = [
        Cell::from(item.kind.title()),
        Cell::from(name),
        Cell::from(item.reference.as_str()),
        Cell::from(item.gross),
        Cell::from(item.fee),
    ];
    match item.payment {
        Some(payment) => Row::new(cells).href(format!("/payments/{payment}")),
        None => Row::new(cells),
    }
}

fn match_form(view: &View<'_, '_>, payout: Id<noun::Payout>, item: &ItemRow) -> Html {
    let here = format!("/payouts/{payout}");
    let form = CommandForm::of(view, "payouts.match_item", &here, &here);
    let content = html!(
        "{}{}",
        hidden("item", &item.id.to_string()),
        form.field(Field::text("payment", "Payment's id").hint("From the payment's address."))
            .html()
    );
    let body = form.html(content, [Button::secondary("Match it")]);
    Sheet::new(format!("{} of {}", item.kind.title(), item.gross)).body(body).html()
}
