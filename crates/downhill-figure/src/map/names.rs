//! Names beside the heads.

use super::runs::{HALO, HEAD, head};
use super::{RunMark, Scene, places};
use crate::frame::Rect;
use crate::paint::{Anchor, Paint, Text};
use crate::words;

/// Size of letters,
const LETTERS: f64 = 13.0;
/// tags and those of figures,
const TAGS: [Tag; 2] = [Tag { height: 22.0, pad: 7.0, dot: 4.5 }, Tag { height: 17.0, pad: 4.0, dot: 3.5 }];
/// distance from the head's middle,
pub(super) const GAP: f64 = 12.0;
/// how far it may give way up or down,
const GIVE: [f64; 7] = [0.0, -8.0, 8.0, -16.0, 16.0, -24.0, 24.0];
/// and half the side of a start or a landmark, which it must not cover.
const MARK: f64 = 9.0;

/// The measures of a tag.
struct Tag {
    height: f64,
    /// Room at its ends and after its dot,
    pad: f64,
    /// and the dot's radius.
    dot: f64,
}

impl Scene<'_> {
    const fn tag(&self) -> &'static Tag {
        &TAGS[self.still as usize]
    }
}

/// What names must not cover: heads, the start and the landmarks.
pub(super) fn taken(scene: &Scene<'_>, runs: &[RunMark<'_>]) -> Vec<Rect> {
    let square = |[x, y]: [f64; 2], half: f64| Rect::new(x, y, 0.0, 0.0).grow(half * scene.scale);
    let heads = runs.iter().filter_map(|run| head(scene, run)).map(|at| square(at, HEAD + HALO));
    let marks = scene.avoid.iter().map(|at| square(scene.frame.to_screen(*at), MARK));
    heads.chain(marks).collect()
}

/// Paints a tag beside every head that has room for it.
pub(super) fn paint(
    paint: &mut dyn Paint,
    scene: &Scene<'_>,
    runs: &[RunMark<'_>],
    taken: &mut Vec<Rect>,
    covers: &dyn Fn(&Rect) -> usize,
) {
    let tag = scene.tag();
    let text = Text { anchor: Anchor::Left, bold: true, ..Text::plain(LETTERS * scene.letters, scene.palette.ink) };
    for run in runs {
        let Some([x, y]) = head(scene, run) else { continue };
        let (gap, height) = (GAP * scene.scale, tag.height * scene.letters);
        let name = words::line_name(run.name, run.trajectory);
        let width = paint.text_width(&name, &text) + (3.0 * tag.pad + 2.0 * tag.dot) * scene.letters;
        let around = Rect::new(x - gap, y - height / 2.0, 2.0 * gap, height);
        let place = match scene.still {
            true => places::best(scene, [x, y], [width, height], taken, covers),
            false => give_way(&around, width, &scene.frame.rect, taken),
        };
        if let Some(place) = place {
            if scene.still {
                places::paint_leader(paint, scene, [x, y], &place);
            }
            paint_tag(paint, scene, (run, &name), &place, &text);
            taken.push(place);
        }
    }
}

/// A place `width` wide to the right or to the left of what it belongs to, in the frame and on nothing taken; none if
/// giving way by at most 24 px does not help.
pub(super) fn give_way(around: &Rect, width: f64, frame: &Rect, taken: &[Rect]) -> Option<Rect> {
    let inner = frame.grow(-2.0);
    let fits = |r: &Rect| inner.contains([r.x, r.y]) && inner.contains([r.right(), r.foot()]);
    GIVE.into_iter()
        .flat_map(|dy| {
            let at = |x: f64| Rect::new(x, around.y + dy, width, around.h);
            [at(around.right()), at(around.x - width)]
        })
        .find(|place| fits(place) && !taken.iter().any(|t| t.overlaps(place)))
}

fn paint_tag(paint: &mut dyn Paint, scene: &Scene<'_>, (run, name): (&RunMark<'_>, &str), place: &Rect, text: &Text) {
    let (scale, y, Tag { pad, dot, .. }) = (scene.letters, place.y + place.h / 2.0, scene.tag());
    paint.fill(*place, 6.0 * scale, scene.palette.halo);
    paint.disc([place.x + (pad + dot) * scale, y], dot * scale, scene.palette.line(run.slot).into());
    paint.text(name, [place.x + 2.0 * (pad + dot) * scale, y], text);
}
