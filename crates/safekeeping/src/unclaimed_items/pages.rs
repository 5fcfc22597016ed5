//! The pages of unclaimed money: what each state waits for, what waits, and the reports.

mod report;
mod show;

use super::listing;
use super::records::{self, Standing};
use super::{KEEP, READ, REPORT};
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::Day;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/unclaimed-items", READ, list),
    page("/unclaimed-items/owners", READ, owners),
    page("/unclaimed-items/reports", READ, reports),
    page("/unclaimed-items/reports/{id}", READ, report::show),
    page("/unclaimed-items/report/{state}", READ, report::new),
    page("/unclaimed-items/{id}", READ, show::show),
    page("/unclaimed-items/{id}/letter", READ, show::letter),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let branch = view.branch();
    let standing = records::list_standing(view.reader, branch)?;
    if !standing.is_empty() {
        page.body = html!("{}{}", states(view, &standing), Html::trusted(&page.body)).into_string();
    }
    page.sentence = sentence(&standing, view.today);
    let mut actions = vec![Button::secondary("Reports").href("/unclaimed-items/reports").html()];
    if view.me.may(KEEP) {
        let fields = [("from", "/unclaimed-items"), ("then", "/unclaimed-items")];
        let look = Button::secondary("Look again");
        let act = "/do/unclaimed_items.look";
        actions.push(post_button(act, &view.once_key(), &fields, look));
    }
    page.actions = buttons(actions).into_string();
    page.rail = "unclaimed_items";
    Ok(Answer::Page(page))
}

fn sentence(standing: &[Standing], today: Day) -> String {
    let to_write: i64 = standing.iter().map(|one| one.to_write).sum();
    let first = standing.iter().map(|one| one.report_on).min();
    let letters = match to_write {
        0 => String::from("Nobody is to be written to"),
        1 => String::from("One owner is to be written to"),
        many => format!("{many} owners are to be written to"),
    };
    match first {
        None => String::from("Nothing lies here that a state wants. It is looked for every night."),
        Some(day) if day < today => format!("{letters}; a report was due {}.", day.us()),
        Some(day) => format!("{letters}; the first report is due {}.", day.us()),
    }
}

/// What waits for each state, and what is due next there.
fn states(view: &View<'_, '_>, standing: &[Standing]) -> Html {
    let rows = standing.iter().map(|one| {
        let href = format!("/unclaimed-items?state_code={}", one.state);
        let row = Row::new([
            Cell::from(one.state.as_str()),
            Cell::from(next(one)),
            Cell::from(one.to_write_amount),
            Cell::from(one.waiting_amount),
            Cell::from(one.set_aside_amount),
            Cell::from(day_seen_from(view.today, one.report_on)),
        ])
        .href(&*href);
        match one.set_aside > 0 && view.me.may(REPORT) {
            true => {
                let report = format!("/unclaimed-items/report/{}", one.state);
                row.action(Button::link("Report").href(report))
            }
            false => row.action(Button::link("See").href(href)),
        }
    });
    let table = Table::list("States")
        .column(Column::name("State"))
        .column(Column::status("Next").wide())
        .column(Column::money("To write"))
        .column(Column::money("Waits"))
        .column(Column::money("Set aside"))
        .column(Column::day("Report by"))
        .column(Column::action())
        .rows(rows);
    Sheet::new("By state").flush(table.html()).html()
}

fn next(one: &Standing) -> Html {
    match (one.letter_until, one.waiting, one.set_aside) {
        (Some(day), ..) => status(Meaning::Watch, format!("Letters by {}", day.us())),
        (None, 0, _) => status(Meaning::Watch, "Report and pay"),
        (None, ..) => status(Meaning::Good, "Waits for its owners"),
    }
}

fn owners(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    framed(view, &listing::OWNERS)
}

fn reports(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    framed(view, &listing::REPORTS)
}

fn framed(
    view: &mut View<'_, '_>,
    listing: &'static office::listing::Listing,
) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, listing)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let back = Button::secondary("What waits").href("/unclaimed-items");
    page.actions = back.html().into_string();
    page.rail = "unclaimed_items";
    Ok(Answer::Page(page))
}
