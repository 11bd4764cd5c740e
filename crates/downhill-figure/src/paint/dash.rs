//! Breaks lines into dashes.
