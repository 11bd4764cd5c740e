//! Minima, saddles and hilltops in words.

use super::number;
use downhill_core::surface::{Landmark, LandmarkKind};

/// A landmark's tooltip: `Saddle, loss 13.3`.
pub fn landmark(landmark: &Landmark) -> String {
    let kind = match landmark.kind {
        LandmarkKind::Minimum => "Minimum",
        LandmarkKind::Saddle => "Saddle",
        LandmarkKind::Hilltop => "Hilltop",
    };
    format!("{kind}, loss {}", number(landmark.value))
}

/// What is marked on a map: `4 minima, 4 saddles, 1 hilltop`; empty where nothing is.
pub fn landmarks(all: &[Landmark]) -> String {
    let kinds = [
        (LandmarkKind::Minimum, "minimum", "minima"),
        (LandmarkKind::Saddle, "saddle", "saddles"),
        (LandmarkKind::Hilltop, "hilltop", "hilltops"),
    ];
    let counted = kinds.into_iter().filter_map(|(kind, one, many)| {
        let count = all.iter().filter(|l| l.kind == kind).count();
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    });
    counted.collect::<Vec<_>>().join(", ")
}
