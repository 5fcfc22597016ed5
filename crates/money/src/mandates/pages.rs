//! The mandates' pages: the list, signing one, and one mandate with what is due next.

mod queues;

use super::records::{MandateRow, find_mandate};
use super::{BankAccountKind, EntryClassWord, KEEP, listing};
use crate::draws::READ;
use crate::payments::pages::meant::Meant;
use crate::processors::chosen;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/mandates", READ, list),
    page("/mandates/new", KEEP, new),
    page("/mandates/gone", READ, queues::gone),
    page("/mandates/expiring", READ, queues::expiring),
    page("/mandates/{id}", READ, show),
    page("/mandates/{id}/skip", KEEP, queues::skip),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    let mut buttons = queues::ways(view)?;
    if view.me.may(KEEP) {
        buttons.push(Button::primary("Sign a mandate").href("/mandates/new").key("N").html());
    }
    page.actions = Html::join(buttons).into_string();
    Ok(Answer::Page(page))
}

/// What a customer is read, or signs, when nothing else was agreed.
fn usual_consent(company: &str) -> String {
    format!(
        "I authorize {company} to draw what I owe when it is due from the card or account named \
         here, until I say otherwise. I may stop a payment three business days before it is drawn."
    )
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let meant = Meant::read(view)?;
    let branch = view.branch();
    let seller = settings::branches::records::find_branch_address(view.reader, branch)?;
    let consent = usual_consent(&seller.map_or_else(String::new, |seller| seller.company));
    let processor = chosen(view.reader, branch)?;
    let form = CommandForm::of(view, "mandates.sign", "/mandates/new", "/mandates/{mandate}");
    let when = html!(
        "{}{}",
        field_row([
            form.field(Field::text("run_day", "Day of the month").hint("When due, if blank."))
                .html(),
            form.field(Field::money("cap_cents", "The most at once").hint("No limit, if blank."))
                .html(),
        ]),
        field_row([form.field(Field::day("consented_on", "Agreed on").on(view.today)).html(),])
    );
    let words = form.field(Field::textarea("consent", "She agrees to").value(consent).wide());
    let bank = view.query.text("by") == "bank";
    let (method, other) = match bank {
        true => (bank_fields(&form), Button::secondary("A card instead").href("/mandates/new")),
        false => (
            card_fields(&form, processor.word()),
            Button::secondary("A bank account instead").href("/mandates/new?by=bank"),
        ),
    };
    let content = stack([
        Sheet::new("Who").letter('A').body(meant.field(&form)).html(),
        Sheet::new("From what").letter('B').body(html!("{}{}", method, other.html())).html(),
        Sheet::new("When, and how much").letter('C').body(when).html(),
        Sheet::new("Her leave").letter('D').body(words.html()).html(),
    ]);
    let buttons =
        [Button::primary("Sign it").key("Alt S"), Button::secondary("Leave it").href("/mandates")];
    let page = Page {
        title: "Sign an AutoPay mandate".into(),
        sentence: "A card's number is never entered here: only what the processor calls it.".into(),
        body: form.html(content, buttons).into_string(),
        rail: "mandates",
        ..Page::default()
    };
    Ok(page.into())
}

fn card_fields(form: &CommandForm, processor: &str) -> Html {
    html!(
        "{}{}{}",
        hidden("method.card.processor", processor),
        field_row([
            form.field(Field::text("method.card.processor_method", "Processor's reference")).html(),
            form.field(Field::text("method.card.processor_customer", "Customer there")).html(),
        ]),
        field_row([
            form.field(Field::text("method.card.brand", "Brand").hint("Such as Visa.")).html(),
            form.field(Field::text("method.card.last4", "Last four digits")).html(),
            form.field(Field::day("method.card.expires_on", "Good until")).html(),
        ])
    )
}

