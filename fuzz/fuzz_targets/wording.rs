#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| chengwen_fuzz::wording(bytes));
