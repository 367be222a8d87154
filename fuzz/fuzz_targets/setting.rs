//! The fuzzer's door to `passages_fuzz::setting`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| passages_fuzz::setting(bytes));
