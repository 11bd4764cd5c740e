//! Leaving the map.

use crate::frame::Extent;
use downhill_core::{Trajectory, V2};

/// The step at which a run leaves the view for good, all later positions being finite; none if it ends inside or is
/// not finite at its end.
pub fn left_view_at(trajectory: &Trajectory, view: Extent) -> Option<usize> {
    let end = trajectory.positions.last().filter(|at| at.is_finite() && !inside(**at, view));
    end.and_then(|_| leaves_for_good(&trajectory.positions, view))
}

/// The first step from which no position is in the view, finite or not.
pub(super) fn leaves_for_good(positions: &[V2], view: Extent) -> Option<usize> {
    let last_inside = positions.iter().rposition(|at| inside(*at, view));
    let first_outside = last_inside.map_or(0, |k| k + 1);
    (first_outside < positions.len()).then_some(first_outside)
}

fn inside(at: V2, [[x0, x1], [y0, y1]]: Extent) -> bool {
    at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1
}
