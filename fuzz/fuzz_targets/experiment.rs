//! Any bytes as the text of an experiment.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/downhill-core/tests/common/experiment.rs"]
mod property;

fuzz_target!(|bytes: &[u8]| property::check(&String::from_utf8_lossy(bytes)).unwrap());
