//! Keeps lines inside a rectangle.

use crate::frame::Rect;

/// The part of a segment that lies inside a rectangle, if any (Liang and Barsky 1984). What is not finite has none.
pub(crate) fn segment(rect: &Rect, a: [f64; 2], b: [f64; 2]) -> Option<([f64; 2], [f64; 2])> {
    let d = [b[0] - a[0], b[1] - a[1]];
    let edges =
        [(-d[0], a[0] - rect.x), (d[0], rect.right() - a[0]), (-d[1], a[1] - rect.y), (d[1], rect.foot() - a[1])];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in edges {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    let at = |t: f64| [a[0] + t * d[0], a[1] + t * d[1]];
    let (p, q) = (if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b });
    (enter <= leave && p.iter().chain(&q).all(|v| v.is_finite())).then_some((p, q))
}

/// Hands over each piece of a polyline that lies inside a rectangle.
pub(crate) fn polyline(rect: &Rect, points: &[[f64; 2]], mut piece: impl FnMut(&[[f64; 2]])) {
    if points.iter().all(|p| rect.contains(*p)) {
        return piece(points);
    }
    let mut run: Vec<[f64; 2]> = Vec::new();
    for pair in points.windows(2) {
        let inside = segment(rect, pair[0], pair[1]);
        let Some((p, q)) = inside else { continue };
        if run.last() != Some(&p) {
            if run.len() > 1 {
                piece(&run);
            }
            run.clear();
            run.push(p);
        }
        run.push(q);
    }
    if run.len() > 1 {
        piece(&run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    #[test]
    fn a_segment_is_cut_at_the_edges() {
        let cut = segment(&UNIT, [-5.0, 5.0], [15.0, 5.0]);
        assert_eq!(cut, Some(([0.0, 5.0], [10.0, 5.0])));
    }

    #[test]
    fn segments_outside_or_not_finite_have_no_part_inside() {
        assert_eq!(segment(&UNIT, [-5.0, -1.0], [15.0, -1.0]), None);
        assert_eq!(segment(&UNIT, [5.0, 5.0], [f64::NAN, 5.0]), None);
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_in_two_pieces() {
        let mut pieces = Vec::new();
        polyline(&UNIT, &[[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]], |p| pieces.push(p.to_vec()));
        assert_eq!(pieces, [vec![[5.0, 5.0], [10.0, 5.0]], vec![[10.0, 8.0], [5.0, 8.0]]]);
    }
}
