//! One whole figure for paper or slides: maps, perhaps a chart, a caption, and at the foot what it takes to draw it again.

mod clouds;
mod foot;
mod grid;
mod paint;
mod recorded;

use crate::chart::{Chart, Measure, Plot};
use crate::frame::{Extent, Frame, Rect};
use crate::map::{Detail, Emphasis, Ground, RunMark, left_view_at};
use crate::net::{Nets, lay};
use crate::palette::{Palette, Rgb, assign_slots};
use crate::ramp::Shades;
use crate::{axes, words};
use clouds::Clouds;
use downhill_core::run::{Kept, Learned, Path};
use downhill_core::spec::Slot;
use downhill_core::view::{Along, Layout, Named, Theme};
use downhill_core::{Experiment, Outcome, Surface, Trajectory, V2, View, text};
use grid::Grid;

/// Where a figure goes, which decides its size and the size of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// 5:4 for print: a column of 85 mm for one map, twice that for more.
    #[default]
    Print,
    /// 16:9 for slides, with text 1.35 times as large.
    Slide,
}

impl Named for Shape {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Print, "5:4"), (Self::Slide, "16:9")];
}

/// How a figure is made; what it shows is the experiment's and the view's business.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// Where it goes.
    pub shape: Shape,
    /// Width and height in CSS pixels, 96 to the inch; none is the shape's own.
    pub size: Option<[f64; 2]>,
    /// Light is on white paper.
    pub theme: Theme,
    /// A map for each run, or one for all with names at the heads.
    pub layout: Layout,
    /// Whether there is a chart of the losses.
    pub chart: bool,
    /// A line above everything; empty is none.
    pub title: String,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            shape: Shape::Print,
            size: None,
            theme: Theme::Light,
            layout: Layout::Overlay,
            chart: false,
            title: String::new(),
        }
    }
}

/// One column of 85 mm in 5:4,
const COLUMN: [f64; 2] = [320.0, 256.0];
/// both columns of a page,
const PAGE: [f64; 2] = [640.0, 512.0];
/// and a slide.
const SLIDE: [f64; 2] = [640.0, 360.0];
/// How much larger text is on a slide.
const SLIDE_LETTERS: f64 = 1.35;
/// Strokes and marks against those of the page: cores of 1.5 px.
const STROKES: f64 = 0.6;
/// Size of words in CSS pixels, 9 points,
const LETTERS: f64 = 12.0;
/// that of the page's tags beside heads,
const TAG: f64 = 13.0;
/// and of the words at the foot: 8 points.
const FINE: f64 = 32.0 / 3.0;
/// Room at the edges,
const MARGIN: f64 = 6.0;
/// of the title,
const TITLE: f64 = 22.0;
/// of the line above a map and of a chart's title,
const HEAD: f64 = 18.0;
/// between maps,
const GAP: f64 = 10.0;
/// and of a line at the foot, in CSS pixels.
const LINE: f64 = 13.0;
/// Part of a chart beside the maps,
const BESIDE: f64 = 0.38;
/// or below them.
const BELOW: f64 = 0.32;
/// The foot takes at most this part of the height.
const FOOT: f64 = 0.27;
/// Narrower maps have no words on their isolines.
const ROOMY: f64 = 400.0;
/// How much work the ground of a surface that is learnt from data may be, in examples: a second or two.
const WORK: usize = 60_000_000;

/// A whole figure as plain data: paint it on any target.
pub struct Sheet {
    /// Width and height in CSS pixels.
    pub size: [f64; 2],
    /// What it shows, for its title.
    pub name: String,
    /// What happens in it, in a sentence for those who do not see it.
    pub description: String,
    /// The text form of what it shows.
    pub text: String,
    palette: &'static Palette,
    paper: Rgb,
    /// How much larger words are than on paper.
    letters: f64,
    title: String,
    layout: Layout,
    panels: Vec<Panel>,
    detail: Detail,
    /// The chart, and where its title begins.
    chart: Option<(Plot, [f64; 2])>,
    foot: Vec<String>,
    runs: Vec<Lane>,
    recorded: Vec<recorded::Laid>,
    /// Where the view asks for the gradients of single examples.
    clouds: Option<Clouds>,
    start: V2,
}

/// One map.
struct Panel {
    ground: Ground,
    sides: axes::Sides,
    /// The runs on it, by their place among those shown.
    runs: core::ops::Range<usize>,
}

