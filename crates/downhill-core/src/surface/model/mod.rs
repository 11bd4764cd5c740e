//! Surfaces that are learnt from data: the mean over the examples of one example's loss, and what is added for the size
//! of the weights. The point of the plane is the model's two weights.

pub(super) mod classifier;
pub(super) mod deep_chain;
mod levels;
pub(super) mod linear;
pub(super) mod linear_network;
pub(super) mod logistic;
mod params;
mod set;
pub(super) mod sinusoid;
pub(super) mod tanh_network;

pub use set::{Example, Examples};

use super::{Hessian, Landmark, Spec, Surface};
use crate::data::Part;
use crate::num::{Dual, Number, Real, V2};
use crate::settings::Settings;
use set::Moments;
use std::sync::OnceLock;

/// Which examples are looked at.
#[derive(Clone, Copy, Debug)]
pub enum Sample<'a> {
    /// All.
    All,
    /// Those in these places, counted from 0; at least one.
    Of(&'a [u32]),
}

/// A surface that is learnt from data.
pub trait FromData {
    /// What it is learnt from.
    fn examples(&self) -> &Examples;
    /// How much work the loss of all is, as a multiple of what one example takes in a simple model; 1 where it is known
    /// without looking at each.
    fn work(&self) -> usize;
    /// The mean loss of some examples and its gradient, with what is added for the weights.
    fn gradient_of(&self, at: V2, sample: Sample<'_>) -> (f64, V2);
    /// The matrix of second derivatives of the same.
    fn hessian_of(&self, at: V2, sample: Sample<'_>) -> Hessian;
    /// What the model with these weights says of one or two features: a number, or how likely the class 1 is.
    fn predict(&self, at: V2, features: [f64; 2]) -> f64;
    /// The model's two weights at a point of the surface, which may be turned, stretched and moved.
    fn weights(&self, at: V2) -> V2;
    /// What sort of model it is.
    fn sort(&self) -> Sort;
}

/// What is known of a model besides its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Whether it tells two classes apart.
    pub classifies: bool,
    /// Whether it looks at two features. They are on two sides of a line through the origin then, and the weights stand
    /// upright on it.
    pub is_wide: bool,
    /// What it says, to be filled in: `{x}` and `{y}` stand for the weights, `{+y}` for the second with its sign, `{u}` and
    /// `{w}` for the features' names, `{v}` for the target's and `{c}` for that of the class 1.
    pub answer: &'static str,
}

/// All that a model's file must write: one example's loss, once, and what is known about it.
pub(super) trait Model: Sized + Send + Sync + 'static {
    /// What it says about itself.
    const SPEC: Spec;
    /// Whether it tells two classes apart.
    const CLASSIFIES: bool;
    /// Whether it looks at two features.
    const IS_WIDE: bool = false;
    /// What it says, as [`Sort::answer`] describes.
    const ANSWER: &'static str;
    /// Which of the weights are kept small where that is asked for: 1 or 0 for each.
    const PENALISED: [f64; 2] = [1.0, 1.0];
    /// Whether every way down leads to the same place.
    const CONVEX: bool;
    /// From how many places along each axis level points are searched, where not every way down leads to one.
    const STARTS: usize = 8;
    /// From how many places along each axis ways downhill begin, which find minima that the search for level points steps
    /// over.
    fn descents(&self) -> usize {
        4
    }
    /// The model with these settings.
    fn new(settings: &Settings) -> Self;
    /// How much work one example is, as a multiple of what it is in a simple model.
    fn work(&self) -> usize {
        1
    }
    /// What it says of an example, by its weights; of a class, how likely it is.
    fn predict<N: Number>(&self, weights: [N; 2], features: [N::Datum; 2]) -> N;
    /// The loss of one example.
    fn loss<N: Number>(&self, weights: [N; 2], example: Example<N::Datum>) -> N;
    /// The mean loss of all examples where their moments tell it, which is as good and takes no time.
    fn whole<R: Real>(&self, _weights: [R; 2], _all: &Moments) -> Option<R> {
        None
    }
    /// Minima that form a curve, of which some are stored; the others are searched for.
    fn curve(&self, _all: &Moments) -> Vec<V2> {
        Vec::new()
    }
}

/// A model with its examples.
pub(super) struct Learner<M> {
    model: M,
    examples: Examples,
    moments: Moments,
    /// How much is added for each weight's size, and for half its square.
    penalty: [V2; 2],
    landmarks: OnceLock<Vec<Landmark>>,
}

impl<M: Model> Learner<M> {
    /// The model with its data, or with one part of them.
    pub(super) fn new(settings: &Settings, part: Option<&Part>) -> Self {
        let model = M::new(settings);
        let examples = Examples::of(settings, part, M::CLASSIFIES);
        let is_held = part.is_some_and(|part| part.held_out);
        let [a, b] = M::PENALISED;
        // Examples that are held out say how well the model does, not how large its weights are.
        let penalty =
            ["l1", "l2"].map(|name| if is_held { V2::ZERO } else { settings.number(name) * V2 { x: a, y: b } });
        let moments = Moments::of(&examples);
        Self { model, examples, moments, penalty, landmarks: OnceLock::new() }
    }

