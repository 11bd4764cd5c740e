//! Lesson "Noise finds the flat part".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "noise-finds-the-flat",
    title: "Noise finds the flat part",
    text: "All along this valley's floor the loss is lowest, in sharp minima at its ends and flat ones in the middle. With \
           all points a step, descent stays in a sharp one; one point a step, noise shakes it out and carries it along the \
           floor to where it is flat.",
    experiment: "surface=linear_network(data=line(slope=1,intercept=0,noise=1,count=40))&start=2.8,0.1\
                 &run=sgd(lr=0.06,batch=all)&run=sgd(lr=0.06,batch=1)&steps=1000",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::learning::seeds::median;
    use crate::{Experiment, Trajectory};

    /// The largest curvature where a run stands after a step.
    fn sharpness(experiment: &Experiment, run: &Trajectory, step: usize) -> f64 {
        let [[a, b], [_, d]] = experiment.build_surface().hessian(run.path.positions[step]);
        (a + d) / 2.0 + ((a - d) / 2.0).hypot(b)
    }

    fn excess(experiment: &Experiment, run: &Trajectory, step: usize) -> f64 {
        let surface = experiment.build_surface();
        surface.value(run.path.positions[step]) - surface.lowest().unwrap()
    }

    /// What is left of the sharpness from step 100 to the end.
    fn left(run: usize) -> f64 {
        median(&LESSON, "steps=1000", |e, runs| sharpness(e, &runs[run], 1000) / sharpness(e, &runs[run], 100))
    }

    #[test]
    fn all_points_a_step_arrive_in_a_sharp_minimum_and_stay() {
        let excess = median(&LESSON, "steps=1000", |e, runs| excess(e, &runs[0], 100));
        assert!(excess < 1e-6 && left(0) > 0.999, "{excess} {}", left(0));
    }

    #[test]
    fn one_point_a_step_leaves_it_for_a_flat_one() {
        assert!(left(1) < 0.5, "{}", left(1));
        // Hardly any sharpness is left above that of the flattest minimum.
        let above = median(&LESSON, "steps=1000", |e, runs| {
            let flattest = e.build_surface().minima()[0].at;
            let [[a, b], [_, d]] = e.build_surface().hessian(flattest);
            sharpness(e, &runs[1], 1000) / ((a + d) / 2.0 + ((a - d) / 2.0).hypot(b))
        });
        assert!(above < 1.6, "{above}");
    }
}
