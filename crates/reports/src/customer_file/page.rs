//! The Customer page: the strip, why the balance is what it is, everything that happened,
//! and what changes seldom. A handful of statements, each along an index of hers.

use super::records::{self, Visit};
use super::timeline::{self, Strand, Told};
use super::{may_open, may_read, side, strip};
use billing::billing_options;
use books::open_items::{self, OpenCharge, OpenCredit};
use collections::receivables::{self, Shown};
use front_desk::agreements::records::{Agreement, list_agreements};
use front_desk::contacts::{Contact, list_contacts};
use front_desk::customers::{Customer, CustomerKind, Standing, find_customer};
use front_desk::locations::{Location, list_locations};
use office::records::{JournalLine, list_journal_of};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, Instant, Noun, Zone, noun};

/// How many journal lines are told at once, and how many when all are asked for.
const LINES: i64 = 120;
const ALL_LINES: i64 = 2_000;

/// What the page is made of.
struct File {
    customer: Customer,
    locations: Vec<Location>,
    contacts: Vec<Contact>,
    agreements: Vec<Agreement>,
    visits: Vec<Visit>,
    journal: Vec<JournalLine>,
    money: Option<Money>,
    billed: String,
}

/// What is owed, for those who may see it.
struct Money {
    balance: open_items::Balance,
    open: Vec<OpenCharge>,
    credits: Vec<OpenCredit>,
    last_payment: Option<records::LastPayment>,
}

/// `/customers/{id}`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Customer> = view.path.id("id", "customer")?;
    let branch = view.branch();
    let customer =
        find_customer(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "customer" })?;
    let file = read(view, customer)?;
    let why = match (view.query.text("why"), &file.money) {
        ("" | "0", _) | (_, None) => strip::Why::Closed,
        (_, Some(_)) => strip::Why::Open,
    };
    let explanation = match why {
        strip::Why::Open => {
            let explained = receivables::explain(view.reader, branch, id, view.today)?;
            let name = &file.customer.name;
            receivables::explanation_sheet(&explained, name, view.today, Shown::SinceSettled)
        }
        strip::Why::Closed => Html::empty(),
    };
    let told = stack([explanation, everything(view, &file)]);
    let sheets = columns(Columns::MainSide, [told, sides(view, &file)]);
    Ok(Answer::from(Page {
        title: file.customer.name.clone(),
        note: file.customer.number.clone(),
        sentence: opening(&file.customer, &file.locations).into_string(),
        body: stack([boxes(&file, view.today, why), sheets]).into_string(),
        actions: actions(view, &file.customer).into_string(),
        rail: "customers",
        ..Page::default()
    }))
}

fn read(view: &mut View<'_, '_>, customer: Customer) -> Result<File, Refusal> {
    let (branch, id) = (view.branch(), customer.id);
    let money = match view.me.may(receivables::READ) {
        true => Some(Money {
            balance: open_items::balance(view.reader, branch, id)?,
            open: open_items::list_open_charges(view.reader, branch, id)?,
            credits: open_items::list_open_credits(view.reader, branch, id)?,
            last_payment: records::find_last_payment(view.reader, branch, id)?,
        }),
        false => None,
    };
    let limit = match view.query.text("lines") {
        "all" => ALL_LINES,
        _ => LINES,
    };
    let noun = noun::Customer::NAME;
    let kept = billing_options::records::list_of_customer(view.reader, branch, id)?;
    let billed = kept.standing(None, view.today);
    let billed = billed.map_or("as usual", |options| options.trigger.title()).to_lowercase();
    Ok(File {
        locations: list_locations(view.reader, branch, id)?,
        contacts: list_contacts(view.reader, branch, id)?,
        agreements: list_agreements(view.reader, branch, id)?,
        visits: records::list_visits(view.reader, branch, id)?,
        journal: list_journal_of(view.reader, branch, noun, id.get(), limit)?,
        money,
        billed,
        customer,
    })
}