/// A run up to the view's step.
struct Lane {
    /// Its place in the experiment.
    place: usize,
    trajectory: Trajectory,
    slot: Slot,
    name: String,
    state: String,
}

impl Sheet {
    /// The figure of an experiment whose surface and trajectories are given. Runs that the view hides are left out, and
    /// what comes after the view's step is not there: at step 0 there are no paths.
    pub fn of(
        experiment: &Experiment,
        view: &View,
        surface: &dyn Surface,
        trajectories: &[Trajectory],
        choices: &Choices,
    ) -> Self {
        let palette = Palette::of(choices.theme);
        let zoom = view.zoom.unwrap_or_else(|| surface.domain());
        let runs = lanes(experiment, view, trajectories, zoom);
        let count = if choices.layout == Layout::Side { runs.len().max(1) } else { 1 };
        let size = choices.size.unwrap_or_else(|| choices.shape.size(count > 1 || choices.chart));
        let letters = if choices.shape == Shape::Slide { SLIDE_LETTERS } else { 1.0 };
        let text = text::print(experiment, &bare(view));
        let mut sheet = Self {
            size,
            name: experiment.surface.entry.spec.name.into(),
            description: description(experiment, view, trajectories),
            foot: foot::lines(experiment, view, &text, size, letters),
            text,
            palette,
            paper: if choices.theme == Theme::Light { palette.panel } else { palette.ground },
            letters,
            title: choices.title.clone(),
            layout: choices.layout,
            panels: Vec::new(),
            detail: Detail { levels: 13, step: 1.0, labels: false, landmarks: true, scale: 1.0, letters },
            chart: None,
            runs,
            recorded: Vec::new(),
            clouds: view.cloud.then(|| Clouds::of(experiment)).flatten(),
            start: experiment.start,
        };
        let along = view.along.unwrap_or_default();
        let room = sheet.place_chart(surface, choices.chart.then_some(along));
        sheet.place_maps(surface, view, zoom, room, count);
        sheet
    }

    /// The room for all pictures: what title and foot leave.
    fn room(&self) -> Rect {
        let [w, h] = self.size;
        let margin = MARGIN * self.letters;
        let top = margin + if self.title.is_empty() { 0.0 } else { TITLE * self.letters };
        let foot = self.foot.len() as f64 * LINE * self.letters + margin;
        Rect::new(margin, top, (w - 2.0 * margin).max(1.0), (h - top - foot).max(1.0))
    }

    /// Puts the chart at the right of a wide figure or below, and returns the room that is left.
    fn place_chart(&mut self, surface: &dyn Surface, along: Option<Along>) -> Rect {
        let room = self.room();
        let is_drawn = self.runs.iter().any(|run| run.trajectory.last() > 0);
        let Some(along) = along.filter(|_| is_drawn) else { return room };
        let (head, gap) = (HEAD * self.letters, GAP * self.letters);
        let (maps, outer) = if room.w > 1.4 * room.h {
            let w = BESIDE * room.w;
            (Rect { w: room.w - w - gap, ..room }, Rect::new(room.right() - w, room.y, w, room.h))
        } else {
            let h = BELOW * room.h;
            (Rect { h: room.h - h - gap, ..room }, Rect::new(room.x, room.foot() - h, room.w, h))
        };
        let chart = Chart::of(surface, &self.marks(), Measure::Loss, along);
        let below_head = Rect::new(outer.x, outer.y + head, outer.w, outer.h - head);
        let title = [outer.x, outer.y + head / 2.0];
        self.chart = Some((Plot::within(chart, below_head, self.letters), title));
        maps
    }

    fn place_maps(&mut self, surface: &dyn Surface, view: &View, zoom: Extent, room: Rect, count: usize) {
        let is_side = self.layout == Layout::Side;
        let (left, foot) = (axes::LEFT * self.letters, axes::FOOT * self.letters);
        let head = if is_side { HEAD * self.letters } else { 0.0 };
        let inner = Rect::new(room.x + left, room.y, (room.w - left).max(1.0), (room.h - foot).max(1.0));
        let [x, y] = zoom;
        let grid = Grid::best(count, inner, (x[1] - x[0]) / (y[1] - y[0]), GAP * self.letters, head);
        let first = Frame::fit(zoom, surface.domain(), grid.cell(0));
        self.detail.scale = STROKES * self.letters;
        self.detail.labels = !is_side && first.rect.w >= ROOMY * self.letters;
        // A figure stands alone: its colours are those of what it shows. Where nothing bounds the surface below, that is
        // the whole map.
        let seen = if surface.lowest().is_some() { zoom } else { first.view };
        let shades = Shades::of(self.palette, view.colormap, true);
        let mut nets = Nets::new(surface, seen, first.view, WORK);
        if let Some(nets) = &mut nets {
            nets.fill(surface, usize::MAX);
        }
        let (_, ground) = lay(surface, seen, nets.as_ref(), &first, &shades, &self.detail);
        let panel = |i: usize| Panel {
            ground: ground.moved(grid.cell(i)),
            sides: axes::Sides { left: grid.is_leftmost(i), foot: grid.is_lowest(i) },
            runs: if is_side { i..(i + 1).min(self.runs.len()) } else { 0..self.runs.len() },
        };
        self.panels = (0..count).map(panel).collect();
    }

