//! Any bytes as a file of stored cases.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/downhill-cli/tests/common/input.rs"]
mod property;

fuzz_target!(|bytes: &[u8]| property::check(bytes).unwrap());
