//! Maps in rows and columns.

use crate::frame::Rect;

/// Cells of one size in a room.
pub(super) struct Grid {
    count: usize,
    columns: usize,
    /// The first cell, and how far the next ones are from it.
    first: Rect,
    step: [f64; 2],
}

impl Grid {
    /// The grid that shows a view, `aspect` times as wide as high, largest in each of `count` cells; with equals, the one
    /// with fewest empty ones. Cells are `gap` apart and have `head` above them.
    pub(super) fn best(count: usize, room: Rect, aspect: f64, gap: f64, head: f64) -> Self {
        let of = |columns: usize| {
            let rows = count.div_ceil(columns);
            let share = |length: f64, n: usize| (length + gap) / n as f64 - gap;
            let (w, h) = (share(room.w, columns).max(1.0), (share(room.h, rows) - head).max(1.0));
            let first = Rect::new(room.x, room.y + head, w, h);
            Self { count, columns, first, step: [w + gap, h + head + gap] }
        };
        let seen = |grid: &Self| (grid.first.w / aspect).min(grid.first.h).round();
        let empty = |grid: &Self| count.div_ceil(grid.columns) * grid.columns - count;
        let better = |a: Self, b: Self| {
            let order = seen(&a).total_cmp(&seen(&b)).then_with(|| empty(&b).cmp(&empty(&a)));
            if order.is_lt() { b } else { a }
        };
        (2..=count).map(of).fold(of(1), better)
    }

    /// Where a map is.
    pub(super) fn cell(&self, i: usize) -> Rect {
        let [column, row] = [i % self.columns, i / self.columns].map(|n| n as f64);
        Rect { x: self.first.x + column * self.step[0], y: self.first.y + row * self.step[1], ..self.first }
    }

    pub(super) const fn is_leftmost(&self, i: usize) -> bool {
        i.is_multiple_of(self.columns)
    }

    pub(super) const fn is_lowest(&self, i: usize) -> bool {
        i + self.columns >= self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(count: usize, [w, h]: [f64; 2], aspect: f64) -> usize {
        Grid::best(count, Rect::new(0.0, 0.0, w, h), aspect, 10.0, 18.0).columns
    }

    #[test]
    fn maps_are_as_large_as_they_can_be() {
        assert_eq!(columns(1, [300.0, 200.0], 1.0), 1);
        assert_eq!(columns(2, [580.0, 420.0], 1.1), 2);
        assert_eq!(columns(2, [580.0, 420.0], 3.0), 1);
        assert_eq!(columns(4, [580.0, 420.0], 1.1), 2);
        assert_eq!(columns(4, [580.0, 280.0], 0.5), 4);
    }

    #[test]
    fn cells_stay_in_their_room_and_apart() {
        for count in 1..=32 {
            let room = Rect::new(40.0, 6.0, 590.0, 420.0);
            let grid = Grid::best(count, room, 1.2, 10.0, 18.0);
            let cells: Vec<Rect> = (0..count).map(|i| grid.cell(i)).collect();
            for (i, cell) in cells.iter().enumerate() {
                assert!(room.grow(1e-9).contains([cell.x, cell.y - 18.0]), "{count}: {cell:?}");
                assert!(room.grow(1e-9).contains([cell.right(), cell.foot()]), "{count}: {cell:?}");
                assert!(cells[..i].iter().all(|other| !other.overlaps(cell)), "{count}: {cell:?}");
            }
        }
    }
}
