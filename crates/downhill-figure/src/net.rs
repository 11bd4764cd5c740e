//! Losses between those at the knots of a net, for a ground that would take too long to ask for at every pixel: the loss
//! of a surface that is learnt from data is a sum over all examples.

use crate::frame::{Extent, Frame};
use crate::height::Heights;
use crate::map::{Detail, Ground};
use crate::ramp::Shades;
use downhill_core::data::spread;
use downhill_core::surface::{FromData, Hessian, Landmark, Sample, Spec};
use downhill_core::{Surface, V2, v2};

/// The knots of a net over a part of the plane. The losses at the knots are exact. Between them a cubic goes through the
/// logarithms of their heights above the lowest, with the slopes that the knots around suggest (Catmull and Rom 1974), so
/// that a bowl keeps its round floor and a cliff does not ring.
#[derive(Clone, Debug, PartialEq)]
struct Net {
    over: Extent,
    across: usize,
    /// Row by row from the lower left corner, one knot more on every side than the part has. Losses until all are there,
    /// heights from then on.
    knots: Vec<f64>,
    lowest: f64,
    scale: f64,
    /// Which examples the losses are of, where they are not of all.
    sample: Option<Vec<u32>>,
}

/// Where a knot is not a finite number, and the share of losses that lie below the scale of the heights.
const FAR: f64 = 1e300;
const TENTH: usize = 10;

/// A surface whose loss takes less work than this is asked for everywhere.
const LIGHT: usize = 16;

/// Knots along each axis: the fewest that show a shape, and as many as a screen can show.
const FEWEST: usize = 24;
const MOST: usize = 128;

/// A first impression may take so many times the work, and is of so many examples at least.
const SEVERAL: usize = 4;
const FEWEST_EXAMPLES: usize = 32;

impl Net {
    /// How many knots along each axis keep the work of a net below a bound, in examples; none where the surface needs
    /// no net.
    fn across(surface: &dyn Surface, most_work: usize) -> Option<usize> {
        let work = surface.data()?.work();
        (work > LIGHT).then(|| ((most_work / work).isqrt()).clamp(FEWEST, MOST))
    }

    /// A net without losses.
    const fn new(over: Extent, across: usize) -> Self {
        Self { over, across, knots: Vec::new(), lowest: 0.0, scale: 1.0, sample: None }
    }

    /// Finds the losses at so many more knots, and says whether all are there.
    fn fill(&mut self, surface: &dyn Surface, most: usize) -> bool {
        let count = self.side() * self.side();
        let missing = count - self.knots.len();
        for _ in 0..missing.min(most) {
            let place = self.knots.len();
            let at = self.at(place % self.side(), place / self.side());
            let of_some = self.sample.as_deref().zip(surface.data());
            let loss =
                of_some.map_or_else(|| surface.value(at), |(some, data)| data.gradient_of(at, Sample::Of(some)).0);
            self.knots.push(if loss.is_finite() { loss } else { FAR });
        }
        if missing > 0 && self.knots.len() == count {
            self.rise();
        }
        self.knots.len() == count
    }

    /// The surface seen through a net with all its losses. Outside of the net, and for all but the loss, it is the surface
    /// itself.
    const fn on<'a>(&'a self, surface: &'a dyn Surface) -> Netted<'a> {
        Netted { net: self, surface }
    }

    /// Knots along each axis with those beyond the edges.
    const fn side(&self) -> usize {
        self.across + 2
    }

    /// Where a knot is.
    fn at(&self, column: usize, row: usize) -> V2 {
        let place = |[low, high]: [f64; 2], k: usize| low + (high - low) * (k as f64 - 1.0) / (self.across - 1) as f64;
        v2(place(self.over[0], column), place(self.over[1], row))
    }

    /// Losses become heights.
    fn rise(&mut self) {
        self.lowest = self.knots.iter().copied().fold(f64::INFINITY, f64::min);
        let mut above: Vec<f64> = self.knots.iter().map(|loss| loss - self.lowest).collect();
        let at = above.len() / TENTH;
        let (_, tenth, _) = above.select_nth_unstable_by(at, f64::total_cmp);
        self.scale = if *tenth > 0.0 { *tenth } else { 1.0 };
        for knot in &mut self.knots {
            *knot = ((*knot - self.lowest) / self.scale).ln_1p();
        }
    }

