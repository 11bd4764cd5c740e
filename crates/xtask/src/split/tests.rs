use wasm_encoder::{CustomSection, Encode, Section};
use wasmparser::RelocationType::{self, MemoryAddrI32, MemoryAddrSleb, TableIndexI32, TableIndexSleb};

use super::*;

/// `start` and `show` are what the page calls; `draw` and what it needs is to come later, `ask` and what it needs last, and
/// of the surfaces `odd` when somebody asks for it. At 16 is the registry of both, at 100 the table of the trait for
/// `plain`, at 132 that for `odd`; they share `level`.
const PROGRAM: &str = r#"(module
    (import "page" "log" (func $log (param i32)))
    (memory (export "memory") 1)
    (table $functions 11 11 funcref)
    (table $objects 2 externref)
    (global $stack (mut i32) (i32.const 16))
    (elem (i32.const 1) $click $surface::value $shared $unasked $plain $odd $odd_value $level $odd_level)
    (data (i32.const 16) "\05\00\00\00\06\00\00\00\28\00\00\00early words a late text for drawing for asking  for both    for odd ones"
        "\00\00\00\00\08\00\00\00\08\00\00\00\02\00\00\00\08\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00"
        "\00\00\00\00\08\00\00\00\08\00\00\00\07\00\00\00\08\00\00\00\09\00\00\00"
        "from/a.rs\00\00\00\9c\00\00\00\09\00\00\00\01\00\00\00\02\00\00\00")
    (data (i32.const 200) "kept")
    (func $start (export "start") (call $shared))
    (func $show (export "show") (param i32) (result i32) (drop (call $gate::h1 (local.get 0))) (call $gate::h2 (i32.const 7)))
    (func $unused (export "unused") (call $only_unused))
    (func $only_unused)
    (func $click (call $log (global.get $stack)))
    (func $shared (call $log (i32.const 1)))
    (func $gate::h1 (param i32) (result i32) (call $draw) (local.get 0))
    (func $gate::h2 (param i32) (result i32) (drop (call $gate::h1 (i32.const 3))) (local.get 0))
    (func $draw (call $shared) (call $last::h1) (global.set $stack (i32.const 8)))
    (func $last::h1 (call $ask))
    (func $ask (call $draw) (drop (call $gate::h1 (i32.const 4))))
    (func $surface::value (call $helper))
    (func $helper)
    (func $unasked (call $only_unused))
    (func $plain (@name "surface::Entry>::of<surface::plain::Plain>::{closure#0}"))
    (func $odd (@name "surface::Entry>::of<surface::odd::Odd<1>>::{closure#0}"))
    (func $odd_value (@name "<surface::odd::Odd<1> as surface::Surface>::value") (call $draw) (call $only_odd))
    (func $level (@name "<surface::odd::Odd<1> as surface::Surface>::domain"))
    (func $odd_level (@name "<surface::odd::Odd<1> as surface::Surface>::level"))
    (func $only_odd)
)"#;

/// The constants: name, address and size.
const CONSTANTS: [(&str, u32, u32); 11] = [
    ("registry", 16, 12),
    ("early", 28, 12),
    ("late", 40, 12),
    ("drawing", 52, 12),
    ("asking", 64, 12),
    ("both", 76, 12),
    ("odd ones", 88, 12),
    ("table of plain", 100, 32),
    ("table of odd", 132, 24),
    ("source", 156, 9),
    ("place in it", 168, 16),
];

/// What the functions refer to.
const IN_CODE: [(&str, RelocationType, &str); 10] = [
    ("start", MemoryAddrSleb, "registry"),
    ("start", TableIndexSleb, "click"),
    ("start", MemoryAddrSleb, "place in it"),
    ("draw", MemoryAddrSleb, "drawing"),
    ("draw", MemoryAddrSleb, "both"),
    ("ask", MemoryAddrSleb, "asking"),
    ("ask", MemoryAddrSleb, "both"),
    (PLAIN, MemoryAddrSleb, "table of plain"),
    (ODD, MemoryAddrSleb, "table of odd"),
    (ODD_LEVEL, MemoryAddrSleb, "odd ones"),
];

