//! A week at a glance: a row for each technician, a column for each day.

use super::{asked_day, day_words, pool_sheet, span_words};
use crate::appointments::clock;
use crate::appointments::records::{self, Stop};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::Day;

/// `/appointments?week=`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let monday = monday_of(asked_day(view, "week"));
    let branch = view.branch();
    let stops = records::list_stops(view.reader, branch, monday, monday.plus_days(6))?;
    let (pool, waiting) = pool_sheet(view, monday.plus_days(6))?;
    let body = match stops.is_empty() {
        true => empty_page(
            "Nothing is booked this week",
            "Here stands the week of each technician, day by day. Open a day and book from the \
             pool.",
            Some(Button::primary("Open Monday").href(format!("/appointments?day={monday}"))),
            None,
        ),
        false => grid(view, monday, stops.clone()),
    };
    let minutes: i64 = stops.iter().map(|stop| stop.minutes).sum();
    Ok(Answer::from(Page {
        title: "Schedule".into(),
        note: format!("Week of {}", monday.long()),
        sentence: html!(
            "{} to {}: {}, {} of work; {} in the pool.",
            day_words(monday),
            day_words(monday.plus_days(6)),
            strong(counted(stops.len() as u64, "stop", "stops")),
            span_words(minutes),
            waiting
        )
        .into_string(),
        body: body.into_string(),
        side: pool.into_string(),
        actions: buttons(steps(monday)).into_string(),
        keys: vec![("+/-", "week"), ("T", "this week"), ("D", "day")],
        rail: "appointments",
        ..Page::default()
    }))
}

fn monday_of(day: Day) -> Day {
    day.plus_days(-((day.weekday().from_sunday() + 6) % 7))
}

fn steps(monday: Day) -> Vec<Button> {
    let to = |day: Day| format!("/appointments?week={day}");
    vec![
        Button::secondary("Week before").href(to(monday.plus_days(-7))).key("-"),
        Button::secondary("This week").href("/appointments?week=t").key("T"),
        Button::secondary("Week after").href(to(monday.plus_days(7))).key("+"),
        Button::secondary("Day").href(format!("/appointments?day={monday}")).key("D"),
    ]
}

fn grid(view: &View<'_, '_>, monday: Day, mut stops: Vec<Stop>) -> Html {
    // The rows are technicians; the records come by day.
    stops.sort_by(|a, b| {
        (&a.technician_name, a.technician, a.day, a.from_minute).cmp(&(
            &b.technician_name,
            b.technician,
            b.day,
            b.from_minute,
        ))
    });
    let days: Vec<Day> = (0..7)
        .map(|day| monday.plus_days(day))
        .filter(|day| day.weekday().from_sunday() != 0 || stops.iter().any(|stop| stop.day == *day))
        .collect();
    let mut table = Table::ledger("The week").column(Column::name("Technician"));
    for day in &days {
        let head = link(day.short(), &format!("/appointments?day={day}"));
        let head = match *day == view.today {
            true => html!("{} {}", head, quiet("today")),
            false => head,
        };
        table = table.column(Column::text(head).roomy());
    }
    for route in stops.chunk_by(|one, next| one.technician == next.technician) {
        let name = Cell::from(route[0].technician_name.as_str());
        let cells = days.iter().map(|day| day_cell(route.iter().filter(|stop| stop.day == *day)));
        table = table.row(Row::new(std::iter::once(name).chain(cells)));
    }
    Sheet::new("The week").flush(table).html()
}

/// The stops of one technician on one day, under one another.
fn day_cell<'s>(stops: impl Iterator<Item = &'s Stop>) -> Cell {
    let lines = stops.map(|stop| {
        let words = format!("{} {}", clock(stop.from_minute), stop.customer_name);
        let href = match stop.outcome {
            Some(_) => format!("/work-orders/{}", stop.work_order),
            None => format!("/appointments?day={}&stop={}", stop.day, stop.appointment),
        };
        html!("<div>{}</div>", link(words, &href))
    });
    Cell::Html(Html::join(lines))
}

#[cfg(test)]
mod tests {
    use super::monday_of;
    use values::Day;

    #[test]
    fn a_week_begins_on_monday() {
        let monday = Day::ymd(2026, 3, 2);
        for days in 0..7 {
            assert_eq!(monday_of(monday.plus_days(days)), monday);
        }
        assert_eq!(monday_of(monday.plus_days(-1)), monday.plus_days(-7));
    }
}
