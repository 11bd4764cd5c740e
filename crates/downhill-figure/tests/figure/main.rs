//! What the pictures promise, through the crate's public face.

mod charts;
mod colours;
mod goldens;
mod maps;
mod support;
mod tables;
