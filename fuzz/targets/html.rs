//! Plays `undersigned_fuzz::html`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::html(bytes));
