//! `/payments`: every payment, with what came in today as the sentence.

use super::words::{listed, tally_words};
use crate::payments::{POST, listing, records};
use crate::words::Tender;
use office::{Answer, Refusal, View};
use ui::prelude::*;

/// The list.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else {
        return Ok(answer);
    };
    page.sentence = sentence(view)?.into_string();
    if view.me.may(POST) {
        let post = Button::primary("Post payments").href("/payments/post").key("P");
        let one = Button::secondary("One payment").href("/payments/new").key("N");
        page.actions = buttons([one, post]).into_string();
        page.keys.insert(0, ("P", "post payments"));
    }
    Ok(Answer::Page(page))
}

fn sentence(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let tallies = records::tallies_of_day(view.reader, branch, today)?;
    let words: Vec<String> = tallies
        .iter()
        .filter_map(|(tender, tally)| match tender {
            Tender::Check => tally_words(*tally, "check", "checks"),
            Tender::MoneyOrder => tally_words(*tally, "money order", "money orders"),
            Tender::Cash => Some(format!("{} in cash", tally.amount_cents)),
            Tender::Card => tally_words(*tally, "card payment", "card payments"),
            Tender::Ach => tally_words(*tally, "ACH payment", "ACH payments"),
            Tender::Lockbox => tally_words(*tally, "lockbox check", "lockbox checks"),
        })
        .collect();
    let came = match words.is_empty() {
        true => String::from("Nothing was posted today."),
        false => format!("Today {} came in.", listed(&words)),
    };
    let held = records::count_held(view.reader, branch, today)?;
    let waits = match held {
        0 => Html::empty(),
        1 => link(" 1 payment is on hold unnamed.", "/payments?state=held"),
        held => link(format!(" {held} payments are on hold unnamed."), "/payments?state=held"),
    };
    Ok(html!("{} {}", came, waits))
}
