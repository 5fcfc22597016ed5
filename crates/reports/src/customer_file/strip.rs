//! The strip of form boxes: what a caller asks first, answered without scrolling.

use super::records::{LastPayment, Visit};
use super::rules;
use books::open_items::{Balance, OpenCharge};
use dispatch::appointments::clock;
use front_desk::agreements::records::Agreement;
use front_desk::customers::Customer;
use front_desk::locations::Location;
use ui::prelude::*;
use values::{Day, Id, Money, Phone, noun};

/// What the strip says of money, for those who may see it.
pub(super) struct Standing<'s> {
    pub balance: Balance,
    pub open: &'s [OpenCharge],
}

/// Whether the explanation is open, which decides where `Y` leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Open,
    Closed,
}

/// What she owes, how old it is, and why.
pub(super) fn balance(
    customer: Id<noun::Customer>,
    standing: &Standing<'_>,
    today: Day,
    why: Why,
) -> FormBox {
    let balance = standing.balance;
    let (meaning, word) =
        rules::balance_word(balance.owed, balance.unapplied, balance.oldest_due_on, today);
    let word = match meaning {
        Meaning::Late => String::from("Past due"),
        _ => word,
    };
    let rows = match balance.owed.is_zero() {
        true => format!("/invoices?customer={customer}"),
        false => format!("/receivables/charges?customer={customer}"),
    };
    let why_href = match why {
        Why::Closed => format!("/customers/{customer}?why=1#why"),
        Why::Open => format!("/customers/{customer}"),
    };
    FormBox::new("Balance", figure_link(ui::dollars(balance.net()), &rows))
        .meaning(html!("{}{}", status(meaning, word), age(standing, today)))
        .corner(Button::link("why").key("Y").href(why_href))
        .answer()
}

/// ", 7 days old, 25.00 not applied".
fn age(standing: &Standing<'_>, today: Day) -> String {
    let mut words = String::new();
    let balance = standing.balance;
    let late = balance.oldest_due_on.map_or(0, |due| due.days_until(today));
    if late > 0 {
        words += &format!(", {} late", rules::days(late));
    } else if let Some(first) = standing.open.iter().map(|charge| charge.issued_on).min() {
        words += &match first.days_until(today) {
            old if old > 0 => format!(", {} old", rules::days(old)),
            _ => String::from(", from today"),
        };
    }
    if !balance.unapplied.is_zero() {
        words += &format!(", {} not applied", balance.unapplied);
    }
    words
}

/// Her telephone, one press to call.
pub(super) fn telephone(customer: &Customer) -> FormBox {
    let other = call_link(&customer.other_phone);
    let figure = match call_link(&customer.phone) {
        call if call.is_empty() => quiet("none"),
        call => call,
    };
    let under = match (other.is_empty(), customer.email.is_empty()) {
        (false, _) => html!("or {}", other),
        (true, false) => Html::text(&customer.email),
        (true, true) => Html::text("no other way to reach her is known"),
    };
    FormBox::new("Telephone", figure).meaning(under)
}

/// A telephone as a link that dials it; plain words when it is no number of our country.
pub(super) fn call_link(phone: &str) -> Html {
    match Phone::parse(phone) {
        Ok(phone) => match phone.e164() {
            Some(number) => link(phone.to_string(), &format!("tel:{number}")),
            None => Html::text(phone.to_string()),
        },
        Err(_) => Html::text(phone),
    }
}

/// Where the caller's number dials.
pub(super) fn dial_href(phone: &str) -> Option<String> {
    let phone = Phone::parse(phone).ok()?;
    phone.e164().map(|number| format!("tel:{number}"))
}

/// The next visit, booked or only planned.
pub(super) fn next_visit(visits: &[Visit], agreements: &[Agreement], today: Day) -> FormBox {
    let open = || visits.iter().filter(|visit| visit.is_open());
    let to_come = open().filter(|visit| visit.expected_on() >= today);
    let next = to_come
        .min_by_key(|visit| visit.expected_on())
        .or_else(|| open().min_by_key(|visit| visit.expected_on()));
    let Some(visit) = next else {
        return promised_by_agreement(agreements, today);
    };
    let href = format!("/work-orders/{}", visit.work_order);
    let figure = figure_link(ui::day(visit.expected_on()), &href);
    let under = match (&visit.booked_on, visit.expected_on() < today) {
        (_, true) => status(Meaning::Late, "its day is over"),
        (None, _) => html!("not booked yet, {}", visit.service_name),
        (Some(_), _) => html!("{}", [promised(visit), technician(visit)].concat()),
    };
    FormBox::new("Next visit", figure).meaning(under)
}

