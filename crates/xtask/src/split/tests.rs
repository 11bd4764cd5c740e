use super::*;

/// `start` and `show` are what the page calls; `draw` and what it needs is to come later, and of the surfaces `odd` when
/// somebody asks for it. At 100 is the table of the trait for `plain`, at 132 that for `odd`; they share `level`.
const PROGRAM: &str = r#"(module
    (import "page" "log" (func $log (param i32)))
    (memory (export "memory") 1)
    (table $functions 11 11 funcref)
    (table $objects 2 externref)
    (global $stack (mut i32) (i32.const 16))
    (elem (i32.const 1) $click $surface::value $shared $dead::poll $plain $odd $odd_value $level $odd_level)
    (data (i32.const 0) "kept")
    (data (i32.const 20) "An early sentence, kept. A source that comes late. A formula for later")
    (data (i32.const 100) "\00\00\00\00\08\00\00\00\08\00\00\00\02\00\00\00\08\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")
    (data (i32.const 132) "\00\00\00\00\08\00\00\00\08\00\00\00\07\00\00\00\08\00\00\00\09\00\00\00")
    (func $start (export "start") (call $shared))
    (func $show (export "show") (param i32) (result i32) (drop (call $gate::h1 (local.get 0))) (call $gate::h2 (i32.const 7)))
    (func $unused (export "unused") (call $only_unused))
    (func $only_unused)
    (func $click (call $log (global.get $stack)))
    (func $shared (call $log (i32.const 1)))
    (func $gate::h1 (param i32) (result i32) (call $draw) (local.get 0))
    (func $gate::h2 (param i32) (result i32) (drop (call $gate::h1 (i32.const 3))) (local.get 0))
    (func $draw (call $shared) (call $log (i32.load (i32.const 0))) (global.set $stack (i32.const 8)))
    (func $surface::value (call $helper))
    (func $helper)
    (func $dead::poll (call $only_unused))
    (func $plain (@name "surface::Entry>::of<surface::plain::Plain>::{closure#0}") (drop (i32.const 100)))
    (func $odd (@name "surface::Entry>::of<surface::odd::Odd<1>>::{closure#0}") (drop (i32.const 132)))
    (func $odd_value (@name "<surface::odd::Odd<1> as surface::Surface>::value") (call $draw) (call $only_odd))
    (func $level (@name "<surface::odd::Odd<1> as surface::Surface>::domain"))
    (func $odd_level (@name "<surface::odd::Odd<1> as surface::Surface>::level") (call $log (i32.const 20)))
    (func $only_odd)
)"#;

fn parts_of(program: &str) -> Result<Parts> {
    let rules = Rules {
        gate: "gate::",
        later: &["surface::"],
        registries: &["surface::Entry>::"],
        common: &["surface::plain::".to_owned()],
        dead: &["dead::"],
        used_exports: &["start", "show"],
        late_texts: &["A source that comes late.", " A formula for later", "kept. A source that"],
        early_texts: &["An early sentence, kept."],
        ..Rules::default()
    };
    split(&wat::parse_str(program).unwrap(), &rules)
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
fn the_third_part_has_what_only_items_reach_that_are_not_common() {
    let [_, second, third] = parts_of(PROGRAM).unwrap();
    let third = Program::read(&third).unwrap();
    assert_eq!(names(&third), [ODD, ODD_VALUE, ODD_LEVEL, "only_odd"]);
    assert_eq!(callees(&third, ODD_VALUE), ["draw", "only_odd"]);
    let of_second: Vec<_> = third.imports.iter().filter(|(of, _)| *of == "second").collect();
    let second = Program::read(&second).unwrap();
    assert_eq!(of_second.len(), 1);
    assert!(second.exports.iter().any(|export| export.name == of_second[0].1));
}

#[test]
fn what_equal_items_share_comes_with_the_earlier() {
    let alone = PROGRAM.replace(r"\00\08\00\00\00\00\00\00\00\00", r"\00\00\00\00\00\00\00\00\00\00");
    assert_ne!(alone, PROGRAM);
    let [_, _, third] = parts_of(&alone).unwrap();
    assert!(names(&Program::read(&third).unwrap()).contains(&LEVEL));
}

#[test]
fn late_texts_come_with_the_third_part_to_where_they_were() {
    let [first, _, third] = parts_of(PROGRAM).unwrap();
    let (first, third) = (Program::read(&first).unwrap(), Program::read(&third).unwrap());
    let texts = first.data.iter().find(|segment| segment.place == 20).unwrap();
    assert_eq!(texts.bytes, [b"An early sentence, kept. ".as_slice(), &[0; 45]].concat());
    let moved: Vec<_> = third.data.iter().map(|segment| (segment.place, segment.bytes)).collect();
    assert_eq!(moved, [(45, b"A source that comes late. A formula for later".as_slice())]);
}

#[test]
fn each_part_fills_its_own_slots_and_gates_have_new_ones_at_the_end() {
    let parts = parts_of(PROGRAM).unwrap();
    let [first, second, third] = parts.each_ref().map(|part| Program::read(part).unwrap());
    assert_eq!(slots(&first), [(1, "click"), (3, "shared")]);
    assert_eq!(slots(&second)[..3], [(2, "surface::value"), (5, PLAIN), (8, LEVEL)]);
    assert_eq!(slots(&second)[3..], [(11, "gate::h1"), (12, "gate::h2")]);
    assert_eq!(slots(&third), [(6, ODD), (7, ODD_VALUE), (9, ODD_LEVEL)]);
    assert_eq!((first.tables[0].initial, first.tables[0].maximum), (13, Some(13)));
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
    assert_eq!(calls, [(0, Some(11)), (0, Some(12))]);
}

#[test]
fn the_second_part_calls_the_first_by_import() {
    let [first, second, _] = parts_of(PROGRAM).unwrap();
    let (first, second) = (Program::read(&first).unwrap(), Program::read(&second).unwrap());
    assert_eq!(callees(&second, "draw"), ["shared", "log"]);
    assert_eq!(callees(&second, "gate::h2"), ["gate::h1"]);
    let exported: Vec<_> = first.exports.iter().map(|export| (export.name, export.kind)).collect();
    let (memory, table) = (wasmparser::ExternalKind::Memory, wasmparser::ExternalKind::Table);
    for export in [("memory", memory), ("_0", memory), ("_1", table), ("_2", table)] {
        assert!(exported.contains(&export), "{export:?}");
    }
    let imported = ["_0", "_1", "_2", "_3", "_4", "_5"];
    assert_eq!(second.imports, imported.map(|name| ("first", name)));
    assert!(imported.iter().all(|name| exported.iter().any(|(exported, _)| exported == name)));
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
    let without_common = PROGRAM.replace("plain::Plain", "other::Plain");
    for program in [without_gate, with_reference, without_common] {
        assert!(parts_of(&program).is_err());
    }
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
