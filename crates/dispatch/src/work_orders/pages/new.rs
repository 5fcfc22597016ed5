//! A work order by hand: an extra visit, one-time work, or a call-back.

use crate::work_orders::{AddWorkOrder, records};
use front_desk::{customers, locations, services};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/work-orders/new?customer=ID`, and `&cause=ID` for a call-back.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if view.query.text("customer").is_empty() {
        return Ok(without_customer());
    }
    let branch = view.branch();
    let id: Id<noun::Customer> = view.query.id("customer", "customer")?;
    let customer = customers::records::require(view.reader, branch, id)?;
    let cause = match view.query.text("cause") {
        "" => None,
        _ => {
            let cause = view.query.id("cause", "work order")?;
            Some(records::require(view.reader, branch, cause)?)
        }
    };
    let here = match &cause {
        None => format!("/work-orders/new?customer={id}"),
        Some(cause) => format!("/work-orders/new?customer={id}&cause={}", cause.id),
    };
    let form = CommandForm::of(view, AddWorkOrder::NAME, &here, "/work-orders/{work_order}");
    let fields = fields(view, &form, id, cause.as_ref())?;
    let leave = Button::secondary("Leave it").href(format!("/customers/{id}")).key("Esc");
    let add = Button::primary("Add the work order").key("Ctrl Enter");
    let sentence = match &cause {
        None => html!("It waits in the pool until it is booked."),
        Some(cause) => html!(
            "A call-back to work order {}: free under the guarantee unless you enter a price.",
            link(&*cause.number, &format!("/work-orders/{}", cause.id))
        ),
    };
    Ok(Answer::from(Page {
        title: format!("Work for {}", customer.name),
        note: customer.number,
        sentence: sentence.into_string(),
        body: Sheet::new("The work").body(form.html(fields, [add, leave])).html().into_string(),
        keys: vec![("Ctrl Enter", "add")],
        rail: "work_orders",
        ..Page::default()
    }))
}

fn fields(
    view: &mut View<'_, '_>,
    form: &CommandForm,
    customer: Id<noun::Customer>,
    cause: Option<&records::WorkOrder>,
) -> Result<Html, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let places = locations::list_locations(view.reader, branch, customer)?;
    let open: Vec<_> = places.iter().filter(|place| place.closed_at.is_none()).collect();
    let places = open.iter().map(|place| (place.id, place.one_line()));
    let sold = services::records::list_services(view.reader, today)?;
    let sold = sold.iter().filter(|service| service.retired_at.is_none());
    let sold = sold.map(|service| (service.id, format!("{}, {}", service.name, service.price)));
    let mut service = Field::select("service", "What", sold).focused();
    if let Some(cause) = cause {
        service = service.value(cause.service);
    }
    let cause = cause.map(|cause| hidden("cause", &cause.id.to_string()));
    Ok(html!(
        "{}{}{}{}{}",
        hidden("customer", &customer.to_string()),
        cause,
        field_row([
            form.field(Field::select("location", "Where", places).wide()),
            form.field(service),
        ]),
        field_row([
            form.field(Field::day("due_on", "Due").on(today)),
            form.field(Field::money("price_cents", "Price").hint("The list price when left out.")),
            form.field(Field::text("po_number", "Purchase order")),
        ]),
        form.field(Field::textarea("instructions", "What the technician should know").wide())
    ))
}

fn without_customer() -> Answer {
    let pick = Field::pick("customer", "For which customer", "/customers/pick", "").focused();
    let form = html!(
        r#"<form class="db-form" method="get" action="/work-orders/new">{pick}{buttons}</form>"#,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::primary("Go on")])
    );
    Answer::from(Page {
        title: "New work order".into(),
        sentence: "A work order is for a customer: a piece of her name or number is enough.".into(),
        body: Sheet::new("For whom").body(form).html().into_string(),
        rail: "work_orders",
        ..Page::default()
    })
}
