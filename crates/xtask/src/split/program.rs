//! A WebAssembly module as the splitter sees it.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::SectionId;
use wasmparser::{
    ConstExpr, DataKind, ElementItems, ElementKind, Export, FunctionBody, GlobalType, KnownCustom, MemoryType, Name,
    Operator, Parser, Payload, TableType, TypeRef,
};

/// What the section for [`Program::features`] is called.
pub(super) const FEATURES: &str = "target_features";

/// The module's parts. Functions are numbered as in WebAssembly: first the imported ones, then its own.
#[derive(Default)]
pub(super) struct Program<'a> {
    bytes: &'a [u8],
    /// Number and place of every section but the custom ones, in order.
    pub(super) sections: Vec<(u8, Range<usize>)>,
    pub(super) imports: Vec<(&'a str, &'a str)>,
    /// How many functions are imported.
    pub(super) imported: u32,
    /// The type of every function.
    pub(super) types: Vec<u32>,
    /// The code of every own function.
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    pub(super) exports: Vec<Export<'a>>,
    pub(super) start: Option<u32>,
    /// The functions that can be called through the function table, by their place in it.
    pub(super) slots: Vec<(u32, u32)>,
    /// Without the hashes of the crates.
    pub(super) names: HashMap<u32, String>,
    /// What memory holds at the start.
    pub(super) data: Vec<Segment<'a>>,
    /// The section that names the features of WebAssembly which the code uses.
    pub(super) features: &'a [u8],
}

/// Bytes that memory holds at the start.
#[derive(Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) place: u32,
    pub(super) bytes: &'a [u8],
}

impl<'a> Program<'a> {
    /// Takes a module apart. What compilers of Rust do not make is refused.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut program = Self { bytes, ..Self::default() };
        for payload in Parser::new(0).parse_all(bytes) {
            program.take(payload?)?;
        }
        ensure!(!program.names.is_empty(), "the module has no names, by which it could be split");
        Ok(program)
    }

    /// The bytes of a section, without its head.
    pub(super) fn section(&self, range: &Range<usize>) -> &'a [u8] {
        &self.bytes[range.clone()]
    }

    /// The code of a function; none of an imported one.
    pub(super) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// The functions that a function calls by their number.
    pub(super) fn callees(&self, function: u32) -> Result<Vec<u32>> {
        let mut callees = Vec::new();
        let Some(body) = self.body(function) else { return Ok(callees) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => callees.push(function_index),
                Operator::ReturnCall { .. } | Operator::RefFunc { .. } => {
                    bail!("tail calls and ref.func are not split")
                }
                _ => {}
            }
        }
        Ok(callees)
    }

    /// Where in the module the content of a section begins.
    pub(super) fn start_of(&self, section: SectionId) -> Result<usize> {
        let found = self.sections.iter().find(|(id, _)| *id == section as u8);
        Ok(found.with_context(|| format!("the module has no section {section:?}"))?.1.start)
    }

    /// The address of the data that stands somewhere in the module.
    pub(super) fn address(&self, at: usize) -> Option<u32> {
        let inside = |segment: &Segment<'_>| {
            let begin = segment.bytes.as_ptr() as usize - self.bytes.as_ptr() as usize;
            let offset = at.checked_sub(begin).filter(|offset| *offset < segment.bytes.len())?;
            Some(segment.place + u32::try_from(offset).ok()?)
        };
        self.data.iter().find_map(inside)
    }

    /// The bytes that memory holds at addresses at the start.
    pub(super) fn bytes_at(&self, range: &Range<u32>) -> Option<&'a [u8]> {
        let inside = |segment: &Segment<'a>| {
            let [start, end] = [range.start, range.end].map(|at| at.checked_sub(segment.place));
            segment.bytes.get(start? as usize..end? as usize)
        };
        self.data.iter().find_map(inside)
    }

    /// The four bytes that memory holds at an address at the start, as a number.
    pub(super) fn word(&self, address: u32) -> Option<u32> {
        self.bytes_at(&(address..address + 4))?.first_chunk().copied().map(u32::from_le_bytes)
    }

    /// A function's name for people.
    pub(super) fn name(&self, function: u32) -> &str {
        self.names.get(&function).map_or("", String::as_str)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        if let Some((number, range)) = payload.as_section().filter(|(number, _)| *number != 0) {
            self.sections.push((number, usize::try_from(range.start)?..usize::try_from(range.end)?));
        }
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    self.imports.push((import.module, import.name));
                    // The second module's memory and the like are imported too.
                    if let TypeRef::Func(index) = import.ty {
                        self.types.push(index);
                        self.imported += 1;
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for index in section {
                    self.types.push(index?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => self.memories = section.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    self.take_slots(&element.kind, element.items)?;
                }
            }
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment?;
                    let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else {
                        bail!("only data that memory holds at the start is split");
                    };
                    self.data.push(Segment { place: place(&offset_expr)?, bytes: segment.data });
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if section.name() == FEATURES {
                    self.features = section.data();
                }
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        self.take_names(name?)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_slots(&mut self, kind: &ElementKind<'a>, items: ElementItems<'a>) -> Result<()> {
        let ElementKind::Active { table_index: None | Some(0), offset_expr } = kind else {
            bail!("only segments of the function table are split");
        };
        let ElementItems::Functions(functions) = items else { bail!("only segments of plain functions are split") };
        for (slot, function) in (place(offset_expr)?..).zip(functions) {
            self.slots.push((slot, function?));
        }
        Ok(())
    }

    fn take_names(&mut self, name: Name<'a>) -> Result<()> {
        let Name::Function(names) = name else { return Ok(()) };
        for naming in names {
            let naming = naming?;
            self.names.insert(naming.index, plain_name(naming.name));
        }
        Ok(())
    }
}

/// Where a segment begins.
fn place(offset: &ConstExpr<'_>) -> Result<u32> {
    let first = offset.get_operators_reader().read()?;
    let Operator::I32Const { value } = first else { bail!("a segment's place must be a constant") };
    Ok(value.cast_unsigned())
}

/// A function's name without what tells apart crates and, from wasm-bindgen, functions of one name: `core::fmt` of
/// `core[0123456789abcdef]::fmt` or `core[0123456789abcdef]::fmt[1]`.
fn plain_name(name: &str) -> String {
    let name = rustc_demangle::demangle(name).to_string();
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let name = match name.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((rest, number)) if is_number(number) => rest,
        _ => &name,
    };
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| match part.split_once(']') {
        Some((hash, rest)) if (12..=16).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            plain + rest
        }
        _ => plain + "[" + part,
    })
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn names_lose_hashes_and_numbers_and_nothing_else() {
        // Leading zeros of a hash are not written.
        let name = "<core[c5930c85a12de822]::str as a[123456789abcdef]::B<[u8; 4]>>::c";
        assert_eq!(plain_name(name), "<core::str as a::B<[u8; 4]>>::c");
        assert_eq!(plain_name(&format!("{name}[12]")), "<core::str as a::B<[u8; 4]>>::c");
        assert_eq!(plain_name("_RNvCs4fqI2P2rA04_4name4main"), "name::main");
    }
}
