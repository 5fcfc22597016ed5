//! Any bytes as a table: no panic, no more rows than lines, and what is written is read again.
#![no_main]

use formats::csv::{Record, Table, Writer, unguarded};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let most = 2 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    let Ok(mut table) = Table::open(bytes) else {
        return;
    };
    let mut record = Record::new();
    for _ in 0..=most {
        match table.read(&mut record) {
            Ok(true) => write_and_read(&record),
            Ok(false) => return,
            Err(error) => assert!(error.is_about_one_row(), "{error}"),
        }
    }
    panic!("more rows than lines");
});

fn write_and_read(record: &Record) {
    let mut writer = Writer::new(Vec::new());
    writer
        .texts(["first", "second"])
        .expect("memory does not fail");
    writer
        .texts([&record[0], "x"])
        .expect("memory does not fail");
    let bytes = writer.finish().expect("memory does not fail");
    let Ok(mut table) = Table::open_knowing(&bytes[..], &|name| name.len() >= 5) else {
        return;
    };
    let mut again = Record::new();
    if matches!(table.read(&mut again), Ok(true)) && table.columns()[0] == "first" {
        assert_eq!(unguarded(&again[0]), &record[0]);
    }
}
