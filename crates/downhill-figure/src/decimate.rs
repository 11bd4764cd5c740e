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
    column: Vec<[f64; 2]>,
    place: i64,
}

impl Columns {
    /// Takes the next point; hands over what is left of the column that it ends, if any.
    pub(crate) fn push(&mut self, at: [f64; 2], out: &mut Vec<[f64; 2]>) {
        let place = at[0].floor() as i64;
        if place != self.place {
            self.flush(out);
            self.place = place;
        }
        self.column.push(at);
    }

    /// Hands over what is left of the last column.
    pub(crate) fn flush(&mut self, out: &mut Vec<[f64; 2]>) {
        let last = self.column.len().wrapping_sub(1);
        let by_height = |&i: &usize, &j: &usize| self.column[i][1].total_cmp(&self.column[j][1]);
        let low = (0..self.column.len()).min_by(by_height);
        let high = (0..self.column.len()).max_by(by_height);
        let stays = |i: usize| i == 0 || i == last || Some(i) == low || Some(i) == high;
        out.extend(self.column.iter().enumerate().filter(|(i, _)| stays(*i)).map(|(_, p)| *p));
        self.column.clear();
    }
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
