//! Prints the fingerprints that `tests/fixtures/bits.txt` stores.

#[path = "../tests/common/bits.rs"]
mod bits;

fn main() {
    print!("{}", bits::report());
}