    /// The loss between the knots; none outside.
    fn between(&self, at: V2) -> Option<f64> {
        let place = |[low, high]: [f64; 2], v: f64| (v - low) / (high - low) * (self.across - 1) as f64;
        let (x, y) = (place(self.over[0], at.x), place(self.over[1], at.y));
        let last = (self.across - 1) as f64;
        if !((0.0..=last).contains(&x) && (0.0..=last).contains(&y)) {
            return None;
        }
        let (column, row) = ((x as usize).min(self.across - 2), (y as usize).min(self.across - 2));
        let [across, up] = [weights(x - column as f64), weights(y - row as f64)];
        let line = |k: usize| {
            let begin = (row + k) * self.side() + column;
            across.iter().zip(&self.knots[begin..begin + 4]).map(|(w, h)| w * h).sum::<f64>()
        };
        let height: f64 = up.iter().enumerate().map(|(k, w)| w * line(k)).sum();
        Some(self.lowest + self.scale * height.exp_m1())
    }
}

/// The nets of one map: over what it shows, and over the part that decides the heights where that is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Nets {
    map: Net,
    heights: Option<Net>,
}

/// By how much of its width a map's net is larger on every side: lines of equal height end beyond the edge.
const MARGIN: f64 = 0.06;

impl Nets {
    /// Nets without losses whose work stays below a bound, in examples; none where the surface needs no net.
    pub fn new(surface: &dyn Surface, heights_over: Extent, view: Extent, most_work: usize) -> Option<Self> {
        let across = Net::across(surface, most_work)?;
        let grown = view.map(|[low, high]| [low - MARGIN * (high - low), high + MARGIN * (high - low)]);
        let is_inside = (0..2).all(|i| grown[i][0] <= heights_over[i][0] && heights_over[i][1] <= grown[i][1]);
        let heights = (!is_inside).then(|| Net::new(heights_over, across));
        Some(Self { map: Net::new(grown, across), heights })
    }

    /// The same whose knots have the losses of some examples only, where those of all would take several times that work
    /// even at the fewest knots: a first impression.
    pub fn rough(surface: &dyn Surface, heights_over: Extent, view: Extent, most_work: usize) -> Option<Self> {
        let mut nets = Self::new(surface, heights_over, view, most_work)?;
        let data = surface.data()?;
        let (count, knots) = (data.examples().count(), nets.map.side() * nets.map.side());
        let most = SEVERAL * most_work * count / (knots * data.work());
        let sample = (most < count).then(|| spread(count, most.max(FEWEST_EXAMPLES)));
        for net in nets.heights.iter_mut().chain([&mut nets.map]) {
            net.sample.clone_from(&sample);
        }
        Some(nets)
    }

    /// Finds the losses at so many more knots, and says whether all are there.
    pub fn fill(&mut self, surface: &dyn Surface, most: usize) -> bool {
        let has_heights = self.heights.as_mut().is_none_or(|net| net.fill(surface, most));
        has_heights && self.map.fill(surface, most)
    }

    /// Whether there is more to see than in other nets over the same part: more knots, or the losses of all examples.
    pub const fn is_finer_than(&self, other: &Self) -> bool {
        self.map.across > other.map.across || self.map.sample.is_none() && other.map.sample.is_some()
    }
}

/// Heights and ground of a map, through nets with all their losses where there are any.
pub fn lay(
    surface: &dyn Surface,
    heights_over: Extent,
    nets: Option<&Nets>,
    frame: &Frame,
    shades: &Shades,
    detail: &Detail,
) -> (Heights, Ground) {
    let Some(Nets { map, heights }) = nets else {
        let heights = Heights::of(surface, heights_over);
        return (heights, Ground::of(surface, &heights, frame, shades, detail));
    };
    let heights = Heights::of(&heights.as_ref().unwrap_or(map).on(surface), heights_over);
    (heights, Ground::of(&map.on(surface), &heights, frame, shades, detail))
}

/// How much four knots in a row count at a place between the second and the third, which are 1 apart.
fn weights(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [-t3 + 2.0 * t2 - t, 3.0 * t3 - 5.0 * t2 + 2.0, -3.0 * t3 + 4.0 * t2 + t, t3 - t2].map(|w| 0.5 * w)
}

/// A surface seen through a net.
struct Netted<'a> {
    net: &'a Net,
    surface: &'a dyn Surface,
}

