//! What several tests need: experiments from text, and a target that remembers what was drawn.
use downhill_core::run::Path;
use downhill_core::{Experiment, Surface, Trajectory, V2, View, run, text};
use downhill_figure::map::{Emphasis, RunMark};
use downhill_figure::paint::text_width;
use downhill_figure::palette::assign_slots;
use downhill_figure::{Extent, Frame, Paint, Raster, Rect, Rgba, Stroke, Text, words};

/// An experiment with everything that follows from it.
pub(crate) struct Case {
    pub(crate) experiment: Experiment,
    pub(crate) view: View,
    pub(crate) surface: Box<dyn Surface>,
    pub(crate) trajectories: Vec<Trajectory>,
    pub(crate) names: Vec<String>,
}

impl Case {
    pub(crate) fn of(words: &str) -> Self {
        let text::Parsed { experiment, view, problems } = text::parse(words);
        assert!(problems.is_empty(), "{problems:?}");
        let (surface, trajectories) = (experiment.build_surface(), run(&experiment));
        let names = words::run_names(&experiment);
        Self { experiment, view, surface, trajectories, names }
    }

    pub(crate) fn marks(&self) -> Vec<RunMark<'_>> {
        let slots = assign_slots(&self.experiment, &self.view);
        let runs = self.trajectories.iter().zip(slots).zip(&self.names);
        runs.map(|((trajectory, slot), name)| RunMark { trajectory, slot, name, emphasis: Emphasis::Normal }).collect()
    }

    /// The same, its runs judged by the mean of all points so far, as no optimizer needs to be here for.
    pub(crate) fn averaged(mut self) -> Self {
        for trajectory in &mut self.trajectories {
            let mut mean = Path::default();
            let mut sum = V2::ZERO;
            for (k, x) in trajectory.path.positions.iter().enumerate() {
                sum += *x;
                let at = (1.0 / (k + 1) as f64) * sum;
                let (loss, gradient) = self.surface.gradient(at);
                mean.positions.push(at);
                mean.losses.push(loss);
                mean.gradients.push(gradient);
            }
            trajectory.averaged = Some(mean);
        }
        self
    }

    pub(crate) fn domain(&self) -> Extent {
        self.surface.spec().domain
    }

    pub(crate) fn frame(&self, width: f64, height: f64) -> Frame {
        Frame::fit(self.view.zoom.unwrap_or(self.domain()), self.domain(), Rect::new(0.0, 0.0, width, height))
    }
}

/// Remembers what was drawn.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) lines: Vec<(Vec<[f64; 2]>, Stroke)>,
    pub(crate) polygons: Vec<Vec<[f64; 2]>>,
    pub(crate) discs: Vec<([f64; 2], f64)>,
    pub(crate) rings: Vec<([f64; 2], f64)>,
    /// Words, what they cover, and the size of their letters.
    pub(crate) words: Vec<(String, Rect, f64)>,
    /// How much wider letters are than expected, as a part of their width.
    pub(crate) wider: f64,
}

impl Seen {
    pub(crate) fn has_words(&self, words: &str) -> bool {
        self.words.iter().any(|(w, ..)| w == words)
    }

    fn find(&self, words: &str) -> &(String, Rect, f64) {
        self.words.iter().find(|(w, ..)| w == words).unwrap_or_else(|| panic!("{words} is not there"))
    }

    pub(crate) fn area_of(&self, words: &str) -> Rect {
        self.find(words).1
    }

    pub(crate) fn size_of(&self, words: &str) -> f64 {
        self.find(words).2
    }
}

impl Paint for Seen {
    fn raster(&mut self, _: Rect, _: &Raster) {}
    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) {
        self.lines.push((points.to_vec(), *stroke));
    }
    fn polygon(&mut self, points: &[[f64; 2]], _: Rgba) {
        self.polygons.push(points.to_vec());
    }
    fn disc(&mut self, centre: [f64; 2], radius: f64, _: Rgba) {
        self.discs.push((centre, radius));
    }
    fn ring(&mut self, centre: [f64; 2], radius: f64, _: f64, _: Rgba) {
        self.rings.push((centre, radius));
    }
    fn fill(&mut self, _: Rect, _: f64, _: Rgba) {}
    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        let width = self.text_width(words, text);
        self.words.push((words.into(), text.area(at, width), text.size));
    }
    fn clip(&mut self, _: Option<Rect>) {}
    fn text_width(&mut self, words: &str, text: &Text) -> f64 {
        // A blank at the end of a line is not seen.
        text_width(words.trim_end(), text) * (1.0 + self.wider)
    }
}
