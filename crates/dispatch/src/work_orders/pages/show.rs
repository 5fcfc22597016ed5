//! One work order: what it is, where it stands, and the one thing to do next.

use super::offered;
use crate::appointments::pages::{Begun, book_fields, describe, stop_href};
use crate::appointments::{self, BOOK, BookAppointment};
use crate::work_orders::records::{self, Particulars, WorkOrder};
use crate::work_orders::{
    BringBackWork, CancelWorkOrder, FINISH, FinishWork, Outcome, PLAN, PutAsideWork, SendBackWork,
    Stage, VERIFY, VerifyWork,
};
use front_desk::customers::Customer;
use front_desk::locations::Location;
use front_desk::{customers, locations};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Money, Zone};

/// All that the page of a work order is drawn from.
struct Whole {
    order: WorkOrder,
    particulars: Particulars,
    customer: Customer,
    location: Location,
    appointment: Option<appointments::Appointment>,
}

/// `/work-orders/{work_order}`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("work_order", "work order")?;
    let order = records::require(view.reader, branch, id)?;
    let particulars = records::find_particulars(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "work order" })?;
    let whole = Whole {
        customer: customers::records::require(view.reader, branch, order.customer)?,
        location: locations::records::require(view.reader, branch, order.location)?,
        appointment: appointments::records::find_standing(view.reader, branch, id)?,
        particulars,
        order,
    };
    let next = next_step(view, &whole)?;
    let journal = journal(view, id)?;
    let mut main = vec![strip(&whole, view.today), next, work_sheet(&whole)];
    if whole.order.finished_at.is_some() {
        main.push(done_sheet(&whole, &view.me.zone));
    }
    main.push(journal);
    Ok(Answer::from(Page {
        title: whole.order.service_name.clone(),
        note: whole.order.number.clone(),
        sentence: sentence(&whole).into_string(),
        body: stack(main).into_string(),
        side: stack(side(view, &whole)).into_string(),
        actions: buttons(leads(&whole)).into_string(),
        keys: vec![("Ctrl Enter", "do the next step")],
        rail: "work_orders",
        ..Page::default()
    }))
}

/// What it waits for, in a sentence.
fn sentence(whole: &Whole) -> Html {
    let order = &whole.order;
    let due = ui::day(order.due_on);
    match order.stage() {
        Stage::Pool => html!("Due {}; {}.", due, tone(Meaning::Watch, "nobody is booked yet")),
        Stage::Booked => match &whole.appointment {
            Some(stop) => html!(
                "Booked for {}, {}.",
                strong(ui::day(stop.day)),
                describe(stop.from_minute, stop.until_minute)
            ),
            None => html!("Booked."),
        },
        Stage::Aside => html!(
            "{}: {}",
            tone(Meaning::Watch, "On hold"),
            whole.particulars.aside_reason.as_deref().unwrap_or("")
        ),
        Stage::Finished => html!("Finished; it waits for the office to verify it."),
        Stage::Verified => html!("Verified; {} is to be billed.", strong(ui::dollars(order.price))),
        Stage::Billed => html!("Done and {}.", tone(Meaning::Good, "billed")),
        Stage::Closed => html!("Verified, with nothing to bill."),
        Stage::Cancelled => {
            html!("Cancelled: {}", whole.particulars.cancel_reason.as_deref().unwrap_or(""))
        }
    }
}

fn strip(whole: &Whole, today: values::Day) -> Html {
    let order = &whole.order;
    let customer = link(&*whole.customer.name, &format!("/customers/{}", order.customer));
    let is_late = order.due_on < today && matches!(order.stage(), Stage::Pool | Stage::Booked);
    let due = FormBox::new("Due", ui::month_day(order.due_on)).meaning(match is_late {
        true => tone(Meaning::Late, "past its day"),
        false => quiet(order.part.title()),
    });
    form_strip([
        FormBox::new("Customer", customer).meaning(whole.customer.phone_shown()),
        FormBox::new("Where", &*whole.location.line1)
            .meaning(format!("{}, {}", whole.location.city, whole.location.state)),
        due,
        FormBox::new("Price", ui::dollars(order.price)).meaning(format!("{} min", order.minutes)),
        FormBox::new("Stage", order.stage().title()).meaning(match &whole.particulars {
            Particulars { sent_back_reason: Some(reason), .. } => {
                tone(Meaning::Watch, format!("sent back: {reason}"))
            }
            _ => Html::empty(),
        }),
    ])
}