/// "14 Larkspur Ct, Ocala, FL 34471. With us since March 2021."
fn opening(customer: &Customer, locations: &[Location]) -> Html {
    let open = locations.iter().filter(|location| location.closed_at.is_none());
    let open: Vec<&Location> = open.collect();
    let place = match (&open[..], customer.line1.is_empty()) {
        ([], true) => String::from("No address is known."),
        ([], false) => format!("{}.", customer.bill_to().one_line()),
        ([one], _) => format!("{}.", one.one_line()),
        ([first, rest @ ..], _) => {
            format!("{} and {} more.", first.one_line(), rest.len())
        }
    };
    let since = customer.since_on.month_name();
    let since = format!("With us since {since}.");
    match (customer.standing, customer.merged_into) {
        (Standing::Active, _) => html!("{} {}", place, since),
        (Standing::Merged, Some(other)) => html!(
            "{} {}",
            tone(Meaning::Watch, "The same customer as another account."),
            link("Open that one", &format!("/customers/{other}"))
        ),
        (standing, _) => {
            let word = super::rules::standing_word(standing.word());
            let (meaning, word) = word.unwrap_or((Meaning::Watch, standing.title().to_owned()));
            let reason = match customer.standing_reason.is_empty() {
                true => String::from("."),
                false => format!(": {}.", customer.standing_reason.trim_end_matches('.')),
            };
            html!("{}{} {} {}", tone(meaning, word), reason, place, since)
        }
    }
}

fn boxes(file: &File, today: Day, why: strip::Why) -> Html {
    let customer = &file.customer;
    let mut all = Vec::new();
    if let Some(money) = &file.money {
        let standing = strip::Standing { balance: money.balance, open: &money.open };
        all.push(strip::balance(customer.id, &standing, today, why));
    }
    all.push(strip::telephone(customer));
    all.push(strip::next_visit(&file.visits, &file.agreements, today));
    all.push(strip::last_visit(&file.visits));
    if let Some(money) = &file.money {
        all.push(strip::last_payment(money.last_payment.as_ref()));
        all.push(strip::each_year(customer.id, &file.agreements, today));
    }
    all.extend(strip::please_note(customer, &file.locations));
    form_strip(all)
}

/// The timeline with its chips.
fn everything(view: &View<'_, '_>, file: &File) -> Html {
    let here = format!("/customers/{}", file.customer.id);
    let shown = Strand::parse(view.query.text("show"));
    let mut names = timeline::names(&file.journal);
    let customer = (noun::Customer::NAME, file.customer.id.get());
    names.insert(customer, spoken_name(&file.customer));
    for visit in &file.visits {
        let name = format!("{} {}", visit.service_name, visit.number);
        names.insert((noun::WorkOrder::NAME, visit.work_order.get()), name);
    }
    for agreement in &file.agreements {
        let name = format!("agreement {}", agreement.number);
        names.insert((noun::Agreement::NAME, agreement.id.get()), name);
    }
    let events: Vec<(Instant, Told)> = timeline::tell_all(&file.journal, &names)
        .into_iter()
        .filter(|(_, told)| file.money.is_some() || told.strand != Strand::Money)
        .filter(|(_, told)| shown.is_none_or(|strand| told.strand == strand))
        .collect();
    let chips = strand_chips(&here, shown, file.money.is_some());
    let sheet = Sheet::new("Everything, newest first").id("everything").fact(chips);
    let sheet = match events.is_empty() {
        true => sheet.body(quiet("Nothing of this kind has happened yet.")),
        false => sheet.flush(timeline_of(&events, &view.me.zone, view.today)),
    };
    let is_cut = i64::try_from(file.journal.len()).is_ok_and(|count| count == LINES);
    match is_cut {
        true => sheet.foot(link("Everything before", &format!("{here}?lines=all#everything"))),
        false => sheet,
    }
    .html()
}

/// What she is called in the timeline: a household by the first name, others in full.
fn spoken_name(customer: &Customer) -> String {
    let first = customer.name.split_whitespace().next().filter(|first| first.len() > 2);
    match (customer.kind, first) {
        (CustomerKind::Residential, Some(first)) => first.to_owned(),
        _ => customer.name.clone(),
    }
}

fn strand_chips(here: &str, shown: Option<Strand>, sees_money: bool) -> Html {
    let chip = |words: &str, href: String, is_shown: bool| match is_shown {
        true => Chip::new(words).href(href).in_force(),
        false => Chip::new(words).href(href),
    };
    let all = chip("All", format!("{here}#everything"), shown.is_none());
    let strands = Strand::ALL.into_iter().filter(|strand| sees_money || *strand != Strand::Money);
    let others = strands.map(|strand| {
        let href = format!("{here}?show={}#everything", strand.word());
        chip(strand.title(), href, shown == Some(strand))
    });
    chips(std::iter::once(all).chain(others))
}

