//! The loader of catalogs.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbook_fuzz::catalog(data));
