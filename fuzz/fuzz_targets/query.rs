//! The fuzzer's door to `passages_fuzz::query`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| passages_fuzz::query(bytes));
