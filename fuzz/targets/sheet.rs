//! Plays `undersigned_fuzz::sheet`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::sheet(bytes));
