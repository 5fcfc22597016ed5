//! The pages of absences.

use super::{SET, listing, records};
use crate::appointments::BOOK;
use crate::appointments::pages::describe;
use crate::appointments::records::{list_bookable, list_stops};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/absences`: who is away.
pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer
        && view.me.may(SET)
    {
        let note = Button::primary("Note an absence").href("/absences/new").key("N");
        page.actions = note.html().into_string();
    }
    Ok(answer)
}

/// `/absences/new`: who, from when, until when, why.
pub(super) fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let people = list_bookable(view.reader, branch)?;
    let form = CommandForm::of(view, "absences.note", "/absences/new", "/absences/{absence}");
    let fields = html!(
        "{}{}{}",
        form.field(Field::select("staff", "Who", people).focused()).html(),
        field_row([
            form.field(Field::day("from_on", "From").on(view.today)),
            form.field(Field::day("until_on", "Until").hint("The same day, when blank.")),
        ]),
        form.field(Field::text("reason", "Why").wide().required()).html()
    );
    let buttons =
        [Button::primary("Note it").key("Alt S"), Button::secondary("Leave it").href("/absences")];
    let page = Page {
        title: "Note an absence".into(),
        sentence: "What is booked on these days is told next, to be given to others.".into(),
        body: Sheet::new("The absence").body(form.html(fields, buttons)).html().into_string(),
        rail: "absences",
        ..Page::default()
    };
    Ok(page.into())
}

/// `/absences/{id}`: one absence, and what stands with her on its days.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Absence> = view.path.id("id", "absence")?;
    let branch = view.branch();
    let row = records::require(view.reader, branch, id)?;
    let mut stops = list_stops(view.reader, branch, row.from_on, row.until_on)?;
    stops.retain(|stop| stop.technician == row.staff && stop.outcome.is_none());
    let days = match row.from_on == row.until_on {
        true => row.from_on.long(),
        false => format!("{} to {}", row.from_on.long(), row.until_on.long()),
    };
    let sentence = match (row.ended_at, stops.len()) {
        (Some(_), _) => format!("{days}: taken back."),
        (None, 0) => format!("{days}: {}. Nothing is booked on it.", row.reason),
        (None, 1) => format!("{days}: {}. 1 visit has to go to somebody else.", row.reason),
        (None, many) => {
            format!("{days}: {}. {many} visits have to go to somebody else.", row.reason)
        }
    };
    let may_book = view.me.may(BOOK);
    let rows = stops.iter().map(|stop| {
        let drawn = Row::new([
            Cell::from(ui::day(stop.day)),
            Cell::from(describe(stop.from_minute, stop.until_minute)),
            Cell::from(stop.customer_name.as_str()),
            Cell::from(format!("{}, {}", stop.line1, stop.city)),
            Cell::from(stop.service_name.as_str()),
        ])
        .href(format!("/work-orders/{}", stop.work_order));
        match may_book {
            true => drawn.action(
                Button::link("Give to another")
                    .href(format!("/appointments?day={}&stop={}", stop.day, stop.appointment)),
            ),
            false => drawn,
        }
    });
    let table = Table::list("Visits that stand")
        .column(Column::day("Day"))
        .column(Column::text("Promise"))
        .column(Column::name("Customer"))
        .column(Column::text("Where").wide())
        .column(Column::text("Service"))
        .column(Column::action())
        .rows(rows);
    let mut parts = vec![match stops.is_empty() {
        true => Sheet::new("Visits that stand").body(quiet("None.")).html(),
        false => Sheet::new("Visits that stand").flush(table).html(),
    }];
    if view.me.may(SET) && row.ended_at.is_none() {
        let here = format!("/absences/{id}");
        let form = CommandForm::of(view, "absences.end", &here, &here);
        let back = form
            .html(hidden("absence", &id.to_string()), [Button::secondary("Take the absence back")]);
        parts.push(Sheet::new("Works after all?").body(back).html());
    }
    let page = Page {
        title: format!("{} is away", row.name),
        sentence: Html::text(sentence).into_string(),
        body: stack(parts).into_string(),
        rail: "absences",
        ..Page::default()
    };
    Ok(page.into())
}
