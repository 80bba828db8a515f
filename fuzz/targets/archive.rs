//! Plays `undersigned_fuzz::archive`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::archive(bytes));
