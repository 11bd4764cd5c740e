//! Writes the three modules.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, Module, NameMap, NameSection, RawSection,
    SectionId, StartSection, TableSection, TableType,
};
use wasmparser::{Export, ExternalKind, FunctionBody, Operator};

use super::Rules;
use super::choice::{Choice, Part};
use super::data;
use super::program::{FEATURES, Program};
use super::references::References;

/// Under this name a later module imports the first one's memory, table and globals.
const FIRST: &str = "first";

/// Under this name a later module imports functions of earlier ones, each by its place in the table in hexadecimal digits,
/// which takes fewer bytes than an export for each.
const TABLE: &str = "table";

/// Where everything is to go.
pub(super) struct Plan<'a> {
    program: &'a Program<'a>,
    references: &'a References,
    rules: &'a Rules<'a>,
    choice: Choice,
    /// Every place of the function table in use, with those added for direct calls into other modules.
    slots: Vec<(u32, u32)>,
    /// What the first module exports for later ones.
    shared: Vec<Shared>,
}

/// Something of the first module, by kind and number, that it exports for later ones.
struct Shared {
    kind: ExportKind,
    index: u32,
    name: String,
}

/// A function's numbers in one of the modules, and the table's places of those that are in the other one.
struct Numbers<'a> {
    own: HashMap<u32, u32>,
    places: &'a HashMap<u32, u32>,
    types: &'a [u32],
}

/// A function of another module is used otherwise than by a call.
#[derive(Debug)]
struct Elsewhere(u32);

impl<'a> Plan<'a> {
    pub(super) fn of(program: &'a Program<'a>, references: &'a References, rules: &'a Rules<'a>) -> Result<Self> {
        let choice = Choice::of(program, references, rules)?;
        let mut plan = Self { program, references, rules, choice, slots: program.slots.clone(), shared: Vec::new() };
        plan.add_slots()?;
        plan.share();
        Ok(plan)
    }

    fn part(&self, function: u32) -> Option<Part> {
        self.choice.functions[function as usize]
    }

    /// The functions of one module, in order.
    fn functions(&self, part: Part) -> impl Iterator<Item = u32> {
        (0..).zip(&self.choice.functions).filter(move |(_, of)| **of == Some(part)).map(|(f, _)| f)
    }

    /// The functions of other modules that some modules call, in order.
    fn called(&self, parts: Range<Part>, is_meant: impl Fn(Part, Part) -> bool) -> Result<Vec<u32>> {
        let mut called = Vec::new();
        for part in parts {
            for function in self.functions(part) {
                let callees = self.program.callees(function)?;
                called.extend(callees.into_iter().filter(|f| self.part(*f).is_some_and(|of| is_meant(part, of))));
            }
        }
        called.sort_unstable();
        called.dedup();
        Ok(called)
    }

    /// Gives a place at the table's end to every function without one that another module calls.
    fn add_slots(&mut self) -> Result<()> {
        let end = u32::try_from(self.program.tables.first().context("the module has no table")?.initial)?;
        let placed: HashSet<_> = self.slots.iter().map(|(_, f)| *f).collect();
        let mut called = self.called(0..3, |caller, of| of != caller)?;
        // In the order that wasm-opt gives to functions: numbers that rise compress better.
        called.sort_by_key(|function| self.program.name(*function));
        self.slots.extend((end..).zip(called.into_iter().filter(|f| !placed.contains(f))));
        Ok(())
    }

    /// Names what later modules need of the first besides functions.
    fn share(&mut self) {
        let program = self.program;
        let all = |kind, count: usize, letter| {
            (0..).take(count).map(move |index| Shared { kind, index, name: format!("{letter}{index}") })
        };
        self.shared = all(ExportKind::Memory, program.memories.len(), "m")
            .chain(all(ExportKind::Table, program.tables.len(), "t"))
            .chain(all(ExportKind::Global, program.globals.len(), "g"))
            .collect();
    }

    /// The place in the table of every function of modules that come later than one.
    fn places(&self, part: Part) -> HashMap<u32, u32> {
        let is_later = |f: u32| self.part(f).is_some_and(|of| of > part);
        self.slots.iter().filter(|(_, f)| is_later(*f)).map(|(slot, f)| (*f, *slot)).collect()
    }

