//! Which bytes of the program's data come with which module. All keep their addresses: until a constant arrives, there
//! are zeros. So there are for what earlier constants say of its place and its length, which gzip cannot make smaller.

use std::ops::Range;

use super::choice::{Choice, Part};
use super::program::{Program, Segment};
use super::references::References;

/// A place of its own costs about as many bytes as lie between constants that are written together.
const GAP: u32 = 8;

/// The data of the first module: everything but the constants of the others.
pub(super) fn early<'a>(
    program: &'a Program<'_>,
    references: &'a References,
    choice: &'a Choice,
) -> impl Iterator<Item = (u32, Vec<u8>)> + 'a {
    program.data.iter().map(|segment| {
        let mut bytes = segment.bytes.to_vec();
        for range in ranges(program, references, choice, |part| part != Some(0)) {
            let within = |address: u32| address.checked_sub(segment.place).map(|at| at as usize);
            if let (Some(start), Some(end)) = (within(range.start), within(range.end))
                && let Some(bytes) = bytes.get_mut(start..end)
            {
                bytes.fill(0);
            }
        }
        (segment.place, bytes)
    })
}

/// The constants of a later module; those that nearly touch as one.
pub(super) fn late<'a>(
    program: &Program<'a>,
    references: &References,
    choice: &Choice,
    part: Part,
) -> Vec<Segment<'a>> {
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges(program, references, choice, |of| of == Some(part)) {
        match joined.last_mut() {
            Some(last) if range.start <= last.end + GAP => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    let segment = |range: Range<u32>| Some(Segment { place: range.start, bytes: program.bytes_at(&range)? });
    joined.into_iter().filter_map(segment).collect()
}

/// The constants of some modules, and where the first module's refer to them, in order.
fn ranges(
    program: &Program<'_>,
    references: &References,
    choice: &Choice,
    is_meant: impl Fn(Option<Part>) -> bool,
) -> Vec<Range<u32>> {
    let is_early = |address| references.piece_at(address).is_some_and(|piece| choice.pieces[piece] == Some(0));
    let constants = references.pieces.iter().zip(&choice.pieces).filter(|(_, part)| is_meant(**part));
    let words = references.words.iter().filter(|(at, piece)| is_meant(choice.pieces[*piece]) && is_early(*at));
    let words = words.map(|(at, piece)| {
        let Range { start, end } = references.pieces[*piece].range;
        let has_length = program.word(at + 4) == Some(end - start);
        *at..at + if has_length { 8 } else { 4 }
    });
    let mut ranges: Vec<_> = constants.map(|(piece, _)| piece.range.clone()).chain(words).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}
