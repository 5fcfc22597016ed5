//! The draws' pages: the list, and one draw with what is due next.

use super::records::{DrawRow, DrawState, find_draw};
use super::{READ, TAKE_MONEY, listing};
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/draws", READ, list), page("/draws/{id}", READ, show)];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Draw> = view.path.id("id", "draw")?;
    let branch = view.branch();
    let row = find_draw(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "draw" })?;
    let journal = journal(view, id)?;
    let on = |at: Option<values::Instant>| {
        at.map_or_else(String::new, |at| at.day_in(&view.me.zone).short())
    };
    let strip = form_strip([
        FormBox::new("From", link(row.name.as_str(), &format!("/customers/{}", row.customer))),
        FormBox::new("Asked", on(Some(row.asked_at))).meaning(row.processor.title()),
        FormBox::new("Tried", on(row.tried_at)).meaning(times(row.tries)),
        FormBox::new("Now", row.state().title()).meaning(row.reference.as_str()),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let page = Page {
        title: format!("Draw, {}", row.purpose),
        sentence: Html::text(sentence(&row)).into_string(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, stack(next(view, &row))]))
            .into_string(),
        rail: "draws",
        ..Page::default()
    };
    Ok(page.into())
}

fn times(tries: i64) -> String {
    match tries {
        0 => String::new(),
        1 => String::from("once"),
        many => format!("{many} times"),
    }
}

fn sentence(row: &DrawRow) -> String {
    match row.state() {
        DrawState::Asked => "The processor is asked in a moment.".into(),
        DrawState::InDoubt => "The processor was asked and has not answered. Asking again \
             is safe: it takes the money once at most."
            .into(),
        DrawState::ByHand => "Take it on the terminal, then record what it said.".into(),
        DrawState::Taken => format!("{} was taken from {}.", row.amount, row.name),
        DrawState::Declined => format!("Declined: {}", row.decline_words),
    }
}

/// What this person may do next with it.
fn next(view: &View<'_, '_>, row: &DrawRow) -> Vec<Html> {
    let here = format!("/draws/{}", row.id);
    let id = hidden("draw", &row.id.to_string());
    let mut sheets = Vec::new();
    if let Some(payment) = row.payment {
        let to = link("See the payment", &format!("/payments/{payment}"));
        sheets.push(Sheet::new("On the books").body(to).html());
    }
    if !view.me.may(TAKE_MONEY) {
        return sheets;
    }
    match row.state() {
        DrawState::InDoubt | DrawState::Asked => {
            let form = CommandForm::of(view, "draws.ask_again", &here, &here);
            let ask = form.html(id, [Button::primary("Ask the processor again")]);
            sheets.push(Sheet::new("No answer yet").body(ask).html());
        }
        DrawState::ByHand => sheets.extend(by_hand(view, &here, &id)),
        DrawState::Taken | DrawState::Declined => {}
    }
    sheets
}

fn by_hand(view: &View<'_, '_>, here: &str, id: &Html) -> [Html; 2] {
    let form = CommandForm::of(view, "draws.record", here, here);
    let taken = html!(
        "{}{}{}",
        id,
        form.field(Field::text("outcome.taken.reference", "Reference on the slip")).html(),
        form.field(Field::text("outcome.taken.last4", "Last four digits")).html()
    );
    let taken = form.html(taken, [Button::primary("It was taken")]);
    let form = CommandForm::of(view, "draws.record", here, here);
    let kinds = [("soft", "May go through later"), ("hard", "Will not go through")];
    let declined = html!(
        "{}{}{}{}",
        id,
        hidden("outcome.declined.code", "terminal"),
        form.field(Field::text("outcome.declined.words", "What the terminal said").wide()).html(),
        form.field(Field::select("outcome.declined.kind", "And", kinds)).html()
    );
    let declined = form.html(declined, [Button::secondary("It was declined")]);
    [Sheet::new("It went through").body(taken).html(), Sheet::new("Or not").body(declined).html()]
}
