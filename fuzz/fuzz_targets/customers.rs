//! Any bytes as a customer list: no panic, every row accounted for, no card number let through.
#![no_main]

use formats::customers::{Customers, Export, Reading, sniff};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let told = sniff(bytes);
    let Ok(mut list) = Customers::open(bytes) else {
        return;
    };
    assert_eq!(list.source(), told);
    let mut export = Export::new(Vec::new()).expect("memory does not fail");
    let (mut customers, mut rejected) = (0, 0);
    for reading in list.by_ref() {
        match reading {
            Ok(Reading::Customer(row)) => {
                assert!(!row.name.is_empty() && !row.source_id.is_empty());
                customers += u64::from(row.continues_line.is_none());
                export.write(&row).expect("memory does not fail");
            }
            Ok(Reading::Rejected(_)) => rejected += 1,
            Err(_) => return,
        }
    }
    let tally = list.tally();
    assert_eq!((tally.customers, tally.rejected), (customers, rejected));
    assert!(customers + rejected <= tally.rows);
    export.finish().expect("memory does not fail");
});
