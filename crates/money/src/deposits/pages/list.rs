//! `/deposits`: every deposit, and the way to today's.

use crate::deposits::{COUNT, listing, records};
use office::{Answer, Refusal, View};
use ui::prelude::*;

/// The list.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let answer = ui::list::page(view, &listing::LISTING)?;
    let Answer::Page(mut page) = answer else {
        return Ok(answer);
    };
    let (branch, today) = (view.branch(), view.today);
    let open = records::list_open(view.reader, branch, today)?;
    page.sentence = match open.len() {
        0 => "Every deposit with money in it is closed.".into(),
        1 => "One deposit with money in it is not closed.".into(),
        many => format!("{many} deposits with money in them are not closed."),
    };
    if view.me.may(COUNT) {
        let log = Button::secondary("Log the mail").href("/remittance-logs/new");
        let today = Button::primary("Today's deposit").href("/deposits/today").key("T");
        page.actions = buttons([log, today]).into_string();
        page.keys.insert(0, ("T", "today's deposit"));
    }
    Ok(Answer::Page(page))
}

/// `/deposits/today`: the oldest that is not closed and holds money, or the one that takes
/// today's money, or the list with a word about why there is none.
pub(super) fn today(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let open = records::list_open(view.reader, branch, today)?;
    let found = match open.first() {
        Some(deposit) => Some(*deposit),
        None => records::find_taking(view.reader, branch, today)?,
    };
    match found {
        Some(deposit) => Ok(Answer::Redirect(format!("/deposits/{deposit}"))),
        None => Ok(nothing_yet(view).into()),
    }
}

fn nothing_yet(view: &View<'_, '_>) -> office::Page {
    let button = Button::primary("Post payments").href("/payments/post");
    let words = "A deposit opens by itself with the first cash, check or money order of the day.";
    office::Page {
        title: "Daily deposit".into(),
        sentence: format!("{}: nothing has come in yet.", view.today.short()),
        body: empty_page("Today's deposit stands here", words, Some(button), None).into_string(),
        rail: "deposits",
        ..office::Page::default()
    }
}
