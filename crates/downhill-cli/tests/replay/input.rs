//! Any input at all: it is run or refused, and never a panic.

use proptest::prelude::*;
use serde_json::{Map, Value};

#[path = "../common/input.rs"]
mod property;

fn assert_lines(text: &[u8]) -> Result<(), TestCaseError> {
    property::check(text).map_err(TestCaseError::fail)
}

/// Values of every type, with those that the format gives a meaning to among them.
fn value() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] =
        &["sphere", "quadratic_1e9", "norm", "optax.clip", "StepLR", "torch", "inf", "", "a\nb", "cos"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-3..300_i64).prop_map(Value::from),
        prop::sample::select(WORDS).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let names = prop::sample::select(["lr", "betas", "kind", "name", "warmup", "milestones", "\u{7}"].as_slice());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names, inner), 0..4).prop_map(|entries| entries
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<Map<_, _>>()
                .into()),
        ]
    })
}

/// A case or a vector that works.
fn good() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        serde_json::json!({
            "id": "a", "surface": "quadratic_10", "surface_params": {}, "start": [1.0, 2.0], "n_steps": 3, "steps": [0, 2],
            "params": {"lr": 0.1, "betas": [0.9, 0.99]}, "optimizer": "Adam", "clip": {"kind": "norm", "max_norm": 1.0},
        }),
        serde_json::json!({
            "name": "CyclicLR", "reference": {"library": "torch"}, "base_lr": 0.1, "n_steps": 9, "lrs": [1.0, 2.0],
            "params": {"base_lr": 0.1, "max_lr": 1.0, "step_size_up": 3},
        }),
        serde_json::json!({"kind": "optax.clip", "grad": [1.0, 2.0], "max": 1.0}),
    ])
}

/// A file whose cases are good but for one field.
fn nearly_good() -> impl Strategy<Value = Value> {
    let list = prop::sample::select(["cases", "vectors", "trajectories"].as_slice());
    (list, good(), any::<prop::sample::Index>(), value()).prop_map(|(list, mut case, field, value)| {
        let fields = case.as_object_mut().unwrap();
        let name = fields.keys().nth(field.index(fields.len())).unwrap().clone();
        fields.insert(name, value);
        serde_json::json!({ list: [case] })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_run_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_lines(&bytes)?;
    }

    #[test]
    fn any_case_is_run_or_refused(file in nearly_good()) {
        assert_lines(file.to_string().as_bytes())?;
    }

    #[test]
    fn any_json_is_run_or_refused(case in value(), head in value()) {
        let file = serde_json::json!({ "cases": [case.clone()], "vectors": [case], "reference": head.clone(), "optimizer": head });
        assert_lines(file.to_string().as_bytes())?;
    }
}

#[test]
fn what_works_is_run() {
    let file = serde_json::json!({ "cases": [{
        "surface": "sphere", "start": [1, 1], "optimizer": "Adam", "params": {}, "steps": [1]
    }]});
    assert!(property::results(file.to_string().as_bytes()).iter().all(Result::is_ok));
}

#[test]
fn the_fuzzers_files_are_run_or_refused() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/replay");
    let files: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        property::check(&bytes).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}
