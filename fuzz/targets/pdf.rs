//! Plays `undersigned_fuzz::pdf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::pdf(bytes));
