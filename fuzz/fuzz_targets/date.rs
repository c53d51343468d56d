//! The grammar of dates.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbook_fuzz::date(data));
