//! Which texts of the program's data come with the third module. Every text keeps its address: until it arrives, there
//! are zeros.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Rules;
use super::program::Segment;

/// So long is the shortest text that is moved: a place of its own costs some bytes, and short texts may be part of others.
const SHORTEST: usize = 16;

/// The data of the first module, and what is cut out of it for the third.
pub(super) fn cut<'a>(segments: &[Segment<'a>], rules: &Rules<'_>) -> (Vec<Vec<u8>>, Vec<Segment<'a>>) {
    let early: HashSet<_> = rules.early_texts.iter().collect();
    let late: HashSet<_> =
        rules.late_texts.iter().filter(|text| text.len() >= SHORTEST && !early.contains(text)).collect();
    let mut kept = Vec::new();
    let mut moved = Vec::new();
    for segment in segments {
        let places = places(segment.bytes);
        let find = |text: &str| occurrences(segment.bytes, &places, text);
        let taken: Vec<_> = early.iter().flat_map(|text| find(text)).collect();
        let is_free = |range: &Range<usize>| !taken.iter().any(|t| t.start < range.end && range.start < t.end);
        let found = late.iter().filter_map(|text| <[_; 1]>::try_from(find(text)).ok());
        let ranges = joined(found.flatten().filter(is_free).collect());
        let mut rest = segment.bytes.to_vec();
        for range in ranges {
            rest[range.clone()].fill(0);
            let place = segment.place + u32::try_from(range.start).unwrap_or_default();
            moved.push(Segment { place, bytes: &segment.bytes[range] });
        }
        kept.push(rest);
    }
    (kept, moved)
}

/// Where every row of [`SHORTEST`] bytes is.
fn places(bytes: &[u8]) -> HashMap<&[u8], Vec<usize>> {
    let mut places: HashMap<_, Vec<_>> = HashMap::new();
    for (at, row) in bytes.windows(SHORTEST).enumerate() {
        places.entry(row).or_default().push(at);
    }
    places
}

fn occurrences(bytes: &[u8], places: &HashMap<&[u8], Vec<usize>>, text: &str) -> Vec<Range<usize>> {
    let Some(begin) = text.as_bytes().get(..SHORTEST) else { return Vec::new() };
    let starts = places.get(begin).into_iter().flatten();
    starts.map(|at| *at..at + text.len()).filter(|range| bytes.get(range.clone()) == Some(text.as_bytes())).collect()
}

/// The same ranges in order, those that touch as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
