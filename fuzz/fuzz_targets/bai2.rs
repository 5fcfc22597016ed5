//! Any bytes through `fuzz::read_bai2`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_bai2(bytes));