/// The day stands only on its first line.
fn timeline_of(events: &[(Instant, Told)], zone: &Zone, today: Day) -> Html {
    let mut last_day = None;
    let events = events.iter().map(|(at, told)| {
        let day = at.day_in(zone);
        let day_words = match last_day.replace(day) {
            Some(last) if last == day => Html::empty(),
            _ if day == today => html!("Today"),
            _ => ui::day_seen_from(today, day),
        };
        // The year takes the place of the time on a day of another year.
        let has_year = day.year() != today.year() && !day_words.is_empty();
        let time = (!has_year).then(|| ui::clock(*at, zone));
        event(told, today).when(day_words, time)
    });
    timeline(events.collect::<Vec<_>>())
}

fn event(told: &Told, today: Day) -> Event {
    let promise = told.promised_on.map(|day| match day <= today {
        true => html!(" {}", tone(Meaning::Late, html!("Promise due {}", ui::month_day(day)))),
        false => html!(" {}", strong(html!("Promised for {}", ui::month_day(day)))),
    });
    let event = Event::new(told.icon, told.what.as_str()).detail(html!(
        "{}{}",
        told.detail,
        promise.unwrap_or_default()
    ));
    let event = match told.amount {
        Some(amount) => event.amount(amount),
        None => event,
    };
    match &told.href {
        Some(href) => event.href(href.clone()),
        None => event,
    }
}

/// The side sheets, with the ways to change what is in them for who may.
fn sides(view: &View<'_, '_>, file: &File) -> Html {
    let (customer, today) = (&file.customer, view.today);
    let way = |pattern: &str, href: String| {
        may_open(view.office.rooms(), view.me, pattern).then_some(href)
    };
    let add_contact = way("/contacts/new", format!("/contacts/new?customer={}", customer.id));
    let add_location = way("/locations/new", format!("/locations/new?customer={}", customer.id));
    let edit = way("/customers/{id}/edit", format!("/customers/{}/edit", customer.id));
    let open = file
        .money
        .as_ref()
        .map(|money| side::open_items(customer, &money.open, &money.credits, today));
    let options = way("/billing-options", format!("/billing-options?customer={}", customer.id));
    let options = options.map(|href| link(&*file.billed, &href));
    stack([
        side::people(customer, &file.contacts, add_contact.as_deref()),
        open.unwrap_or_default(),
        side::agreements(customer, &file.agreements, today),
        side::locations(customer, &file.locations, add_location.as_deref()),
        side::billing(customer, edit.as_deref(), options),
    ])
}

/// Pin, call, note, book, and the one primary: record a payment. A script shows the first, since
/// this browser keeps what is pinned.
fn actions(view: &View<'_, '_>, customer: &Customer) -> Html {
    let rooms = view.office.rooms();
    let id = customer.id;
    let call = strip::dial_href(&customer.phone);
    let call = call.map(|href| Button::secondary("Call").key("C").href(href));
    let may = |pattern: &str| may_open(rooms, view.me, pattern);
    let note = may("/conversations/new").then(|| {
        Button::secondary("Note a call").key("L").href(format!("/conversations/new?customer={id}"))
    });
    let book = match (may("/work-orders/new"), may_read(rooms, view.me, "work_orders")) {
        (true, _) => Some(format!("/work-orders/new?customer={id}")),
        (false, true) => Some(format!("/work-orders?customer={id}")),
        (false, false) => None,
    };
    let book = book.map(|href| Button::secondary("Book a visit").key("B").href(href));
    let pay = may("/payments/post").then(|| {
        Button::primary("Record a payment").key("P").href(format!("/payments/post?customer={id}"))
    });
    let pin = html!(
        r#"<button type="button" class="db-bt" data-db-pin="{}" hidden>Pin</button>"#,
        id.get()
    );
    let buttons = [call, note, book, pay].into_iter().flatten().map(Html::from);
    ui::buttons(std::iter::once(pin).chain(buttons))
}
