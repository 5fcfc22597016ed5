//! The customers and what they have signed.

use crate::cast::{CUSTOMERS, CastCustomer, Habit, RIVERA, Trade};
use crate::names::{BUSINESSES, FIRST, LAST, STREETS};
use crate::world::{Means, Payer, World};
use crate::{DemoAsk, FEWEST_CUSTOMERS, branch};
use dispatch::positions::{PlaceLocation, Position};
use front_desk::agreements::{SignAgreement, SoldAt};
use front_desk::customers::{CustomerKind, OpenCustomer, similar};
use front_desk::locations::NewLocation;
use office::Refusal;
use values::{Address, Day, Email, Id, Money, Phone, noun};

/// One in so many of the crowd is a business.
const BUSINESS_EVERY: usize = 9;

/// Opens the cast first, then the crowd, all on the day before the first; their visits begin
/// spread over a quarter. One more customer comes on the last day.
pub fn open_all(world: &mut World<'_>, ask: &DemoAsk) -> Result<(), Refusal> {
    let day = ask.until.plus_days(-ask.days - 1);
    for one in CUSTOMERS {
        let customer = open(world, day, of_cast(one))?;
        world.cast.insert(one.name, customer);
        world.payers.insert(customer, payer_of(one.habit));
        let starts_in = 1 + world.dice.whole(28);
        let starts_on = first_visit(one, ask).unwrap_or(day.plus_days(starts_in)).max(day);
        sign(world, day, customer, one, starts_on)?;
    }
    for place in 0..ask.customers - FEWEST_CUSTOMERS {
        let crowd = of_crowd(world, place);
        let is_business = crowd.kind != CustomerKind::Residential;
        let customer = open(world, day, crowd)?;
        let payer = some_payer(world);
        world.payers.insert(customer, payer);
        let service = match (is_business, world.dice.below(10)) {
            (true, _) | (false, 0..5) => "GPC-M",
            (false, 5) => "MOSQ",
            _ => "GPC-Q",
        };
        let spread = if service == "GPC-Q" { 91 } else { 30 };
        let starts_in = world.dice.whole(spread);
        let starts_on = day.plus_days(1 + starts_in);
        world.run("Kim", day, (10, 0), agreement(world, customer, service, starts_on))?;
    }
    Ok(())
}

/// Priya looks at who is alike, and knows that these are all different people.
fn open(
    world: &mut World<'_>,
    day: Day,
    mut customer: OpenCustomer,
) -> Result<Id<noun::Customer>, Refusal> {
    let (branch, draft) = (world.branch, customer.draft());
    let alike = world.office.read(|reader| Ok(similar(reader, branch, &draft)?))?;
    customer.despite_similar = alike.into_iter().map(|one| one.customer.id).collect();
    let opened = world.run("Priya", day, (9, 0), customer)?;
    if let Some(location) = opened.location {
        put_on_the_map(world, day, location)?;
    }
    Ok(opened.customer)
}

/// Nine of ten houses have been pointed at: somewhere within six miles of the branch.
fn put_on_the_map(
    world: &mut World<'_>,
    day: Day,
    location: Id<noun::Location>,
) -> Result<(), Refusal> {
    let number = u64::try_from(location.get()).unwrap_or_default();
    // By the house's own number, so that the dice fall as they would without a map.
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    if mixed % 10 == 0 {
        return Ok(());
    }
    let off = |bits: u64| i64::try_from(bits % 170_000).unwrap_or_default() - 85_000;
    let at = Position {
        latitude_micro: branch::AT.latitude_micro + off(mixed >> 20),
        longitude_micro: branch::AT.longitude_micro + off(mixed >> 40),
    };
    world.run("Priya", day, (9, 1), PlaceLocation { location, at: at.words() })?;
    Ok(())
}

fn of_cast(one: &CastCustomer) -> OpenCustomer {
    OpenCustomer {
        kind: match one.trade {
            Trade::Home => CustomerKind::Residential,
            Trade::Business | Trade::WithOrders => CustomerKind::Commercial,
        },
        name: one.name.into(),
        phone: Phone::parse(one.phone).ok(),
        location: Some(at(one.line1.into())),
        terms_days: Some(if one.trade == Trade::Home { 0 } else { 30 }),
        po_required: one.trade == Trade::WithOrders,
        alert: match one.name {
            "Grace Abernathy" => Some("Call before nine, never after".into()),
            RIVERA => Some("Dog in the yard. Call ahead.".into()),
            _ => None,
        },
        ..OpenCustomer::default()
    }
}

