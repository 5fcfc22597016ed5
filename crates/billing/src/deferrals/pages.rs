//! Billed and earned on screen: the list, which proves the two accounts, and giving back
//! what was not earned.

use super::{GIVE, GiveBack, PrepayDiscount, listing, records};
use crate::invoices::READ;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/deferrals", READ, list),
    page("/deferrals/not-done", READ, not_done),
    page("/deferrals/new", GIVE, give_back),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(GIVE) {
        let agreement = view.query.text("agreement");
        let href = format!("/deferrals/new?agreement={agreement}");
        let give = Button::secondary("Give back what was not earned").href(href);
        page.actions = give.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn not_done(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::NOT_DONE)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let (branch, today) = (view.branch(), view.today);
    match records::count_not_done(view.reader, branch, today)? {
        0 => page.sentence = String::from("Whatever was billed ahead and is due has been done."),
        _ => page
            .sentence
            .push_str(" Book the visit, or cancel the agreement and give back its share."),
    }
    let all = Button::secondary("Billed and earned").href("/deferrals");
    page.actions = all.html().into_string();
    page.rail = "deferrals";
    Ok(Answer::Page(page))
}

fn give_back(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, GiveBack::NAME, "/deferrals/new", "/deferrals");
    let agreement = Field::number("agreement", "Agreement's id");
    let content = Sheet::new("What was not earned").body(field_row([
        form.field(agreement.value(view.query.text("agreement")).focused()),
        form.field(Field::text("reason", "Why").wide()),
        form.field(Field::select(
            "prepay_discount",
            "Its discount for paying ahead",
            PrepayDiscount::ALL.iter().map(|one| (one.word(), one.title())),
        )),
    ]));
    let buttons =
        [Button::primary("Give it back"), Button::secondary("Leave it").href("/deferrals")];
    Ok(Answer::from(Page {
        title: "Give back what was not earned".into(),
        sentence: "Of an agreement that is cancelled: a credit with its share of the tax.".into(),
        body: form.html(content.html(), buttons).into_string(),
        rail: "deferrals",
        ..Page::default()
    }))
}
