//! Lesson "One start, four valleys".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "one-start-four-valleys",
    title: "One start, four valleys",
    text: "Four methods set off from the same point, and each feels only the slope under its feet. Here each ends in \
           a different valley: drag the ring and see how often they agree.",
    experiment: "surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=momentum(lr=0.003,momentum=0.9)\
                 &run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150&zoom=-6,6,-5.2,5.2",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::Race;
    use crate::num::{V2, v2};
    use rand_distr::{Distribution, StandardNormal, StandardUniform};
    use rand_pcg::Pcg64;
    use std::collections::HashSet;

    const STARTS: usize = 10_000;

    /// The index of the minimum nearest to each run's end.
    fn valleys(race: &Race) -> Vec<usize> {
        let minima = LESSON.parse().0.build_surface().minima();
        let nearest = |end: V2| {
            let distance = |i: usize| (minima[i].at - end).norm();
            (0..minima.len()).min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
        };
        race.ends().into_iter().filter_map(nearest).collect()
    }

    /// Of many starts drawn with a fixed seed, the share for which the number of different valleys fulfils this.
    fn share(draw: impl Fn(&mut Pcg64) -> V2, fulfils: impl Fn(usize) -> bool) -> f64 {
        let mut random = Pcg64::new(0, 0);
        let count = (0..STARTS).filter(|_| {
            let reached = valleys(&Race::from(&LESSON, draw(&mut random)));
            fulfils(reached.into_iter().collect::<HashSet<_>>().len())
        });
        count.count() as f64 / STARTS as f64
    }

    #[test]
    fn each_method_ends_in_a_valley_of_its_own() {
        let race = Race::of(&LESSON);
        let minima = LESSON.parse().0.build_surface().minima();
        let expected = [v2(3.0, 2.0), v2(3.584, -1.848), v2(-2.805, 3.131), v2(-3.779, -3.283)];
        for (valley, expected) in valleys(&race).into_iter().zip(expected) {
            assert!((minima[valley].at - expected).norm() < 1e-3);
        }
        assert_eq!([0, 1, 2, 3].map(|run| race.arrival(run)), [Some(23), Some(52), Some(52), Some(104)]);
    }

    #[test]
    fn no_path_leaves_the_view() {
        let race = Race::of(&LESSON);
        let mut points = race.runs.iter().flat_map(|run| &run.path.positions);
        assert!(points.all(|x| x.x.abs() < 6.0 && x.y.abs() < 5.2));
    }

    /// "Moved by 0.1 at random": normally distributed, with this deviation in each coordinate.
    #[test]
    fn a_small_move_of_the_start_hardly_ever_destroys_it() {
        let draw = |random: &mut Pcg64| {
            let (x, y): (f64, f64) = (StandardNormal.sample(random), StandardNormal.sample(random));
            v2(0.85, 4.6) + 0.1 * v2(x, y)
        };
        let (four, three) = (share(draw, |n| n == 4), share(draw, |n| n >= 3));
        assert!((0.895..0.915).contains(&four), "{four}");
        assert!((0.985..0.995).contains(&three), "{three}");
    }

    #[test]
    fn from_most_starts_in_the_domain_all_agree() {
        let draw = |random: &mut Pcg64| {
            let (x, y): (f64, f64) = (StandardUniform.sample(random), StandardUniform.sample(random));
            10.0 * v2(x, y) - 5.0
        };
        let agreeing = share(draw, |n| n == 1);
        assert!((0.63..0.65).contains(&agreeing), "{agreeing}");
    }

    #[test]
    fn other_rates_change_the_story() {
        let bold = Race::with_rates(&LESSON, 10.0);
        assert_eq!((bold.diverged(0), bold.diverged(1)), (Some(3), Some(4)));
        let careful = valleys(&Race::with_rates(&LESSON, 0.3));
        assert_eq!(careful[0], careful[1]);
    }
}
