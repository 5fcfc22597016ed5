//! The pages of people's hours.

use super::{SET, listing, records};
use crate::appointments::records::list_bookable;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;

/// `/work-hours`: everybody's weeks.
pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer
        && view.me.may(SET)
    {
        let set = Button::primary("Set hours").href("/work-hours/new").key("N");
        page.actions = set.html().into_string();
    }
    Ok(answer)
}

/// `/work-hours/new`: whose, the week, from when.
pub(super) fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let people = list_bookable(view.reader, branch)?;
    let chosen = view.query.text("staff").to_owned();
    let form = CommandForm::of(view, "work_hours.set", "/work-hours/new", "/work-hours");
    let who = Field::select("staff", "Who", people).focused();
    let who = if chosen.is_empty() { who } else { who.value(chosen) };
    let week = Field::text("week", "The week")
        .hint("Such as Mon-Fri 8-5, Sat 8-12. Days that are not named are off.")
        .value(super::USUAL.words())
        .wide();
    let fields = html!(
        "{}{}{}",
        form.field(who).html(),
        form.field(week).html(),
        field_row([
            form.field(
                Field::number("lunch_minutes", "Minutes of lunch").value(records::USUAL_LUNCH)
            ),
            form.field(Field::day("holds_from", "From").on(view.today)),
        ])
    );
    let buttons = [
        Button::primary("Set the hours").key("Alt S"),
        Button::secondary("Leave it").href("/work-hours"),
    ];
    let page = Page {
        title: "Set somebody's hours".into(),
        sentence: "They hold from their day on; what held before stays as it was.".into(),
        body: Sheet::new("The hours").body(form.html(fields, buttons)).html().into_string(),
        rail: "work_hours",
        ..Page::default()
    };
    Ok(page.into())
}
