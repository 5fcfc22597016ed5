//! The disputes' pages: the list, and one dispute with its clock and its answer.

use super::records::{DisputeRow, find_dispute};
use super::{ANSWER, listing};
use crate::draws::READ;
use crate::processors::DisputeStanding;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/disputes", READ, list), page("/disputes/{id}", READ, show)];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Dispute> = view.path.id("id", "dispute")?;
    let branch = view.branch();
    let row =
        find_dispute(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "dispute" })?;
    let journal = journal(view, id)?;
    let by = row.answer_by.map_or_else(String::new, |day| day.short());
    let answered = row.answered_at.map(|at| at.day_in(&view.me.zone).short());
    let strip = form_strip([
        FormBox::new("By", row.name.as_str()).meaning(row.reason.as_str()),
        FormBox::new("Opened", row.opened_at.day_in(&view.me.zone).short())
            .meaning(row.reference.as_str()),
        FormBox::new("Answer by", by).meaning(match &answered {
            Some(day) => format!("answered {day}"),
            None => String::new(),
        }),
        FormBox::new("Now", row.stands.title()),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let page = Page {
        title: format!("Dispute of {}", row.amount),
        sentence: Html::text(sentence(&row)).into_string(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, stack(next(view, &row))]))
            .into_string(),
        rail: "disputes",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(row: &DisputeRow) -> String {
    match (row.stands, row.answered_at) {
        (DisputeStanding::Won, _) => "We were right; the money comes with the next payout.".into(),
        (DisputeStanding::Lost, _) => "The holder was right. Collect it, or write it off.".into(),
        (DisputeStanding::Open, Some(_)) => format!("Answered: {}", row.answer),
        (DisputeStanding::Open, None) => "Send the signed agreement and the service report to \
             the processor before the last day, then note it here."
            .into(),
    }
}

fn next(view: &View<'_, '_>, row: &DisputeRow) -> Vec<Html> {
    let here = format!("/disputes/{}", row.id);
    let mut sheets = Vec::new();
    let links = [
        row.payment.map(|id| link("The payment", &format!("/payments/{id}"))),
        row.returned.map(|id| link("Its return", &format!("/returns/{id}"))),
        row.customer.map(|id| link(row.name.as_str(), &format!("/customers/{id}"))),
    ];
    let links: Vec<Html> = links.into_iter().flatten().collect();
    if !links.is_empty() {
        sheets.push(Sheet::new("On the books").body(stack(links)).html());
    }
    if row.stands == DisputeStanding::Open && view.me.may(ANSWER) {
        let form = CommandForm::of(view, "disputes.answer", &here, &here);
        let content = html!(
            "{}{}",
            hidden("dispute", &row.id.to_string()),
            form.field(Field::textarea("answer", "What was sent").wide()).html()
        );
        let body = form.html(content, [Button::primary("It is answered")]);
        sheets.push(Sheet::new("The answer").body(body).html());
    }
    sheets
}
