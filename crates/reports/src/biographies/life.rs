//! `/biographies/{id}`: one payment's life, step by step, and every line it has in the books.

use super::listing::LISTING;
use books::entries::records::{find_entry, list_lines};
use books::entries::source_href;
use books::open_items::{find_credit, list_applications_of_credit};
use money::payments::records::{PaymentRow, find_payment};
use office::listing::{Ask, Cell as Value, Narrowed, State, read};
use office::{Answer, Page, Refusal, View};
use std::collections::BTreeMap;
use store::V;
use ui::Icon;
use ui::prelude::*;
use ui::timeline::{Event, timeline};
use values::{Id, Instant, Money, noun};

/// More steps than any payment has; one that has them stands in the list.
const MOST_STEPS: usize = 400;

/// One step, as the list tells it.
struct Step {
    at: Instant,
    step: &'static State,
    about: String,
    detail: String,
    who: String,
    href: String,
    entry: Option<Id<noun::Entry>>,
    amount: Money,
}

/// The page.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let payment: Id<noun::Payment> = view.path.id("id", "payment")?;
    let branch = view.branch();
    let row =
        find_payment(view.reader, branch, payment)?.ok_or(Refusal::NotFound { what: "payment" })?;
    let steps = list_steps(view, payment)?;
    let events = steps.iter().scan(None, |before, step| Some(event(view, step, before)));
    let life = Sheet::new("From hand to bank").flush(timeline(events.collect::<Vec<_>>()));
    let body = stack([strip(view, &row)?, life.html(), in_the_books(view, &steps)?]);
    let list = format!("/biographies?payment={payment}");
    let print = Button::secondary("Print").href(format!("{list}&format=print"));
    let open = Button::secondary("The payment").href(format!("/payments/{payment}"));
    let words = format!(
        "{} of {}, received {}: {} steps, the last {}.",
        row.number,
        row.amount,
        row.received_on.short(),
        steps.len(),
        steps.last().map_or_else(String::new, |step| step.step.title.to_lowercase())
    );
    Ok(Answer::from(Page {
        title: format!("The life of {}", row.number),
        sentence: Html::text(words).into_string(),
        body: body.into_string(),
        actions: buttons([open, print]).into_string(),
        rail: "biographies",
        ..Page::default()
    }))
}

fn list_steps(view: &mut View<'_, '_>, payment: Id<noun::Payment>) -> Result<Vec<Step>, Refusal> {
    let mut ask = Ask::everything(&LISTING);
    ask.limit = MOST_STEPS;
    ask.narrowed.push(Narrowed {
        filter: &LISTING.filters[0],
        value: Some(V::from(payment)),
        text: payment.to_string(),
        shown: payment.to_string(),
    });
    let (branch, today) = (view.branch(), view.today);
    let listed = read(view.reader, &LISTING, &ask, branch, today)?;
    Ok(listed.rows.into_iter().filter_map(|row| step_of(&row.cells)).collect())
}

/// A row of the list, in the order of its columns.
fn step_of(cells: &[Value]) -> Option<Step> {
    let cell: BTreeMap<&str, &Value> =
        LISTING.columns.iter().map(|column| column.name).zip(cells).collect();
    let text = |name: &str| match cell.get(name) {
        Some(Value::Text(words)) => words.trim().to_owned(),
        _ => String::new(),
    };
    let id = |name: &str| match cell.get(name) {
        Some(Value::Id(id)) => Some(*id),
        _ => None,
    };
    let (Some(Value::Instant(at)), Some(Value::State(step))) = (cell.get("at"), cell.get("step"))
    else {
        return None;
    };
    let amount = match cell.get("amount_cents") {
        Some(Value::Money(amount)) => *amount,
        _ => Money::ZERO,
    };
    Some(Step {
        at: *at,
        step,
        about: text("about"),
        detail: text("detail"),
        who: text("who"),
        href: id("source_id").map_or_else(String::new, |id| source_href(&text("source"), id)),
        entry: id("entry").map(Id::new),
        amount,
    })
}

