//! Lessons on learning from data.

mod batches;
mod clipped;
mod cross_entropy;
mod decay;
mod depth;
mod early;
mod flat;
mod memory;
mod penalty;
mod rare;
mod standard;

#[cfg(test)]
mod seeds;

use super::Lesson;

/// Every lesson on learning from data, in the order of teaching. The next one needs its file and its line here.
pub static LEARNING: &[Lesson] = &[
    batches::LESSON,
    decay::LESSON,
    flat::LESSON,
    cross_entropy::LESSON,
    standard::LESSON,
    depth::LESSON,
    clipped::LESSON,
    early::LESSON,
    penalty::LESSON,
    rare::LESSON,
    memory::LESSON,
];
