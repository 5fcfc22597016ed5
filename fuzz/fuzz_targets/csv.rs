//! Any bytes through `fuzz::read_csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_csv(bytes));
