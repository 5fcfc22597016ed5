//! One day: each technician's stops in the order they are driven, with what came of them.

use super::forms::{Begun, book_fields, describe};
use super::{asked_day, bookable, day_words, pool_sheet, span_words};
use crate::appointments::records::{self, Appointment, Stop};
use crate::appointments::{BOOK, BookAppointment, CancelAppointment, MoveAppointment};
use crate::work_orders::{self, Outcome};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, noun};

/// `/appointments?day=`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let day = asked_day(view, "day");
    let branch = view.branch();
    let stops = records::list_stops(view.reader, branch, day, day)?;
    let (pool, waiting) = pool_sheet(view, day)?;
    let mut side = Vec::new();
    if view.me.may(BOOK) {
        side.push(chosen_form(view, day)?);
    }
    side.push(pool);
    let body = match stops.is_empty() {
        true => empty(day, waiting),
        false => stack(by_technician(view, day, &stops)),
    };
    Ok(Answer::from(Page {
        title: "Schedule".into(),
        note: day.long(),
        sentence: sentence(day, &stops, waiting).into_string(),
        body: body.into_string(),
        side: stack(side).into_string(),
        actions: buttons(steps(day)).into_string(),
        keys: vec![("+/-", "day"), ("T", "today"), ("W", "week"), ("J/K", "move")],
        rail: "appointments",
        ..Page::default()
    }))
}

fn steps(day: Day) -> Vec<Button> {
    let to = |day: Day| format!("/appointments?day={day}");
    vec![
        Button::secondary("Day before").href(to(day.plus_days(-1))).key("-"),
        Button::secondary("Today").href("/appointments").key("T"),
        Button::secondary("Day after").href(to(day.plus_days(1))).key("+"),
        Button::secondary("Week").href(format!("/appointments?week={day}")).key("W"),
    ]
}

fn sentence(day: Day, stops: &[Stop], waiting: usize) -> Html {
    let mut people: Vec<_> = stops.iter().map(|stop| stop.technician).collect();
    people.dedup();
    let done = stops.iter().filter(|stop| stop.outcome.is_some()).count();
    let minutes: i64 = stops.iter().map(|stop| stop.minutes).sum();
    let pool = match waiting {
        0 => Html::text("nothing waits in the pool"),
        1 => html!("{} waits in the pool", strong("1 work order")),
        many => html!("{} wait in the pool", strong(format!("{many} work orders"))),
    };
    match stops.is_empty() {
        true => html!("{}: nothing is booked, {}.", day_words(day), pool),
        false => html!(
            "{}: {} for {}, {} of work, {} with an outcome; {}.",
            day_words(day),
            strong(counted(stops.len() as u64, "stop", "stops")),
            counted(people.len() as u64, "technician", "technicians"),
            span_words(minutes),
            done,
            pool
        ),
    }
}

fn empty(day: Day, waiting: usize) -> Html {
    let words = match waiting {
        0 => "Here stand the stops of each technician in driving order. Add a work order first.",
        _ => "Here stand the stops of each technician in driving order. Book one from the pool.",
    };
    let button = match waiting {
        0 => Some(Button::secondary("Work orders").href("/work-orders")),
        _ => None,
    };
    empty_page(&format!("Nothing is booked on {}", day.short()), words, button, None)
}

fn by_technician(view: &View<'_, '_>, day: Day, stops: &[Stop]) -> Vec<Html> {
    let may_book = view.me.may(BOOK);
    stops
        .chunk_by(|one, next| one.technician == next.technician)
        .map(|route| {
            let minutes: i64 = route.iter().map(|stop| stop.minutes).sum();
            let count = counted(route.len() as u64, "stop", "stops");
            let rows = (1i64..).zip(route).map(|(order, stop)| stop_row(order, stop, may_book));
            let table = Table::list(&format!("Stops of {}", route[0].technician_name))
                .column(Column::number("Stop"))
                .column(Column::id("Window"))
                .column(Column::name("Customer"))
                .column(Column::text("Where").wide())
                .column(Column::text("Service"))
                .column(Column::number("Minutes"))
                .column(Column::status("Outcome"))
                .column(Column::action())
                .rows(rows);
            let files = link(
                "Print",
                &format!("/appointments?day={day}&technician={}&format=print", route[0].technician),
            );
            Sheet::new(&*route[0].technician_name)
                .fact(html!("{}, {} {}", count, span_words(minutes), files))
                .flush(table)
                .html()
        })
        .collect()
}

