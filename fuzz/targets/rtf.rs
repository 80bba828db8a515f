//! Plays `undersigned_fuzz::rtf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::rtf(bytes));
