use super::*;
use crate::customers::records::{find_customer, list_merged_into};
use crate::customers::{OpenCustomer, require_open_for_money, require_open_for_work};
use crate::locations::records::list_locations;
use crate::testing::{bench, owe, quarterly, rivera, sign};
use office::testing::Bench;

/// Marisol's account and the one a colleague opened for her by mistake.
fn twins(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Customer>) {
    let first = bench.run(rivera()).unwrap().customer;
    let second =
        OpenCustomer { name: "M. Rivera".into(), despite_similar: vec![first], ..rivera() };
    (bench.run(second).unwrap().customer, first)
}

fn merge(customer: Id<noun::Customer>, into: Id<noun::Customer>) -> MergeCustomer {
    MergeCustomer {
        customer,
        into,
        reason: "Same person".into(),
        take_contacts: false,
        take_locations: false,
        balance_stays: false,
    }
}

#[test]
fn one_account_ends_and_points_to_the_other() {
    let bench = bench();
    let (ends, goes_on) = twins(&bench);
    let merged = bench.run(merge(ends, goes_on)).unwrap();
    assert!(merged.locations.is_empty(), "nothing moves unasked");
    let branch = bench.branch;
    bench
        .read(|reader| {
            let row = find_customer(reader, branch, ends)?.expect("a row");
            assert_eq!((row.standing, row.merged_into), (Standing::Merged, Some(goes_on)));
            assert_eq!(list_merged_into(reader, branch, goes_on)?.len(), 1);
            assert_eq!(list_locations(reader, branch, ends)?.len(), 1);
            Ok(())
        })
        .unwrap();
    let read =
        |customer| bench.office.read(|reader| require_open_for_work(reader, branch, customer));
    let refusal = read(ends).unwrap_err();
    assert_eq!(refusal.code(), "customers.merged");
    assert!(refusal.words().contains("A10001"), "{}", refusal.words());
    let pays = bench.office.read(|reader| require_open_for_money(reader, branch, ends));
    assert_eq!(pays.unwrap_err().code(), "customers.merged");
    assert_eq!(bench.run(merge(ends, goes_on)).unwrap_err().code(), "customers.merged");
    read(goes_on).unwrap();
}

#[test]
fn takes_along_what_was_asked_for_and_brings_it_back() {
    let bench = bench();
    let (ends, goes_on) = twins(&bench);
    let with_places = MergeCustomer { take_locations: true, ..merge(ends, goes_on) };
    let merged = bench.run(with_places).unwrap();
    assert_eq!(merged.locations.len(), 1);
    let count = |customer| {
        bench.read(|reader| list_locations(reader, bench.branch, customer)).unwrap().len()
    };
    assert_eq!((count(ends), count(goes_on)), (0, 2));
    let back = UnmergeCustomer { customer: ends, reason: "Sisters".into() };
    let unmerged = bench.run(back).unwrap();
    assert!(unmerged.took_locations && !unmerged.took_contacts);
    assert_eq!((count(ends), count(goes_on)), (1, 1));
    let row = bench.read(|reader| find_customer(reader, bench.branch, ends)).unwrap();
    assert_eq!(row.expect("a row").standing, Standing::Active);
}

#[test]
fn an_account_with_money_ends_only_when_that_is_known() {
    let bench = bench();
    let (ends, goes_on) = twins(&bench);
    owe(&bench, ends, 6_420);
    let refusal = bench.run(merge(ends, goes_on)).unwrap_err();
    assert_eq!(refusal.code(), "customers.has_money");
    assert!(refusal.words().contains("Merge A10001 into A10002"), "{}", refusal.words());
    owe(&bench, goes_on, 500);
    let refusal = bench.run(merge(ends, goes_on)).unwrap_err();
    assert!(refusal.words().contains("Both have money"), "{}", refusal.words());
    bench.run(MergeCustomer { balance_stays: true, ..merge(ends, goes_on) }).unwrap();
    let branch = bench.branch;
    let pays = bench.office.read(|reader| require_open_for_money(reader, branch, ends));
    assert_eq!(pays.unwrap().id, ends, "what is owed there can be paid there");
}

#[test]
fn agreements_and_refused_service_stand_in_the_way() {
    let bench = bench();
    let (ends, goes_on) = twins(&bench);
    let service = bench.run(quarterly()).unwrap().service;
    bench.run(sign(ends, service)).unwrap();
    let refusal = bench.run(merge(ends, goes_on)).unwrap_err();
    assert_eq!(refusal.code(), "customers.has_agreements");
    let refuse = crate::customers::RefuseService { customer: goes_on, reason: "Rude".into() };
    bench.run(refuse).unwrap();
    let refusal = bench.run(merge(goes_on, ends)).unwrap_err();
    assert_eq!(refusal.code(), "customers.do_not_service");
}

#[test]
fn refuses_herself_a_blank_reason_and_a_stranger() {
    let bench = bench();
    let (ends, goes_on) = twins(&bench);
    let own = MergeCustomer { reason: " ".into(), ..merge(ends, ends) };
    let fields: Vec<String> = own.problems().0.into_iter().map(|one| one.field).collect();
    assert_eq!(fields, ["reason", "into"]);
    let refusal = bench.run_as(bench.stranger, merge(ends, goes_on)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: DECIDE });
}