/// What the agreements promise, while no work is written for it yet.
fn promised_by_agreement(agreements: &[Agreement], today: Day) -> FormBox {
    let in_force = agreements.iter().filter(|one| rules::is_in_force(one, today));
    let next = in_force
        .filter_map(|one| {
            let next = one.next_visits(today.plus_days(1), 1);
            Some((next.first()?.scheduled, one))
        })
        .min_by_key(|(day, _)| *day);
    match next {
        Some((day, agreement)) => {
            let href = format!("/agreements/{}", agreement.id);
            FormBox::new("Next visit", figure_link(ui::day(day), &href)).meaning("by the agreement")
        }
        None => FormBox::new("Next visit", quiet("none")).meaning("nothing is planned"),
    }
}

fn promised(visit: &Visit) -> String {
    match (visit.from_minute, visit.until_minute) {
        (Some(from), Some(until)) => window(from, until),
        _ => String::from("any time"),
    }
}

fn technician(visit: &Visit) -> String {
    visit.technician.as_ref().map_or(String::new(), |name| format!(", {name}"))
}

/// "8:00 am to 10:00 am".
pub(super) fn window(from_minute: i64, until_minute: i64) -> String {
    format!("{} to {}", clock(from_minute), clock(until_minute))
}

/// The last visit and what came of it.
pub(super) fn last_visit(visits: &[Visit]) -> FormBox {
    let done = visits.iter().filter(|visit| visit.finished_at.is_some());
    let last = done
        .filter(|visit| visit.cancelled_at.is_none())
        .filter_map(|visit| visit.done_on.map(|day| (day, visit)))
        .max_by_key(|(day, _)| *day);
    let Some((day, visit)) = last else {
        return FormBox::new("Last visit", quiet("none")).meaning("we have not been there yet");
    };
    let came_of_it = match visit.outcome.as_deref() {
        Some("partial") => "done in part",
        Some("no_service") => "no service",
        Some("no_access") => "could not get in",
        _ => "done",
    };
    let href = format!("/work-orders/{}", visit.work_order);
    FormBox::new("Last visit", figure_link(ui::day(day), &href)).meaning(html!(
        "{}{}",
        came_of_it,
        technician(visit)
    ))
}

/// What she paid last.
pub(super) fn last_payment(last: Option<&LastPayment>) -> FormBox {
    let Some(last) = last else {
        return FormBox::new("Last payment", quiet("none")).meaning("nothing has been paid yet");
    };
    let how = match (last.tender.as_str(), last.reference.as_str()) {
        ("check", number) if !number.is_empty() => format!("check {number}"),
        ("ach", _) => String::from("bank debit"),
        (tender, _) => tender.replace('_', " "),
    };
    let href = format!("/payments/{}", last.payment);
    FormBox::new("Last payment", figure_link(last.amount.to_string(), &href)).meaning(html!(
        "{}, {}",
        ui::day(last.received_on),
        how
    ))
}

/// What her agreements bring in a year.
pub(super) fn each_year(
    customer: Id<noun::Customer>,
    agreements: &[Agreement],
    today: Day,
) -> FormBox {
    let value: Money = rules::annual_value(agreements, today);
    let count = agreements.iter().filter(|one| rules::is_in_force(one, today)).count();
    let words = match count {
        0 => String::from("no agreement in force"),
        1 => String::from("1 agreement"),
        count => format!("{count} agreements"),
    };
    let href = format!("/agreements?customer={customer}");
    FormBox::new("Each year", figure_link(value.to_string(), &href)).meaning(words)
}

/// What everyone must know first: the alert, and what to beware of where the work is.
pub(super) fn please_note(customer: &Customer, locations: &[Location]) -> Option<FormBox> {
    let open = locations.iter().filter(|location| location.closed_at.is_none());
    let hazards: Vec<&str> = open
        .flat_map(|location| [location.hazards.trim(), location.access.trim()])
        .filter(|words| !words.is_empty())
        .take(2)
        .collect();
    let alert = customer.alert.trim();
    if alert.is_empty() && hazards.is_empty() {
        return None;
    }
    let alert = match alert.is_empty() {
        true => Html::empty(),
        false => html!("{} ", status(Meaning::Watch, alert)),
    };
    Some(FormBox::note("Please note", html!("{}{}", alert, hazards.join(" "))))
}
