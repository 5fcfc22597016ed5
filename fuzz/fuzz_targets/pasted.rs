//! Any bytes through `fuzz::read_pasted`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_pasted(bytes));
