//! The entries on screen, and the form of an adjustment.

use super::post::PostEntry;
use super::records::{self, EntryRow, LineRow};
use super::reverse::ReverseEntry;
use super::{POST, listing, posting, source_href};
use crate::accounts;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

/// `/entries`: every entry, the newest first.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer
        && view.me.may(POST)
    {
        let post = Button::primary("Post an adjustment").href("/entries/new").key("A");
        page.actions = buttons([post]).into_string();
    }
    Ok(answer)
}

/// `/entries/{entry}`: one entry with its document.
pub(super) fn show_entry(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Entry> = view.path.id("entry", "entry")?;
    let branch = view.branch();
    let entry =
        records::find_entry(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "entry" })?;
    let lines = records::list_lines(view.reader, branch, id)?;
    let posted = html!(
        "Posted on {} by {}, {}.",
        ui::full_day(entry.day),
        entry.who_name,
        ui::clock(entry.posted_at, &view.me.zone)
    );
    let mut body = lines_sheet(&entry, &lines);
    if can_be_reversed(&entry) && view.me.may(POST) {
        body = stack([body, reverse_form(view, id)]);
    }
    Ok(Answer::from(Page {
        title: entry.memo.clone(),
        note: format!("Entry {id}"),
        sentence: posted.into_string(),
        body: body.into_string(),
        actions: buttons(document_button(&entry)).into_string(),
        rail: "entries",
        ..Page::default()
    }))
}

fn can_be_reversed(entry: &EntryRow) -> bool {
    entry.source == posting::ADJUSTMENT && entry.reverses.is_none() && entry.reversed_by.is_none()
}

fn document_button(entry: &EntryRow) -> Option<Button> {
    let is_own = entry.source == posting::ADJUSTMENT;
    let words = format!("Open the {}", entry.source.replace('_', " "));
    let href = source_href(&entry.source, entry.source_id);
    (!is_own).then(|| Button::secondary(words).href(href).key("O"))
}

fn lines_sheet(entry: &EntryRow, lines: &[LineRow]) -> Html {
    let rows = lines.iter().map(|line| {
        let account = line.account.0;
        let name = format!("{account} {}", line.account_name);
        let customer = line
            .customer
            .map(|customer| Cell::from(link("customer", &format!("/customers/{customer}"))));
        Row::new([
            Cell::from(link(name, &format!("/accounts/{account}"))),
            customer.unwrap_or(Cell::Blank),
            line.amount.is_positive().then_some(line.amount).into(),
            line.amount.is_negative().then_some(-line.amount).into(),
        ])
    });
    let debits: Money =
        lines.iter().map(|line| line.amount).filter(|amount| amount.is_positive()).sum();
    let table = Table::ledger("Debits and credits")
        .column(Column::name("Account").roomy())
        .column(Column::text("Of"))
        .column(Column::money("Debit"))
        .column(Column::money("Credit"))
        .rows(rows)
        .row(Row::sum([
            Cell::Span(2, "Debits equal credits".into()),
            Cell::Total(debits),
            Cell::Total(debits),
        ]));
    let fact = match (entry.reverses, entry.reversed_by) {
        (Some(original), _) => {
            html!("reverses {}", link(format!("entry {original}"), &format!("/entries/{original}")))
        }
        (_, Some(by)) => {
            html!("reversed by {}", link(format!("entry {by}"), &format!("/entries/{by}")))
        }
        _ => Html::empty(),
    };
    Sheet::new("Debits and credits").fact(fact).flush(table).html()
}

fn reverse_form(view: &View<'_, '_>, entry: Id<noun::Entry>) -> Html {
    let here = format!("/entries/{entry}");
    let form = CommandForm::of(view, ReverseEntry::NAME, &here, "/entries/{reversal}");
    let fields = html!(
        "{}{}",
        hidden("entry", &entry.to_string()),
        field_row([
            form.field(Field::day("day", "On").hint("Today when left out.")),
            form.field(Field::text("reason", "Why").wide().required()),
        ])
    );
    let body = form.html(fields, [Button::secondary("Reverse the entry")]);
    Sheet::new("Reverse it").body(body).html()
}

/// The lines a new form begins with, and the most it can have.
const FEWEST_LINES: usize = 4;
const MOST_LINES: usize = 40;

/// `/entries/new`: an adjustment. `?lines=8` gives more lines without scripts.
pub(super) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(POST)?;
    let chart = accounts::records::list_accounts(view.reader)?;
    let options: Vec<(String, String)> = std::iter::once((String::new(), String::new()))
        .chain(chart.iter().map(|row| {
            let number = row.account.0.to_string();
            (number.clone(), format!("{number} {}", row.name))
        }))
        .collect();
    let asked: usize = view.query.text("lines").parse().unwrap_or(FEWEST_LINES);
    let count = asked.clamp(FEWEST_LINES, MOST_LINES);
    let here = format!("/entries/new?lines={count}");
    let form = CommandForm::of(view, PostEntry::NAME, &here, "/entries/{entry}");
    let rows = (0..count).map(|line| {
        let account = Field::select(&format!("lines[{line}][account]"), "Account", options.clone());
        let debit = Field::money(&format!("lines[{line}][debit_cents]"), "Debit");
        let credit = Field::money(&format!("lines[{line}][credit_cents]"), "Credit");
        Row::new([
            Cell::from(form.field(account).bare()),
            Cell::from(form.field(debit).bare()),
            Cell::from(form.field(credit).bare()),
        ])
    });
    let table = Table::ledger("Debits and credits")
        .density(Density::Dense)
        .column(Column::text("Account"))
        .column(Column::field("Debit"))
        .column(Column::field("Credit"))
        .rows(rows);
    let more = link("More lines", &format!("/entries/new?lines={}", count + FEWEST_LINES));
    let head = field_row([
        form.field(Field::day("day", "Day").on(view.today)),
        form.field(Field::text("memo", "What it is for").wide().required().focused()),
    ]);
    let post = [Button::primary("Post it").key("Ctrl Enter")];
    let body = form.html(html!("{}{}<p>{}</p>", head, table.html(), more), post);
    Ok(Answer::from(Page {
        title: "Post an adjustment".into(),
        sentence: "Debits equal credits. Invoices, payments and deposits post themselves; \
                   here goes what no document posts."
            .into(),
        body: Sheet::new("The entry").body(body).html().into_string(),
        keys: vec![("Ctrl Enter", "post")],
        rail: "entries",
        ..Page::default()
    }))
}
