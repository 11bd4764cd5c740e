//! What the fuzzer starts from, and what it once found, on a stable compiler.

use std::path::PathBuf;

#[path = "../common/experiment.rs"]
mod experiment;

fn files(target: &str) -> Vec<PathBuf> {
    let corpus = format!("{}/../../fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_fuzzers_experiments_are_read_printed_and_run() {
    let files = files("experiment");
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        experiment::check(&String::from_utf8_lossy(&bytes)).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}
