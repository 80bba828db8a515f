//! Plays `undersigned_fuzz::exports`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::exports(bytes));
