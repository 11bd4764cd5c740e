//! Reading the stored files.

use downhill_core::experiment::SurfaceChoice;
use downhill_core::library::{self, Arguments};
use downhill_core::settings::Setting;
use downhill_core::surface;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A file of trajectories.
#[derive(Deserialize)]
pub(crate) struct Trajectories {
    pub(crate) reference: Reference,
    pub(crate) cases: Vec<Case>,
}

/// The library that computed a file.
#[derive(Deserialize)]
pub(crate) struct Reference {
    pub(crate) name: String,
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
    /// The averaged point, for methods that mean it as their answer.
    #[serde(alias = "average_positions", alias = "eval_positions")]
    pub(crate) averages: Option<Vec<[f64; 2]>>,
    /// How far a disturbance of the last bit carried.
    pub(crate) spread: Vec<Value>,
    /// How many entries come before the run is chaotic in floating point.
    pub(crate) comparable: usize,
    /// Evaluations by each entry, of PyTorch's methods that evaluate as often as they need.
    pub(crate) closure_calls: Option<Vec<u32>>,
    /// How SciPy's method ended.
    pub(crate) result: Option<Ended>,
}

/// The end of a method that ends by itself.
#[derive(Deserialize)]
pub(crate) struct Ended {
    /// Evaluations in all.
    pub(crate) nfev: u32,
    /// Whether it ended where it wanted to.
    pub(crate) success: bool,
}

pub(crate) fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The names of all stored files of a directory, for [`read`].
pub(crate) fn files(directory: &str) -> Vec<String> {
    let path = format!("{}/tests/fixtures/{directory}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let stem = |file: std::fs::DirEntry| Some(format!("{directory}/{}", file.path().file_stem()?.to_str()?));
    let mut names: Vec<_> = files.filter_map(|file| stem(file.unwrap())).collect();
    names.sort();
    names
}

/// A library's arguments as ours.
pub(crate) fn arguments(params: &Map<String, Value>) -> Arguments {
    params.iter().map(|(name, value)| (name.clone(), argument(value))).collect()
}

fn argument(value: &Value) -> library::Value {
    match value {
        Value::Null => library::Value::None,
        Value::Bool(flag) => library::Value::Flag(*flag),
        Value::Array(all) => library::Value::List(all.iter().map(argument).collect()),
        Value::String(text) => library::Value::Text(text.clone()),
        _ => library::Value::Number(number(value)),
    }
}

/// A number, of which the file may say "inf" or "nan" in words.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or(f64::NAN)
}

pub(crate) fn setting(value: &Value) -> Setting {
    match value {
        Value::Bool(flag) => Setting::Flag(*flag),
        Value::Array(all) => Setting::Numbers(all.iter().map(number).collect()),
        _ => Setting::Number(number(value)),
    }
}

/// Our surface of this name; none where we have no such surface.
pub(crate) fn surface_named(name: &str, params: &Map<String, Value>) -> Option<SurfaceChoice> {
    let id = if name.starts_with("quadratic_") { "quadratic" } else { name };
    let entry = surface::find(id)?;
    let mut settings = SurfaceChoice::of(entry).settings;
    for (name, value) in params {
        settings.set(name, setting(value)).unwrap();
    }
    Some(SurfaceChoice { entry, settings })
}