fn bank_fields(form: &CommandForm) -> Html {
    let kinds = BankAccountKind::ALL.iter().map(|kind| (kind.word(), kind.title()));
    let classes = EntryClassWord::ALL.iter().map(|class| (class.word(), class.title()));
    html!(
        "{}{}",
        field_row([
            form.field(Field::text("method.bank.routing", "Routing number")).html(),
            form.field(Field::text("method.bank.account", "Account number")).html(),
        ]),
        field_row([
            form.field(Field::select("method.bank.kind", "Kind", kinds)).html(),
            form.field(Field::select("method.bank.entry_class", "Authorized", classes)).html(),
        ])
    )
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Mandate> = view.path.id("id", "mandate")?;
    let branch = view.branch();
    let row =
        find_mandate(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "mandate" })?;
    let journal = journal(view, id)?;
    let short = |day: Option<values::Day>| day.map_or_else(String::new, |day| day.short());
    let next = match (row.retry_on, row.next_on) {
        (Some(on), _) => format!("again {}", on.short()),
        (None, Some(on)) => on.short(),
        (None, None) => String::from("when due"),
    };
    let strip = form_strip([
        FormBox::new("Customer", link(row.name.as_str(), &format!("/customers/{}", row.customer))),
        FormBox::new("From", row.method_words()).meaning(row.processor.title()),
        FormBox::new("Good until", short(row.expires_on)),
        FormBox::new("Next", next),
        FormBox::new("At most", row.cap.map_or_else(|| "no limit".into(), dollars)).answer(),
    ]);
    let leave = Sheet::new("Her leave")
        .fact(format!("agreed {}", row.consented_on.short()))
        .body(Html::text(&row.consent))
        .html();
    let draws = link("What was drawn by it", &format!("/draws?mandate={id}"));
    let mut side = vec![Sheet::new("Draws").body(draws).html()];
    side.extend(queues::of_one(view, &row)?);
    side.extend(next_deeds(view, &row));
    let page = Page {
        title: format!("AutoPay mandate, {}", row.name),
        sentence: Html::text(sentence(&row)).into_string(),
        body: html!(
            "{}{}",
            strip,
            columns(Columns::MainSide, [stack([leave, journal]), stack(side)])
        )
        .into_string(),
        rail: "mandates",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(row: &MandateRow) -> String {
    match (row.ended_at, row.held_at, row.retry_on) {
        (Some(_), ..) => format!("It has ended: {}", row.end_reason),
        (_, Some(_), _) => format!("It is held: {}", row.hold_reason),
        (_, _, Some(on)) => {
            format!("Declined {} times in a row; tried again on {}.", row.declines, on.long())
        }
        _ => String::from("What is due is drawn by itself."),
    }
}

fn next_deeds(view: &View<'_, '_>, row: &MandateRow) -> Vec<Html> {
    let mut sheets = Vec::new();
    if row.ended_at.is_some() || !view.me.may(KEEP) {
        return sheets;
    }
    let here = format!("/mandates/{}", row.id);
    let id = hidden("mandate", &row.id.to_string());
    match row.held_at {
        Some(_) => {
            let form = CommandForm::of(view, "mandates.resume", &here, &here);
            let body = form.html(id.clone(), [Button::primary("Resume it")]);
            sheets.push(Sheet::new("Held").body(body).html());
        }
        None => {
            let form = CommandForm::of(view, "mandates.hold", &here, &here);
            let reason = form.field(Field::text("reason", "Why").wide()).html();
            let body = form.html(html!("{}{}", id, reason), [Button::secondary("Hold it")]);
            sheets.push(Sheet::new("Draw nothing for now").body(body).html());
        }
    }
    let form = CommandForm::of(view, "mandates.end", &here, &here);
    let reason = form.field(Field::text("reason", "Why").wide()).html();
    let body = form.html(html!("{}{}", id, reason), [Button::secondary("End it")]);
    sheets.push(Sheet::new("She takes her leave back").body(body).html());
    sheets
}
