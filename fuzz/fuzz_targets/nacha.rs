//! Any bytes through `fuzz::read_nacha`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_nacha(bytes));