    pub(super) fn first(&self) -> Result<Vec<u8>> {
        let places = self.places(0);
        let own = self.functions(0).zip(0..).collect();
        let mut numbers = Numbers { own, places: &places, types: &self.program.types };
        let mut module = Module::new();
        for (id, range) in &self.program.sections {
            match *id {
                id if id == SectionId::Function as u8 => module.section(&self.function_types(0)),
                id if id == SectionId::Table as u8 => module.section(&self.table_section()?),
                id if id == SectionId::Export as u8 => module.section(&self.exports(&numbers)?),
                id if id == SectionId::Start as u8 => {
                    let start = self.program.start.context("an empty start section")?;
                    module.section(&StartSection { function_index: numbers.own(start)? })
                }
                id if id == SectionId::Element as u8 => module.section(&self.elements(0, &numbers)?),
                id if id == SectionId::Code as u8 => module.section(&self.code(0, &mut numbers)?),
                id if id == SectionId::Data as u8 => module.section(&self.early_data()),
                id => module.section(&RawSection { id, data: self.program.section(range) }),
            };
        }
        self.finish(&mut module, &numbers);
        Ok(module.finish())
    }

    /// The second or the third module.
    pub(super) fn later(&self, part: Part) -> Result<Vec<u8>> {
        let needed = self.called(part..part + 1, |caller, of| of < caller)?;
        let own: HashMap<_, _> = needed.iter().copied().chain(self.functions(part)).zip(0..).collect();
        let places = self.places(part);
        let mut numbers = Numbers { own, places: &places, types: &self.program.types };
        let mut module = Module::new();
        for (id, range) in self.program.sections.iter().filter(|(id, _)| *id == SectionId::Type as u8) {
            module.section(&RawSection { id: *id, data: self.program.section(range) });
        }
        module.section(&self.imports(&needed)?);
        module.section(&self.function_types(part));
        module.section(&self.elements(part, &numbers)?);
        module.section(&self.code(part, &mut numbers)?);
        module.section(&self.late_data(part));
        self.finish(&mut module, &numbers);
        Ok(module.finish())
    }

    fn early_data(&self) -> DataSection {
        let mut section = DataSection::new();
        for (place, bytes) in data::early(self.program, self.references, &self.choice) {
            section.active(0, &ConstExpr::i32_const(place.cast_signed()), bytes);
        }
        section
    }

    fn late_data(&self, part: Part) -> DataSection {
        let mut section = DataSection::new();
        for segment in data::late(self.program, self.references, &self.choice, part) {
            section.active(0, &ConstExpr::i32_const(segment.place.cast_signed()), segment.bytes.iter().copied());
        }
        section
    }

    fn function_types(&self, part: Part) -> FunctionSection {
        let mut section = FunctionSection::new();
        for function in self.functions(part).filter(|f| self.program.body(*f).is_some()) {
            section.function(self.program.types[function as usize]);
        }
        section
    }

    /// The tables, the first with room for the added places.
    fn tables(&self) -> Result<Vec<TableType>> {
        let mut tables: Vec<_> =
            self.program.tables.iter().map(|table| RoundtripReencoder.table_type(*table)).collect::<Result<_, _>>()?;
        let added = (self.slots.len() - self.program.slots.len()) as u64;
        if let Some(table) = tables.first_mut() {
            table.minimum += added;
            table.maximum = table.maximum.map(|maximum| maximum + added);
        }
        Ok(tables)
    }

    fn table_section(&self) -> Result<TableSection> {
        let mut section = TableSection::new();
        for table in self.tables()? {
            section.table(table);
        }
        Ok(section)
    }

