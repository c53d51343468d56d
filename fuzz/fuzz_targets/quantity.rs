//! The grammar of quantities.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbook_fuzz::quantity(data));
