//! The picture of a model beside its loss surface: the examples, and what every run makes of them at the playhead.

mod answers;
mod axes;
mod dots;

pub use answers::{Answers, paint_answers};
pub use axes::{FOOT, LEFT, RIGHT, TOP};
pub use dots::{paint_chosen, paint_dots};

use crate::frame::{Extent, Frame, Rect};
use crate::words::number;
use downhill_core::surface::{Example, Examples, FromData, Sort};
use downhill_core::{V2, v2};

/// At most so many examples are drawn, evenly chosen.
pub const MOST: usize = 1000;

/// Examples in the plane of their picture: the feature and what is to be learnt or, where two features tell classes
/// apart, these two.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The examples that are drawn.
    pub dots: Vec<Dot>,
    /// How many there are to learn from, and how many are held out.
    pub counts: [usize; 2],
    /// What runs along the foot, and upwards.
    pub axes: [String; 2],
    /// What the classes are called; none where the target is a number.
    pub classes: Option<[String; 2]>,
    /// The part of the plane that holds them all.
    pub view: Extent,
    /// What sort of model learns from them.
    pub sort: Sort,
    /// What was taken away from each feature, and what it was divided by then.
    standard: [[f64; 2]; 2],
}

/// One example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where it is drawn.
    pub at: V2,
    /// Whether it is of the second class.
    pub is_second: bool,
    /// Whether it is held out.
    pub is_held: bool,
    /// Its place among the examples that are learnt from, or among those that are held out.
    pub place: usize,
}

impl Scatter {
    /// The examples of a model, and those that are held out.
    pub fn of(model: &dyn FromData, held: Option<&Examples>) -> Self {
        let (learnt, sort) = (model.examples(), model.sort());
        let mut dots: Vec<_> = dots_of(learnt, sort, false).collect();
        dots.extend(held.into_iter().flat_map(|held| dots_of(held, sort, true)));
        let view = view(&dots, sort);
        let counts = [learnt.count(), held.map_or(0, Examples::count)];
        // An even stride would leave out one of two classes that take turns.
        let stride = dots.len().div_ceil(MOST) | 1;
        let dots = dots.into_iter().step_by(stride).collect();
        Self {
            dots,
            counts,
            axes: axis_names(learnt, sort),
            classes: classes(learnt, sort),
            view,
            sort,
            standard: [learnt.centre, learnt.scale],
        }
    }

    /// How many examples there are.
    pub const fn count(&self) -> usize {
        self.counts[0] + self.counts[1]
    }

    /// The picture's place within `outer`, which has room for the axes; `scale` is that of the text.
    pub fn frame(&self, outer: Rect, scale: f64) -> Frame {
        let (w, h) = (outer.w - (LEFT + RIGHT) * scale, outer.h - (TOP + FOOT) * scale);
        Frame {
            rect: Rect::new(outer.x + LEFT * scale, outer.y + TOP * scale, w.max(1.0), h.max(1.0)),
            view: self.view,
        }
    }

    /// A point of the picture in the units of the data: features may be standardised.
    pub fn raw(&self, at: V2) -> V2 {
        let [centre, scale] = self.standard;
        let x = at.x * scale[0] + centre[0];
        v2(x, if self.sort.is_wide { at.y * scale[1] + centre[1] } else { at.y })
    }

    /// The dot nearest to a point of the screen, if it is within `reach` CSS pixels.
    pub fn nearest(&self, frame: &Frame, [x, y]: [f64; 2], reach: f64) -> Option<usize> {
        let off = |dot: &Dot| {
            let [px, py] = frame.to_screen(dot.at);
            (px - x).hypot(py - y)
        };
        let near = self.dots.iter().map(off).enumerate().filter(|(_, off)| *off <= reach);
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
    }
}

fn dots_of(examples: &Examples, sort: Sort, is_held: bool) -> impl Iterator<Item = Dot> {
    (0..examples.count()).map(move |place| {
        let Example { features: [u, w], target } = examples.at(place);
        let is_second = sort.classifies && target > 0.5;
        Dot { at: v2(u, if sort.is_wide { w } else { target }), is_second, is_held, place }
    })
}

/// All examples with some room about them. A boundary through the origin can only be followed where the origin is.
fn view(dots: &[Dot], sort: Sort) -> Extent {
    let around = |of: fn(V2) -> f64, room: f64| {
        let origin = sort.is_wide.then_some(0.0);
        let values = || dots.iter().map(|dot| of(dot.at)).chain(origin);
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let room = if high > low { room * (high - low) } else { 1.0 };
        [low - room, high + room]
    };
    let y = if sort.classifies && !sort.is_wide { [-0.15, 1.15] } else { around(|at| at.y, 0.12) };
    [around(|at| at.x, 0.06), y]
}

/// Names as people write them.
pub(crate) fn plain_name(name: &str) -> String {
    name.replace('_', " ")
}

fn axis_names(examples: &Examples, sort: Sort) -> [String; 2] {
    let feature = |i: usize| {
        let is_scaled = (examples.centre[i], examples.scale[i]) != (0.0, 1.0);
        plain_name(examples.names[i]) + if is_scaled { ", standardised" } else { "" }
    };
    let target = || match classes(examples, sort) {
        Some([first, second]) => format!("{}: 0 {first}, 1 {second}", plain_name(examples.target)),
        None => plain_name(examples.target),
    };
    [feature(0), if sort.is_wide { feature(1) } else { target() }]
}

fn classes(examples: &Examples, sort: Sort) -> Option<[String; 2]> {
    sort.classifies.then(|| [0, 1].map(|class| class_name(examples, class)))
}

/// What a class, 0 or 1, is called: numbers that are parted into classes by where they are.
pub(crate) fn class_name(examples: &Examples, class: usize) -> String {
    match (examples.cut, examples.classes[class]) {
        (Some(cut), _) if class == 0 => format!("up to {}", number(cut)),
        (Some(cut), _) => format!("above {}", number(cut)),
        (None, "") => format!("class {class}"),
        (None, name) => plain_name(name),
    }
}