/// What the constants refer to: where, and what. What is called by the table stands there.
const IN_DATA: [(u32, RelocationType, &str); 10] = [
    (16, TableIndexI32, ""),
    (20, TableIndexI32, ""),
    (24, MemoryAddrI32, "early"),
    (24, MemoryAddrI32, "late"),
    (112, TableIndexI32, ""),
    (116, TableIndexI32, ""),
    (144, TableIndexI32, ""),
    (148, TableIndexI32, ""),
    (152, TableIndexI32, ""),
    (168, MemoryAddrI32, "source"),
];

fn custom(name: &str, data: &[u8], module: &mut Vec<u8>) {
    CustomSection { name: name.into(), data: data.into() }.append_to(module);
}

/// The program with what the linker writes down.
fn linked(bytes: &[u8]) -> Vec<u8> {
    let program = Program::read(bytes).unwrap();
    let mut symbols = vec![CONSTANTS.len() as u8 + 1];
    for (_, place, size) in CONSTANTS {
        symbols.extend([1, 2, 0, 0]);
        (place - 16).encode(&mut symbols);
        size.encode(&mut symbols);
    }
    let click = (0u32..).find(|f| program.name(*f) == "click").unwrap();
    symbols.extend([0, 0]);
    click.encode(&mut symbols);
    symbols.push(0);
    let mut linking = vec![2, 5];
    segments().encode(&mut linking);
    linking.push(8);
    symbols.encode(&mut linking);
    let in_code = IN_CODE.map(|(function, ty, symbol)| {
        let body = program.bodies.iter().zip(program.imported..).find(|(_, f)| program.name(*f) == function);
        let begin = program.start_of(wasm_encoder::SectionId::Code).unwrap();
        (body.unwrap().0.range().start as usize - begin, ty, symbol)
    });
    let begin = program.start_of(wasm_encoder::SectionId::Data).unwrap();
    let first = program.data[0].bytes.as_ptr() as usize - bytes.as_ptr() as usize - begin;
    let in_data = IN_DATA.map(|(address, ty, symbol)| (first + address as usize - 16, ty, symbol));
    let mut module = bytes.to_vec();
    custom("linking", &linking, &mut module);
    custom("reloc.CODE", &relocations(&in_code), &mut module);
    custom("reloc.DATA", &relocations(&in_data), &mut module);
    module
}

/// The names of both segments, and that they have no other properties.
fn segments() -> Vec<u8> {
    [b"\x02\x07.rodata\x00\x00".as_slice(), b"\x05.data\x00\x00"].concat()
}

/// The symbol of a constant, or that of `click` after them.
fn symbol(name: &str) -> usize {
    CONSTANTS.iter().position(|(constant, ..)| *constant == name).unwrap_or(CONSTANTS.len())
}

fn relocations(entries: &[(usize, RelocationType, &str)]) -> Vec<u8> {
    let mut bytes = vec![0];
    entries.len().encode(&mut bytes);
    for (offset, ty, symbol) in entries {
        bytes.push(*ty as u8);
        offset.encode(&mut bytes);
        self::symbol(symbol).encode(&mut bytes);
        if [MemoryAddrSleb, MemoryAddrI32].contains(ty) {
            bytes.push(0);
        }
    }
    bytes
}

fn parts_of(program: &str) -> Result<Parts> {
    split_with(program, &Rules { common: &["surface::plain::".to_owned()], ..rules() })
}

fn rules() -> Rules<'static> {
    Rules {
        gates: ["gate::", "last::"],
        registries: &["surface::Entry>::"],
        used_exports: &["start", "show"],
        late_texts: &["a late text ", "early words "],
        early_texts: &["early words "],
        ..Rules::default()
    }
}

fn split_with(program: &str, rules: &Rules<'_>) -> Result<Parts> {
    let module = wat::parse_str(program).unwrap();
    split(&module, &linked(&module), rules)
}

