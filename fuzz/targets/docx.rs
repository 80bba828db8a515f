//! Plays `undersigned_fuzz::docx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::docx(bytes));
