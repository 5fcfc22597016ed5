//! Every statement of the program, prepared on both engines: a stronger check than a
//! compile-time macro for one.

use crate::house::on_each_engine;

/// Fewer than this, and a room is not linked.
const FLOOR: usize = 250;

#[test]
fn every_statement_prepares_on_each_engine() {
    on_each_engine(|bench| {
        let faults = store::testing::prepare_all(bench.office.db());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
    assert!(store::statements().count() >= FLOOR, "{} statements", store::statements().count());
}

#[test]
fn every_list_runs_by_each_filter_and_each_sort_on_each_engine() {
    on_each_engine(|bench| {
        for listing in bench.office.rooms().listings() {
            let faults = office::listing::check(listing, bench.office.rooms());
            assert!(faults.is_empty(), "{}: {}", listing.name, faults.join("\n"));
            let faults = office::listing::run_variants(bench.office.db(), listing);
            assert!(faults.is_empty(), "{}: {}", listing.name, faults.join("\n"));
        }
    });
}