    fn marks(&self) -> Vec<RunMark<'_>> {
        self.runs.iter().map(Lane::mark).collect()
    }

    /// Number of the last step that is shown.
    pub fn last(&self) -> usize {
        self.runs.iter().map(|run| run.trajectory.last()).max().unwrap_or(0)
    }
}

impl Lane {
    fn mark(&self) -> RunMark<'_> {
        RunMark { trajectory: &self.trajectory, slot: self.slot, name: &self.name, emphasis: Emphasis::Normal }
    }
}

impl Shape {
    /// Width and height in CSS pixels of a figure with one picture or with several.
    fn size(self, several: bool) -> [f64; 2] {
        match (self, several) {
            (Self::Print, false) => COLUMN,
            (Self::Print, true) => PAGE,
            (Self::Slide, _) => SLIDE,
        }
    }
}

/// The view without what is not seen in a figure.
fn bare(view: &View) -> View {
    View { layout: None, theme: None, hide: Vec::new(), ..view.clone() }
}

fn lanes(experiment: &Experiment, view: &View, trajectories: &[Trajectory], zoom: Extent) -> Vec<Lane> {
    let (names, slots) = (words::run_names(experiment), assign_slots(experiment, view));
    let step = view.step.map_or(usize::MAX, |step| step as usize);
    let shown = names.into_iter().zip(slots).zip(trajectories).enumerate();
    let shown = shown.filter(|(i, _)| !view.hide_runs.contains(&(i + 1)));
    let lane = |(place, ((name, slot), run)): (usize, ((String, Slot), &Trajectory))| {
        let state = match step {
            0 => String::new(),
            k if k < run.last() => format!("step {k}"),
            _ => words::outcome_short(run.outcome, left_view_at(run, zoom)),
        };
        Lane { place, trajectory: until(run, step), slot, name, state }
    };
    shown.map(lane).collect()
}

/// The first steps of a run, judged by them alone as far as they tell.
fn until(run: &Trajectory, step: usize) -> Trajectory {
    if step >= run.last() {
        return run.clone();
    }
    let cut = |path: &Path| Path {
        positions: path.positions[..=step].into(),
        losses: path.losses[..=step].into(),
        gradients: path.gradients[..=step].into(),
    };
    let outcome = match run.outcome {
        known @ (Outcome::Diverged { step: k } | Outcome::Unbounded { step: k }) if k <= step => known,
        _ => Outcome::Moving,
    };
    Trajectory {
        path: cut(&run.path),
        averaged: run.averaged.as_ref().map(cut),
        evaluations: run.evaluations[..=step].into(),
        hessians: run.hessians,
        outcome,
        learned: run.learned.as_ref().map(|learned| learnt_by(learned, step)),
    }
}

/// What was seen of the whole in the first steps, and what early stopping keeps of them if it is known by then.
fn learnt_by(learned: &Learned, step: usize) -> Learned {
    let kept = learned.kept.filter(|kept| kept.step <= step);
    Learned {
        seen: learned.seen[..=step].into(),
        looks: learned.looks.iter().filter(|look| look.step <= step).copied().collect(),
        kept: kept.map(|kept| Kept { stopped: kept.stopped.filter(|stopped| *stopped <= step), ..kept }),
        ..learned.clone()
    }
}

fn description(experiment: &Experiment, view: &View, trajectories: &[Trajectory]) -> String {
    let last = trajectories.iter().map(Trajectory::last).max().unwrap_or(0);
    match view.step.map(|step| step as usize).filter(|step| *step < last) {
        Some(0) => "The start, before the first step.".into(),
        Some(step) => format!("The first {step} steps."),
        None => words::describe(experiment, trajectories) + &words::alarms(experiment, trajectories),
    }
}
