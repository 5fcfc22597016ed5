//! Any bytes through `fuzz::read_ofx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_ofx(bytes));