fn stop_row(order: i64, stop: &Stop, may_book: bool) -> Row {
    let outcome = stop.outcome.as_deref().and_then(Outcome::of_word);
    let row = Row::new([
        Cell::from(order),
        Cell::from(describe(stop.from_minute, stop.until_minute)),
        Cell::from(stop.customer_name.as_str()),
        Cell::from(format!("{}, {}", stop.line1, stop.city)),
        Cell::from(stop.service_name.as_str()),
        Cell::from(stop.minutes),
        Cell::from(outcome_mark(outcome)),
    ])
    .href(format!("/work-orders/{}", stop.work_order));
    match (outcome, may_book) {
        (Some(_), _) => row.quiet(),
        (None, true) => row.action(
            Button::link("Change")
                .href(format!("/appointments?day={}&stop={}", stop.day, stop.appointment)),
        ),
        (None, false) => row,
    }
}

/// An outcome as mark and word.
pub(crate) fn outcome_mark(outcome: Option<Outcome>) -> Html {
    match outcome {
        None => quiet("to come"),
        Some(Outcome::Done) => status(Meaning::Good, "Done"),
        Some(Outcome::Partial) => status(Meaning::Watch, "Part done"),
        Some(missed) => status(Meaning::Wrong, missed.title()),
    }
}

/// The form in the side: the stop that was chosen to be changed, or a booking.
fn chosen_form(view: &mut View<'_, '_>, day: Day) -> Result<Html, Refusal> {
    let branch = view.branch();
    let stop = view.query.get("stop").and_then(|id| id.parse::<i64>().ok()).map(Id::new);
    let standing = match stop {
        Some(stop) => records::find_appointment(view.reader, branch, stop)?,
        None => None,
    };
    match standing {
        Some(stop) => change_forms(view, &stop),
        None => book_form(view, day),
    }
}

fn book_form(view: &mut View<'_, '_>, day: Day) -> Result<Html, Refusal> {
    let branch = view.branch();
    let until = day.plus_days(super::POOL_DAYS);
    let pool = work_orders::records::list_pool_rows(view.reader, branch, until, super::POOL_LIMIT)?;
    if pool.is_empty() {
        return Ok(Html::empty());
    }
    let technicians = bookable(view)?;
    let chosen = view.query.text("book").to_owned();
    let here = match chosen.as_str() {
        "" => format!("/appointments?day={day}"),
        book => format!("/appointments?day={day}&book={book}"),
    };
    let form = CommandForm::of(view, BookAppointment::NAME, &here, "/appointments?day={day}");
    let works = pool.iter().map(|row| {
        let words = format!("{}, {}, due {}", row.customer_name, row.service_name, row.due_on.us());
        (row.work_order, words)
    });
    let mut work = Field::select("work_order", "Work", works).wide();
    if !chosen.is_empty() {
        work = work.value(chosen);
    }
    let fields = html!(
        "{}{}{}",
        form.field(work),
        book_fields(&form, &technicians, &Begun::on(day.max(view.today))),
        form.field(Field::text("note", "A word for the technician").wide())
    );
    let body = form.html(fields, [Button::primary("Book it").key("Ctrl Enter")]);
    Ok(Sheet::new("Book from the pool").body(body).html())
}

fn change_forms(view: &mut View<'_, '_>, stop: &Appointment) -> Result<Html, Refusal> {
    let branch = view.branch();
    let order = work_orders::records::require(view.reader, branch, stop.work_order)?;
    let technicians = bookable(view)?;
    let here = format!("/appointments?day={}&stop={}", stop.day, stop.id);
    let own = hidden("appointment", &stop.id.to_string());
    let begun = Begun {
        technician: Some(stop.technician.to_string()),
        day: stop.day,
        from_minute: stop.from_minute,
        until_minute: stop.until_minute,
    };
    let to_move = CommandForm::of(view, MoveAppointment::NAME, &here, "/appointments?day={day}");
    let why = |form: &CommandForm| form.field(Field::text("reason", "Why").wide().required());
    let fields = html!("{}{}{}", own, book_fields(&to_move, &technicians, &begun), why(&to_move));
    let moved = to_move.html(fields, [Button::primary("Move it").key("Ctrl Enter")]);
    let back = format!("/appointments?day={}", stop.day);
    let cancel = CommandForm::of(view, CancelAppointment::NAME, &here, &back);
    let cancelled = cancel
        .html(html!("{}{}", own, why(&cancel)), [Button::secondary("Put it back into the pool")]);
    let heading = format!("Change {}", order.service_name);
    let number = link(&*order.number, &format!("/work-orders/{}", order.id));
    Ok(stack([
        Sheet::new(heading).fact(number).body(moved),
        Sheet::new("Take it off the schedule").body(cancelled),
    ]))
}

/// The id of a stop's day page, for other pages.
pub(crate) fn stop_href(stop: &Appointment) -> String {
    let appointment: Id<noun::Appointment> = stop.id;
    format!("/appointments?day={}&stop={appointment}", stop.day)
}