/// The page's one form: the step that comes next at this stage.
fn next_step(view: &mut View<'_, '_>, whole: &Whole) -> Result<Html, Refusal> {
    let order = &whole.order;
    Ok(match order.stage() {
        Stage::Pool if view.me.may(BOOK) => book_form(view, order)?,
        Stage::Booked if view.me.may(FINISH) => finish_form(view, whole),
        Stage::Finished if view.me.may(VERIFY) => verify_form(view, order),
        Stage::Verified => bill_form(view, order),
        Stage::Aside if view.me.may(PLAN) => back_form(view, order, Primary::Yes),
        _ => Html::empty(),
    })
}

fn here(order: &WorkOrder) -> String {
    format!("/work-orders/{}", order.id)
}

fn own(order: &WorkOrder) -> Html {
    hidden("work_order", &order.id.to_string())
}

fn book_form(view: &mut View<'_, '_>, order: &WorkOrder) -> Result<Html, Refusal> {
    let branch = view.branch();
    let people = appointments::records::list_bookable(view.reader, branch)?;
    let people: Vec<_> = people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let here = here(order);
    let form = CommandForm::of(view, BookAppointment::NAME, &here, &here);
    let begun = Begun::on(order.due_on.max(view.today));
    let fields = html!(
        "{}{}{}",
        own(order),
        book_fields(&form, &people, &begun),
        form.field(Field::text("note", "A word for the technician").wide())
    );
    let schedule = Button::secondary("See that day")
        .href(format!("/appointments?day={}&book={}", begun.day, order.id));
    let book = Button::primary("Book it").key("Ctrl Enter");
    let by_hand = Sheet::new("Book it").body(form.html(fields, [book, schedule])).html();
    Ok(stack([crate::slots::sheet(view, order)?, by_hand]))
}

fn finish_form(view: &View<'_, '_>, whole: &Whole) -> Html {
    let (order, booked) = (&whole.order, &whole.appointment);
    let here = here(order);
    let form = CommandForm::of(view, FinishWork::NAME, &here, &here);
    let typed_as = match booked.as_ref().map(|booked| booked.day) {
        Some(day) if day != view.today => {
            format!("With its day: {}/{} 8:10 am.", day.month(), day.day())
        }
        _ => String::from("Such as 8:10 am."),
    };
    let outcomes = Outcome::ALL.map(|outcome| (outcome.word(), outcome.title()));
    let fields = html!(
        "{}{}{}{}",
        own(order),
        field_row([
            form.field(Field::choice("outcome", "What came of it", outcomes).value("done")),
            form.field(Field::text("arrived_at", "In").hint(typed_as)),
            form.field(Field::text("left_at", "Out")),
        ]),
        form.field(
            Field::textarea("report", "What was done, in words for the customer")
                .wide()
                .value(&order.report)
        ),
        field_row([
            form.field(Field::text("materials", "Materials used").wide().value(&order.materials)),
            form.field(Field::money("collected_cents", "Collected")),
            form.field(Field::day("done_on", "On").hint("The booked day when left out.")),
        ])
    );
    let body = form.html(fields, [Button::primary("Finish it").key("Ctrl Enter")]);
    Sheet::new("Finish it").body(body).html()
}

/// Verify and, beside it, another price with its reason; the verify page shows the same.
pub(super) fn verify_fields(form: &CommandForm, order: &WorkOrder) -> Html {
    html!(
        "{}{}",
        own(order),
        field_row([
            form.field(
                Field::money("price_cents", "Another price")
                    .hint(format!("{} when left out.", order.price))
            ),
            form.field(Field::text("reason", "Why the price differs").wide()),
        ])
    )
}

fn verify_form(view: &View<'_, '_>, order: &WorkOrder) -> Html {
    let here = here(order);
    let form = CommandForm::of(view, VerifyWork::NAME, &here, &here);
    let verify = Button::primary("Verify it").key("Ctrl Enter");
    Sheet::new("Verify it").body(form.html(verify_fields(&form, order), [verify])).html()
}

fn bill_form(view: &View<'_, '_>, order: &WorkOrder) -> Html {
    let Some(action) = offered(view, "invoices.issue") else { return Html::empty() };
    let here = here(order);
    let (customer, id) = (order.customer.to_string(), order.id.to_string());
    let fields = [
        ("customer", customer.as_str()),
        ("work_orders", id.as_str()),
        ("from", here.as_str()),
        ("then", "/invoices/{invoice}"),
    ];
    let bill = Button::primary("Bill it").key("Ctrl Enter");
    let more = link("Bill it with other lines", &format!("/invoices/new?customer={customer}"));
    Sheet::new("Bill it")
        .body(buttons([post_button(&action, &view.once_key(), &fields, bill), more]))
        .html()
}

/// Whether a form's button is the one filled one of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Primary {
    Yes,
    No,
}

