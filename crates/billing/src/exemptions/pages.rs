//! Exemption certificates on screen: the list, recording one, one of them.

use super::record::{ExemptionCause, RecordExemption};
use super::{KEEP, READ, WithdrawExemption, listing, records};
use front_desk::customers;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/exemptions", READ, list),
    page("/exemptions/new", KEEP, new),
    page("/exemptions/{exemption}", READ, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(KEEP) {
        let record = Button::primary("Record a certificate").key("N").href("/exemptions/new");
        page.actions = record.html().into_string();
    }
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let given = match view.filled.0.is_empty() {
        true => view.query.clone(),
        false => view.filled.clone(),
    };
    let branch = view.branch();
    let name = match Id::<noun::Customer>::parse(given.text("customer")) {
        Ok(id) => customers::records::require(view.reader, branch, id)?.name,
        Err(_) => String::new(),
    };
    let then = "/exemptions/{exemption}";
    let form = CommandForm::of(view, RecordExemption::NAME, "/exemptions/new", then);
    let whose = Field::pick("customer", "Customer", "/customers/pick", &name);
    let whose = whose.value(given.text("customer"));
    let causes = ExemptionCause::ALL.iter().map(|one| (one.word(), one.title()));
    let content = Sheet::new("The certificate")
        .body(field_row([form.field(whose.focused().wide())]))
        .body(field_row([
            form.field(Field::text("number", "Its number")),
            form.field(Field::select("cause", "Why", causes)),
        ]))
        .body(field_row([
            form.field(Field::text("states[0]", "State").hint("Two letters, such as FL.")),
            form.field(Field::text("states[1]", "Another")),
            form.field(Field::text("states[2]", "Another")),
        ]))
        .body(field_row([
            form.field(Field::day("valid_from", "Holds from").on(view.today)),
            form.field(Field::day("valid_until", "Until").hint("Blank: it has no last day.")),
        ]));
    let buttons = [
        Button::primary("Record it").key("Alt S"),
        Button::secondary("Leave it").href("/exemptions"),
    ];
    Ok(Answer::from(Page {
        title: "Record an exemption certificate".into(),
        sentence: "Invoices of the days it holds are not taxed in its states.".into(),
        body: form.html(content.html(), buttons).into_string(),
        rail: "exemptions",
        ..Page::default()
    }))
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("exemption", "exemption certificate")?;
    let known = records::find_exemption(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "exemption certificate" })?;
    let customer = customers::records::require(view.reader, branch, known.customer)?;
    let until = known.valid_until.map_or("no last day".to_owned(), |day| day.us());
    let facts = pairs([
        ("Number", Html::text(&known.number)),
        ("Why", Html::text(known.cause.title())),
        ("States", Html::text(&known.states)),
        ("Holds from", Html::text(known.valid_from.us())),
        ("Until", Html::text(until)),
    ]);
    let mut sheets = vec![Sheet::new("The certificate").body(facts).html()];
    if view.me.may(KEEP) && known.withdrawn_at.is_none() {
        let here = format!("/exemptions/{id}");
        let form = CommandForm::of(view, WithdrawExemption::NAME, &here, &here);
        let content = html!(
            "{}{}",
            hidden("exemption", &id.to_string()),
            field_row([form.field(Field::text("reason", "Why").wide())])
        );
        let form = form.html(content, [Button::secondary("Withdraw it")]);
        sheets.push(Sheet::new("It holds no longer").body(form).html());
    }
    let who = link(&*customer.name, &format!("/customers/{}", customer.id));
    let sentence = match (&known.withdrawn_reason, known.valid_until) {
        (Some(reason), _) => html!("Of {}. Withdrawn: {}.", who, reason),
        (None, Some(last)) if last < view.today => html!("Of {}. It has run out.", who),
        _ => html!("Of {}.", who),
    };
    let lines = journal(view, id)?;
    Ok(Answer::from(Page {
        title: format!("Certificate {}", known.number),
        note: customer.number,
        sentence: sentence.into_string(),
        body: stack([columns(Columns::Halves, sheets), lines]).into_string(),
        rail: "exemptions",
        ..Page::default()
    }))
}
