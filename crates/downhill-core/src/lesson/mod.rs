//! Lessons: experiments with a title and two sentences, one file each, listed in [`LESSONS`] and [`LEARNING`].
//!
//! The sentences are claims about numbers; each lesson's file asserts them in its test.

#[cfg(test)]
mod claims;

mod breath;
mod flattened;
mod four_valleys;
mod hilltop;
mod leaders;
mod learning;
mod look_ahead;
mod overshoot;
mod plain;
mod ravine;
mod saddle;
mod three_rates;
mod trap;
mod turned;

pub use learning::LEARNING;

use crate::experiment::Experiment;
use crate::text;
use crate::view::View;

/// Every lesson on surfaces, in the order of teaching; the page opens with the first. The next one needs its file and its line
/// here.
pub static LESSONS: &[Lesson] = &[
    four_valleys::LESSON,
    three_rates::LESSON,
    ravine::LESSON,
    overshoot::LESSON,
    look_ahead::LESSON,
    saddle::LESSON,
    plain::LESSON,
    breath::LESSON,
    flattened::LESSON,
    turned::LESSON,
    trap::LESSON,
    hilltop::LESSON,
    leaders::LESSON,
];

/// An experiment that teaches something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The name in addresses.
    pub id: &'static str,
    /// The title.
    pub title: &'static str,
    /// Two sentences that are true of the experiment as it stands.
    pub text: &'static str,
    /// The experiment and its view in the text form.
    pub experiment: &'static str,
}

impl Lesson {
    /// The experiment and its view.
    pub fn parse(&self) -> (Experiment, View) {
        // A test asserts that no lesson has a problem.
        let parsed = text::parse(self.experiment);
        (parsed.experiment, parsed.view)
    }
}

/// Every lesson, those on learning from data last.
pub fn all() -> impl Iterator<Item = &'static Lesson> {
    LESSONS.iter().chain(LEARNING)
}

/// The lesson of this id.
pub fn find(id: &str) -> Option<&'static Lesson> {
    all().find(|lesson| lesson.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizer::OPTIMIZERS;
    use crate::surface::SURFACES;

    #[test]
    fn every_lesson_is_understood_whole_and_reads_back_the_same() {
        for lesson in all() {
            let parsed = text::parse(lesson.experiment);
            assert_eq!(parsed.problems, [], "{}", lesson.id);
            let printed = text::print(&parsed.experiment, &parsed.view);
            assert_eq!(text::parse(&printed), parsed, "{printed}");
        }
    }

    #[test]
    fn what_the_lessons_show_is_common_and_nothing_else_is() {
        let lessons: Vec<_> = LESSONS.iter().map(|lesson| (lesson.id, lesson.parse().0)).collect();
        assert!(lessons.iter().all(|(_, experiment)| experiment.is_common()));
        for entry in SURFACES.iter().filter(|entry| entry.is_common) {
            let shows = |e: &Experiment| e.surface.entry.spec.id == entry.spec.id;
            assert!(lessons.iter().any(|(_, e)| shows(e)), "{}", entry.spec.id);
        }
        for entry in OPTIMIZERS.iter().filter(|entry| entry.is_common) {
            let shows = |e: &Experiment| e.runs.iter().any(|run| run.entry.spec.id == entry.spec.id);
            assert!(lessons.iter().any(|(_, e)| shows(e)), "{}", entry.spec.id);
        }
    }

    #[test]
    fn lessons_are_found_by_their_ids() {
        for lesson in all() {
            assert_eq!(find(lesson.id), Some(lesson));
        }
    }

    #[test]
    fn every_lesson_shows_its_start_and_compares_at_least_two_runs() {
        for lesson in all() {
            let (experiment, view) = lesson.parse();
            let [x, y] = view.zoom.unwrap_or(experiment.surface.domain());
            let inside = |v: f64, [low, high]: [f64; 2]| low < v && v < high;
            assert!(inside(experiment.start.x, x) && inside(experiment.start.y, y), "{}", lesson.id);
            assert!(experiment.runs.len() >= 2, "{}", lesson.id);
        }
    }
}
