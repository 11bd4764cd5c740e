//! Reading the stored files.

use downhill_core::experiment::SurfaceChoice;
use downhill_core::settings::{Setting, Settings};
use downhill_core::surface;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A file of trajectories.
#[derive(Deserialize)]
pub(crate) struct Trajectories {
    pub(crate) cases: Vec<Case>,
}

/// One trajectory with everything that it was made from.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) surface: String,
    pub(crate) surface_params: Map<String, Value>,
    pub(crate) start: [f64; 2],
    pub(crate) params: Map<String, Value>,
    /// The parameters that were passed; the others have the library's defaults.
    pub(crate) given: Vec<String>,
    pub(crate) n_steps: u32,
    pub(crate) steps: Vec<usize>,
    pub(crate) positions: Vec<[f64; 2]>,
    pub(crate) losses: Vec<f64>,
    /// How far a disturbance of the last bit carried.
    pub(crate) spread: Vec<Value>,
    /// How many entries come before the run is chaotic in floating point.
    pub(crate) comparable: usize,
}

pub(crate) fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A number, of which the file may say "inf" or "nan" in words.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or(f64::NAN)
}

pub(crate) fn setting(value: &Value) -> Setting {
    match value {
        Value::Bool(flag) => Setting::Flag(*flag),
        Value::Array(pair) => Setting::Pair([number(&pair[0]), number(&pair[1])]),
        _ => Setting::Number(number(value)),
    }
}

/// Our surface of this name; none where we have no such surface.
pub(crate) fn surface_named(name: &str, params: &Map<String, Value>) -> Option<SurfaceChoice> {
    let id = if name.starts_with("quadratic_") { "quadratic" } else { name };
    let entry = surface::find(id)?;
    let mut settings = Settings::defaults(entry.spec.params);
    for (name, value) in params {
        settings.set(name, setting(value)).unwrap();
    }
    Some(SurfaceChoice { entry, settings })
}
