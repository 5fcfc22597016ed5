//! One change of billing options: what holds from its day on, and what may be done with it.

use super::form::{tick_box, tick_boxes};
use crate::billing_options::records::{self, OptionsRow};
use crate::billing_options::{CopyOptions, EndOptions, SET, SetOptions};
use front_desk::agreements::list_standing_agreements;
use front_desk::customers;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;

/// The page of a change.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("options", "billing options")?;
    let row = records::find_options(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "billing options" })?;
    let customer = customers::records::require(view.reader, branch, row.customer)?;
    let kept = records::list_of_customer(view.reader, branch, row.customer)?;
    let holds = kept.of(row.agreement, row.holds_from);
    let who = link(&*customer.name, &format!("/customers/{}", customer.id));
    let since = row.holds_from.long();
    let sentence = match holds {
        Some(_) => html!("{} is billed so from {} on.", who, since),
        None => html!("{} is billed as usual from {} on.", who, since),
    };
    let facts = match &holds {
        Some(options) => pairs(facts(view, options)?),
        None => quiet("Each visit when it is done, to her, by the terms of her account."),
    };
    let mut sheets = vec![Sheet::new("How it is billed").body(facts).html()];
    if view.me.may(SET) && holds.is_some() {
        sheets.push(end(view, &row));
        sheets.extend(copy(view, &row)?);
    }
    let lines = journal(view, id)?;
    let change = match row.agreement {
        Some(agreement) => format!("?customer={}&agreement={agreement}", row.customer),
        None => format!("?customer={}", row.customer),
    };
    let change = Button::secondary("Change them").href(format!("/billing-options/new{change}"));
    Ok(Answer::from(Page {
        title: String::from("Billing options"),
        note: customer.number,
        sentence: sentence.into_string(),
        body: stack([columns(Columns::Halves, sheets), lines]).into_string(),
        actions: if view.me.may(SET) { change.html().into_string() } else { String::new() },
        rail: "billing_options",
        ..Page::default()
    }))
}

/// What is not as usual, in words.
fn facts(
    view: &mut View<'_, '_>,
    options: &SetOptions,
) -> Result<Vec<(&'static str, Html)>, Refusal> {
    let branch = view.branch();
    let mut facts = vec![
        ("Billed", Html::text(options.trigger.title())),
        ("On one invoice", Html::text(options.grouping.title())),
    ];
    let mut payers = Vec::new();
    let shares = std::iter::once(None).chain(options.payers.iter().map(Some));
    for (payer, share) in options.list_payers().zip(shares) {
        let name = customers::records::require(view.reader, branch, payer)?.name;
        let takes = match share {
            None => String::from("what is left"),
            Some(other) => match (other.share, other.service) {
                (Some(share), _) => share.to_string(),
                (None, Some(_)) => String::from("a service"),
                (None, None) => String::from("a location"),
            },
        };
        payers.push(html!("<div>{}: {}</div>", name, takes));
    }
    facts.push(("Who pays", Html::join(payers)));
    facts.push(("To be paid", Html::text(due(options))));
    let mut say = |label, words: Option<String>| {
        facts.extend(words.map(|words| (label, Html::text(words))));
    };
    say("Billing day", options.billing_day.map(|day| day.to_string()));
    say("Even amounts over", options.spread_months.map(|months| format!("{months} months")));
    let months: Vec<String> = options.skip_months.iter().map(|one| one.to_string()).collect();
    say("Months left out", (!months.is_empty()).then(|| months.join(", ")));
    say("Off when prepaid", options.prepay_discount.map(|rate| rate.to_string()));
    say("Purchase order", options.po_number.clone());
    say("It runs out on", options.po_expires_on.map(|day| day.us()));
    say("At most under it", options.po_limit_cents.map(dollars));
    say("One invoice at most", options.invoice_limit_cents.map(dollars));
    say("Off each invoice", options.discount_rate.map(|rate| rate.to_string()));
    say("Until", options.discount_ends_on.map(|day| day.us()));
    say("Attention", options.attention.clone());
    say("Cost center", options.cost_center.clone());
    say("Words on it", options.invoice_text.clone());
    facts.push(("Invoices go", Html::text(options.delivery.title())));
    facts.push(("Statements tell", Html::text(options.statement_style.title())));
    facts.push(("Statements go", Html::text(options.statement_cycle.title())));
    facts.push(("Late fee", Html::text(options.late_fee.title())));
    Ok(facts)
}

fn due(options: &SetOptions) -> String {
    match options.terms_days {
        Some(days) => format!("{days} {}", options.terms.title().to_lowercase()),
        None => options.terms.title().to_owned(),
    }
}

fn end(view: &View<'_, '_>, row: &OptionsRow) -> Html {
    let here = format!("/billing-options/{}", row.id);
    let then = format!("/billing-options?customer={}", row.customer);
    let form = CommandForm::of(view, EndOptions::NAME, &here, &then);
    let content = html!(
        "{}{}{}",
        hidden("customer", &row.customer.to_string()),
        hidden("agreement", &row.agreement.map(|one| one.to_string()).unwrap_or_default()),
        field_row([
            form.field(Field::day("ends_on", "As usual from").on(view.today.max(row.holds_from))),
            form.field(Field::text("reason", "Why").wide()),
        ])
    );
    let body = form.html(content, [Button::secondary("End them")]);
    Sheet::new("As usual again").body(body).html()
}

fn copy(view: &mut View<'_, '_>, row: &OptionsRow) -> Result<Option<Html>, Refusal> {
    let branch = view.branch();
    let others = list_standing_agreements(view.reader, branch, row.customer)?;
    let others: Vec<Html> = others
        .iter()
        .filter(|agreement| Some(agreement.id) != row.agreement)
        .map(|one| {
            let label = format!("{} {}", one.number, one.service_name);
            tick_box("to", &one.id.to_string(), &label, None)
        })
        .collect();
    if others.is_empty() {
        return Ok(None);
    }
    let here = format!("/billing-options/{}", row.id);
    let then = format!("/billing-options?customer={}", row.customer);
    let form = CommandForm::of(view, CopyOptions::NAME, &here, &then);
    let content = html!(
        "{}{}{}",
        hidden("customer", &row.customer.to_string()),
        hidden("agreement", &row.agreement.map(|one| one.to_string()).unwrap_or_default()),
        tick_boxes("The same for", others)
    );
    let body = form.html(content, [Button::secondary("Copy them")]);
    Ok(Some(Sheet::new("For other agreements").body(body).html()))
}