fn back_form(view: &View<'_, '_>, order: &WorkOrder, primary: Primary) -> Html {
    let here = here(order);
    let form = CommandForm::of(view, BringBackWork::NAME, &here, &here);
    let due = Field::day("due_on", "Due on").value(order.due_on.us());
    let button = match primary {
        Primary::Yes => Button::primary("Bring it back").key("Ctrl Enter"),
        Primary::No => Button::secondary("Bring it back"),
    };
    let fields = html!("{}{}", own(order), field_row([form.field(due)]));
    Sheet::new("It is to be done after all").body(form.html(fields, [button])).html()
}

fn work_sheet(whole: &Whole) -> Html {
    let order = &whole.order;
    let mut lines: Vec<(Html, Html)> = vec![("Where".into(), whole.location.one_line().into())];
    let mut say = |label: &str, words: Html| {
        if !words.is_empty() {
            lines.push((label.into(), words));
        }
    };
    say("Way in", (&whole.location.access).into());
    say("Take care", (&whole.location.hazards).into());
    say("For the technician", (&order.instructions).into());
    say("Purchase order", (&order.po_number).into());
    if let Some(agreement) = order.agreement {
        say("Follows from", link("its agreement", &format!("/agreements/{agreement}")));
    }
    if let Some(cause) = whole.particulars.cause {
        say("Makes good", link("an earlier visit", &format!("/work-orders/{cause}")));
    }
    if order.nominal_on != order.due_on {
        say("By its rule", html!("{}, moved to a working day", ui::day(order.nominal_on)));
    }
    Sheet::new("What is to be done").body(pairs(lines)).html()
}

fn done_sheet(whole: &Whole, zone: &Zone) -> Html {
    let (order, particulars) = (&whole.order, &whole.particulars);
    let mut lines: Vec<(Html, Html)> = Vec::new();
    if let Some(outcome) = order.outcome {
        lines.push(("Outcome".into(), appointments::pages::outcome_mark(Some(outcome))));
    }
    if let (Some(name), Some(on)) = (&particulars.technician_name, order.done_on) {
        lines.push(("By".into(), html!("{}, {}", name, ui::day(on))));
    }
    if let (Some(came), Some(left)) = (particulars.arrived_at, particulars.left_at) {
        let words = html!("{} to {}", ui::clock(came, zone), ui::clock(left, zone));
        lines.push(("There".into(), words));
    }
    let or_none = |text: &str| match text {
        "" => quiet("nothing written"),
        text => text.into(),
    };
    lines.push(("Report".into(), or_none(&order.report)));
    lines.push(("Materials".into(), or_none(&order.materials)));
    if order.collected != Money::ZERO {
        lines.push(("Collected".into(), ui::money(order.collected)));
    }
    Sheet::new("What was done").body(pairs(lines)).html()
}

/// What else may be done, seldom.
fn side(view: &View<'_, '_>, whole: &Whole) -> Vec<Html> {
    let order = &whole.order;
    let here = here(order);
    let with_reason = |command: &'static str, heading: &str, words: &str| {
        let form = CommandForm::of(view, command, &here, &here);
        let why = form.field(Field::text("reason", "Why").wide().required());
        let body = form.html(html!("{}{}", own(order), why), [Button::secondary(words)]);
        Sheet::new(heading).body(body).html()
    };
    let mut side = Vec::new();
    match order.stage() {
        Stage::Pool | Stage::Booked if view.me.may(PLAN) => {
            side.push(with_reason(PutAsideWork::NAME, "Let it wait", "Put it aside"));
            side.push(with_reason(CancelWorkOrder::NAME, "Cancel it", "Cancel the work order"));
        }
        Stage::Aside if view.me.may(PLAN) => {
            side.push(with_reason(CancelWorkOrder::NAME, "Cancel it", "Cancel the work order"));
        }
        Stage::Cancelled if view.me.may(PLAN) => {
            side.push(back_form(view, order, Primary::No));
        }
        Stage::Finished if view.me.may(FINISH) => {
            side.push(with_reason(SendBackWork::NAME, "Something is wrong", "Send it back"));
        }
        _ => {}
    }
    side
}

/// Where to go from here.
fn leads(whole: &Whole) -> Vec<Button> {
    let order = &whole.order;
    let mut leads = Vec::new();
    if let (Some(stop), Stage::Booked) = (&whole.appointment, order.stage()) {
        leads.push(Button::secondary("Move it").href(stop_href(stop)).key("M"));
    }
    if let Some(invoice) = order.invoice {
        let open = Button::secondary("Open the invoice");
        leads.push(open.href(format!("/invoices/{invoice}")).key("O"));
    }
    if order.verified_at.is_some() {
        leads.push(
            Button::secondary("Add a call-back")
                .href(format!("/work-orders/new?customer={}&cause={}", order.customer, order.id)),
        );
    }
    leads
}
