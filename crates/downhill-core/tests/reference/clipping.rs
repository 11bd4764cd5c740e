//! Clipped gradients by the libraries' functions.

use crate::fixture::{arguments, number, read};
use downhill_core::library;
use downhill_core::{V2, v2};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    kind: String,
    grad: [f64; 2],
    clipped: [f64; 2],
    /// The gradient's norm as the library found it.
    #[serde(default)]
    total_norm: Value,
    #[serde(flatten)]
    arguments: Map<String, Value>,
}

#[test]
fn every_stored_gradient_is_clipped_alike() {
    let vectors = read::<File>("clipping").vectors;
    assert_eq!(vectors.len(), 224);
    for (i, vector) in vectors.iter().enumerate() {
        let function = match vector.kind.as_str() {
            "norm" => "torch.nn.utils.clip_grad_norm_",
            "value" => "torch.nn.utils.clip_grad_value_",
            other => other,
        };
        let arguments = arguments(&vector.arguments);
        let clip = library::clip(function, &arguments).unwrap_or_else(|e| panic!("vector {i}: {e}"));
        let (ours, theirs) = (clip.build().apply(vector.grad.into()), V2::from(vector.clipped));
        let off = (ours - theirs).map(f64::abs);
        let allowed = 1e-15 * theirs.norm();
        assert!(off.x <= allowed && off.y <= allowed, "vector {i}, {}: {ours:?}, not {theirs:?}", vector.kind);
    }
}

#[test]
fn every_stored_norm_is_ours() {
    let vectors = read::<File>("clipping").vectors;
    let with_norm = vectors.iter().filter(|vector| !vector.total_norm.is_null());
    for vector in with_norm {
        let (ours, theirs) =
            (V2::from(vector.grad).norm_of(number(&vector.arguments["norm_type"])), number(&vector.total_norm));
        assert!(
            (ours - theirs).abs() <= 1e-15 * theirs,
            "{:?}: {ours}, not {theirs}",
            v2(vector.grad[0], vector.grad[1])
        );
    }
}
