//! Where the plane lies on the screen.

use downhill_core::{V2, v2};

/// A part of the plane, `[[x min, x max], [y min, y max]]`.
pub type Extent = [[f64; 2]; 2];

/// A rectangle on the screen in CSS pixels, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// From its upper left corner and its size.
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge.
    pub const fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub const fn foot(&self) -> f64 {
        self.y + self.h
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        x >= self.x && x <= self.right() && y >= self.y && y <= self.foot()
    }

    /// Whether the two have a point in common.
    pub fn overlaps(&self, o: &Self) -> bool {
        self.x <= o.right() && o.x <= self.right() && self.y <= o.foot() && o.y <= self.foot()
    }

    /// The same rectangle, larger by `by` on every side.
    pub fn grow(&self, by: f64) -> Self {
        Self::new(self.x - by, self.y - by, self.w + 2.0 * by, self.h + 2.0 * by)
    }

    /// Length of the diagonal.
    pub fn diagonal(&self) -> f64 {
        self.w.hypot(self.h)
    }
}

/// A part of the plane on a part of the screen. The model's y points upwards, the screen's downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// On the screen.
    pub rect: Rect,
    /// In the plane.
    pub view: Extent,
}

/// A domain longer than this against its other side is stretched to fill its frame.
const STRETCHED: f64 = 6.0;

impl Frame {
    /// Shows all of `view` in `rect`. Both axes have the same scale, the view growing on the longer side, unless the
    /// surface's domain is more than 6:1.
    pub fn fit(view: Extent, domain: Extent, rect: Rect) -> Self {
        let frame = Self { rect, view };
        if is_stretched(domain) { frame } else { frame.even() }
    }

    /// The same with the view grown so that both axes have the same scale.
    fn even(self) -> Self {
        let [x, y] = self.view;
        let unit = f64::max((x[1] - x[0]) / self.rect.w, (y[1] - y[0]) / self.rect.h);
        let grown = |[a, b]: [f64; 2], length: f64| {
            let (mid, half) = (f64::midpoint(a, b), unit * length / 2.0);
            [mid - half, mid + half]
        };
        Self { view: [grown(x, self.rect.w), grown(y, self.rect.h)], ..self }
    }

    /// Model units per CSS pixel, along x and along y.
    pub fn unit(&self) -> [f64; 2] {
        let [x, y] = self.view;
        [(x[1] - x[0]) / self.rect.w, (y[1] - y[0]) / self.rect.h]
    }

    /// A point of the plane on the screen.
    pub fn to_screen(&self, at: V2) -> [f64; 2] {
        let [ux, uy] = self.unit();
        [self.rect.x + (at.x - self.view[0][0]) / ux, self.rect.y + (self.view[1][1] - at.y) / uy]
    }

    /// A point of the screen in the plane.
    pub fn to_model(&self, [px, py]: [f64; 2]) -> V2 {
        let [ux, uy] = self.unit();
        v2(self.view[0][0] + (px - self.rect.x) * ux, self.view[1][1] - (py - self.rect.y) * uy)
    }

    /// The view magnified by `factor` (more than 1 zooms in) so that the point under `at` stays where it is.
    pub fn zoom(&self, at: [f64; 2], factor: f64) -> Self {
        let fixed = self.to_model(at);
        let [[x0, x1], [y0, y1]] = self.view;
        let near = |v: f64, c: f64| c + (v - c) / factor;
        let view = [[near(x0, fixed.x), near(x1, fixed.x)], [near(y0, fixed.y), near(y1, fixed.y)]];
        Self { view, ..*self }
    }

    /// The view after the map was dragged by so many pixels.
    pub fn pan(&self, [dx, dy]: [f64; 2]) -> Self {
        let [ux, uy] = self.unit();
        let [[x0, x1], [y0, y1]] = self.view;
        Self { view: [[x0 - dx * ux, x1 - dx * ux], [y0 + dy * uy, y1 + dy * uy]], ..*self }
    }

    /// Whether a point of the plane is on the map.
    pub fn shows(&self, at: V2) -> bool {
        let [[x0, x1], [y0, y1]] = self.view;
        at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1
    }
}

/// Whether maps of this domain are stretched, one axis having another scale than the other; the axes then say so.
pub fn is_stretched([x, y]: Extent) -> bool {
    let (w, h) = (x[1] - x[0], y[1] - y[0]);
    w > STRETCHED * h || h > STRETCHED * w
}