/// The day stands on the first event of it only.
fn event(view: &View<'_, '_>, step: &Step, before: &mut Option<values::Day>) -> Event {
    let zone = &view.me.zone;
    let on = step.at.day_in(zone);
    let day = match *before == Some(on) {
        true => Html::empty(),
        false => ui::day(on),
    };
    *before = Some(on);
    let said = [
        step.detail.clone(),
        match step.who.is_empty() {
            true => String::new(),
            false => format!("by {}", step.who),
        },
    ];
    let said: Vec<String> = said.into_iter().filter(|words| !words.is_empty()).collect();
    let what = format!("{} {}", step.step.title, step.about);
    let event = Event::new(icon(step.step.word), what.trim())
        .when(day, step.at.clock(zone))
        .detail(said.join(", "))
        .amount(step.amount);
    match step.href.is_empty() {
        true => event,
        false => event.href(step.href.clone()),
    }
}

fn icon(step: &str) -> Icon {
    match step {
        "asked" | "pay_link" | "autopay" => Icon::Card,
        "ach_file" | "lockbox" | "booked" => Icon::File,
        "logged" | "envelope" | "told" => Icon::Mail,
        "received" | "refunded" => Icon::Cash,
        "applied" | "applied_there" | "unapplied" => Icon::Receipt,
        "verified" => Icon::Eye,
        "deposited" | "confirmed" | "paid_out" | "matched" => Icon::Bank,
        "returned" | "disputed" | "voided" | "reopened" => Icon::Alert,
        "moved" | "named" | "transferred" => Icon::Person,
        "batched" | "counted" | "reconciled" => Icon::Check,
        _ => Icon::Note,
    }
}

/// Where every cent of it is now: what was received is what was put against charges, what
/// left the account otherwise, and what is still on it.
fn strip(view: &mut View<'_, '_>, row: &PaymentRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let (mut applied, mut gone, mut left) = (Money::ZERO, Money::ZERO, Money::ZERO);
    if let Some(credit) = row.credit {
        for one in list_applications_of_credit(view.reader, branch, credit)? {
            match one.charge {
                Some(_) => applied += one.amount,
                None => gone += one.amount,
            }
        }
        left = find_credit(view.reader, branch, credit)?.map_or(left, |credit| credit.open);
    }
    Ok(form_strip([
        FormBox::new("Received", dollars(row.amount)).answer(),
        FormBox::new("Put against charges", applied.to_string()),
        FormBox::new("Left the account", gone.to_string())
            .meaning("refunded, returned or taken off"),
        FormBox::new("Still on account", left.to_string()),
    ]))
}

/// Every entry of every step with its accounts, and that debits are credits.
fn in_the_books(view: &mut View<'_, '_>, steps: &[Step]) -> Result<Html, Refusal> {
    let branch = view.branch();
    let mut entries: Vec<Id<noun::Entry>> = steps.iter().filter_map(|step| step.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let mut table = Table::ledger("In the books")
        .density(Density::Proof)
        .column(Column::id("Account"))
        .column(Column::name("Name").wide())
        .column(Column::money("Debit"))
        .column(Column::money("Credit"));
    let (mut debits, mut credits) = (Money::ZERO, Money::ZERO);
    for id in &entries {
        let Some(entry) = find_entry(view.reader, branch, *id)? else {
            continue;
        };
        table = table.row(Row::group(&entry.memo, &format!(" {}", entry.day.short())));
        for line in list_lines(view.reader, branch, entry.id)? {
            let (debit, credit) = match line.amount.is_negative() {
                true => (Cell::Blank, Cell::from(-line.amount)),
                false => (Cell::from(line.amount), Cell::Blank),
            };
            match line.amount.is_negative() {
                true => credits -= line.amount,
                false => debits += line.amount,
            }
            let cells = [Cell::from(line.account.0), Cell::from(line.account_name), debit, credit];
            table = table.row(Row::new(cells).href(format!("/entries/{}", entry.id)));
        }
    }
    let sum = [Cell::Span(2, "Together".into()), Cell::Total(debits), Cell::Total(credits)];
    let sheet = Sheet::new("In the books");
    Ok(match entries.is_empty() {
        true => sheet.body("Nothing: a payment on hold waits beside the books.").html(),
        false => sheet
            .fact("Deposits and payouts stand with all they hold")
            .flush(table.row(Row::sum(sum)).html())
            .html(),
    })
}
