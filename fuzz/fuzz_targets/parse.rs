//! The fuzzer's door to `passages_fuzz::parse`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| passages_fuzz::parse(bytes));
