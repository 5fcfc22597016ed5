//! Setting billing options: one screen, with the next invoices beside it as they change.

use super::outlook;
use crate::billing_options::preview;
use crate::billing_options::words::{
    Delivery, Grouping, LateFee, StatementCycle, StatementStyle, Terms, Trigger,
};
use crate::billing_options::{SetOptions, records};
use front_desk::customers::{self, Customer};
use front_desk::locations::list_locations;
use front_desk::services::list_services;
use office::{Answer, Command, Fields, Page, Refusal, View};
use std::collections::HashMap;
use ui::prelude::*;
use values::{Day, Id, Money, Rate, noun};

const FROM: &str = "/billing-options/new";

/// How many payers besides payer 1 the form has room for.
const OTHERS: usize = 3;

/// First for whom, then the options, as they stand or as they were left.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let given = match view.filled.0.is_empty() {
        true => view.query.clone(),
        false => view.filled.clone(),
    };
    let branch = view.branch();
    let Ok(id) = Id::<noun::Customer>::parse(given.text("customer")) else {
        return Ok(choose().into());
    };
    let customer = customers::records::require(view.reader, branch, id)?;
    let agreement = Id::<noun::Agreement>::parse(given.text("agreement")).ok();
    let here = match agreement {
        Some(agreement) => format!("{FROM}?customer={id}&agreement={agreement}"),
        None => format!("{FROM}?customer={id}"),
    };
    let given = match given.get("trigger") {
        Some(_) => given,
        None => {
            let kept = records::list_of_customer(view.reader, branch, id)?;
            typed(&kept.standing_for(&customer, agreement, view.today), agreement, view.today)
        }
    };
    let form = CommandForm::of(view, SetOptions::NAME, &here, "/billing-options/{billing_options}");
    let filling = Filling { form: &form, given: &given };
    let content = stack([
        hidden("customer", &id.to_string()),
        hidden("agreement", &agreement.map(|one| one.to_string()).unwrap_or_default()),
        timing(&filling),
        payers(view, &filling, id)?,
        terms(&filling),
        sending(&filling),
    ]);
    let side = preview(view, &given)?;
    let live = html!(
        r#"<div id="preview" hx-get="/billing-options/preview" hx-target="this" "#
        r##"hx-swap="innerHTML" hx-trigger="change from:#billing_options-set" "##
        r##"hx-include="#billing_options-set">{side}</div>"##,
        side = side
    );
    let work_out = Button::secondary("Work out the invoices")
        .attribute("formaction", FROM)
        .attribute("formmethod", "get")
        .attribute("formnovalidate", "formnovalidate");
    let leave = Button::secondary("Leave it").href(format!("/customers/{id}"));
    let main = form.html(content, [Button::primary("Set them").key("Alt S"), work_out, leave]);
    Ok(Answer::from(Page {
        title: format!("How {} is billed", customer.name),
        note: customer.number.clone(),
        sentence: sentence(view, agreement)?,
        body: columns(Columns::Halves, [main, live]).into_string(),
        keys: vec![("Tab", "next field"), ("Alt S", "set them")],
        rail: "billing_options",
        ..Page::default()
    }))
}

/// The invoices that follow from what was entered so far, as a piece of the page.
pub(super) fn show_preview(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let given = view.query.clone();
    Ok(Answer::Fragment(preview(view, &given)?.into_string()))
}

fn choose() -> Page {
    let pick = Field::pick("customer", "For which customer", "/customers/pick", "").focused();
    let form = html!(
        r#"<form class="db-form" method="get" action="{from}">{pick}{buttons}</form>"#,
        from = FROM,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::primary("Go on")])
    );
    Page {
        title: "Set billing options".into(),
        sentence: "Who is billed as usual needs none: each visit when it is done.".into(),
        body: Sheet::new("For whom").body(form).html().into_string(),
        rail: "billing_options",
        ..Page::default()
    }
}

fn sentence(
    view: &mut View<'_, '_>,
    agreement: Option<Id<noun::Agreement>>,
) -> Result<String, Refusal> {
    let branch = view.branch();
    Ok(match agreement {
        None => String::from("For all of her work. What was billed stands as it is."),
        Some(id) => {
            let known = front_desk::agreements::records::require(view.reader, branch, id)?;
            html!(
                "Only for agreement {}, {}. What was billed stands as it is.",
                link(&*known.number, &format!("/agreements/{id}")),
                &known.service_name
            )
            .into_string()
        }
    })
}

/// The form's fields with what was typed into them.
struct Filling<'f> {
    form: &'f CommandForm,
    given: &'f Fields,
}

impl Filling<'_> {
    fn field(&self, field: Field) -> Field {
        let typed = self.given.text(field.name()).to_owned();
        self.form.field(field.value(typed))
    }

    fn one_of(
        &self,
        name: &str,
        label: &str,
        all: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Field {
        self.field(Field::select(name, label, all))
    }
}