/// The names of a module's own functions.
fn names<'a>(program: &'a Program<'_>) -> Vec<&'a str> {
    (program.imported..).zip(&program.bodies).map(|(f, _)| program.name(f)).collect()
}

fn slots<'a>(program: &'a Program<'_>) -> Vec<(u32, &'a str)> {
    program.slots.iter().map(|(slot, f)| (*slot, program.name(*f))).collect()
}

/// The functions that a function calls by their number.
fn callees<'a>(program: &'a Program<'_>, caller: &str) -> Vec<&'a str> {
    let (function, _) = program.names.iter().find(|(_, name)| *name == caller).unwrap();
    program.callees(*function).unwrap().into_iter().map(|f| program.name(f)).collect()
}

#[test]
fn all_parts_are_valid() {
    for part in parts_of(PROGRAM).unwrap() {
        wasmparser::validate(&part).unwrap();
    }
}

const ODD_VALUE: &str = "<surface::odd::Odd<1> as surface::Surface>::value";
const LEVEL: &str = "<surface::odd::Odd<1> as surface::Surface>::domain";
const ODD_LEVEL: &str = "<surface::odd::Odd<1> as surface::Surface>::level";
const PLAIN: &str = "surface::Entry>::of<surface::plain::Plain>::{closure#0}";
const ODD: &str = "surface::Entry>::of<surface::odd::Odd<1>>::{closure#0}";

#[test]
fn the_second_part_has_what_is_reached_through_gates_and_later_slots_alone() {
    let [first, second, _] = parts_of(PROGRAM).unwrap();
    assert_eq!(names(&Program::read(&first).unwrap()), ["start", "show", "click", "shared"]);
    let second = Program::read(&second).unwrap();
    assert_eq!(names(&second), ["gate::h1", "gate::h2", "draw", "surface::value", "helper", PLAIN, LEVEL]);
}

#[test]
fn the_third_part_has_what_only_its_gates_and_uncommon_items_reach() {
    let [_, second, third] = parts_of(PROGRAM).unwrap();
    let (second, third) = (Program::read(&second).unwrap(), Program::read(&third).unwrap());
    assert_eq!(names(&third), ["last::h1", "ask", ODD, ODD_VALUE, ODD_LEVEL, "only_odd"]);
    assert_eq!(callees(&third, ODD_VALUE), ["draw", "only_odd"]);
    let places: Vec<_> = third.imports.iter().filter(|(of, _)| *of == "table").map(|(_, place)| *place).collect();
    assert_eq!(places, ["c", "b"]);
    assert_eq!(slots(&second)[3..], [(11, "draw"), (12, "gate::h1"), (13, "gate::h2")]);
}

/// The bytes that a module writes at an address.
fn written(module: &[u8], address: u32) -> Option<u8> {
    let program = Program::read(module).unwrap();
    program.bytes_at(&(address..address + 1)).map(|bytes| bytes[0])
}

#[test]
fn constants_come_with_the_first_module_that_refers_to_them() {
    let parts = parts_of(PROGRAM).unwrap();
    let written = |address| parts.each_ref().map(|part| written(part, address));
    let expected = [
        [Some(5), None, None],
        [Some(b'e'), None, None],
        [Some(0), None, Some(b'a')],
        [Some(0), Some(b'f'), None],
        [Some(0), None, Some(b'f')],
        [Some(0), Some(b'f'), None],
        [Some(0), None, Some(b'f')],
    ];
    assert_eq!(CONSTANTS[..7].iter().map(|(_, address, _)| written(*address)).collect::<Vec<_>>(), expected);
    assert_eq!(written(112), [Some(0), Some(2), None]);
    assert_eq!(written(144), [Some(0), None, Some(7)]);
    assert_eq!(written(24), [Some(0), None, Some(40)]);
    assert_eq!([156, 168].map(written), [[Some(0), None, Some(b'f')], [Some(0), None, Some(156)]]);
    assert_eq!(written(200), [Some(b'k'), None, None]);
}

