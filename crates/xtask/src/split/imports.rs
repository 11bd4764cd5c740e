//! Short names for what a module imports: the names that compilers choose are a tenth of the download.

use std::collections::HashMap;

use anyhow::Result;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The module with every import renamed, and the new name of each old one.
pub(crate) fn shorten(bytes: &[u8]) -> Result<(Vec<u8>, HashMap<String, String>)> {
    let mut module = Module::new();
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import?;
                let short = format!("i{:x}", names.len());
                imports.import(import.module, &short, RoundtripReencoder.entity_type(import.ty)?);
                names.insert(import.name.to_owned(), short);
            }
            module.section(&imports);
        } else {
            let data = &bytes[usize::try_from(range.start)?..usize::try_from(range.end)?];
            module.section(&RawSection { id, data });
        }
    }
    Ok((module.finish(), names))
}
