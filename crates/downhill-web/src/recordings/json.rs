//! Recordings in JSON: cases with `positions` and, unless every step was recorded, `steps`; as `cases`, as the `runs`
//! that `downhill run --format json` prints, or one alone. The browser reads it; what is read is plain data.

use super::Case;
use downhill_core::FieldError;
use downhill_core::recording::Recording;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

pub(super) fn parse(name: &str, text: &str) -> Result<Vec<Case>, FieldError> {
    let root = JSON::parse(text).map_err(|error| {
        let message = get(&error, "message").as_string().unwrap_or_default();
        FieldError::new("JSON", message, "JSON without a fault")
    })?;
    let cases = list(&root, "cases").or_else(|| list(&root, "runs")).unwrap_or_else(|| Array::of1(&root));
    let mut left = Recording::MAX_POINTS;
    let read = |case: JsValue| {
        let id = ["id", "optimizer"].iter().find_map(|key| get(&case, key).as_string());
        let case = Case {
            recording: recording(id.as_deref().unwrap_or(name), &case, &mut left)?,
            surface: [&case, &root].into_iter().find_map(|of| get(of, "surface").as_string()),
        };
        Ok(case)
    };
    let cases: Vec<_> = cases.iter().map(read).collect::<Result<_, _>>()?;
    if cases.is_empty() { Err(FieldError::new("cases", "none", "at least one")) } else { Ok(cases) }
}

fn recording(name: &str, case: &JsValue, left: &mut usize) -> Result<Recording, FieldError> {
    let wrong = |field: &str, found: &JsValue, expected: &str| {
        let found = JSON::stringify(found).ok().and_then(|s| s.as_string()).unwrap_or_else(|| "nothing".into());
        FieldError::new(format!("{name}: {field}"), found.chars().take(40).collect::<String>(), expected)
    };
    let missing = || wrong("positions", &get(case, "positions"), "a list of points [x, y]");
    let positions = list(case, "positions").filter(|all| all.length() > 0).ok_or_else(missing)?;
    let steps = list(case, "steps");
    if let Some(steps) = steps.as_ref().filter(|steps| steps.length() != positions.length()) {
        return Err(wrong("steps", &steps.length().into(), "as many as positions"));
    }
    *left = left.checked_sub(positions.length() as usize).ok_or_else(|| {
        FieldError::new(format!("{name}: positions"), positions.length().to_string(), "at most 100000 points in a file")
    })?;
    let mut recording = Recording { name: name.into(), steps: Vec::new(), positions: Vec::new() };
    for (k, point) in positions.iter().enumerate() {
        let field = format!("positions[{k}]");
        let at = |i| point.dyn_ref::<Array>().and_then(|point| point.get(i).as_f64());
        let (Some(x), Some(y)) = (at(0), at(1)) else { return Err(wrong(&field, &point, "two numbers [x, y]")) };
        let step = steps.as_ref().map_or(Some(k as f64), |steps| steps.get(k as u32).as_f64());
        recording.push(step.unwrap_or(f64::NAN), x, y).map_err(|error| error.within(&field).within(name))?;
    }
    Ok(recording)
}

/// A property; undefined of what has none.
fn get(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or_default()
}

fn list(of: &JsValue, key: &str) -> Option<Array> {
    get(of, key).dyn_into().ok()
}
