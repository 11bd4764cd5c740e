//! Which bytes of the program's data come with which module. All keep their addresses: until a constant arrives, there
//! are zeros.

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
        let late = references.pieces.iter().zip(&choice.pieces).filter(|(_, part)| **part != Some(0));
        for (piece, _) in late {
            let within = |address: u32| address.checked_sub(segment.place).map(|at| at as usize);
            if let (Some(start), Some(end)) = (within(piece.range.start), within(piece.range.end))
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
    let own = references.pieces.iter().zip(&choice.pieces).filter(|(_, of)| **of == Some(part));
    let mut ranges: Vec<std::ops::Range<u32>> = Vec::new();
    for (piece, _) in own {
        match ranges.last_mut() {
            Some(last) if piece.range.start <= last.end + GAP => last.end = piece.range.end,
            _ => ranges.push(piece.range.clone()),
        }
    }
    let segment = |range: std::ops::Range<u32>| Some(Segment { place: range.start, bytes: program.bytes_at(&range)? });
    ranges.into_iter().filter_map(segment).collect()
}