    fn exports(&self, numbers: &Numbers<'_>) -> Result<ExportSection> {
        let mut section = ExportSection::new();
        let numbered = |kind, index| if kind == ExportKind::Func { numbers.own(index) } else { Ok(index) };
        let is_used = |export: &&Export<'_>| export.kind != ExternalKind::Func || self.rules.is_used(export.name);
        for export in self.program.exports.iter().filter(is_used) {
            let kind = RoundtripReencoder.export_kind(export.kind)?;
            section.export(export.name, kind, numbered(kind, export.index)?);
        }
        for shared in &self.shared {
            section.export(&shared.name, shared.kind, shared.index);
        }
        Ok(section)
    }

    /// What a later module imports: these functions, and all that the first one shares.
    fn imports(&self, functions: &[u32]) -> Result<ImportSection> {
        let program = self.program;
        let tables = self.tables()?;
        let mut section = ImportSection::new();
        let slots: HashMap<_, _> = self.slots.iter().map(|(slot, f)| (*f, *slot)).collect();
        for function in functions {
            let slot = slots.get(function).context("a function that another module calls has no place in the table")?;
            section.import(TABLE, &format!("{slot:x}"), EntityType::Function(program.types[*function as usize]));
        }
        for shared in &self.shared {
            let at = shared.index as usize;
            let ty: EntityType = match shared.kind {
                ExportKind::Memory => RoundtripReencoder.memory_type(program.memories[at])?.into(),
                ExportKind::Table => tables[at].into(),
                _ => RoundtripReencoder.global_type(program.globals[at])?.into(),
            };
            section.import(FIRST, &shared.name, ty);
        }
        Ok(section)
    }

    /// Fills the table's places with the functions of one module: a segment for each unbroken row of them.
    fn elements(&self, part: Part, numbers: &Numbers<'_>) -> Result<ElementSection> {
        let mut section = ElementSection::new();
        let mut own: Vec<_> = self.slots.iter().copied().filter(|(_, f)| self.part(*f) == Some(part)).collect();
        own.sort_unstable();
        for row in own.chunk_by(|(a, _), (b, _)| a + 1 == *b) {
            let functions = row.iter().map(|(_, f)| numbers.own(*f)).collect::<Result<Vec<_>, _>>()?;
            let place = ConstExpr::i32_const(row[0].0.cast_signed());
            section.active(None, &place, Elements::Functions(functions.into()));
        }
        Ok(section)
    }

    fn code(&self, part: Part, numbers: &mut Numbers<'_>) -> Result<CodeSection> {
        let mut section = CodeSection::new();
        for body in self.functions(part).filter_map(|f| self.program.body(f)) {
            section.function(&numbers.body(body)?);
        }
        Ok(section)
    }

    /// Adds what is no code: the features, by which wasm-opt knows what it may write, and the names.
    fn finish(&self, module: &mut Module, numbers: &Numbers<'_>) {
        module.section(&CustomSection { name: FEATURES.into(), data: self.program.features.into() });
        module.section(&self.names(numbers));
    }

    fn names(&self, numbers: &Numbers<'_>) -> NameSection {
        let mut sorted: Vec<_> = numbers.own.iter().collect();
        sorted.sort_unstable_by_key(|(_, new)| **new);
        let mut map = NameMap::new();
        for (old, new) in sorted {
            map.append(*new, self.program.name(*old));
        }
        let mut section = NameSection::new();
        section.functions(&map);
        section
    }
}

impl Numbers<'_> {
    /// The number of a function that is in this module.
    fn own(&self, function: u32) -> Result<u32, Elsewhere> {
        self.own.get(&function).copied().ok_or(Elsewhere(function))
    }

    /// A function's code with its calls led to where the functions are now.
    fn body(&mut self, body: &FunctionBody<'_>) -> Result<Function> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            let place = match operator {
                Operator::Call { function_index } => {
                    self.places.get(&function_index).map(|place| (*place, function_index))
                }
                _ => None,
            };
            if let Some((place, called)) = place {
                let type_index = self.types[called as usize];
                function.instruction(&Instruction::I32Const(place.cast_signed()));
                function.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        Ok(function)
    }
}

impl Reencode for Numbers<'_> {
    type Error = Elsewhere;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Elsewhere>> {
        self.own(function).map_err(reencode::Error::UserError)
    }
}

impl fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "function {} is in the other module", self.0)
    }
}

impl std::error::Error for Elsewhere {}
