use super::*;
use crate::agreements::words::AgreementStanding;
use crate::agreements::{HoldAgreement, RepriceAgreement};
use crate::locations::{AddLocation, NewLocation};
use crate::testing::{address, bench, halloran, quarterly_agreement, sign};
use office::testing::Bench;
use values::Money;

const TODAY: Day = Day::ymd(2026, 3, 2);
const JUNE: Day = Day::ymd(2026, 6, 1);

fn row(bench: &Bench, agreement: Id<noun::Agreement>) -> Agreement {
    bench
        .read(|reader| records::find_agreement(reader, bench.branch, agreement))
        .unwrap()
        .expect("a row")
}

fn moves(agreement: Id<noun::Agreement>) -> TransferAgreement {
    TransferAgreement {
        agreement,
        customer: None,
        location: None,
        effective_on: Some(JUNE),
        po_number: None,
        reason: "She moves to Mill Road".into(),
    }
}

fn mill_road(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::Location> {
    let at =
        NewLocation { address: address("7 Mill Rd", "Ocala", "34470"), ..NewLocation::default() };
    bench.run(AddLocation { customer, location: at }).unwrap().location
}

#[test]
fn she_moves_and_it_goes_on_at_the_new_place_at_its_price_and_on_its_days() {
    let bench = bench();
    let (customer, agreement) = quarterly_agreement(&bench);
    let price = RepriceAgreement {
        agreement,
        price_cents: Money::cents(12_500),
        effective_on: Some(Day::ymd(2026, 9, 1)),
        reason: "Material costs more".into(),
    };
    bench.run(price).unwrap();
    let location = mill_road(&bench, customer);
    let go = TransferAgreement { location: Some(location), ..moves(agreement) };
    let receipt = bench.run(go).unwrap();
    let old = row(&bench, agreement);
    assert_eq!(old.standing(TODAY), AgreementStanding::Cancelled);
    assert_eq!((old.cancelled_on, old.cancel_cause), (Some(JUNE), Some(CancelCause::Moved)));
    assert_eq!(old.next_visits(TODAY, 12).len(), 1, "March 2");
    let new = row(&bench, receipt.agreement);
    assert_eq!((new.customer, new.location), (customer, location));
    assert_eq!((new.ends_on, new.transferred_from), (old.ends_on, Some(agreement)));
    let visits: Vec<(Day, Money)> =
        new.next_visits(JUNE, 12).iter().map(|visit| (visit.nominal, visit.price)).collect();
    let expected = [
        (Day::ymd(2026, 6, 2), Money::cents(11_900)),
        (Day::ymd(2026, 9, 2), Money::cents(12_500)),
        (Day::ymd(2026, 12, 2), Money::cents(12_500)),
    ];
    assert_eq!(visits, expected);
    let successor =
        bench.read(|reader| records::find_successor(reader, bench.branch, agreement)).unwrap();
    assert_eq!(successor, Some((receipt.agreement, receipt.number)));
}

#[test]
fn the_buyer_of_the_house_takes_the_place_over_and_gives_it_back() {
    let bench = bench();
    let (customer, agreement) = quarterly_agreement(&bench);
    let place = row(&bench, agreement).location;
    let buyer = bench.run(halloran()).unwrap().customer;
    let go = TransferAgreement { customer: Some(buyer), ..moves(agreement) };
    let receipt = bench.run(go).unwrap();
    assert_eq!((receipt.customer, receipt.location), (buyer, place));
    assert_eq!(row(&bench, agreement).cancel_cause, Some(CancelCause::Sold));
    let whose = |bench: &Bench| {
        let found =
            bench.read(|reader| Ok(locations::list_locations(reader, bench.branch, buyer)?.len()));
        found.unwrap()
    };
    assert_eq!(whose(&bench), 1);
    let back = TransferAgreement::reversal(&receipt).expect("it can be taken back");
    bench.office.errand(bench.slip(), back, office::Mode::Now).unwrap();
    assert_eq!(whose(&bench), 0);
    let all =
        bench.read(|reader| records::list_standing_agreements(reader, bench.branch, customer));
    let all = all.unwrap();
    assert_eq!((all.len(), all[0].location), (1, place));
}

#[test]
fn before_it_has_begun_the_first_visit_goes_along() {
    let bench = bench();
    let (customer, agreement) = quarterly_agreement(&bench);
    let location = mill_road(&bench, customer);
    let today =
        TransferAgreement { location: Some(location), effective_on: None, ..moves(agreement) };
    let receipt = bench.run(today).unwrap();
    assert_eq!(row(&bench, receipt.agreement).initial_price, Some(Money::cents(19_900)));
}

#[test]
fn refuses_nowhere_a_place_that_is_promised_a_hold_and_a_stranger() {
    let bench = bench();
    let (customer, agreement) = quarterly_agreement(&bench);
    assert_eq!(bench.run(moves(agreement)).unwrap_err().status(), 422, "nowhere");
    let old = row(&bench, agreement);
    let here = TransferAgreement { location: Some(old.location), ..moves(agreement) };
    assert_eq!(bench.run(here).unwrap_err().code(), "agreements.signed_already");
    let buyer = bench.run(halloran()).unwrap().customer;
    let hers = TransferAgreement {
        customer: Some(buyer),
        location: Some(old.location),
        ..moves(agreement)
    };
    assert_eq!(bench.run(hers).unwrap_err().status(), 422, "it is not his");
    let early = TransferAgreement {
        customer: Some(buyer),
        effective_on: Some(Day::ymd(2026, 3, 1)),
        ..moves(agreement)
    };
    assert_eq!(bench.run(early).unwrap_err().status(), 422);
    let reason = "Away".to_owned();
    bench.run(HoldAgreement { agreement, reason, held_from: None, until: None }).unwrap();
    let sold = TransferAgreement { customer: Some(buyer), ..moves(agreement) };
    assert_eq!(bench.run(sold.clone()).unwrap_err().code(), "agreements.held");
    bench.run(crate::agreements::ReleaseAgreement { agreement }).unwrap();
    let second = crate::services::AddService { code: "MOSQ".into(), ..crate::testing::quarterly() };
    let second = bench.run(second).unwrap().service;
    bench.run(sign(customer, second)).unwrap();
    assert_eq!(bench.run(sold.clone()).unwrap_err().code(), "agreements.place_promised");
    let refusal = bench.run_as(bench.stranger, sold).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
}
