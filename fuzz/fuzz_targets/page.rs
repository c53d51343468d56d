//! The reader of HTML, and of what is no HTML.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbook_fuzz::page(data));
