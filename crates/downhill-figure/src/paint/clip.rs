//! Keeps lines inside a rectangle.
