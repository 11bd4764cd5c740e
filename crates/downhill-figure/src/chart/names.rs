//! Names at the ends of a chart's lines, where there is room.

use super::Plot;
use crate::frame::Rect;
use crate::paint::{Anchor, Paint, Text, clip};
use crate::palette::Palette;

/// Size of letters,
const LETTERS: f64 = 12.0;
/// room between a name and its line's end, where the playhead often stands,
const GAP: f64 = 6.0;
/// and how far above (negative) or below its line's end a name may stand.
const PLACES: [f64; 6] = [-11.0, 11.0, -18.0, 18.0, -26.0, 26.0];

/// Writes the name of one of the lines, if there is a place where it covers no line and nothing taken.
pub(super) fn paint_one(
    paint: &mut dyn Paint,
    plot: &Plot,
    palette: &Palette,
    (name, line): (&str, usize),
    lines: &[Vec<[f64; 2]>],
    taken: &mut Vec<Rect>,
    scale: f64,
) {
    let text = Text::plain(LETTERS * scale, palette.ink).anchored(Anchor::Right);
    let Some(&[x, y]) = lines[line].iter().rfind(|p| plot.rect.contains(**p)) else { return };
    let width = paint.text_width(name, &text);
    let right = (x - GAP * scale).max(plot.rect.x + width);
    let places = PLACES.map(|dy| [right, y + dy * scale]);
    let is_free = |at: &[f64; 2]| {
        let area = text.area(*at, width);
        plot.rect.contains([area.x, area.y])
            && plot.rect.contains([area.right(), area.foot()])
            && !taken.iter().any(|t| t.overlaps(&area))
            && !lines.iter().any(|line| crosses(line, &area))
    };
    if let Some(at) = places.into_iter().find(is_free) {
        paint.text(name, at, &text);
        taken.push(text.area(at, width));
    }
}

/// Whether a line that runs from left to right passes through an area: only the part above and below it is looked at.
fn crosses(line: &[[f64; 2]], area: &Rect) -> bool {
    let from = line.partition_point(|p| p[0] < area.x).saturating_sub(1);
    let to = line.len().min(line.partition_point(|p| p[0] <= area.right()) + 1);
    line[from..to].windows(2).any(|p| clip::segment(area, p[0], p[1]).is_some())
}
