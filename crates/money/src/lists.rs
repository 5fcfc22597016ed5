//! Every list of this room holds to the rules of lists, and each of its filters and orders runs.

use crate::testing::Desktop;
use office::listing::{check, run_variants};

#[test]
fn every_list_holds_to_the_rules_and_runs() {
    for desk in Desktop::on_each_engine() {
        let listings: Vec<_> = crate::ROOM.nouns.iter().flat_map(|noun| noun.listings).collect();
        assert_eq!(listings.len(), 27);
        for listing in listings {
            assert_eq!(check(listing, desk.office.rooms()), Vec::<String>::new());
            assert_eq!(run_variants(desk.office.db(), listing), Vec::<String>::new());
        }
    }
}
