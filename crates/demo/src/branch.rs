//! The branch itself: its address, its people, its price list, its tax, its settings.

use crate::DemoAsk;
use crate::cast::STAFF;
use crate::dice::Dice;
use crate::world::World;
use books::accounts;
use dispatch::positions::Position;
use dispatch::work_hours::SetWorkHours;
use front_desk::services::{AddService, TaxCode};
use office::{FixedClock, Office, Refusal, slip};
use settings::branches::{NameCompany, OpenBranch};
use settings::preferences::SetPreference;
use settings::rule_packs::SetRate;
use settings::staff::{GrantRole, HireStaff};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use values::{Day, Frequency, Money, Rate, Zone};

/// Opens Cedar in an empty office, the day before its first.
pub fn open<'o>(
    office: &'o Office,
    clock: &'o FixedClock,
    ask: &DemoAsk,
) -> Result<World<'o>, Refusal> {
    let zone = Zone::parse("America/New_York")
        .map_err(|error| Refusal::broken(format!("zone: {error}")))?;
    let mut world = World {
        office,
        clock,
        branch: slip::company(),
        zone,
        people: HashMap::new(),
        technicians: Vec::new(),
        services: HashMap::new(),
        cast: HashMap::new(),
        payers: HashMap::new(),
        to_come: BTreeMap::new(),
        spoken_for: BTreeSet::new(),
        bad_check: None,
        wasp_nest: None,
        dice: Dice::new(ask.seed),
        next_check: 1042,
        commands: 0,
    };
    let day = ask.until.plus_days(-ask.days - 1);
    world.branch = world.run("", day, (8, 0), cedar())?.branch;
    world.run("", day, (8, 0), NameCompany { name: "Bluewren Pest Control".into() })?;
    hire(&mut world, day)?;
    set_prices(&mut world, day)?;
    set_rules(&mut world, day)?;
    Ok(world)
}

fn cedar() -> OpenBranch {
    OpenBranch {
        number: "0412".into(),
        name: "Cedar".into(),
        zone: "America/New_York".into(),
        line1: "1800 Depot Street".into(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: "34471".into(),
        phone: "(352) 555-0100".into(),
        email: "office@cedar.example".into(),
    }
}

/// Where the branch is on the map.
pub const AT: Position = Position { latitude_micro: 29_187_200, longitude_micro: -82_140_100 };

fn hire(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    for member in STAFF {
        let hired = HireStaff { name: member.name.into(), email: Some(member.email.into()) };
        let staff = world.run("", day, (8, 5), hired)?.staff;
        for role in member.roles {
            let branch = world.branch;
            let role = (*role).to_owned();
            world.run("", day, (8, 6), GrantRole { staff, branch, role })?;
        }
        if member.roles.contains(&"technician") {
            world.technicians.push(staff);
        }
        if member.roles.contains(&"technician") {
            let hours = SetWorkHours {
                staff,
                week: "Mon-Sat 7:30-17:30".into(),
                lunch_minutes: None,
                holds_from: None,
            };
            world.run("", day, (8, 7), hours)?;
        }
        let first = member.name.split(' ').next().unwrap_or(member.name);
        world.people.insert(first, staff);
    }
    Ok(())
}

fn set_prices(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let recurring = accounts::REVENUE_RECURRING;
    let list = [
        (
            "GPC-Q",
            "Quarterly pest control",
            30,
            11_900,
            Some(19_900),
            recurring,
            Frequency::Quarterly,
        ),
        ("GPC-M", "Monthly pest control", 45, 7_500, None, recurring, Frequency::Monthly),
        (
            "MOSQ",
            "Mosquito service",
            25,
            8_900,
            None,
            accounts::REVENUE_MOSQUITO,
            Frequency::Monthly,
        ),
        (
            "ONE-SHOT",
            "One-time service",
            60,
            24_500,
            None,
            accounts::REVENUE_ONE_TIME,
            Frequency::OneTime,
        ),
        (
            "TERM-REN",
            "Termite renewal",
            60,
            28_500,
            None,
            accounts::REVENUE_RENEWAL,
            Frequency::Yearly,
        ),
    ];
    for (code, name, minutes, price, initial, account, frequency) in list {
        let service = AddService {
            code: code.into(),
            name: name.into(),
            minutes,
            price_cents: Money::cents(price),
            initial_price_cents: initial.map(Money::cents),
            revenue_account: account.id(),
            tax_code: TaxCode::PestStruct,
            frequency,
            description: None,
            effective_on: None,
        };
        let added = world.run("Dana", day, (8, 20), service)?;
        world.services.insert(code, added.service);
    }
    Ok(())
}

fn set_rules(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let surtax = SetRate {
        state: "FL".into(),
        county: "Marion".into(),
        jurisdiction: "Marion County".into(),
        rate: Rate::millionths(15_000),
        holds_from: Day::ymd(2025, 1, 1),
        holds_until: None,
        citation: "Florida DR-15DSS, Marion County surtax (demo)".into(),
    };
    world.run("Dana", day, (8, 30), surtax)?;
    let preferences = [
        ("demo_branch", "yes"),
        ("bank_name", "Citrus National"),
        ("bank_routing", "063107270"),
        ("bank_account_last4", "4821"),
        ("drawer_float_cents", "15000"),
        ("invoice_message", "Thank you. Call us before nine and we come the same week."),
        ("ach_company_id", "1590412000"),
        ("ach_company_name", "CEDAR PEST 0412"),
        ("journal_goes_to", "Hale and Moss, accountants"),
        ("office_hours", "Monday to Friday, 8 am to 5 pm"),
        ("late_fee_millionths", "15000"),
        ("late_fee_grace_days", "10"),
        ("mail_from", "Cedar <office@cedar.example>"),
    ];
    let at = AT.words();
    for (name, value) in preferences.into_iter().chain([("branch_at", at.as_str())]) {
        let set = SetPreference { name: name.into(), value: value.into() };
        world.run("Dana", day, (8, 40), set)?;
    }
    Ok(())
}