/// The words and titles of a stored word, as a select offers them.
macro_rules! offered {
    ($words:ty) => {
        <$words>::ALL.iter().map(|one| (one.word(), one.title()))
    };
}

fn timing(filling: &Filling<'_>) -> Html {
    let months = (1..=12i8).map(|month| {
        let number = month.to_string();
        let is_ticked = filling.given.all("skip_months").any(|one| one == number);
        let name = Day::ymd(2026, month, 1).month_name();
        let name = name.split(' ').next().unwrap_or_default().to_owned();
        tick_box("skip_months", &number, &name, is_ticked.then_some(" checked"))
    });
    Sheet::new("When is billed")
        .letter('A')
        .body(field_row([
            filling.one_of("trigger", "Billed", offered!(Trigger)).focused(),
            filling.one_of("grouping", "On one invoice", offered!(Grouping)),
            filling.field(Field::day("holds_from", "From").hint("Today or later.")),
        ]))
        .body(field_row([
            filling
                .field(Field::number("billing_day", "Billing day"))
                .hint("1 to 28; blank: the last."),
            filling.field(Field::number("spread_months", "Even amounts over").unit("months")),
            filling.field(Field::text("prepay_discount", "Off when prepaid")).hint("Such as 5%."),
        ]))
        .body(tick_boxes("Months in which nothing is billed", months))
        .html()
}

fn payers(
    view: &mut View<'_, '_>,
    filling: &Filling<'_>,
    customer: Id<noun::Customer>,
) -> Result<Html, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let none = || std::iter::once((String::new(), String::from("None")));
    let services = list_services(view.reader, today)?;
    let services = services.iter().map(|one| (one.id.to_string(), one.code.clone()));
    let services: Vec<_> = none().chain(services).collect();
    let locations = list_locations(view.reader, branch, customer)?;
    let locations = locations.iter().map(|one| (one.id.to_string(), one.line1.clone()));
    let locations: Vec<_> = none().chain(locations).collect();
    let mut rows = Vec::with_capacity(OTHERS);
    let bill_to = name_of(view, filling.given.text("bill_to"))?;
    for place in 0..OTHERS {
        let name = |field: &str| format!("payers[{place}].{field}");
        let shown = name_of(view, filling.given.text(&name("customer")))?;
        let payer = Field::pick(&name("customer"), "Another payer", "/customers/pick", &shown);
        let service = Field::select(&name("service"), "or a service", services.clone());
        let location = Field::select(&name("location"), "or a location", locations.clone());
        rows.push(field_row([
            filling.field(payer),
            filling.field(Field::text(&name("share"), "takes a share")),
            filling.field(service),
            filling.field(location),
        ]));
    }
    let first = Field::pick("bill_to", "Payer 1", "/customers/pick", &bill_to);
    let first = filling.field(first).hint("Blank: the customer. Has what others do not take.");
    Ok(Sheet::new("Who pays").letter('B').body(field_row([first])).body(Html::join(rows)).html())
}

/// The name of the customer whose id was chosen; blank when none was.
fn name_of(view: &mut View<'_, '_>, id: &str) -> Result<String, Refusal> {
    let branch = view.branch();
    let Ok(id) = Id::<noun::Customer>::parse(id) else { return Ok(String::new()) };
    let known = customers::find_customer(view.reader, branch, id)?;
    Ok(known.map(|customer| customer.name).unwrap_or_default())
}

fn terms(filling: &Filling<'_>) -> Html {
    let needs = Field::checkbox("po_required", "Each invoice needs a purchase order");
    Sheet::new("Terms and purchase order")
        .letter('C')
        .body(field_row([
            filling.one_of("terms", "To be paid", offered!(Terms)),
            filling.field(Field::number("terms_days", "Days")),
            filling.field(Field::money("invoice_limit_cents", "One invoice at most")),
        ]))
        .body(filling.field(needs))
        .body(field_row([
            filling.field(Field::text("po_number", "Purchase order")),
            filling.field(Field::day("po_expires_on", "Runs out on")),
            filling.field(Field::money("po_limit_cents", "At most in all")),
        ]))
        .body(field_row([
            filling.field(Field::text("discount_rate", "Off each invoice")).hint("Such as 10%."),
            filling.field(Field::day("discount_ends_on", "Until")),
        ]))
        .html()
}

fn sending(filling: &Filling<'_>) -> Html {
    Sheet::new("Sending and reminding")
        .letter('D')
        .body(field_row([
            filling.one_of("delivery", "Invoices go", offered!(Delivery)),
            filling.one_of("statement_style", "Statements tell", offered!(StatementStyle)),
            filling.one_of("statement_cycle", "Statements go", offered!(StatementCycle)),
        ]))
        .body(field_row([
            filling.one_of("late_fee", "Late fee", offered!(LateFee)),
            filling.field(Field::text("late_fee_rate", "Its rate a month")),
        ]))
        .body(field_row([
            filling.field(Field::text("attention", "Attention")),
            filling.field(Field::text("cost_center", "Cost center")),
        ]))
        .body(field_row([
            filling.field(Field::text("invoice_text", "Words on each invoice").wide())
        ]))
        .html()
}

