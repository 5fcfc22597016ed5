//! The pages of write-offs: the list, asking, and one write-off with what is due next.

use super::records::{self, Cause, WriteOffRow};
use super::{APPROVE, ASK, listing};
use books::open_items::list_open_charges;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.sentence.push_str(" One is asked for on the page of what a customer owes.");
    let owed = Button::secondary("Find who owes").href("/receivables");
    page.actions = owed.html().into_string();
    Ok(Answer::Page(page))
}

pub(super) fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let customer: Id<noun::Customer> = view
        .query
        .text("customer")
        .parse::<i64>()
        .map(Id::new)
        .map_err(|_| Refusal::NotFound { what: "customer" })?;
    let branch = view.branch();
    let (number, name) = records::find_face(view.reader, branch, customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let open = list_open_charges(view.reader, branch, customer)?;
    let limit = settings::preferences::money(view.reader, branch, "write_off_limit_cents")?;
    let from = format!("/write-offs/new?customer={customer}");
    let body = match open.is_empty() {
        true => Sheet::new("Nothing is open").body(html!("<p>{} owes nothing.</p>", name)).html(),
        false => {
            let form = CommandForm::of(view, "write_offs.ask", &from, "/write-offs/{write_off}");
            let charges = open.iter().map(|charge| {
                let words = format!(
                    "{}, due {}, {} open",
                    charge.document,
                    charge.due_on.us(),
                    charge.open
                );
                (charge.id.to_string(), words)
            });
            let charge = Field::select("charge", "What is given up", charges).wide();
            let causes = Cause::ALL.iter().map(|cause| (cause.word(), cause.title()));
            let amount = Field::money("amount_cents", "Amount").hint("All that is open, if blank");
            let content = html!(
                "{}{}{}",
                form.field(charge).html(),
                field_row([
                    form.field(amount).html(),
                    form.field(Field::select("cause", "Cause", causes)).html()
                ]),
                form.field(Field::textarea("reason", "What was tried").wide()).html()
            );
            let ask = Button::primary("Ask for it").key("Alt S");
            let leave = Button::secondary("Leave it").href(format!("/receivables/{customer}"));
            Sheet::new("The write-off").body(form.html(content, [ask, leave])).html()
        }
    };
    let page = Page {
        title: format!("Write off what {name} owes"),
        note: number,
        sentence: format!(
            "Nothing moves yet: approving takes it off. Over {limit} a second person approves."
        ),
        body: body.into_string(),
        keys: vec![("Alt S", "ask for it")],
        rail: "write_offs",
        ..Page::default()
    };
    Ok(page.into())
}

pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::WriteOff> = view.path.id("id", "write-off")?;
    let branch = view.branch();
    let row = records::find_write_off(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "write-off" })?;
    let (number, name) = records::find_face(view.reader, branch, row.customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let limit = settings::preferences::money(view.reader, branch, "write_off_limit_cents")?;
    let journal = journal(view, id)?;
    let strip = form_strip([
        FormBox::new("Owed by", link(&*name, &format!("/receivables/{}", row.customer)))
            .meaning(&*number),
        FormBox::new("Of", &*row.document).meaning(row.cause.title()),
        FormBox::new("Asked", row.asked_at.day_in(&view.me.zone).short())
            .meaning(format!("by {}", row.asked_by_name)),
        FormBox::new("Approved", answered(view, &row))
            .meaning(row.approved_by_name.clone().unwrap_or_default()),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let why = Sheet::new("What was tried").body(Html::text(&row.reason)).html();
    let side = stack(next(view, &row, limit));
    let entry = row.entry.map_or_else(String::new, |entry| {
        let open = Button::secondary("Open the entry").href(format!("/entries/{entry}"));
        open.html().into_string()
    });
    let page = Page {
        title: format!("Write-off {}", row.number),
        sentence: sentence(&row, &name),
        body: html!("{}{}", strip, columns(Columns::MainSide, [stack([why, journal]), side]))
            .into_string(),
        actions: entry,
        rail: "write_offs",
        ..Page::default()
    };
    Ok(page.into())
}

fn answered(view: &View<'_, '_>, row: &WriteOffRow) -> String {
    match (row.approved_at, row.declined_at) {
        (Some(at), _) => at.day_in(&view.me.zone).short(),
        (None, Some(_)) => String::from("Declined"),
        (None, None) => String::new(),
    }
}

fn sentence(row: &WriteOffRow, name: &str) -> String {
    let now = match (row.declined_at, row.approved_at) {
        (Some(_), _) => format!("was declined: {}", row.decline_reason),
        (_, None) => String::from("waits to be approved."),
        _ if row.left().is_zero() => String::from("was taken up again."),
        _ if row.tax.is_zero() => format!("is given up: {}.", row.left()),
        _ => format!("is given up: {}, with {} of tax taken back.", row.left(), row.tax),
    };
    Html::text(format!("{} that {name} owes {now}", row.amount)).into_string()
}

/// What this person may do next with it.
fn next(view: &View<'_, '_>, row: &WriteOffRow, limit: Money) -> Vec<Html> {
    let here = format!("/write-offs/{}", row.id);
    let id = hidden("write_off", &row.id.to_string());
    let waits = row.approved_at.is_none() && row.declined_at.is_none();
    let mut sheets = Vec::new();
    if waits && view.me.may(APPROVE) {
        let is_own = row.asked_by == view.me.staff.id && !view.me.branch.small_office;
        let sheet = Sheet::new("Approve it");
        sheets.push(match is_own && row.amount > limit {
            true => {
                let words = format!("You asked for it, and it is over {limit}.");
                let wait = Button::not_yet("A second person approves").wide();
                sheet.body(html!("<p>{}</p>{}", words, wait.html())).html()
            }
            false => {
                let form = CommandForm::of(view, "write_offs.approve", &here, &here);
                sheet.body(form.html(id.clone(), [Button::primary("Approve it")])).html()
            }
        });
        let form = CommandForm::of(view, "write_offs.decline", &here, &here);
        let reason = form.field(Field::text("reason", "Why not").wide()).html();
        let body = form.html(html!("{}{}", id, reason), [Button::secondary("Decline it")]);
        sheets.push(Sheet::new("Or not").body(body).html());
    }
    if row.left().is_positive() && view.me.may(ASK) {
        let form = CommandForm::of(view, "write_offs.reinstate", &here, &here);
        let all = format!("{}, if blank", row.left());
        let amount = Field::money("amount_cents", "How much").hint(&*all);
        let content = html!(
            "{}{}{}",
            id,
            form.field(amount).html(),
            form.field(Field::text("reason", "Who pays, and how").wide()).html()
        );
        let body = form.html(content, [Button::primary("Take it up again")]);
        sheets.push(Sheet::new("It is paid after all").body(body).html());
    }
    sheets
}
