//! A caller asks when somebody can come.

use super::{Ask, Offer, best};
use crate::absences::NoteAbsence;
use crate::appointments::{BookAppointment, WINDOWS};
use crate::positions::PlaceLocation;
use crate::testing::{TODAY, address, bench, benches, quarterly, rivera};
use crate::work_hours::SetWorkHours;
use crate::work_orders::AddWorkOrder;
use crate::work_orders::records::require;
use books::testing::page_at;
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use office::testing::Bench;
use settings::preferences::SetPreference;
use values::{Day, Id, noun};

const HOME: &str = "29.1872, -82.1401";
/// A mile and a half north of it, and ten miles west.
const NEAR: &str = "29.2090, -82.1401";
const FAR: &str = "29.1872, -82.3060";

/// An office with a point of its own, whose only technician is Ruth.
fn set_up(bench: &Bench) -> Id<noun::Service> {
    let set = SetPreference { name: "branch_at".into(), value: HOME.into() };
    bench.run(set).unwrap();
    let off = SetWorkHours {
        staff: bench.dana,
        week: "Sun 0-0:01".into(),
        lunch_minutes: Some(0),
        holds_from: Some(Day::ymd(2026, 1, 1)),
    };
    bench.run(off).unwrap();
    bench.run(quarterly()).unwrap().service
}

/// Somebody at a point, with a visit of an hour that waits for its day.
fn visit(
    bench: &Bench,
    service: Id<noun::Service>,
    (name, at): (&str, &str),
) -> Id<noun::WorkOrder> {
    let number: u32 = name.bytes().map(u32::from).sum();
    let street = format!("{number} Mill Rd");
    let location =
        NewLocation { address: address(&street, "Ocala", "34470"), ..NewLocation::default() };
    let open =
        OpenCustomer { name: name.into(), phone: None, location: Some(location), ..rivera() };
    let customer = bench.run(open).unwrap().customer;
    let add = AddWorkOrder {
        customer,
        location: None,
        service,
        due_on: None,
        price_cents: None,
        cause: None,
        instructions: None,
        po_number: None,
    };
    let work_order = bench.run(add).unwrap().work_order;
    let order = bench.office.read(|r| require(r, bench.branch, work_order)).unwrap();
    bench.run(PlaceLocation { location: order.location, at: at.into() }).unwrap();
    work_order
}

fn book(bench: &Bench, work_order: Id<noun::WorkOrder>, day: Day, window: usize) {
    let (_, from, until) = WINDOWS[window];
    let book = BookAppointment {
        work_order,
        technician: bench.ruth,
        day,
        from_minute: Some(from),
        until_minute: Some(until),
        note: None,
    };
    bench.run(book).unwrap();
}

fn offers(bench: &Bench, work_order: Id<noun::WorkOrder>, day: Day) -> Vec<Offer> {
    let found = bench.office.read(|reader| {
        let order = require(reader, bench.branch, work_order)?;
        let (location, minutes) = (order.location, order.minutes);
        let ask = Ask { location, minutes, day, today: TODAY, minute: 14 * 60, at_most: 9 };
        best(reader, bench.branch, ask)
    });
    found.unwrap()
}

#[test]
fn the_day_on_which_somebody_is_next_door_comes_first() {
    for bench in benches() {
        let service = set_up(&bench);
        let thursday = Day::ymd(2026, 3, 5);
        book(&bench, visit(&bench, service, ("Ana Lopez", FAR)), thursday, 5);
        let asked = visit(&bench, service, ("Flora Sinclair", "29.1880, -82.3050"));
        let found = offers(&bench, asked, Day::ymd(2026, 3, 4));
        let first = &found[0];
        assert_eq!((first.day, first.technician), (thursday, bench.ruth), "{found:?}");
        assert_eq!(first.neighbours, 1);
        assert!(first.added_minutes <= 1, "{first:?}");
        assert_eq!(first.reason(), "no detour, 1 stop nearby");
        assert!(found.iter().all(|offer| offer.until_minute - offer.from_minute == 120));
        let days: Vec<Day> = found.iter().map(|offer| offer.day).collect();
        let is_off = |day: &Day| [Day::ymd(2026, 3, 7), Day::ymd(2026, 3, 8)].contains(day);
        assert!(!days.iter().any(is_off), "nobody works on the weekend: {days:?}");
    }
}

#[test]
fn a_promise_that_stands_is_never_broken_and_a_full_day_offers_nothing() {
    let bench = bench();
    let service = set_up(&bench);
    let tuesday = Day::ymd(2026, 3, 3);
    let short = SetWorkHours {
        staff: bench.ruth,
        week: "Mon 8-5, Tue 8-10, Wed-Fri 8-5".into(),
        lunch_minutes: None,
        holds_from: Some(TODAY),
    };
    bench.run(short).unwrap();
    for name in ["Ann", "Beth", "Carol"] {
        book(&bench, visit(&bench, service, (name, NEAR)), tuesday, 3);
    }
    let asked = visit(&bench, service, ("Irene", FAR));
    let found = offers(&bench, asked, tuesday);
    assert!(!found.is_empty());
    assert!(found.iter().all(|offer| offer.day != tuesday), "Tuesday is full: {found:?}");
}

#[test]
fn nobody_who_is_away_is_offered() {
    let bench = bench();
    let service = set_up(&bench);
    let asked = visit(&bench, service, ("Flora Sinclair", NEAR));
    let friday = Day::ymd(2026, 3, 6);
    let away = NoteAbsence {
        staff: bench.ruth,
        from_on: Some(TODAY),
        until_on: Some(friday),
        reason: "At a course".into(),
    };
    bench.run(away).unwrap();
    let found = offers(&bench, asked, Day::ymd(2026, 3, 4));
    assert!(!found.is_empty() && found.iter().all(|offer| offer.day > friday), "{found:?}");
}

#[test]
fn today_offers_only_what_is_left_of_it() {
    let bench = bench();
    let service = set_up(&bench);
    let asked = visit(&bench, service, ("Flora Sinclair", NEAR));
    let found = offers(&bench, asked, TODAY);
    let today: Vec<&Offer> = found.iter().filter(|offer| offer.day == TODAY).collect();
    assert!(!today.is_empty(), "{found:?}");
    assert!(today.iter().all(|offer| offer.begins_minute >= 14 * 60), "{today:?}");
}

#[test]
fn without_any_point_nothing_is_offered_and_the_page_says_what_to_do() {
    let bench = bench();
    let work_order = {
        let (customer, _) = crate::testing::agreement(&bench);
        let all = bench
            .read(|r| crate::work_orders::records::list_of_customer(r, bench.branch, customer, 9));
        all.unwrap()[0].id
    };
    assert_eq!(offers(&bench, work_order, TODAY), Vec::new());
    let page = page_at(&bench, &format!("/slots?work_order={work_order}")).unwrap();
    assert!(page.body.contains("no place is on the map yet"), "{}", page.body);
    let set = SetPreference { name: "branch_at".into(), value: HOME.into() };
    bench.run(set).unwrap();
    let page = page_at(&bench, &format!("/work-orders/{work_order}")).unwrap();
    assert!(page.body.contains("no detour") || page.body.contains("min of driving"));
}
