//! When the pictures of a race are shown.

/// How long the end stands, in hundredths of a second.
const END: u16 = 200;

/// Times at which the colours of the whole are looked at, as parts of the race.
pub const SAMPLES: [f64; 3] = [0.25, 0.6, 1.0];

/// A race of so many seconds with so many pictures in each; then its end stands for two more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Pictures a second, from 1 to 50: more are not played as fast.
    pub fps: u16,
    /// Seconds, 1 or more.
    pub seconds: u16,
}

impl Default for Timing {
    /// As long as a run plays on the page.
    fn default() -> Self {
        Self { fps: 20, seconds: 8 }
    }
}

impl Timing {
    /// How many pictures there are.
    pub fn count(self) -> u32 {
        u32::from(self.fps) * u32::from(self.seconds)
    }

    /// Which part of the race a picture shows, from 0 for the first to 1 for the last.
    pub fn part(self, i: u32) -> f64 {
        if i + 1 >= self.count() { 1.0 } else { f64::from(i) / f64::from(self.count() - 1) }
    }

    /// Hundredths of a second for which a picture stands. No rounding adds up.
    pub fn hundredths(self, i: u32) -> u16 {
        let at = |i: u32| (f64::from(i) * 100.0 / f64::from(self.fps)).round();
        if i + 1 == self.count() { END } else { (at(i + 1) - at(i)) as u16 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_race_goes_from_its_start_to_its_end_in_the_time_that_was_asked_for() {
        for timing in [Timing::default(), Timing { fps: 30, seconds: 3 }, Timing { fps: 1, seconds: 1 }] {
            let count = timing.count();
            assert_eq!(timing.part(count - 1), 1.0);
            assert!((1..count).all(|i| timing.part(i) > timing.part(i - 1)));
            let sum: u16 = (0..count - 1).map(|i| timing.hundredths(i)).sum();
            let asked = (f64::from(count - 1) * 100.0 / f64::from(timing.fps)).round();
            assert_eq!((f64::from(sum), timing.hundredths(count - 1)), (asked, 200));
        }
    }
}
