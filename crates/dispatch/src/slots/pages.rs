//! The best slots on screen: beside the form by which work is booked, and on a page of their
//! own for another day.

use super::best::{Ask, Offer, best};
use crate::appointments::BOOK;
use crate::appointments::pages::describe;
use crate::work_orders::Stage;
use crate::work_orders::records::{WorkOrder, require};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, noun};

/// How many are told beside the form, and on the page.
const FEW: usize = 5;
const MANY: usize = 20;

/// `/slots?work_order=&day=`: the best slots of a work order around a day.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id: Id<noun::WorkOrder> = view.query.id("work_order", "work order")?;
    let order = require(view.reader, branch, id)?;
    let day = Day::parse_input(view.query.text("day"), view.today).unwrap_or(order.due_on);
    let offers = offers(view, &order, day.max(view.today), MANY)?;
    let another = html!(
        r#"<form method="get" action="/slots" class="db-form">{}{}{}</form>"#,
        hidden("work_order", &id.to_string()),
        Field::day("day", "Around").on(day).html(),
        form_end([Button::secondary("Look again")])
    );
    let found = table(view, &order, &offers, Html::empty());
    let side = Sheet::new("Another day").body(another).html();
    let back = Button::secondary(&*order.number).href(format!("/work-orders/{id}"));
    let page = Page {
        title: format!("Best slots, {}", order.service_name),
        sentence: format!("{} minutes of work around {}.", order.minutes, day.long()),
        body: columns(Columns::MainSide, [found, side]).into_string(),
        actions: back.html().into_string(),
        rail: "appointments",
        ..Page::default()
    };
    Ok(page.into())
}

/// The best few, beside the form by which a work order is booked.
pub(crate) fn sheet(view: &mut View<'_, '_>, order: &WorkOrder) -> Result<Html, Refusal> {
    let day = order.due_on.max(view.today);
    let offers = offers(view, order, day, FEW)?;
    let more = link("More, around another day", &format!("/slots?work_order={}", order.id));
    Ok(table(view, order, &offers, more))
}

fn offers(
    view: &mut View<'_, '_>,
    order: &WorkOrder,
    day: Day,
    at_most: usize,
) -> Result<Vec<Offer>, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let now = view.now.local(&view.me.zone);
    let minute = i64::from(now.hour) * 60 + i64::from(now.minute);
    let (location, minutes) = (order.location, order.minutes);
    best(view.reader, branch, Ask { location, minutes, day, today, minute, at_most })
}

fn table(view: &View<'_, '_>, order: &WorkOrder, offers: &[Offer], more: Html) -> Html {
    let sheet = Sheet::new("Best slots").fact(more);
    if offers.is_empty() {
        let words = "Nothing fits within a fortnight, or no place is on the map yet. Book it by \
                     hand.";
        return sheet.body(quiet(words)).html();
    }
    let may_book = view.me.may(BOOK) && order.stage() == Stage::Pool;
    let rows = offers.iter().map(|offer| {
        let row = Row::new([
            Cell::from(ui::day(offer.day)),
            Cell::from(describe(offer.from_minute, offer.until_minute)),
            Cell::from(offer.name.as_str()),
            Cell::from(offer.reason()),
        ]);
        match may_book {
            true => row.action(book_button(view, order, offer)),
            false => row,
        }
    });
    let table = Table::list("Best slots")
        .column(Column::day("Day"))
        .column(Column::text("Promise"))
        .column(Column::name("Who"))
        .column(Column::text("Why").wide())
        .column(Column::action())
        .rows(rows);
    sheet.flush(table).html()
}

/// One press books it as it is offered.
fn book_button(view: &View<'_, '_>, order: &WorkOrder, offer: &Offer) -> Html {
    let here = format!("/work-orders/{}", order.id);
    let (work_order, technician) = (order.id.to_string(), offer.technician.to_string());
    let (from, until) = (offer.from_minute.to_string(), offer.until_minute.to_string());
    let day = offer.day.us();
    let fields = [
        ("from", here.as_str()),
        ("then", here.as_str()),
        ("work_order", work_order.as_str()),
        ("technician", technician.as_str()),
        ("day", day.as_str()),
        ("from_minute", from.as_str()),
        ("until_minute", until.as_str()),
    ];
    let button = Button::link("Book");
    ui::post_button("/do/appointments.book", &view.office.random_hex(16), &fields, button)
}