    fn mean<R: Real>(&self, weights: [R; 2], sample: Sample<'_>) -> R {
        let data = match sample {
            Sample::All => match self.model.whole(weights, &self.moments) {
                Some(mean) => mean,
                None => self.mean_at(weights, self.examples.count(), |k| k),
            },
            Sample::Of(places) => self.mean_at(weights, places.len(), |k| places[k] as usize),
        };
        self.penalised(data, weights)
    }

    /// The mean loss of so many examples, of which each has its place.
    #[inline(always)]
    fn mean_at<R: Real>(&self, weights: [R; 2], count: usize, place: impl Fn(usize) -> usize) -> R {
        let [a, b] = weights;
        let weights = [a.four(), b.four()];
        let mut four = R::Four::constant(0.0);
        let whole = count - count % 4;
        for k in (0..whole).step_by(4) {
            let places = [place(k), place(k + 1), place(k + 2), place(k + 3)];
            four = four + self.model.loss(weights, self.examples.four(places));
        }
        let mut sum = R::sum(four);
        for k in whole..count {
            sum = sum + R::first(self.model.loss(weights, self.examples.four([place(k); 4])));
        }
        sum / count as f64
    }

    fn penalised<R: Real>(&self, mut loss: R, [a, b]: [R; 2]) -> R {
        let [l1, l2] = self.penalty;
        if l1 != V2::ZERO {
            loss = loss + a.abs() * l1.x + b.abs() * l1.y;
        }
        if l2 != V2::ZERO {
            loss = loss + a.sq() * (0.5 * l2.x) + b.sq() * (0.5 * l2.y);
        }
        loss
    }

    fn known(&self) -> &[Landmark] {
        self.landmarks.get_or_init(|| levels::find(self))
    }
}

impl<M: Model> FromData for &Learner<M> {
    fn examples(&self) -> &Examples {
        &self.examples
    }

    fn work(&self) -> usize {
        let is_known = self.model.whole([0.0, 0.0], &self.moments).is_some();
        if is_known { 1 } else { self.examples.count() * self.model.work() }
    }

    fn gradient_of(&self, at: V2, sample: Sample<'_>) -> (f64, V2) {
        let z = self.mean([Dual::x(at.x), Dual::y(at.y)], sample);
        (z.v, V2 { x: z.dx, y: z.dy })
    }

    fn hessian_of(&self, at: V2, sample: Sample<'_>) -> Hessian {
        let z = self.mean(Dual::variables(at), sample);
        [[z.dx.dx, z.dx.dy], [z.dx.dy, z.dy.dy]]
    }

    fn predict(&self, at: V2, features: [f64; 2]) -> f64 {
        self.model.predict([at.x, at.y], features)
    }

    fn weights(&self, at: V2) -> V2 {
        at
    }

    fn sort(&self) -> Sort {
        Sort { classifies: M::CLASSIFIES, is_wide: M::IS_WIDE, answer: M::ANSWER }
    }
}

impl<M: Model> Surface for Learner<M> {
    fn spec(&self) -> &'static Spec {
        &M::SPEC
    }

    /// The usual one, unless a lowest point lies outside: then what holds it and the usual start, with room about them.
    fn domain(&self) -> [[f64; 2]; 2] {
        let usual = M::SPEC.domain;
        let is_inside = |[low, high]: [f64; 2], v: f64| low <= v && v <= high;
        let outside = self.known().iter().find(|l| !(is_inside(usual[0], l.at.x) && is_inside(usual[1], l.at.y)));
        let Some(Landmark { at, .. }) = outside else { return usual };
        let side = |a: f64, b: f64| {
            let room = (0.4 * (a - b).abs()).max(2.0);
            [a.min(b) - room, a.max(b) + room]
        };
        [side(at.x, M::SPEC.start[0]), side(at.y, M::SPEC.start[1])]
    }

    fn value(&self, at: V2) -> f64 {
        self.mean([at.x, at.y], Sample::All)
    }

    fn gradient(&self, at: V2) -> (f64, V2) {
        (&self).gradient_of(at, Sample::All)
    }

    fn hessian(&self, at: V2) -> Hessian {
        (&self).hessian_of(at, Sample::All)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        self.known().to_vec()
    }

    fn data(&self) -> Option<Box<dyn FromData + '_>> {
        Some(Box::new(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::text::parse_surface;

    #[test]
    fn the_mean_of_any_number_of_examples_is_that_of_each_alone() {
        for model in ["logistic", "classifier", "deep_chain", "tanh_network", "sinusoid", "linear(loss=huber)"] {
            let surface = parse_surface(model).unwrap().build();
            let data = surface.data().unwrap();
            for count in 1..10 {
                let places: Vec<u32> = (0..count).map(|k| 7 * k % 20).collect();
                let alone = places.iter().map(|place| data.gradient_of(v2(0.7, -0.4), Sample::Of(&[*place])));
                let sum = alone.fold((0.0, V2::ZERO), |sum, (loss, g)| (sum.0 + loss, sum.1 + g));
                let (loss, g) = data.gradient_of(v2(0.7, -0.4), Sample::Of(&places));
                let off = (loss - sum.0 / f64::from(count)).abs() + (g - sum.1 / f64::from(count)).norm();
                assert!(off < 1e-14, "{model}, {count} examples: {off}");
            }
        }
    }
}
