//! Plays `undersigned_fuzz::layout`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::layout(bytes));
