//! Lesson "A leash for steep slopes".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "a-leash-for-steep-slopes",
    title: "A leash for steep slopes",
    text: "Ten layers that double each other's slope: the first gradient is so long that one step is lost for good. Cut to \
           length 1 it keeps its direction, and the same rate arrives.",
    experiment: "surface=deep_chain(data=points(\"-1,-0.8;-0.5,-0.4;0.5,0.4;1,0.8\"),depth=10,activation=linear)\
                 &start=2,0.3&run=sgd(lr=0.01)&run=sgd(lr=0.01,clip=norm(max_norm=1))&steps=250",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::Race;
    use crate::run::Alarm;

    #[test]
    fn the_clipped_run_arrives_and_the_other_is_lost() {
        let race = Race::of(&LESSON);
        assert_eq!(race.runs[0].alarms(), [(0, Alarm::Exploding)]);
        assert!(race.diverged(0).is_some_and(|step| step <= 2), "{:?}", race.diverged(0));
        assert!(race.arrival(1).is_some(), "{:?}", race.runs[1].outcome);
    }
}