/// The next invoices, or what is still missing for them.
fn preview(view: &mut View<'_, '_>, given: &Fields) -> Result<Html, Refusal> {
    let branch = view.branch();
    let worked = read(view, given).and_then(|asked| {
        let from = asked.holds_from.unwrap_or(view.today).max(view.today);
        let outlook = preview::outlook(view.reader, branch, &asked, from)?;
        let mut names = HashMap::new();
        for payer in asked.list_payers() {
            let customer: Customer = customers::records::require(view.reader, branch, payer)?;
            names.insert(payer, customer.name);
        }
        Ok(outlook::sheets(&outlook, &names))
    });
    Ok(worked.unwrap_or_else(|refusal| {
        let words = tone(Meaning::Watch, refusal_words(&refusal));
        Sheet::new("The next invoices").body(words).html()
    }))
}

/// The command as it was entered so far.
fn read(view: &View<'_, '_>, given: &Fields) -> Result<SetOptions, Refusal> {
    let entry = view.office.rooms().command(SetOptions::NAME);
    let entry = entry.ok_or(Refusal::NotFound { what: "command" })?;
    let errand = office::decode::decode_fields(entry, given, &view.wall())?;
    match errand.problems.is_empty() {
        true => Ok(serde_json::from_str(&errand.payload)?),
        false => Err(Refusal::Invalid(errand.problems)),
    }
}

fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(problems) => {
            problems.0.iter().map(|one| one.words.clone()).collect::<Vec<_>>().join(" ")
        }
        other => other.words(),
    }
}

/// Options as a person would type them into the form.
fn typed(options: &SetOptions, agreement: Option<Id<noun::Agreement>>, today: Day) -> Fields {
    let mut fields = Vec::new();
    let mut put = |name: &str, text: String| fields.push((name.to_owned(), text));
    let rate = |rate: Option<Rate>| rate.map(|rate| rate.to_string()).unwrap_or_default();
    let amount = |money: Option<Money>| money.map(Money::plain).unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| day.us()).unwrap_or_default();
    let number = |number: Option<i64>| number.map(|one| one.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    put("customer", options.customer.to_string());
    put("agreement", agreement.map(|one| one.to_string()).unwrap_or_default());
    put("holds_from", today.us());
    put("bill_to", options.bill_to.map(|one| one.to_string()).unwrap_or_default());
    for (place, payer) in options.payers.iter().enumerate() {
        let name = |field: &str| format!("payers[{place}].{field}");
        put(&name("customer"), payer.customer.to_string());
        put(&name("share"), rate(payer.share));
        put(&name("service"), payer.service.map(|one| one.to_string()).unwrap_or_default());
        put(&name("location"), payer.location.map(|one| one.to_string()).unwrap_or_default());
    }
    put("trigger", options.trigger.word().into());
    put("grouping", options.grouping.word().into());
    put("billing_day", number(options.billing_day));
    put("spread_months", number(options.spread_months));
    options.skip_months.iter().for_each(|month| put("skip_months", month.to_string()));
    put("prepay_discount", rate(options.prepay_discount));
    put("terms", options.terms.word().into());
    put("terms_days", number(options.terms_days));
    put("po_required", if options.po_required { "yes".into() } else { String::new() });
    put("po_number", text(&options.po_number));
    put("po_expires_on", day(options.po_expires_on));
    put("po_limit_cents", amount(options.po_limit_cents));
    put("invoice_limit_cents", amount(options.invoice_limit_cents));
    put("discount_rate", rate(options.discount_rate));
    put("discount_ends_on", day(options.discount_ends_on));
    put("delivery", options.delivery.word().into());
    put("statement_style", options.statement_style.word().into());
    put("statement_cycle", options.statement_cycle.word().into());
    put("late_fee", options.late_fee.word().into());
    put("late_fee_rate", rate(options.late_fee_rate));
    put("attention", text(&options.attention));
    put("cost_center", text(&options.cost_center));
    put("invoice_text", text(&options.invoice_text));
    Fields(fields)
}

/// A check box that sends `value`, for fields of which several may be ticked.
pub(super) fn tick_box(name: &str, value: &str, label: &str, ticked: Option<&str>) -> Html {
    html!(
        r#"<label class="db-radio"><input class="db-check" type="checkbox" "#
        r#"id="f-{name}-{value}" name="{name}" value="{value}"{ticked}><span>{label}</span>"#
        r#"</label>"#,
        name = name,
        value = value,
        ticked = ticked.unwrap_or(""),
        label = label
    )
}

/// Check boxes under one heading.
pub(super) fn tick_boxes(legend: &str, boxes: impl IntoIterator<Item = Html>) -> Html {
    html!(
        r#"<fieldset class="db-fld db-fld-wide"><legend>{legend}</legend>"#
        r#"<div class="db-radios">{boxes}</div></fieldset>"#,
        legend = legend,
        boxes = Html::join(boxes)
    )
}