#[test]
fn each_part_fills_its_own_slots_and_gates_have_new_ones_at_the_end() {
    let parts = parts_of(PROGRAM).unwrap();
    let [first, second, third] = parts.each_ref().map(|part| Program::read(part).unwrap());
    assert_eq!(slots(&first), [(1, "click"), (3, "shared")]);
    assert_eq!(slots(&second)[..3], [(2, "surface::value"), (5, PLAIN), (8, LEVEL)]);
    assert_eq!(slots(&second)[3..], [(11, "draw"), (12, "gate::h1"), (13, "gate::h2")]);
    assert_eq!(slots(&third), [(6, ODD), (7, ODD_VALUE), (9, ODD_LEVEL), (14, "last::h1")]);
    assert_eq!((first.tables[0].initial, first.tables[0].maximum), (15, Some(15)));
    assert_eq!(first.tables[1].initial, 2);
}

#[test]
fn calls_into_the_second_part_go_through_the_slots() {
    let [first, ..] = parts_of(PROGRAM).unwrap();
    let first = Program::read(&first).unwrap();
    let show = first.names.iter().find(|(_, name)| *name == "show").unwrap();
    let mut calls = Vec::new();
    let mut last = None;
    for operator in first.body(*show.0).unwrap().get_operators_reader().unwrap() {
        match operator.unwrap() {
            wasmparser::Operator::I32Const { value } => last = Some(value),
            wasmparser::Operator::CallIndirect { table_index, .. } => calls.push((table_index, last)),
            wasmparser::Operator::Call { .. } => panic!("a call by number"),
            _ => {}
        }
    }
    assert_eq!(calls, [(0, Some(12)), (0, Some(13))]);
}

#[test]
fn the_second_part_calls_the_first_by_import() {
    let [first, second, _] = parts_of(PROGRAM).unwrap();
    let (first, second) = (Program::read(&first).unwrap(), Program::read(&second).unwrap());
    assert_eq!(callees(&second, "draw"), ["shared"]);
    assert_eq!(callees(&second, "gate::h2"), ["gate::h1"]);
    let exported: Vec<_> = first.exports.iter().map(|export| (export.name, export.kind)).collect();
    let (memory, table) = (wasmparser::ExternalKind::Memory, wasmparser::ExternalKind::Table);
    for export in [("memory", memory), ("m0", memory), ("t0", table), ("t1", table)] {
        assert!(exported.contains(&export), "{export:?}");
    }
    let shared = ["m0", "t0", "t1", "g0"];
    assert_eq!(second.imports[0], ("table", "3"));
    assert_eq!(second.imports[1..], shared.map(|name| ("first", name)));
    assert!(shared.iter().all(|name| exported.iter().any(|(exported, _)| exported == name)));
}

#[test]
fn exports_that_nobody_uses_are_dropped_with_what_only_they_reach() {
    for part in parts_of(PROGRAM).unwrap() {
        let program = Program::read(&part).unwrap();
        assert!(program.exports.iter().all(|export| export.name != "unused"));
        assert!(!names(&program).iter().any(|name| name.ends_with("unused")));
    }
}

#[test]
fn what_cannot_be_split_is_refused() {
    let without_gate = PROGRAM.replace("gate::", "door::");
    let with_reference = PROGRAM.replace("(func $helper)", "(func $helper (drop (ref.func $shared)))");
    for program in [without_gate, with_reference] {
        assert!(parts_of(&program).is_err());
    }
    let rules = Rules { common: &["surface::other::".to_owned()], ..rules() };
    assert!(split_with(PROGRAM, &rules).is_err());
}

#[test]
fn imports_get_short_names() {
    let (module, names) = shorten(&wat::parse_str(PROGRAM).unwrap()).unwrap();
    wasmparser::validate(&module).unwrap();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), [("log".to_owned(), "i0".to_owned())]);
    let payloads = wasmparser::Parser::new(0).parse_all(&module);
    let imports: Vec<_> = payloads
        .filter_map(|payload| match payload.unwrap() {
            wasmparser::Payload::ImportSection(section) => Some(section.into_imports()),
            _ => None,
        })
        .flatten()
        .map(|import| import.unwrap().name)
        .collect();
    assert_eq!(imports, ["i0"]);
}
