//! Lesson "A memory too short": where Adam goes uphill and AMSGrad does not.
//!
//! The example of Reddi, Kale & Kumar (2018, "On the convergence of Adam and beyond", theorem 1): a gradient of C at one
//! step in three and of -1 at the others, C = 3, with β₁ = 0 and β₂ = 1 / (1 + C²). Huber's loss far from its bend is as
//! straight as theirs; here the examples are shuffled and their numbers finite, so that there is a lowest point.

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "a-memory-too-short",
    title: "A memory too short",
    text: "Two far points pull hard to the left, four near ones gently to the right; in sum, left is down. Adam with a \
           memory of a step or two shortens just the hard pulls and walks uphill (betas of 0, 0.999 mend it); AMSGrad \
           divides by the longest so far, and goes down.",
    experiment: "surface=linear(data=points(\"3,0;-3,0;1,5;-1,-5;1,5;-1,-5\"),loss=huber,delta=0.1)&start=2,0\
                 &run=adam(lr=0.03,betas=(0,0.1))&run=amsgrad(lr=0.03,betas=(0,0.1))&steps=1000&batch=1",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::V2;
    use crate::lesson::learning::seeds::median;

    /// Where the hard pulls, three times as strong, and the gentle ones, twice as many, are in balance: a ninth of two deltas
    /// from the line through the far points.
    const LOWEST: V2 = V2 { x: 0.2 / 9.0, y: 0.0 };

    /// Both runs' median distance from the lowest point at the end, by the distance of the start.
    fn left(lesson: &Lesson) -> [f64; 2] {
        [0, 1].map(|run| {
            median(lesson, "steps=1000", |e, runs| {
                let off = |at: V2| (at - LOWEST).norm();
                off(runs[run].path.positions[1000]) / off(e.start)
            })
        })
    }

    #[test]
    fn adam_walks_uphill_and_amsgrad_down() {
        let climbs = |run: usize| {
            median(&LESSON, "steps=1000", |e, runs| {
                let whole = e.build_surface();
                whole.value(runs[run].path.positions[1000]) / whole.value(e.start)
            })
        };
        assert!(climbs(0) > 1.2 && climbs(1) < 0.9, "{} {}", climbs(0), climbs(1));
        let [adam, amsgrad] = left(&LESSON);
        assert!(adam > 1.8 && amsgrad < 0.1, "{adam} {amsgrad}");
    }

    #[test]
    fn with_a_long_memory_adam_goes_down_as_well() {
        let text = LESSON.experiment.replacen("betas=(0,0.1)", "betas=(0,0.999)", 1);
        let [adam, _] = left(&Lesson { experiment: text.leak(), ..LESSON });
        assert!(adam < 0.1, "{adam}");
    }

    #[test]
    fn the_gradients_are_those_of_the_paper() {
        let surface = LESSON.parse().0.build_surface();
        assert!(surface.gradient(LOWEST).1.norm() < 1e-15);
        // Marked on the map, and the table says how far it is.
        let [minimum] = surface.minima()[..] else { panic!("{:?}", surface.minima()) };
        assert!((minimum.at - LOWEST).norm() < 1e-12, "{minimum:?}");
        let data = surface.data().unwrap();
        let slopes: Vec<f64> = (0..6)
            .map(|i| data.gradient_of(V2 { x: 2.0, y: 0.0 }, crate::surface::Sample::Of(&[i])).1.x / 0.1)
            .collect();
        for (slope, known) in slopes.iter().zip([3.0, 3.0, -1.0, -1.0, -1.0, -1.0]) {
            assert!((slope - known).abs() < 1e-12, "{slopes:?}");
        }
    }
}
