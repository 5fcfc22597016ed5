//! Pasted lines on screen: the list, the page they are pasted on, one line, and how they stand
//! under the posting grid.

mod under;

pub(crate) use under::{Mending, sheet};

use super::{PasteLines, TakeUpPastedLine, listing, records};
use crate::batches::records::find_batch;
use crate::payments::POST;
use formats::pasted::MOST_ROWS;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/pasted-lines`.
pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let post = Button::secondary("Post payments").href("/payments/post");
        page.actions = post.html().into_string();
        page.sentence = String::from("Each row is kept as it was pasted, with what became of it.");
    }
    Ok(answer)
}

/// `/pasted-lines/paste?batch=`: where rows are pasted by hand, or come back when refused.
pub(super) fn paste(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let asked = view.query.get("batch").or(view.filled.get("batch"));
    let Some(batch) = asked.and_then(|text| text.parse::<i64>().ok()) else {
        return Ok(Answer::Redirect(String::from("/payments/post")));
    };
    let (branch, batch): (_, Id<noun::Batch>) = (view.branch(), Id::new(batch));
    let row = find_batch(view.reader, branch, batch)?.ok_or(Refusal::NotFound { what: "batch" })?;
    let here = format!("/pasted-lines/paste?batch={batch}");
    let back = format!("/payments/post?batch={batch}");
    let form = CommandForm::of(view, PasteLines::NAME, &here, &back);
    let rows = form
        .field(Field::textarea("text", "Rows").lines(14).wide().focused())
        .hint(format!("Ctrl V. Up to {MOST_ROWS} rows at once, with or without their headings."));
    let content = html!("{}{}", hidden("batch", &batch.to_string()), rows.html());
    let buttons =
        [Button::primary("Take these rows").key("Alt S"), Button::secondary("Leave it").href(back)];
    let known = [
        ("Account", "the account number"),
        ("Customer", "the name, when the number is not there"),
        ("Invoice", "what is paid; it finds the customer too"),
        ("Check no.", "or the money order's issuer and serial number"),
        ("Type", "check, money order, cash, card or ACH; a check when left out"),
        ("Date", "the day on the check"),
        ("Amount", "the one column that must be there"),
    ];
    let side = Sheet::new("Headings that are known").body(pairs(known)).html();
    let main = Sheet::new("From the spreadsheet").body(form.html(content, buttons)).html();
    Ok(Answer::from(Page {
        title: "Paste rows".into(),
        sentence: format!(
            "Into batch {}. Nothing is posted yet: you see each row's customer first.",
            row.number
        ),
        body: columns(Columns::MainSide, [main, side]).into_string(),
        keys: vec![("Ctrl V", "paste"), ("Alt S", "take the rows")],
        rail: "payments",
        ..Page::default()
    }))
}

/// `/pasted-lines/{id}`: one line, as it was pasted and what became of it.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::PastedLine>) =
        (view.branch(), view.path.id("id", "pasted line")?);
    let row = records::find_line(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "pasted line" })?;
    let batch =
        find_batch(view.reader, branch, row.batch)?.ok_or(Refusal::NotFound { what: "batch" })?;
    let grid = format!("/payments/post?batch={}&mend={id}", row.batch);
    let state = match (row.payment, row.is_waiting()) {
        (Some(payment), _) => link("It is posted", &format!("/payments/{payment}")),
        (None, true) => html!("{} {}", "It waits.", link("Go to it", &grid)),
        (None, false) => Html::text(format!("Dropped: {}", row.drop_reason)),
    };
    let whose = match (&row.account, &row.name) {
        (Some(account), Some(name)) => format!("{account} {name}"),
        _ => row.customer_words.clone(),
    };
    let facts = [
        ("As pasted", Html::text(&row.pasted)),
        ("Whose", Html::text(whose)),
        ("Tender", Html::text(row.tender.title())),
        ("Number", Html::text(&row.number)),
        ("Amount", Html::text(row.amount.map_or_else(String::new, |amount| amount.to_string()))),
        ("Pasted into", link(&batch.number, &format!("/payments/post?batch={}", row.batch))),
        ("Now", state),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.as_str().is_empty());
    let mut sheets = vec![Sheet::new("The row").body(pairs(facts)).html()];
    let may_take_up = view.me.may(POST) && !row.drop_reason.is_empty() && batch.closed_at.is_none();
    if may_take_up {
        let here = format!("/pasted-lines/{id}");
        let form = CommandForm::of(view, TakeUpPastedLine::NAME, &here, &grid);
        let content = hidden("pasted_line", &id.to_string());
        let again = [Button::secondary("Take it up again")];
        sheets.push(Sheet::new("It is a payment after all").body(form.html(content, again)).html());
    }
    Ok(Answer::from(Page {
        title: format!("Row {} of a paste", row.place),
        note: batch.number,
        sentence: String::from("A row of a spreadsheet, kept as it was pasted."),
        body: stack(sheets).into_string(),
        rail: "pasted_lines",
        ..Page::default()
    }))
}
