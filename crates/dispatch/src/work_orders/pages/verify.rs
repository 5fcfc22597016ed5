//! Verify the day: the office looks over what each technician says was done, one stop a
//! row, and bills what is right.

use super::offered;
use super::show::verify_fields;
use crate::appointments::pages::outcome_mark;
use crate::work_orders::records::{self, StopToVerify, WorkOrder};
use crate::work_orders::{FINISH, Part, SendBackWork, VerifyWork};
use front_desk::agreements::rules::net;
use front_desk::{agreements, services};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::Money;

/// The most stops one page shows; the next come up as these are verified.
const MOST_STOPS: i64 = 200;
const HERE: &str = "/work-orders/verify";

/// `/work-orders/verify`, with `?work_order=` for the stop whose report is read, and
/// `?technician=` for one technician's stops only.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let all = records::list_stops_to_verify(view.reader, branch, MOST_STOPS)?;
    let to_bill = records::count_to_bill(view.reader, branch)?;
    let wanted = view.query.text("technician").to_owned();
    let stops: Vec<StopToVerify> = all
        .iter()
        .filter(|stop| wanted.is_empty() || stop.technician.to_string() == wanted)
        .cloned()
        .collect();
    let chosen = chosen(view, &stops).cloned();
    let mut side = Vec::new();
    if let Some(stop) = &chosen {
        side.push(stop_sheet(view, stop)?);
    }
    if !all.is_empty() {
        side.push(technicians(&all));
    }
    let body = match stops.is_empty() {
        true => nothing(to_bill),
        false => stack(routes(view, &stops, chosen.as_ref())),
    };
    Ok(Answer::from(Page {
        title: "Verify the day".into(),
        sentence: sentence(&all, to_bill).into_string(),
        body: body.into_string(),
        side: stack(side).into_string(),
        actions: bill_button(view, to_bill, all.is_empty()).into_string(),
        keys: vec![("J/K", "move"), ("Enter", "approve, next"), ("R", "read the report")],
        rail: "work_orders",
        ..Page::default()
    }))
}

/// The stop whose report is shown: the one asked for, or the first.
fn chosen<'s>(view: &View<'_, '_>, stops: &'s [StopToVerify]) -> Option<&'s StopToVerify> {
    let asked = view.query.text("work_order");
    stops.iter().find(|stop| stop.work_order.to_string() == asked).or(stops.first())
}

fn sentence(stops: &[StopToVerify], to_bill: i64) -> Html {
    let value: Money = stops.iter().filter(|stop| stop.outcome.was_worked()).map(|s| s.price).sum();
    let billed = match to_bill {
        0 => Html::text("nothing waits to be billed"),
        1 => html!("{} verified and not billed", strong("1 work order is")),
        many => html!("{} verified and not billed", strong(format!("{many} work orders are"))),
    };
    match stops.is_empty() {
        true => html!("Every finished stop is verified; {}.", billed),
        false => html!(
            "{} to look over, worth {}; {}.",
            strong(counted(stops.len() as u64, "stop", "stops")),
            strong(ui::dollars(value)),
            billed
        ),
    }
}

fn bill_button(view: &View<'_, '_>, to_bill: i64, is_main: bool) -> Html {
    let Some(action) = offered(view, "invoices.issue_all").filter(|_| to_bill > 0) else {
        return Html::empty();
    };
    let words = "Bill all verified work";
    // The rows carry the page's filled button until every stop is verified.
    let button = match is_main {
        true => Button::primary(words),
        false => Button::secondary(words),
    };
    let fields = [("from", HERE), ("then", "/jobs/{job}")];
    post_button(&action, &view.office.random_hex(16), &fields, button.key("B"))
}

fn nothing(to_bill: i64) -> Html {
    let words = match to_bill {
        0 => "Here stand the stops that technicians have finished, to be looked over one by one.",
        _ => "Every finished stop is verified. Bill the work when you are ready.",
    };
    let schedule =
        (to_bill == 0).then(|| Button::primary("See the schedule").href("/appointments"));
    empty_page("Nothing waits to be verified", words, schedule, None)
}

fn routes(view: &View<'_, '_>, stops: &[StopToVerify], chosen: Option<&StopToVerify>) -> Vec<Html> {
    let cursor = chosen.map(|stop| stop.work_order);
    stops
        .chunk_by(|one, next| one.technician == next.technician)
        .map(|route| {
            let rows = route.iter().map(|stop| {
                let row = stop_row(view, stop);
                match Some(stop.work_order) == cursor {
                    true => row.cursor(),
                    false => row,
                }
            });
            let price: Money = route.iter().map(|stop| stop.price).sum();
            let collected: Money = route.iter().map(|stop| stop.collected).sum();
            let table = Table::list(&format!("Stops of {}", route[0].technician_name))
                .column(Column::day("Done"))
                .column(Column::name("Customer"))
                .column(Column::text("Service and report").wide())
                .column(Column::status("Outcome"))
                .column(Column::money("Collected"))
                .column(Column::money("Price"))
                .column(Column::action())
                .rows(rows)
                .row(Row::sum([
                    Cell::Span(4, counted(route.len() as u64, "stop", "stops").into()),
                    Cell::Money(collected),
                    Cell::Total(price),
                    Cell::Blank,
                ]));
            Sheet::new(&*route[0].technician_name).flush(table).html()
        })
        .collect()
}

