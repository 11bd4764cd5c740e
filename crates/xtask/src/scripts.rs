//! What Trunk does not know: the script that starts the program, and what other pages use ours by.

use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::build::{files, has_extension};

/// Starts the parts of the program, by the names of [`PARTS`].
const LOADER: &str = include_str!("../../../www/load.js");
const PARTS: [&str; 5] = ["./program.js", "./controls.wasm", "./engine.wasm", "./more.wasm", "./worker.js"];

/// Obeys the page around ours. The loader fetches it where ours is in a frame.
const FRAME: &str = include_str!("../../../www/frame.js");

/// Defines the element, for any page: its own name stays, and what it fetches has the names of this build.
const ELEMENT: &str = include_str!("../../../www/embed.js");
const ELEMENT_TYPES: &str = include_str!("../../../www/embed.d.ts");

/// What the element adds to the page's style sheet.
const ELEMENT_STYLE: &str = include_str!("../../../www/element.css");

/// How the style sheet asks for the window's width, and how for the element's.
const QUERIES: [(&str, &str); 2] =
    [("@media (max-width", "@container lab (max-width"), ("@media (min-width", "@container lab (min-width")];

/// Writes the scripts into the site and returns the page's own, the loader. `parts` are the files of [`PARTS`].
pub(crate) fn write(dist: &Path, parts: &[String; 5]) -> Result<String> {
    let frame = write_hashed(dist, "frame", "js", FRAME)?;
    let named = PARTS.iter().zip(parts).fold(LOADER.to_owned(), |text, (name, file)| with_name(&text, name, file));
    let loader = with_name(&named, "./frame.js", &frame);
    let file = write_hashed(dist, "load", "js", &loader)?;
    let style =
        files(dist)?.into_iter().find(|file| has_extension(file, "css")).context("Trunk left no style sheet")?;
    let style = element_style(&std::fs::read_to_string(style)?);
    let style = write_hashed(dist, "element", "css", &style)?;
    let element = with_name(&with_name(ELEMENT, "./load.js", &file), "./element.css", &style);
    std::fs::write(dist.join("embed.js"), element)?;
    std::fs::write(dist.join("embed.d.ts"), ELEMENT_TYPES)?;
    Ok(loader)
}

fn with_name(script: &str, name: &str, file: &str) -> String {
    script.replace(&format!("\"{name}\""), &format!("\"./{file}\""))
}

/// The page's style sheet for an element, which is laid out by its own width.
fn element_style(page: &str) -> String {
    QUERIES.iter().fold(format!("{ELEMENT_STYLE}\n{page}"), |text, (window, own)| text.replace(window, own))
}

fn write_hashed(dist: &Path, stem: &str, kind: &str, text: &str) -> Result<String> {
    let name = format!("{stem}-{}.{kind}", hash(text.as_bytes()));
    std::fs::write(dist.join(&name), text)?;
    Ok(name)
}

/// Renames a file after its content and returns the new name.
pub(crate) fn hashed(file: &Path, stem: &str) -> Result<String> {
    let hash = hash(&std::fs::read(file)?);
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let new = format!("{stem}-{hash}.{extension}");
    std::fs::rename(file, file.with_file_name(&new))?;
    Ok(new)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_laid_out_by_its_own_width() {
        let style = element_style("@media (min-width: 1px) and (max-width: 2px) {}@media (forced-colors: active) {}");
        let page = "@container lab (min-width: 1px) and (max-width: 2px) {}@media (forced-colors: active) {}";
        assert!(style.ends_with(page) && !style.contains("@media (m"));
    }

    #[test]
    fn scripts_have_every_name_that_is_replaced() {
        let count = |script: &str, name: &str| script.matches(&format!("\"{name}\"")).count();
        for name in PARTS.into_iter().chain(["./frame.js"]) {
            assert_eq!(count(LOADER, name), 1, "{name}");
        }
        for name in ["./load.js", "./element.css"] {
            assert_eq!(count(ELEMENT, name), 1, "{name}");
        }
    }
}
