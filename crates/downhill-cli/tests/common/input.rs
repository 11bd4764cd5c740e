//! What holds of any bytes that someone may give as a file of stored cases.

use downhill_cli::replay::{Line, Problem, replay};
use std::convert::Infallible;

/// A line, or what is wrong, for each case.
pub(crate) fn results(bytes: &[u8]) -> Vec<Result<Line, Problem>> {
    let mut all = Vec::new();
    let Ok(()) = replay::<Infallible>(bytes, |result| {
        all.push(result);
        Ok(())
    });
    all
}

/// Replays a file; what each case says is one line.
pub(crate) fn check(bytes: &[u8]) -> Result<(), String> {
    for result in results(bytes) {
        let text = result.map_or_else(|problem| problem.to_string(), |line| line.to_string());
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err(format!("{text:?} is not one line"));
        }
    }
    Ok(())
}
