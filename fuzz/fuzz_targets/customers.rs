//! Any bytes through `fuzz::read_customers`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_customers(bytes));
