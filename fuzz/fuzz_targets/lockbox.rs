//! Any bytes through `fuzz::read_lockbox`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_lockbox(bytes));
