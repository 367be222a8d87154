//! The fuzzer's door to `passages_fuzz::archive`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| passages_fuzz::archive(bytes));