/// Those whose stories need a visit of a certain day; the others begin where the dice fall.
fn first_visit(one: &CastCustomer, ask: &DemoAsk) -> Option<Day> {
    match one.name {
        RIVERA => Some(ask.until.plus_days(-7)),
        "Oak Street Dental" => Some(ask.until.plus_days(2)),
        "Gerald Halloran" => Some(ask.until.plus_days(20)),
        _ => None,
    }
}

fn payer_of(habit: Habit) -> Payer {
    let (takes_days, means, pays_percent) = match habit {
        Habit::Punctual => (Some(12), Means::Check, 100),
        Habit::Late => (Some(63), Means::Check, 100),
        Habit::InPart => (Some(9), Means::Check, 66),
        Habit::Card => (Some(3), Means::Card, 100),
    };
    Payer { takes_days, means, pays_percent }
}

fn some_payer(world: &mut World<'_>) -> Payer {
    let means = match world.dice.below(20) {
        0..10 => Means::Check,
        10..14 => Means::Cash,
        14 => Means::MoneyOrder,
        _ => Means::Card,
    };
    let takes_days = match world.dice.below(20) {
        0..10 => Some(2 + world.dice.whole(12)),
        10..16 => Some(14 + world.dice.whole(20)),
        16..19 => Some(34 + world.dice.whole(40)),
        _ => None,
    };
    Payer { takes_days, means, pays_percent: 100 }
}

/// The crowd's names do not repeat before every first name met every last name.
fn of_crowd(world: &mut World<'_>, place: usize) -> OpenCustomer {
    let first = FIRST[place % FIRST.len()];
    let last = LAST[(place / FIRST.len() + place * 7) % LAST.len()];
    let street = STREETS[place % STREETS.len()];
    let line1 = format!("{} {street}", 100 + 2 * place);
    let is_business = place % BUSINESS_EVERY == BUSINESS_EVERY - 1;
    let name = match is_business {
        true => format!("{last} {} {}", world.dice.one_of(BUSINESSES), 1 + place / BUSINESS_EVERY),
        false => format!("{first} {last}"),
    };
    let area = ["352", "386", "407"][place % 3];
    let phone = format!("{area}-{:03}-{:04}", 200 + place / 10_000 % 700, place % 10_000);
    let email = format!("{}.{}{place}@mail.example", first.to_lowercase(), last.to_lowercase());
    OpenCustomer {
        kind: match is_business {
            true => CustomerKind::Commercial,
            false => CustomerKind::Residential,
        },
        name,
        phone: Phone::parse(&phone).ok(),
        email: Email::parse(&email).ok().filter(|_| !place.is_multiple_of(4)),
        location: Some(at(line1)),
        terms_days: Some(if is_business { 30 } else { 0 }),
        ..OpenCustomer::default()
    }
}

/// A location in Ocala.
pub fn at(line1: String) -> NewLocation {
    NewLocation {
        address: Address {
            line1,
            line2: String::new(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: "34471".into(),
        },
        county: Some("Marion".into()),
        ..NewLocation::default()
    }
}

/// Signs what a customer of the cast has agreed to.
fn sign(
    world: &mut World<'_>,
    day: Day,
    customer: Id<noun::Customer>,
    one: &CastCustomer,
    starts_on: Day,
) -> Result<(), Refusal> {
    let agreement = SignAgreement {
        // Hers is an older and larger house.
        price_cents: (one.name == RIVERA).then_some(Money::cents(12_733)),
        po_number: (one.trade == Trade::WithOrders).then(|| "7741".into()),
        ..agreement(world, customer, one.service, starts_on)
    };
    world.run("Kim", day, (10, 0), agreement)?;
    Ok(())
}

/// An agreement that goes on from an older one: no heavier first visit.
fn agreement(
    world: &World<'_>,
    customer: Id<noun::Customer>,
    service: &str,
    starts_on: Day,
) -> SignAgreement {
    SignAgreement {
        customer,
        location: None,
        service: world.services[service],
        price_cents: None,
        initial_price_cents: None,
        without_initial: true,
        discount_rate: None,
        frequency: None,
        placement: None,
        months: None,
        starts_on: Some(starts_on),
        term_months: None,
        auto_renew: true,
        signed_on: None,
        sold_at: SoldAt::Office,
        sold_by: Some(world.people["Kim"]),
        po_number: None,
        po_expires_on: None,
        note: None,
    }
}
