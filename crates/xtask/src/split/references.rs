//! Which code and data refer to which constant data, and to which functions by their place in the table: read from the
//! program as the linker left it, which says what it filled in where. Addresses and places in the table are the same in
//! the module that wasm-bindgen makes of it.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::SectionId;
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo};

use super::program::Program;

/// What the segment of constants is called.
const CONSTANTS: &str = ".rodata";

/// References of the functions and of the pieces of constant data.
#[derive(Debug, Default)]
pub(super) struct References {
    /// In the order of their addresses.
    pub(super) pieces: Vec<Piece>,
    /// What all other data refers to.
    pub(super) variable: Referred,
    /// By the functions' names; equal names have their references together.
    functions: HashMap<String, Referred>,
    /// The addresses in pieces where references to pieces stand.
    pub(super) words: Vec<(u32, usize)>,
}

/// A constant, or several that share bytes.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) range: Range<u32>,
    pub(super) referred: Referred,
}

/// What is referred to: pieces by their index, and functions by their place in the table.
#[derive(Debug, Default)]
pub(super) struct Referred {
    pub(super) pieces: Vec<usize>,
    pub(super) slots: Vec<u32>,
}

/// What the linker's sections say.
#[derive(Default)]
struct Linked<'a> {
    symbols: Vec<SymbolInfo<'a>>,
    segments: Vec<&'a str>,
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

impl References {
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let (program, linked) = (Program::read(bytes)?, Linked::read(bytes)?);
        let constants = linked.segments.iter().position(|name| *name == CONSTANTS);
        let constants = constants.with_context(|| format!("the linker left no segment {CONSTANTS}"))?;
        let mut references = Self { pieces: linked.pieces(&program, constants), ..Self::default() };
        references.take_data(&program, &linked)?;
        references.take_code(&program, &linked)?;
        Ok(references)
    }

    /// What a function refers to; none of one that the linker did not know.
    pub(super) fn of(&self, function: &str) -> Option<&Referred> {
        self.functions.get(function)
    }

    /// The index of the piece at an address.
    pub(super) fn piece_at(&self, address: u32) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.range.start <= address);
        let before = after.checked_sub(1)?;
        self.pieces[before].range.contains(&address).then_some(before)
    }

    fn take_data(&mut self, program: &Program<'_>, linked: &Linked<'_>) -> Result<()> {
        let begin = program.start_of(SectionId::Data)?;
        for entry in &linked.in_data {
            let address = program.address(begin + entry.offset as usize).context("a reference outside of all data")?;
            let piece = linked.address(program, entry.index).and_then(|address| self.piece_at(address));
            let referred = match self.piece_at(address) {
                Some(from) => &mut self.pieces[from].referred,
                None => &mut self.variable,
            };
            match entry.ty {
                RelocationType::MemoryAddrI32 => {
                    referred.pieces.extend(piece);
                    self.words.extend(piece.map(|piece| (address, piece)));
                }
                RelocationType::TableIndexI32 => referred.slots.extend(program.word(address)),
                other => bail!("data with {other:?} is not split"),
            }
        }
        Ok(())
    }

    fn take_code(&mut self, program: &Program<'_>, linked: &Linked<'_>) -> Result<()> {
        let begin = program.start_of(SectionId::Code)?;
        let slots: HashMap<_, _> = program.slots.iter().map(|(slot, function)| (*function, *slot)).collect();
        for function in 0..program.types.len() {
            self.functions.entry(after_bindgen(program.name(u32::try_from(function)?)).to_owned()).or_default();
        }
        for entry in &linked.in_code {
            let at = (begin + entry.offset as usize) as u64;
            let body = program.bodies.partition_point(|body| body.range().start <= at);
            let body = body.checked_sub(1).context("a reference outside of all code")?;
            let name = program.name(u32::try_from(body)? + program.imported);
            let piece = linked.address(program, entry.index).and_then(|address| self.piece_at(address));
            let slot = linked.function(entry.index).and_then(|function| slots.get(&function));
            let referred = self.functions.entry(after_bindgen(name).to_owned()).or_default();
            match entry.ty {
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => referred.pieces.extend(piece),
                RelocationType::TableIndexSleb => referred.slots.extend(slot),
                RelocationType::FunctionIndexLeb
                | RelocationType::TypeIndexLeb
                | RelocationType::GlobalIndexLeb
                | RelocationType::TableNumberLeb => {}
                other => bail!("code with {other:?} is not split"),
            }
        }
        Ok(())
    }
}

/// What a function is called in the end: wasm-bindgen takes the hash off the names of those that it exports.
fn after_bindgen(name: &str) -> &str {
    let is_hash = |end: &str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.rsplit_once('_') {
        Some((start, end)) if is_hash(end) && !start.starts_with("__") => start,
        _ => name,
    }
}

impl<'a> Linked<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let Payload::CustomSection(section) = payload? else { continue };
            match (section.as_known(), section.name()) {
                (KnownCustom::Linking(reader), _) => {
                    for part in reader.subsections() {
                        linked.take(part?)?;
                    }
                }
                (KnownCustom::Reloc(reader), name) => {
                    let entries = reader.entries().into_iter().collect::<Result<_, _>>()?;
                    match name {
                        "reloc.CODE" => linked.in_code = entries,
                        "reloc.DATA" => linked.in_data = entries,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(linked)
    }

    fn take(&mut self, part: Linking<'a>) -> Result<()> {
        match part {
            Linking::SymbolTable(symbols) => self.symbols = symbols.into_iter().collect::<Result<_, _>>()?,
            Linking::SegmentInfo(segments) => {
                self.segments = segments.into_iter().map(|s| s.map(|s| s.name)).collect::<Result<_, _>>()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The symbols of the constants, those that share bytes together.
    fn pieces(&self, program: &Program<'_>, constants: usize) -> Vec<Piece> {
        let range = |symbol: &SymbolInfo<'_>| match symbol {
            SymbolInfo::Data { symbol: Some(s), .. } if s.index as usize == constants && s.size > 0 => {
                let start = program.data.get(constants)?.place + s.offset;
                Some(start..start + s.size)
            }
            _ => None,
        };
        let mut ranges: Vec<_> = self.symbols.iter().filter_map(range).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let mut pieces: Vec<Piece> = Vec::new();
        for range in ranges {
            match pieces.last_mut() {
                Some(last) if range.start < last.range.end => last.range.end = last.range.end.max(range.end),
                _ => pieces.push(Piece { range, referred: Referred::default() }),
            }
        }
        pieces
    }

    /// Where the data of a symbol begins.
    fn address(&self, program: &Program<'_>, symbol: u32) -> Option<u32> {
        let SymbolInfo::Data { symbol: Some(defined), .. } = self.symbols.get(symbol as usize)? else { return None };
        Some(program.data.get(defined.index as usize)?.place + defined.offset)
    }

    fn function(&self, symbol: u32) -> Option<u32> {
        let SymbolInfo::Func { index, .. } = self.symbols.get(symbol as usize)? else { return None };
        Some(*index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exported_functions_lose_their_hash_and_no_others() {
        assert_eq!(after_bindgen("unmount_c62831ffbb2709d6"), "unmount");
        assert_eq!(after_bindgen("__wbg_log_c62831ffbb2709d6"), "__wbg_log_c62831ffbb2709d6");
        assert_eq!(after_bindgen("downhill_web::ui::new_id"), "downhill_web::ui::new_id");
    }
}
