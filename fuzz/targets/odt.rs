//! Plays `undersigned_fuzz::odt`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::odt(bytes));
