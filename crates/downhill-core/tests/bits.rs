//! Every path is the same to the last bit on every machine and in WebAssembly.

#[path = "common/bits.rs"]
mod bits;

/// Made by `cargo run -p downhill-core --example bits`. A difference here on one machine only means that some
/// function comes from the machine; one everywhere, that a formula or a rule computes in another order than it did.
#[test]
fn paths_have_the_stored_bits() {
    let stored = include_str!("fixtures/bits.txt");
    let report = bits::report();
    let changed: Vec<_> = report.lines().zip(stored.lines()).filter(|(now, then)| now != then).collect();
    assert!(changed.is_empty(), "now, then: {changed:#?}");
    assert_eq!(report.lines().count(), stored.lines().count());
}
