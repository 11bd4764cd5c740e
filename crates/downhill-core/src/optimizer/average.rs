//! The average of any optimizer's points.

use super::inner::{Inner, run_inside};
use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct Average {
    inner: Inner,
    kind: Kind,
    start: u32,
    mean: V2,
    /// How many points the mean is of.
    count: u32,
}

/// Which points count, and how much.
enum Kind {
    /// Every one as much as another.
    Polyak,
    /// Less and less, by this factor.
    Ema(f64),
    /// Every so many steps one.
    Swa(u32),
}

impl Construct for Average {
    const SPEC: Spec = Spec {
        id: "average",
        name: "Averaging",
        family: Family::Wrappers,
        sentence: "Lets another optimizer run, and answers with the average of where it has been.",
        formula: &[
            "x ← the inner optimizer's step from x",
            "polyak: a = the mean of all x after step start",
            "ema: a ← decay · a + (1 − decay) x after step start",
            "swa: a = the mean of the x of steps start, start + every, start + 2 every, …",
        ],
        variant: "Until step start, a is x. The path is the inner optimizer's own; a is the answer, also where the \
                  inner one has an answer of its own. swa counts the point at start, as in the paper; ema begins \
                  there, without correction. Cost and memory come on top of the inner optimizer's.",
        source: Source {
            cite: "Polyak & Juditsky 1992; Izmailov et al. 2018 (SWA)",
            url: "https://arxiv.org/abs/1803.05407",
        },
        slot: None,
        params: &[
            Param::optimizer("optimizer", "The optimizer whose points are averaged.", "sgd"),
            Param::choice(
                "kind",
                "Which points count, and how much.",
                &[
                    Alternative::new("polyak", "Every point as much as another."),
                    Alternative::new("ema", "Older points less and less."),
                    Alternative::new("swa", "Every so many steps one point, all as much."),
                ],
            ),
            Param::number(
                "start",
                "The step after which the average is taken.",
                Range::whole(0.0, 1e6).slider(0.0, 1000.0),
                0.0,
            ),
            Param::number("decay", "How much of the average is kept, for ema.", Range::decay(), 0.99),
            Param::number(
                "every",
                "Steps from one averaged point to the next, for swa.",
                Range::whole(1.0, 1e6).slider(1.0, 100.0),
                10.0,
            ),
        ],
        libraries: &[],
        cost: Cost { gradients: 0, hessians: 0, memory: 1 },
    };

    fn new(settings: &Settings, x: V2) -> Self {
        let kind = match settings.choice("kind") {
            "ema" => Kind::Ema(settings.number("decay")),
            "swa" => Kind::Swa(settings.number("every") as u32),
            _ => Kind::Polyak,
        };
        Self {
            inner: Inner::start(&run_inside(settings, "optimizer"), x),
            // The mean of SWA has the point at the start in it.
            count: u32::from(matches!(kind, Kind::Swa(_))),
            kind,
            start: settings.number("start") as u32,
            mean: x,
        }
    }
}

impl Average {
    /// How much the point after step t, from 1, counts against the average so far.
    fn weight(&mut self, t: u32) -> f64 {
        if t <= self.start {
            return 1.0;
        }
        match self.kind {
            Kind::Ema(decay) => return 1.0 - decay,
            Kind::Swa(every) if !(t - self.start).is_multiple_of(every) => return 0.0,
            Kind::Swa(_) | Kind::Polyak => {}
        }
        self.count += 1;
        1.0 / f64::from(self.count)
    }
}

impl Method for Average {
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let next = self.inner.step(x, oracle);
        let weight = self.weight(at.t);
        self.mean = if weight == 1.0 { next } else { self.mean + weight * (next - self.mean) };
        next
    }

    fn average(&self, _: V2) -> Option<V2> {
        Some(self.mean)
    }

    fn is_done(&self) -> bool {
        self.inner.is_done()
    }
}

#[cfg(test)]
mod tests {
    use crate::{run, text};

    /// The averages of 16, 8, 4, 2, 1, 1/2: on x² + y² a rate of 1/4 halves the point.
    fn averages(settings: &str) -> Vec<f64> {
        let text = format!("surface=sphere&start=16,0&run=average(sgd(lr=0.25),{settings})&steps=5");
        let done = run(&text::parse(&text).experiment);
        done[0].averaged.as_ref().unwrap().positions.iter().map(|p| p.x).collect()
    }

    #[test]
    fn polyak_is_the_mean_of_all_points_after_the_start() {
        assert_eq!(averages("polyak,start=1"), [16.0, 8.0, 4.0, 3.0, 7.0 / 3.0, 1.875]);
    }

    #[test]
    fn ema_forgets() {
        assert_eq!(averages("ema,start=2,decay=0.5"), [16.0, 8.0, 4.0, 3.0, 2.0, 1.25]);
    }

    #[test]
    fn swa_is_the_mean_of_the_start_and_of_a_point_now_and_then() {
        assert_eq!(averages("swa,start=1,every=2"), [16.0, 8.0, 8.0, 5.0, 5.0, 3.5]);
    }
}
