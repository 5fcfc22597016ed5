//! The office's pages of pay links: the list, making one, and one link with what it brought.

use super::records::{Answer as Said, find_link};
use super::rules::LinkStanding;
use super::{MAKE, listing, records};
use crate::draws::READ;
use crate::payments::pages::meant::Meant;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use settings::preferences;
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/pay-links", READ, list),
    page("/pay-links/new", MAKE, new),
    page("/pay-links/{id}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let Answer::Page(mut page) = ui::list::page(view, &listing::LISTING)? else {
        return ui::list::page(view, &listing::LISTING);
    };
    if view.me.may(MAKE) {
        let make = Button::primary("Make a pay link").href("/pay-links/new").key("N");
        page.actions = make.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let meant = Meant::read(view)?;
    let form = CommandForm::of(view, "pay_links.make", "/pay-links/new", "/pay-links/{pay_link}");
    let content = html!(
        "{}{}",
        meant.field(&form),
        field_row([
            form.field(Field::money("least_cents", "The least at once").hint("All, when blank."))
                .html(),
            form.field(Field::day("expires_on", "Good until").hint("Sixty days, when blank."))
                .html(),
        ])
    );
    let buttons =
        [Button::primary("Make it").key("Alt S"), Button::secondary("Leave it").href("/pay-links")];
    let page = Page {
        title: "Make a pay link".into(),
        sentence: "She pays what is open when she follows it, without an account.".into(),
        body: Sheet::new("The link").body(form.html(content, buttons)).html().into_string(),
        rail: "pay_links",
        ..Page::default()
    };
    Ok(page.into())
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::PayLink> = view.path.id("id", "pay link")?;
    let (branch, today) = (view.branch(), view.today);
    let row = find_link(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "pay link" })?;
    let web = preferences::text(view.reader, branch, "web_address")?;
    let path = records::path_of(&view.me.branch.number, &row.token);
    let address = format!("{}{path}", web.trim_end_matches('/'));
    let journal = journal(view, id)?;
    let standing = row.standing(today);
    let (now, sentence) = match standing {
        LinkStanding::Good => ("Good", "Send her the address below, or read it out."),
        LinkStanding::Paid => ("Nothing open", "Nothing is open of it any more."),
        LinkStanding::Expired => ("Run out", "Its last day has passed. Make another."),
        LinkStanding::Revoked => ("Revoked", "It leads nowhere any more."),
    };
    let strip = form_strip([
        FormBox::new("For", link(row.name.as_str(), &format!("/customers/{}", row.customer)))
            .meaning(row.purpose()),
        FormBox::new("Made", row.made_at.day_in(&view.me.zone).short()),
        FormBox::new("Good until", row.expires_on.short()),
        FormBox::new("Now", now),
        FormBox::new("Open", dollars(row.open)).answer(),
    ]);
    let draws = link("What was paid by it", &format!("/draws?customer={}", row.customer));
    let body = html!("<p class=\"db-web-address\">{}</p>{}", address.as_str(), draws);
    let mut side = vec![Sheet::new("The address").body(body).html()];
    if let Some(answer) = &row.answer {
        side.insert(0, she_says(view, answer));
    }
    if view.me.may(MAKE) && standing == LinkStanding::Good {
        let here = format!("/pay-links/{id}");
        let form = CommandForm::of(view, "pay_links.revoke", &here, &here);
        let content = html!(
            "{}{}",
            hidden("pay_link", &id.to_string()),
            form.field(Field::text("reason", "Why").wide()).html()
        );
        let body = form.html(content, [Button::secondary("Revoke it")]);
        side.push(Sheet::new("Sent to the wrong person?").body(body).html());
    }
    let page = Page {
        title: format!("Pay link, {}", row.purpose()),
        sentence: sentence.into(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, stack(side)]))
            .into_string(),
        rail: "pay_links",
        ..Page::default()
    };
    Ok(page.into())
}

/// How and when she says she pays, and whether the day has passed.
fn she_says(view: &View<'_, '_>, answer: &Said) -> Html {
    let when = match answer.pays_on < view.today {
        true => tone(Meaning::Late, format!("{}, has passed", answer.pays_on.short())),
        false => Html::text(answer.pays_on.short()),
    };
    let said_on = answer.answered_at.day_in(&view.me.zone).short();
    let mut lines = vec![("How", Html::text(answer.way.title())), ("When", when)];
    if !answer.note.is_empty() {
        lines.push(("Her word", Html::text(answer.note.as_str())));
    }
    Sheet::new("She says").fact(format!("on {said_on}")).body(pairs(lines)).html()
}
