//! Plays `undersigned_fuzz::text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::text(bytes));
