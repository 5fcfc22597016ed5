//! The schedule on screen: a day stop by stop, a week at a glance, and beside either the
//! pool from which work is booked.

mod day;
mod forms;
mod week;

pub(crate) use day::{outcome_mark, stop_href};
pub(crate) use forms::{Begun, book_fields, describe};

use super::{BOOK, READ, listing, records};
use crate::work_orders;
use office::{Answer, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::Day;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[page("/appointments", READ, show)];

/// How much of the pool is offered at once, and how many days ahead of the day shown.
const POOL_LIMIT: i64 = 60;
const POOL_DAYS: i64 = 14;

/// `/appointments`: one day, or with `?week=` the week of a day; files come from the list.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &listing::LISTING)? {
        return Ok(file);
    }
    match view.query.get("week") {
        Some(_) => week::show(view),
        None => day::show(view),
    }
}

/// The day a query names; today when it names none.
fn asked_day(view: &View<'_, '_>, name: &str) -> Day {
    Day::parse_input(view.query.text(name), view.today).unwrap_or(view.today)
}

/// The pool beside the day: each work order leads to its booking form.
fn pool_sheet(view: &mut View<'_, '_>, day: Day) -> Result<(Html, usize), Refusal> {
    let branch = view.branch();
    let until = day.plus_days(POOL_DAYS);
    let pool = work_orders::records::list_pool_rows(view.reader, branch, until, POOL_LIMIT)?;
    if pool.is_empty() {
        let words = html!("Nothing waits to be booked until {}.", day_words(until));
        return Ok((Sheet::new("Pool").body(quiet(words)).html(), 0));
    }
    let may_book = view.me.may(BOOK);
    let today = view.today;
    let rows = pool.iter().map(|row| {
        let late = row.due_on < today;
        let due = match late {
            true => Cell::from(tone(Meaning::Late, month_day(row.due_on))),
            false => Cell::from(month_day(row.due_on)),
        };
        let what = html!("{}, {}", row.customer_name, soft(&row.service_name));
        let drawn =
            Row::new([due, Cell::from(what)]).href(format!("/work-orders/{}", row.work_order));
        match may_book {
            true => drawn.action(
                Button::link("Book")
                    .href(format!("/appointments?day={day}&book={}", row.work_order)),
            ),
            false => drawn,
        }
    });
    let table = Table::list("Pool")
        .density(Density::Dense)
        .column(Column::day("Due"))
        .column(Column::name("Work").wide())
        .column(Column::action())
        .rows(rows);
    let fact = format!("{} to book", pool.len());
    Ok((Sheet::new("Pool").fact(fact).flush(table).html(), pool.len()))
}

/// `Mon, Mar 2`.
fn day_words(day: Day) -> Html {
    ui::day(day)
}

/// `3 h 30 min`.
fn span_words(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Who can be booked, as forms offer them.
fn bookable(view: &mut View<'_, '_>) -> Result<Vec<(String, String)>, Refusal> {
    let branch = view.branch();
    let people = records::list_bookable(view.reader, branch)?;
    Ok(people.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn spans_read_as_hours_and_minutes() {
        assert_eq!(super::span_words(45), "45 min");
        assert_eq!(super::span_words(120), "2 h");
        assert_eq!(super::span_words(210), "3 h 30 min");
    }
}
