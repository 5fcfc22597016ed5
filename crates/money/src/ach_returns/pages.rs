//! The pages of ACH returns: the list with the watched rates, reading a file, one return.

use super::records::{self, find_returned};
use super::{TAKE_IN, listing, rules};
use crate::draws::READ;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use settings::rule_packs;
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/ach-returns", READ, list),
    page("/ach-returns/new", TAKE_IN, new),
    page("/ach-returns/{id}", READ, show),
];

/// NACHA watches return rates over sixty days.
const WATCHED_DAYS: i64 = 60;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.side = rates(view)?.into_string();
    if view.me.may(TAKE_IN) {
        let read = Button::primary("Read a file").key("N").href("/ach-returns/new");
        page.actions = read.html().into_string();
    }
    Ok(Answer::Page(page))
}

/// How much came back of what was sent in sixty days, beside what NACHA allows.
fn rates(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let (branch, since) = (view.branch(), view.today.plus_days(-WATCHED_DAYS));
    let (debits, returned) = records::counts_since(view.reader, branch, since)?;
    let of = |group: &str| returned.iter().find(|one| one.0 == group).map_or(0, |one| one.1);
    let all: i64 = returned.iter().map(|one| one.1).sum();
    let shown = [
        ("Not authorized", "unauthorized", of("unauthorized")),
        ("Wrong account", "administrative", of("administrative")),
        ("All of them", "overall", all),
    ];
    let percent = |hundredths: i64| format!("{}.{:02} %", hundredths / 100, hundredths % 100);
    let rows = shown.map(|(title, group, count)| {
        let rate = rules::rate_hundredths(count, debits);
        let most = rule_packs::ach_return_rate(group, view.today);
        let meaning = match most.is_some_and(|most| rate > most) {
            true => Meaning::Wrong,
            false => Meaning::Good,
        };
        let allowed = most.map_or_else(String::new, percent);
        Row::new([Cell::from(title), Cell::from(status(meaning, percent(rate))), allowed.into()])
    });
    let table = Table::list("Return rates")
        .column(Column::name("Came back"))
        .column(Column::status("Rate"))
        .column(Column::number("At most"))
        .rows(rows);
    let fact = format!("{debits} debits in sixty days");
    Ok(Sheet::new("Return rates").fact(fact).flush(table).html())
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, "ach_returns.read", "/ach-returns/new", "/ach-returns");
    let content = form.field(Field::textarea("file", "The file's text").wide()).html();
    let body = form.html(content, [Button::primary("Read it").key("Alt S")]);
    let page = Page {
        title: "Read ACH returns".into(),
        sentence: "Paste the file your bank has sent. The same entry is taken once.".into(),
        body: Sheet::new("The file").body(body).html().into_string(),
        rail: "ach_returns",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::AchReturn> = view.path.id("id", "ACH return")?;
    let branch = view.branch();
    let row =
        find_returned(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "ACH return" })?;
    let journal = journal(view, id)?;
    let who = match row.customer {
        Some(customer) => link(row.name.as_str(), &format!("/customers/{customer}")),
        None => Html::text(&row.name),
    };
    let due = row.due_on.map_or_else(String::new, |day| day.short());
    let strip = form_strip([
        FormBox::new("From", who),
        FormBox::new("Code", row.code.as_str()),
        FormBox::new("Received", row.received_on.short()),
        FormBox::new("Due", due),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let mut side = Vec::new();
    if let Some(mandate) = row.mandate {
        let to = link("Her mandate", &format!("/mandates/{mandate}"));
        side.push(Sheet::new("AutoPay").body(to).html());
    }
    if row.done_at.is_none() && view.me.may(TAKE_IN) {
        let here = format!("/ach-returns/{id}");
        let form = CommandForm::of(view, "ach_returns.settle", &here, &here);
        let content = html!(
            "{}{}",
            hidden("ach_return", &id.to_string()),
            form.field(Field::text("note", "What was done").wide()).html()
        );
        let verb = match row.corrected_closed.is_empty() {
            true => "Settle it",
            false => "Make the correction",
        };
        let body = form.html(content, [Button::primary(verb)]);
        side.push(Sheet::new("It waits for you").body(body).html());
    }
    let sentence = match row.done_at {
        Some(_) if !row.note.is_empty() => format!("{}. Settled: {}", row.outcome, row.note),
        _ => format!("{}.", row.outcome),
    };
    let page = Page {
        title: format!("{} of {}", row.code, row.name),
        sentence: Html::text(sentence).into_string(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, stack(side)]))
            .into_string(),
        rail: "ach_returns",
        ..Page::default()
    };
    Ok(page.into())
}
