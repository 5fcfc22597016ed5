//! Any bytes through `fuzz::read_statements`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_statements(bytes));
