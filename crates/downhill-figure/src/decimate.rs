//! Leaves out points that nobody would miss.

/// Points nearer than this to the last one kept are left out, in CSS pixels.
pub(crate) const NEAR: f64 = 0.3;

/// Whether a point may be left out after the last one that was kept.
pub(crate) fn is_near(kept: [f64; 2], at: [f64; 2]) -> bool {
    let (dx, dy) = (at[0] - kept[0], at[1] - kept[1]);
    dx * dx + dy * dy < NEAR * NEAR
}

/// Thins the points of a line that runs from left to right: of each pixel column the first, the lowest, the highest and
/// the last stay. Heights may be pixels or the values they stand for: only their order counts.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    place: i64,
    /// How many points the column has.
    count: usize,
    first: [f64; 2],
    last: [f64; 2],
    /// The lowest and the highest, each with its number in the column.
    low: (usize, [f64; 2]),
    high: (usize, [f64; 2]),
}

impl Columns {
    /// Takes the next point; hands over what is left of the column that it ends, if any.
    pub(crate) fn push(&mut self, at: [f64; 2], out: &mut Vec<[f64; 2]>) {
        let place = at[0].floor() as i64;
        if place != self.place {
            self.flush(out);
            self.place = place;
        }
        if self.count == 0 {
            (self.first, self.low, self.high) = (at, (0, at), (0, at));
        } else if is_above(self.low.1, at) {
            self.low = (self.count, at);
        } else if !is_above(self.high.1, at) {
            self.high = (self.count, at);
        }
        self.last = at;
        self.count += 1;
    }

    /// Hands over what is left of the last column.
    pub(crate) fn flush(&mut self, out: &mut Vec<[f64; 2]>) {
        let Some(last) = self.count.checked_sub(1) else { return };
        let mut extremes = [self.low, self.high];
        extremes.sort_by_key(|(i, _)| *i);
        out.push(self.first);
        out.extend(extremes.iter().filter(|(i, _)| (1..last).contains(i)).map(|(_, p)| *p));
        if last > 0 {
            out.push(self.last);
        }
        self.count = 0;
    }
}

/// Whether the first of two points is higher than the second. What is not a number is above everything.
fn is_above(a: [f64; 2], b: [f64; 2]) -> bool {
    a[1] > b[1] || (a[1].is_nan() && !b[1].is_nan())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_keeps_its_ends_and_its_extremes() {
        let (mut columns, mut out) = (Columns::default(), Vec::new());
        for (i, y) in [3.0, 2.0, 9.0, 4.0, 5.0].into_iter().enumerate() {
            columns.push([i as f64 / 10.0, y], &mut out);
        }
        columns.push([1.5, 7.0], &mut out);
        columns.flush(&mut out);
        assert_eq!(out, [[0.0, 3.0], [0.1, 2.0], [0.2, 9.0], [0.4, 5.0], [1.5, 7.0]]);
    }
}
