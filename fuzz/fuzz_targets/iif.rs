//! Any bytes as a QuickBooks file: no panic, no more rows than lines.
#![no_main]

use formats::iif::Reader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let most = 2 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    let Ok(mut reader) = Reader::open(bytes) else {
        return;
    };
    for _ in 0..=most {
        match reader.next_row() {
            Ok(Some(row)) => {
                let _ = (row.get("NAME"), row.kind());
            }
            Ok(None) => return,
            Err(error) if error.is_about_one_row() => {}
            Err(_) => return,
        }
    }
    panic!("more rows than lines");
});
