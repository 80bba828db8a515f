//! Plays `undersigned_fuzz::mail`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::mail(bytes));
