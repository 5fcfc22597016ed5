//! The pages of transfers: the list, making one, and one transfer with both its ends.

use super::records::{TransferRow, find_transfer};
use super::{MAKE, READ, listing};
use crate::faces;
use crate::payments::pages::meant::Meant;
use books::open_items::{OpenCredit, list_applications_of_credit, list_open_credits};
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/transfers", READ, list),
    page("/transfers/new", MAKE, new),
    page("/transfers/{id}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let find = Button::secondary("Find what is unapplied").href("/receivables/credits");
    page.actions = find.html().into_string();
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let asked = view.query.text("from").parse::<i64>().ok().map(Id::<noun::Customer>::new);
    let Some(from) = asked else {
        return Ok(Answer::from(Page {
            title: "Transfer credit".into(),
            sentence: "It begins with whose credit it is.".into(),
            body: empty_page(
                "Choose whose credit it is",
                "Open the customer in the list of what is unapplied; Transfer stands on her page.",
                Some(Button::primary("Unapplied credits").href("/receivables/credits")),
                None,
            )
            .into_string(),
            rail: "transfers",
            ..Page::default()
        }));
    };
    let branch = view.branch();
    let face = faces::records::find_face(view.reader, branch, from)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let credits = list_open_credits(view.reader, branch, from)?;
    let left: Money = credits.iter().map(|credit| credit.open).sum();
    let body = match credits.is_empty() {
        true => {
            let words = format!("All of {}'s payments and credits are applied.", face.name);
            Sheet::new("Nothing is unapplied").body(Html::text(words)).html()
        }
        false => form_of(view, from, &credits)?,
    };
    Ok(Answer::from(Page {
        title: format!("Transfer credit of {}", face.name),
        note: face.number,
        sentence: format!(
            "{left} stands to her good. On the other account it pays the oldest due first."
        ),
        body: body.into_string(),
        keys: vec![("Alt S", "transfer it")],
        rail: "transfers",
        ..Page::default()
    }))
}

fn form_of(
    view: &mut View<'_, '_>,
    from: Id<noun::Customer>,
    credits: &[OpenCredit],
) -> Result<Html, Refusal> {
    let meant = Meant::read(view)?;
    let here = format!("/transfers/new?from={from}");
    let form = CommandForm::of(view, "transfers.make", &here, "/transfers/{transfer}");
    let who = match form.typed("customer_words") {
        Some(_) => meant.field(&form),
        None => form
            .field(Field::pick("customer", "To whose account", "/customers/pick", "").wide())
            .html(),
    };
    let choices = credits.iter().map(|credit| {
        let words =
            format!("{} of {}, {} open", credit.document, credit.dated_on.us(), credit.open);
        (credit.id.to_string(), words)
    });
    let amount = Field::money("amount_cents", "Amount").hint("All that is open, if blank");
    let content = html!(
        "{}{}{}{}",
        form.field(Field::select("credit", "Out of", choices).wide()).html(),
        who,
        form.field(amount).html(),
        form.field(Field::textarea("reason", "Why it is transferred").wide()).html()
    );
    let make = Button::primary("Transfer it").key("Alt S");
    let leave = Button::secondary("Leave it").href(format!("/receivables/{from}"));
    Ok(Sheet::new("The transfer").body(form.html(content, [make, leave])).html())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Transfer> = view.path.id("id", "transfer")?;
    let branch = view.branch();
    let row =
        find_transfer(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "transfer" })?;
    let mut end_of = |customer: Id<noun::Customer>| {
        faces::records::find_face(view.reader, branch, customer)?
            .ok_or(Refusal::NotFound { what: "customer" })
    };
    let (from, to) = (end_of(row.from)?, end_of(row.to)?);
    let journal = journal(view, id)?;
    let account = |face: &faces::Face, customer: Id<noun::Customer>| {
        link(face.name.as_str(), &format!("/receivables/{customer}"))
    };
    let strip = form_strip([
        FormBox::new("From", account(&from, row.from)).meaning(from.number.as_str()),
        FormBox::new("Out of", row.document.as_str()),
        FormBox::new("To", account(&to, row.to)).meaning(to.number.as_str()),
        FormBox::new("Made", row.made_at.day_in(&view.me.zone).short())
            .meaning(format!("by {}", row.made_by_name)),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let why = Sheet::new("Why").body(Html::text(&row.reason)).html();
    let main = stack([paid_there(view, &row)?, why, journal]);
    let body = match row.taken_back_at.is_none() && view.me.may(MAKE) {
        true => columns(Columns::MainSide, [main, take_back_sheet(view, &row)]),
        false => main,
    };
    Ok(Answer::from(Page {
        title: format!("Transfer {}", row.number),
        sentence: sentence(&row, &from.name, &to.name),
        body: html!("{}{}", strip, body).into_string(),
        rail: "transfers",
        ..Page::default()
    }))
}

fn sentence(row: &TransferRow, from: &str, to: &str) -> String {
    let back = match &row.taken_back_by_name {
        None => String::from("."),
        Some(who) => format!(", taken back by {who}: {}", row.take_back_reason),
    };
    Html::text(format!("{} of {from} to {to}'s good{back}", row.amount)).into_string()
}

/// What it was put against on the other account, and what of it waits there.
fn paid_there(view: &mut View<'_, '_>, row: &TransferRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let standing: Vec<_> = list_applications_of_credit(view.reader, branch, row.to_credit)?
        .into_iter()
        .filter(|one| one.is_standing() && one.charge.is_some())
        .collect();
    let sheet = Sheet::new("What it pays there");
    if standing.is_empty() {
        let words = match row.taken_back_at {
            Some(_) => "Nothing: it was taken back.",
            None => "Nothing yet. It stands to her good for her next invoice.",
        };
        return Ok(sheet.body(quiet(words)).html());
    }
    let sum: Money = standing.iter().map(|one| one.amount).sum();
    let rows = standing.into_iter().map(|one| {
        Row::new([
            Cell::from(one.charge_document.unwrap_or_default()),
            Cell::from(one.effective_on.short()),
            Cell::from(one.amount),
        ])
    });
    let table = Table::ledger("What it pays there")
        .column(Column::id("Invoice").wide())
        .column(Column::day("On"))
        .column(Column::money("Amount"))
        .rows(rows)
        .row(Row::sum([Cell::Span(2, "Together".into()), Cell::Total(sum)]));
    Ok(sheet.flush(table.html()).html())
}

fn take_back_sheet(view: &View<'_, '_>, row: &TransferRow) -> Html {
    let here = format!("/transfers/{}", row.id);
    let form = CommandForm::of(view, "transfers.take_back", &here, &here);
    let reason = form.field(Field::text("reason", "Why").wide()).html();
    let content = html!("{}{}", hidden("transfer", &row.id.to_string()), reason);
    let body = form.html(content, [Button::secondary("Take it back")]);
    Sheet::new("It was wrong").body(body).html()
}
