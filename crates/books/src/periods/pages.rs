//! The months on screen: what keeps one open, closing it, reopening it.

use super::checklist::{Check, CheckState, checklist};
use super::close::ClosePeriod;
use super::records::{self, PeriodRow};
use super::reopen::ReopenPeriod;
use super::{CLOSE, Lock, REOPEN, SetLockDays, listing, lock};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/periods`: the months, the newest first.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let closed_through = records::find_closed_through(view.reader, branch)?;
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        page.sentence = match closed_through {
            Some(month) => format!("The books are closed through {}.", month.month_name()),
            None => String::from("No month is closed yet."),
        };
        page.body.push_str(locks_sheet(view)?.as_str());
    }
    Ok(answer)
}

/// When months lock by themselves, and from which day on this one will.
fn locks_sheet(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let days = records::find_lock_days(view.reader, view.branch())?;
    let month = view.today.first_of_month();
    let says = |days: Option<i64>, never: &str, then: &str| match days {
        None => format!("<p>{never}</p>"),
        Some(days) => format!(
            "<p>From banking day {days} of the month after {then}: {} from {}.</p>",
            month.month_name(),
            lock::lock_day(month, days).short()
        ),
    };
    let soft = says(
        days.soft,
        "No month asks for the duty to post late.",
        "posting into a month takes the duty to post late",
    );
    let hard = says(
        days.hard,
        "Months take postings until somebody closes them.",
        "a month takes nothing until it is reopened",
    );
    let words = Html::trusted(format!("{soft}{hard}"));
    let mut sheet = Sheet::new("Months that lock by themselves").body(words);
    if view.me.may(CLOSE) {
        let form = CommandForm::of(view, SetLockDays::NAME, "/periods", "/periods");
        let shown = |days: Option<i64>| days.map_or(String::new(), |days| days.to_string());
        let fields = field_row([
            form.field(Field::number("soft_days", "Late from banking day").value(shown(days.soft)))
                .html(),
            form.field(
                Field::number("hard_days", "Locked from banking day").value(shown(days.hard)),
            )
            .html(),
        ]);
        sheet = sheet.body(form.html(fields, [Button::secondary("Set when months lock")]));
    }
    Ok(sheet.html())
}

/// `/periods/{period}`: one month with its checklist.
pub(super) fn show_period(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Period> = view.path.id("period", "month")?;
    let branch = view.branch();
    let period = records::find_period(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "month" })?;
    let (sentence, body) = match period.closed_at {
        Some(closed_at) => {
            let who = match period.closed_by {
                Some(who) => office::records::find_staff(view.reader, who)?,
                None => None,
            };
            let who = who.map_or(String::from("somebody"), |staff| staff.name);
            let day = closed_at.day_in(&view.me.zone);
            let sentence = html!("Closed by {} on {}.", who, ui::full_day(day));
            (sentence, closed_sheet(view, &period))
        }
        None => {
            let of_rooms = view.office.rooms().month_checks();
            let checks = checklist(view.reader, branch, &period, view.today, of_rooms)?;
            let locked = match period.reopened_at {
                Some(_) => Lock::Free,
                None => records::find_lock_days(view.reader, branch)?.of(period.month, view.today),
            };
            let sheets = [locked_sheet(view, &period, locked), open_sheet(view, &period, &checks)];
            (open_words(&checks), stack(sheets))
        }
    };
    Ok(Answer::from(Page {
        title: period.month.month_name(),
        sentence: sentence.into_string(),
        body: body.into_string(),
        rail: "periods",
        ..Page::default()
    }))
}

fn open_words(checks: &[Check]) -> Html {
    let count = |state| checks.iter().filter(|check| check.state == state).count();
    match (count(CheckState::Stop), count(CheckState::Explain)) {
        (0, 0) => html!("Everything is clear: the month can close."),
        (0, 1) => html!("The month can close once 1 point is explained."),
        (0, open) => html!("The month can close once {} points are explained.", open),
        (1, _) => html!("1 point keeps the month open."),
        (stops, _) => html!("{} points keep the month open.", stops),
    }
}

/// What a locked month takes, and the way out.
fn locked_sheet(view: &View<'_, '_>, period: &PeriodRow, locked: Lock) -> Html {
    let words = match locked {
        Lock::Free => return Html::empty(),
        Lock::Soft(since) => {
            format!("Since {} posting into it takes the duty to post late.", since.short())
        }
        Lock::Hard(since) => {
            format!("Since {} nothing is posted into it any more.", since.short())
        }
    };
    let mut sheet = Sheet::new("Locked").body(html!("<p>{}</p>", words));
    if view.me.may(REOPEN) {
        sheet = sheet.body(reopen_form(view, period));
    }
    sheet.html()
}

fn open_sheet(view: &View<'_, '_>, period: &PeriodRow, checks: &[Check]) -> Html {
    let lines = checks.iter().map(|check| CheckLine {
        tick: match check.state {
            CheckState::Clear => Tick::Clear,
            CheckState::Explain | CheckState::Stop => Tick::Open,
        },
        words: html!("{}. {}", check.title, quiet(&*check.detail)),
        figure: match check.state {
            CheckState::Clear => Html::empty(),
            CheckState::Explain => status(Meaning::Watch, "say why"),
            CheckState::Stop => status(Meaning::Wrong, "not yet"),
        },
        href: Some(check.href.clone()),
    });
    let mut sheet = Sheet::new("Before the month closes").flush(check_list(lines));
    if view.me.may(CLOSE) {
        sheet = sheet.body(close_form(view, period, checks));
    }
    sheet.html()
}

fn close_form(view: &View<'_, '_>, period: &PeriodRow, checks: &[Check]) -> Html {
    if checks.iter().any(|check| check.state == CheckState::Stop) {
        return buttons([Button::not_yet("Close the month: clear what keeps it open")]);
    }
    let here = format!("/periods/{}", period.id);
    let form = CommandForm::of(view, ClosePeriod::NAME, &here, &here);
    let note = Field::textarea("note", "Why what stands there stands").wide();
    let fields = html!(
        "{}{}{}",
        hidden("period", &period.id.to_string()),
        hidden("seen", &period.version.to_string()),
        form.field(note).html()
    );
    form.html(fields, [Button::primary("Close the month")])
}

fn closed_sheet(view: &View<'_, '_>, period: &PeriodRow) -> Html {
    let note = period.note.as_deref().unwrap_or("Nothing had to be explained.");
    let mut sheet = Sheet::new("What was said when it closed").body(html!("<p>{}</p>", note));
    if view.me.may(REOPEN) {
        sheet = sheet.body(reopen_form(view, period));
    }
    sheet.html()
}

fn reopen_form(view: &View<'_, '_>, period: &PeriodRow) -> Html {
    let here = format!("/periods/{}", period.id);
    let form = CommandForm::of(view, ReopenPeriod::NAME, &here, &here);
    let reason = Field::text("reason", "Why it must be opened again")
        .hint("It takes another person than the one who closed it.")
        .wide()
        .required();
    let fields = html!(
        "{}{}{}",
        hidden("period", &period.id.to_string()),
        hidden("seen", &period.version.to_string()),
        form.field(reason).html()
    );
    form.html(fields, [Button::secondary("Reopen the month")])
}
