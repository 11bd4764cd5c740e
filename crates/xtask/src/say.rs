//! What the commands tell the person in front of them. All of it goes to standard error:
//! standard output belongs to results, such as the JSON of `size` and `bench`.

/// Something that will take a moment has begun.
pub(crate) fn doing(what: impl std::fmt::Display) {
    eprintln!("… {what}");
}

/// Something is in place.
pub(crate) fn done(what: impl std::fmt::Display) {
    eprintln!("✓ {what}");
}

/// Something was left out, or deserves attention, but work goes on.
pub(crate) fn note(what: impl std::fmt::Display) {
    eprintln!("! {what}");
}

/// The command failed.
pub(crate) fn error(error: &anyhow::Error) {
    eprintln!("✗ {error:#}");
}