fn stop_row(view: &View<'_, '_>, stop: &StopToVerify) -> Row {
    let report = match stop.report.as_str() {
        "" => quiet("no report"),
        report => soft(report),
    };
    let collected = match stop.collected.is_zero() {
        true => Cell::Blank,
        false => Cell::Money(stop.collected),
    };
    let id = stop.work_order.to_string();
    let fields = [("work_order", id.as_str()), ("from", HERE), ("then", HERE)];
    let approve = post_button(
        &format!("/do/{}", VerifyWork::NAME),
        &view.office.random_hex(16),
        &fields,
        Button::link("Approve"),
    );
    let read = Button::link("Read").href(format!("{HERE}?work_order={id}")).key("R");
    Row::new([
        Cell::from(month_day(stop.done_on)),
        Cell::from(stop.customer_name.as_str()),
        Cell::from(html!("{}, {}", stop.service_name, report)),
        Cell::from(outcome_mark(Some(stop.outcome))),
        collected,
        Cell::Money(stop.price),
    ])
    .href(format!("/work-orders/{id}"))
    .action(approve)
    .also(read)
}

/// How many stops each technician has waiting; the name narrows the page.
fn technicians(stops: &[StopToVerify]) -> Html {
    let rows = stops.chunk_by(|one, next| one.technician == next.technician).map(|route| {
        let price: Money = route.iter().map(|stop| stop.price).sum();
        let href = format!("{HERE}?technician={}", route[0].technician);
        Row::new([
            Cell::from(link(&*route[0].technician_name, &href)),
            Cell::from(route.len()),
            Cell::Money(price),
        ])
    });
    let table = Table::ledger("Stops by technician")
        .density(Density::Proof)
        .column(Column::name("Technician").roomy())
        .column(Column::number("Stops"))
        .column(Column::money("Worth"))
        .rows(rows);
    let every = link("All", HERE);
    Sheet::new("By technician").fact(every).flush(table).html()
}

/// One stop in full: the report, the price check, and what else than approve may be done.
fn stop_sheet(view: &mut View<'_, '_>, stop: &StopToVerify) -> Result<Html, Refusal> {
    let branch = view.branch();
    let order = records::require(view.reader, branch, stop.work_order)?;
    let or_none = |text: &str| match text {
        "" => quiet("nothing written"),
        text => text.into(),
    };
    let facts: Vec<(Html, Html)> = vec![
        ("Where".into(), (&stop.line1).into()),
        ("Outcome".into(), outcome_mark(Some(stop.outcome))),
        ("Report".into(), or_none(&stop.report)),
        ("Materials".into(), or_none(&stop.materials)),
        ("Collected".into(), ui::money(stop.collected)),
        ("Price".into(), price_check(view, &order)?),
    ];
    let here = format!("{HERE}?work_order={}", order.id);
    let verify = CommandForm::of(view, VerifyWork::NAME, &here, HERE);
    let approve = Button::secondary("Approve at this price");
    let mut forms = vec![verify.html(verify_fields(&verify, &order), [approve])];
    if view.me.may(FINISH) {
        let back = CommandForm::of(view, SendBackWork::NAME, &here, HERE);
        let why = back.field(Field::text("reason", "What is wrong with it").wide().required());
        let own = hidden("work_order", &order.id.to_string());
        forms.push(back.html(html!("{}{}", own, why), [Button::secondary("Send it back")]));
    }
    let number = link(&*order.number, &format!("/work-orders/{}", order.id));
    let mut sheet = Sheet::new(&*stop.customer_name).fact(number).body(pairs(facts));
    for form in forms {
        sheet = sheet.body(form);
    }
    Ok(sheet.html())
}

/// The order's price beside what was agreed, or beside the list when nothing was.
fn price_check(view: &mut View<'_, '_>, order: &WorkOrder) -> Result<Html, Refusal> {
    let (branch, on) = (view.branch(), order.done_on.unwrap_or(order.due_on));
    let agreed = match order.agreement {
        Some(agreement) => agreements::records::find_agreement(view.reader, branch, agreement)?,
        None => None,
    };
    let expected: Option<(Money, &str)> = match (order.part, agreed) {
        (Part::Callback, _) => Some((Money::ZERO, "a call-back is free")),
        (part, Some(agreed)) => {
            let regular = agreed.prices.on(order.nominal_on);
            let first = agreed.initial_price.filter(|_| part == Part::Initial);
            Some((net(first.unwrap_or(regular), agreed.discount), "as agreed"))
        }
        (_, None) => services::records::find_service(view.reader, order.service, on)?
            .map(|service| (service.price, "the list price")),
    };
    let price = ui::money(order.price);
    Ok(match expected {
        Some((expected, words)) if expected == order.price => {
            html!("{} {}", price, status(Meaning::Good, words))
        }
        Some((expected, words)) => {
            let words = format!("{words} would be {expected}");
            html!("{} {}", price, status(Meaning::Watch, words))
        }
        None => price,
    })
}
