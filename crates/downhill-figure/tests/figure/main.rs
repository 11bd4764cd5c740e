//! What the pictures promise, through the crate's public face.

mod charts;
mod goldens;
mod maps;
mod support;
mod tables;