impl Surface for Netted<'_> {
    fn spec(&self) -> &'static Spec {
        self.surface.spec()
    }

    fn domain(&self) -> Extent {
        self.surface.domain()
    }

    fn value(&self, at: V2) -> f64 {
        self.net.between(at).unwrap_or_else(|| self.surface.value(at))
    }

    fn gradient(&self, at: V2) -> (f64, V2) {
        self.surface.gradient(at)
    }

    fn hessian(&self, at: V2) -> Hessian {
        self.surface.hessian(at)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        self.surface.landmarks()
    }

    fn data(&self) -> Option<Box<dyn FromData + '_>> {
        self.surface.data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_core::text::parse_surface;
    use proptest::prelude::*;

    const MODELS: [&str; 5] = [
        "logistic(data=iris,features=petal_length)",
        "sinusoid",
        "tanh_network",
        "deep_chain",
        "linear(data=faithful,loss=huber)",
    ];

    fn surface(text: &str) -> Box<dyn Surface> {
        parse_surface(text).unwrap().build()
    }

    fn whole(surface: &dyn Surface, across: usize) -> Net {
        let mut net = Net::new(surface.domain(), across);
        assert!(net.fill(surface, usize::MAX));
        net
    }

    #[test]
    fn the_losses_at_the_knots_are_the_surface_s() {
        for model in MODELS {
            let surface = surface(model);
            let net = whole(surface.as_ref(), 30);
            for k in 0..30 * 30 {
                let at = net.at(1 + k % 30, 1 + k / 30);
                let (exact, seen) = (surface.value(at), net.between(at).unwrap_or(f64::NAN));
                assert!((seen - exact).abs() <= 1e-9 * (1.0 + exact.abs()), "{model} {at:?}: {seen} for {exact}");
            }
        }
    }

    #[test]
    fn between_the_knots_heights_are_off_by_less_than_a_quarter_of_an_isoline_s_distance() {
        for model in MODELS {
            let surface = surface(model);
            let net = whole(surface.as_ref(), MOST);
            let netted = net.on(surface.as_ref());
            let heights = Heights::of(surface.as_ref(), surface.domain());
            let [[x0, x1], [y0, y1]] = surface.domain();
            for k in 0..1000 {
                let share = |prime: f64| (f64::from(k) * prime).fract();
                let at = v2(x0 + (x1 - x0) * share(0.618_034), y0 + (y1 - y0) * share(0.754_878));
                let off = heights.h(netted.value(at)) - heights.h(surface.value(at));
                assert!(off.abs() < 0.25 / Detail::default().levels as f64, "{model} {at:?}: {off}");
            }
        }
    }

    #[test]
    fn a_formula_and_a_loss_that_moments_tell_need_no_net() {
        let view = [[-1.0, 1.0]; 2];
        for text in ["rosenbrock", "linear(data=line(count=10000))"] {
            assert_eq!(Nets::new(surface(text).as_ref(), view, view, MOST), None, "{text}");
        }
        let many = surface("logistic(data=classes(count=10000))");
        assert_eq!(Nets::new(many.as_ref(), view, view, 1_000_000).map(|nets| nets.map.across), Some(FEWEST));
    }

    #[test]
    fn a_first_impression_of_much_data_is_near_the_whole_and_takes_little_work() {
        let view = [[-2.5, 2.5], [-2.0, 2.0]];
        let many = surface("deep_chain(data=line(count=10000),depth=30)");
        let few = surface("deep_chain(data=line(count=100))");
        let rough = |surface: &dyn Surface| Nets::rough(surface, view, view, 500_000).unwrap();
        assert_eq!(rough(few.as_ref()).map.sample, None);
        let mut nets = rough(many.as_ref());
        let count = nets.map.sample.as_ref().map_or(usize::MAX, Vec::len);
        assert!(count * 30 * nets.map.side() * nets.map.side() <= SEVERAL * 500_000, "{count} examples");
        assert!(nets.fill(many.as_ref(), usize::MAX));
        for at in [v2(0.3, 1.5), v2(-1.0, -1.0), v2(1.5, 0.2)] {
            let (near, exact) = (nets.map.between(at).unwrap(), many.value(at));
            assert!((near - exact).abs() < 0.25 * exact, "{at:?}: {near} for {exact}");
        }
    }

    proptest! {
        #[test]
        fn a_net_made_bit_by_bit_is_the_same(bit in 1_usize..2000) {
            let surface = surface("logistic");
            let mut net = Net::new(surface.domain(), 30);
            while !net.fill(surface.as_ref(), bit) {}
            prop_assert_eq!(net, whole(surface.as_ref(), 30));
        }
    }
}
