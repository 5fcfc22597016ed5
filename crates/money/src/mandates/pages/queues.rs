//! The queues of mandates: cards and accounts that are gone, cards that expire, and the page on
//! which one draw is skipped.

use crate::mandates::records::{self, MandateRow, find_mandate};
use crate::mandates::{AskHow, KEEP, listing};
use office::listing::{Ask, total_and_sums};
use office::{Answer, Page, Refusal, View};
use settings::rule_packs::card_notice_days;
use ui::prelude::*;
use values::{Id, noun};

/// The buttons to the queues; the one of what is gone says how many there are.
pub(super) fn ways(view: &mut View<'_, '_>) -> Result<Vec<Html>, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let all = Ask::everything(&listing::GONE);
    let gone = total_and_sums(view.reader, &listing::GONE, &all, branch, today)?.total;
    let gone = match gone {
        0 => String::from("What is gone"),
        many => format!("What is gone ({many})"),
    };
    Ok(vec![
        Button::secondary("Cards that expire").href("/mandates/expiring").html(),
        Button::secondary(gone).href("/mandates/gone").html(),
    ])
}

/// Whom somebody must ask for another card or account.
pub(super) fn gone(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::GONE)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.sentence = "Nothing can be drawn from these, and their customers are still on AutoPay or \
                     owe something. Ask for another, or take AutoPay off."
        .into();
    page.actions = back().into_string();
    Ok(Answer::Page(page))
}

/// Cards that run out in the days the rule names, unless another day is asked for.
pub(super) fn expiring(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let days = card_notice_days(view.today);
    let most = days.iter().copied().max().unwrap_or(0);
    if view.query.get("until").is_none() {
        let until = view.today.plus_days(most).to_string();
        view.query.0.push(("until".into(), until));
    }
    let mut page = match ui::list::page(view, &listing::EXPIRING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let ways = days.iter().map(|days| {
        let href = format!("/mandates/expiring?until={}", view.today.plus_days(*days));
        Button::secondary(format!("In {days} days")).href(href).html()
    });
    page.actions = html!("{}{}", Html::join(ways), back()).into_string();
    Ok(Answer::Page(page))
}

fn back() -> Html {
    Button::secondary("All mandates").href("/mandates").html()
}

/// The sheets of one mandate: what is skipped, and asking for another card.
pub(super) fn of_one(view: &mut View<'_, '_>, row: &MandateRow) -> Result<Vec<Html>, Refusal> {
    let branch = view.branch();
    let mut sheets = Vec::new();
    let skips = records::list_skips(view.reader, branch, row.id, view.today)?;
    let here = format!("/mandates/{}", row.id);
    for (on, reason, by) in skips {
        let words = html!("{}: {}. {}", on.long(), reason, by);
        let form = CommandForm::of(view, "mandates.take_back_skip", &here, &here);
        let fields = html!(
            "{}{}",
            hidden("mandate", &row.id.to_string()),
            hidden("skip_on", &on.to_string())
        );
        let undo = match view.me.may(KEEP) && row.ended_at.is_none() {
            true => form.html(fields, [Button::secondary("Draw after all")]),
            false => Html::empty(),
        };
        sheets.push(Sheet::new("Skipped").body(html!("{}{}", words, undo)).html());
    }
    if row.ended_at.is_none() && view.me.may(KEEP) {
        let skip = Button::secondary("Skip a draw").href(format!("{here}/skip"));
        sheets.push(Sheet::new("One draw").body(skip.html()).html());
    }
    sheets.extend(another(view, row)?);
    Ok(sheets)
}

/// What was asked for so far, and asking again, once a card is gone or soon will be.
fn another(view: &mut View<'_, '_>, row: &MandateRow) -> Result<Option<Html>, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let asks = records::list_asks(view.reader, branch, row.id)?;
    let said = asks.iter().map(|ask| {
        let on = ask.asked_at.day_in(&view.me.zone).short();
        let how = match (ask.how, ask.link) {
            (AskHow::PayLink, Some(link_id)) => link("Pay link", &format!("/pay-links/{link_id}")),
            _ => Html::text(&ask.note),
        };
        html!("<p>{}, {}: {}</p>", on, &ask.asked_by_name, how)
    });
    let said = Html::join(said);
    let soon = card_notice_days(today).iter().copied().max().unwrap_or(0);
    let is_gone =
        row.ended_at.is_some() || row.expires_on.is_some_and(|last| last <= today.plus_days(soon));
    let replaced = records::find_standing(view.reader, branch, row.customer)?
        .is_some_and(|standing| standing != row.id);
    let is_off = row.end_cause == Some(crate::mandates::EndCause::TakenOff);
    if !is_gone || replaced || is_off || !view.me.may(KEEP) {
        let told = !asks.is_empty();
        return Ok(told.then(|| Sheet::new("She was asked").body(said).html()));
    }
    let here = format!("/mandates/{}", row.id);
    let id = hidden("mandate", &row.id.to_string());
    let form = CommandForm::of(view, "mandates.ask", &here, &here);
    let how = AskHow::ALL.iter().map(|how| (how.word(), how.title()));
    let fields = html!(
        "{}{}{}",
        id.clone(),
        form.field(Field::select("how", "How", how)),
        form.field(Field::text("note", "What was said").hint("For a call.").wide())
    );
    let ask = form.html(fields, [Button::primary("Ask for another")]);
    let form = CommandForm::of(view, "mandates.take_off", &here, &here);
    let why = form.field(Field::text("note", "How she pays now").wide());
    let off = form.html(html!("{}{}", id, why), [Button::secondary("Take AutoPay off")]);
    let heading = match row.ended_at.is_some() || row.expires_on.is_some_and(|on| on < today) {
        true => "It is gone",
        false => "It runs out",
    };
    Ok(Some(Sheet::new(heading).body(html!("{}{}{}", said, ask, off)).html()))
}

/// Skip one draw of one customer.
pub(super) fn skip(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Mandate> = view.path.id("id", "mandate")?;
    let branch = view.branch();
    let row =
        find_mandate(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "mandate" })?;
    let then = match view.query.text("from") {
        "run" => String::from("/autopay-runs/new"),
        _ => format!("/mandates/{id}"),
    };
    let on = row.next_on.map_or(view.today, |next| next.max(view.today));
    let on = if view.query.text("from") == "run" { view.today } else { on };
    let here = format!("/mandates/{id}/skip");
    let form = CommandForm::of(view, "mandates.skip", &here, &then);
    let fields = html!(
        "{}{}{}",
        hidden("mandate", &id.to_string()),
        form.field(Field::day("skip_on", "Run of").on(on)),
        form.field(Field::text("reason", "Why").wide().focused())
    );
    let buttons = [
        Button::primary("Skip this draw").key("Alt S"),
        Button::secondary("Leave it").href(then.as_str()),
    ];
    let page = Page {
        title: format!("Skip a draw, {}", row.name),
        sentence: "Nothing is drawn from her on that day only. The run says why.".into(),
        body: Sheet::new("The draw").body(form.html(fields, buttons)).html().into_string(),
        rail: "mandates",
        ..Page::default()
    };
    Ok(page.into())
}
