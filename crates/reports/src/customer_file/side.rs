//! The side sheets: what changes seldom.

use super::rules;
use super::strip::call_link;
use books::open_items::{OpenCharge, OpenCredit};
use front_desk::agreements::records::Agreement;
use front_desk::contacts::Contact;
use front_desk::customers::Customer;
use front_desk::locations::Location;
use ui::prelude::*;
use values::{Day, Money};

/// How many lines a side sheet shows before it only leads to the list.
const SHOWN: usize = 6;

/// Who may speak for her, and what about.
pub(super) fn people(customer: &Customer, contacts: &[Contact], edit: Option<&str>) -> Html {
    let holder = (strong(&customer.name), html!("everything"));
    let others = contacts.iter().filter(|contact| contact.removed_at.is_none());
    let others = others.take(SHOWN).map(|contact| {
        // A comma would be left alone at the end of the line where the sheet is narrow.
        let name = match contact.relation.is_empty() {
            true => strong(&contact.name),
            false => html!("{} {}", strong(&contact.name), quiet(&contact.relation)),
        };
        let may = contact.may_words();
        let may = match may == "say nothing" {
            true => status(Meaning::Wrong, may),
            false => html!("{} {}", may, call_link(&contact.phone)),
        };
        (name, may)
    });
    let nobody = (html!("Anyone else"), status(Meaning::Wrong, "say nothing"));
    let lines: Vec<(Html, Html)> =
        std::iter::once(holder).chain(others).chain(std::iter::once(nobody)).collect();
    let sheet = Sheet::new("People who may talk").body(pairs(lines));
    match edit {
        Some(href) => sheet.fact(link("Add", href)).html(),
        None => sheet.html(),
    }
}

/// What is open, the oldest due first, and what is not applied.
pub(super) fn open_items(
    customer: &Customer,
    open: &[OpenCharge],
    credits: &[OpenCredit],
    today: Day,
) -> Html {
    if open.is_empty() && credits.is_empty() {
        return Html::empty();
    }
    let charges = open.iter().take(SHOWN).map(|charge| {
        let href = books::entries::source_href(&charge.source, charge.source_id);
        let late = charge.due_on.days_until(today);
        let due = match late > 0 {
            true => status(Meaning::Late, rules::days(late)),
            false => quiet(html!("due {}", ui::month_day(charge.due_on))),
        };
        (html!("{} {}", link(&charge.document, &href), due), ui::money(charge.open))
    });
    let credits_shown = credits.iter().take(SHOWN).map(|credit| {
        let href = books::entries::source_href(&credit.source, credit.source_id);
        let words = html!("{} {}", link(&credit.document, &href), quiet("not applied"));
        (words, ui::money(-credit.open))
    });
    let owed: Money = open.iter().map(|charge| charge.open).sum();
    let unapplied: Money = credits.iter().map(|credit| credit.open).sum();
    let sum = ("Owed", ui::money(owed - unapplied));
    let all = format!("/invoices?customer={}&open=yes", customer.id);
    Sheet::new("Open invoices")
        .fact(link("All", &all))
        .body(pairs_with_sum(charges.chain(credits_shown).collect::<Vec<_>>(), sum))
        .html()
}

/// Each agreement that is in force, else what there was.
pub(super) fn agreements(customer: &Customer, all: &[Agreement], today: Day) -> Html {
    if all.is_empty() {
        return Html::empty();
    }
    let in_force = all.iter().filter(|one| rules::is_in_force(one, today));
    let lines: Vec<(Html, Html)> = in_force.take(SHOWN).map(|one| line(one, today)).collect();
    let href = format!("/agreements?customer={}", customer.id);
    let sheet = Sheet::new("Agreements").fact(link("All", &href));
    match lines.is_empty() {
        true => sheet.body(quiet("None is in force.")).html(),
        false => {
            let sum = ("Each year", ui::money(rules::annual_value(all, today)));
            sheet.body(pairs_with_sum(lines, sum)).html()
        }
    }
}

fn line(agreement: &Agreement, today: Day) -> (Html, Html) {
    use front_desk::agreements::AgreementStanding::OnHold;
    let href = format!("/agreements/{}", agreement.id);
    let hold = match agreement.standing(today) {
        OnHold => html!(" {}", status(Meaning::Watch, "on hold")),
        _ => Html::empty(),
    };
    let what = html!(
        "{} {}{}",
        link(&agreement.service_name, &href),
        quiet(agreement.schedule.words()),
        hold
    );
    (what, ui::money(agreement.net_on(today)))
}

/// Where the work is.
pub(super) fn locations(customer: &Customer, all: &[Location], add: Option<&str>) -> Html {
    let open = all.iter().filter(|location| location.closed_at.is_none());
    let lines: Vec<(Html, Html)> = open
        .take(SHOWN)
        .map(|location| {
            let href = format!("/locations?customer={}", customer.id);
            let name = match location.name.is_empty() {
                true => location.line1.clone(),
                false => location.name.clone(),
            };
            (link(name, &href), html!("{} {}", location.city, location.zip))
        })
        .collect();
    if lines.is_empty() && add.is_none() {
        return Html::empty();
    }
    let body = match lines.is_empty() {
        true => quiet("No place to work at is known yet."),
        false => pairs(lines),
    };
    let sheet = Sheet::new("Locations").body(body);
    match add {
        Some(href) => sheet.fact(link("Add", href)).html(),
        None => sheet.html(),
    }
}

/// Where and how she is billed.
pub(super) fn billing(customer: &Customer, edit: Option<&str>, options: Option<Html>) -> Html {
    let address = customer.bill_to().one_line();
    let to = match customer.line1.is_empty() {
        true => status(Meaning::Watch, "not known"),
        false => Html::text(address),
    };
    let sent = match customer.email.is_empty() {
        true => Html::text("by mail, on paper"),
        false => Html::text(&customer.email),
    };
    let due = match customer.terms_days {
        0 => String::from("on receipt"),
        days => format!("{} after the invoice", rules::days(days)),
    };
    let mut lines =
        vec![(html!("Bill to"), to), (html!("Due"), Html::text(due)), (html!("Sent"), sent)];
    if customer.po_required {
        lines.push((html!("PO"), html!("each invoice needs one")));
    }
    if let Some(options) = options {
        lines.push((html!("Options"), options));
    }
    let sheet = Sheet::new("Billing").body(pairs(lines));
    match edit {
        Some(href) => sheet.fact(link("Edit", href)).html(),
        None => sheet.html(),
    }
}
