//! Plays `undersigned_fuzz::pdf_page`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| undersigned_fuzz::pdf_page(bytes));
