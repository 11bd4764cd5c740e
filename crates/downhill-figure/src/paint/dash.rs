//! Breaks lines into dashes, for targets that cannot.

/// Hands over each dash of a polyline. `pattern` is on, off, on, off.. and begins `offset` into itself; empty or
/// without length, it leaves the line whole.
pub(crate) fn dashes(points: &[[f64; 2]], pattern: &[f64], offset: f64, mut dash: impl FnMut(&[[f64; 2]])) {
    let total: f64 = pattern.iter().sum();
    if total <= 0.0 || pattern.len() % 2 == 1 {
        return dash(points);
    }
    let mut pen = Pen::at(pattern, offset.rem_euclid(total));
    for pair in points.windows(2) {
        pen.follow(pair[0], pair[1], &mut dash);
    }
    pen.lift(&mut dash);
}

struct Pen<'a> {
    pattern: &'a [f64],
    part: usize,
    left: f64,
    drawn: Vec<[f64; 2]>,
}

impl<'a> Pen<'a> {
    fn at(pattern: &'a [f64], mut offset: f64) -> Self {
        let mut part = 0;
        while offset >= pattern[part] {
            offset -= pattern[part];
            part = (part + 1) % pattern.len();
        }
        Self { pattern, part, left: pattern[part] - offset, drawn: Vec::new() }
    }

    fn follow(&mut self, a: [f64; 2], b: [f64; 2], dash: &mut impl FnMut(&[[f64; 2]])) {
        let length = (b[0] - a[0]).hypot(b[1] - a[1]);
        let at = |t: f64| [a[0] + (b[0] - a[0]) * t / length, a[1] + (b[1] - a[1]) * t / length];
        let mut gone = 0.0;
        self.touch(a);
        while length - gone > self.left {
            gone += self.left;
            self.touch(at(gone));
            self.lift(dash);
            self.part = (self.part + 1) % self.pattern.len();
            self.left = self.pattern[self.part];
            self.touch(at(gone));
        }
        self.left -= length - gone;
        self.touch(b);
    }

    fn touch(&mut self, at: [f64; 2]) {
        if self.part.is_multiple_of(2) && self.drawn.last() != Some(&at) {
            self.drawn.push(at);
        }
    }

    fn lift(&mut self, dash: &mut impl FnMut(&[[f64; 2]])) {
        if self.drawn.len() > 1 {
            dash(&self.drawn);
        }
        self.drawn.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(points: &[[f64; 2]], pattern: &[f64], offset: f64) -> Vec<f64> {
        let mut all = Vec::new();
        dashes(points, pattern, offset, |d| {
            all.push(d.windows(2).map(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1])).sum());
        });
        all
    }

    #[test]
    fn dashes_keep_their_length_round_a_corner() {
        assert_eq!(lengths(&[[0.0, 0.0], [6.0, 0.0], [6.0, 8.0]], &[4.0, 1.0], 0.0), [4.0, 4.0, 4.0]);
    }

    #[test]
    fn an_offset_begins_inside_the_pattern() {
        assert_eq!(lengths(&[[0.0, 0.0], [10.0, 0.0]], &[4.0, 2.0], 3.0), [1.0, 4.0, 1.0]);
    }

    #[test]
    fn no_pattern_leaves_the_line_whole() {
        assert_eq!(lengths(&[[0.0, 0.0], [10.0, 0.0]], &[], 0.0), [10.0]);
    }
}
