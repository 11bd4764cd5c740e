//! Paths on the screen.
