//! Level points of a sum of a function of x alone and a function of y alone.

use super::Landmark;
use crate::num::v2;

/// A level point of a function of one number: where, and its value.
#[derive(Clone, Copy)]
pub(super) enum Level {
    /// A minimum.
    Low(f64, f64),
    /// A maximum.
    High(f64, f64),
}

/// Every pair of the two functions' level points: two lows are a minimum, two highs a hilltop, one of each a saddle.
pub(super) fn level_points(along_x: &[Level], along_y: &[Level]) -> Vec<Landmark> {
    use Level::{High, Low};
    let pair = |a, b| match (a, b) {
        (Low(x, f), Low(y, g)) => Landmark::minimum(v2(x, y), f + g),
        (High(x, f), High(y, g)) => Landmark::hilltop(v2(x, y), f + g),
        (Low(x, f), High(y, g)) | (High(x, f), Low(y, g)) => Landmark::saddle(v2(x, y), f + g),
    };
    along_x.iter().flat_map(|&a| along_y.iter().map(move |&b| pair(a, b))).collect()
}
