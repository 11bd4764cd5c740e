//! From heights to colours: a table of 256, and that table under light and in shade.

use crate::palette::{Palette, Rgb};
use downhill_core::view::ColorMap;
use oklab::{Oklab, oklab_to_srgb, srgb_to_oklab};

/// Colours of the heights from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    table: Vec<Rgb>,
}

/// Colours in a ramp.
const STEPS: usize = 256;

impl Ramp {
    /// The theme's own map (none), interpolated in OKLab, or a named one.
    pub fn of(palette: &Palette, map: Option<ColorMap>) -> Self {
        let at = |i: usize| i as f64 / (STEPS - 1) as f64;
        let table = (0..STEPS).map(|i| map.map_or_else(|| own(palette, at(i)), |map| named(map, at(i)))).collect();
        Self { table }
    }

    /// The colour of a height; below 0 is as 0 and above 1 as 1.
    pub fn at(&self, h: f64) -> Rgb {
        self.table[place(h, STEPS)]
    }

    /// All colours from low to high, for a legend.
    pub fn colors(&self) -> &[Rgb] {
        &self.table
    }

    /// As a CSS gradient from low on the left to high on the right.
    pub fn css(&self) -> String {
        let stops: Vec<String> = (0..=8).map(|i| self.at(f64::from(i) / 8.0).css()).collect();
        format!("linear-gradient(90deg, {})", stops.join(", "))
    }
}

fn place(part: f64, count: usize) -> usize {
    // A cast of a float saturates, and of a NaN is 0.
    ((part * (count - 1) as f64 + 0.5) as usize).min(count - 1)
}

fn own(palette: &Palette, h: f64) -> Rgb {
    let stops = &palette.surface;
    let along = h * (stops.len() - 1) as f64;
    let i = (along as usize).min(stops.len() - 2);
    let (a, b, t) = (lab(stops[i]), lab(stops[i + 1]), (along - i as f64) as f32);
    let mix = |a: f32, b: f32| a + (b - a) * t;
    rgb(Oklab { l: mix(a.l, b.l), a: mix(a.a, b.a), b: mix(a.b, b.b) })
}

fn named(map: ColorMap, h: f64) -> Rgb {
    let (gradient, h) = match map {
        ColorMap::Viridis => (colorous::VIRIDIS, h),
        ColorMap::Cividis => (colorous::CIVIDIS, h),
        ColorMap::Magma => (colorous::MAGMA, h),
        // Its greys run from white to black; dark is low here.
        ColorMap::Greys => (colorous::GREYS, 1.0 - h),
    };
    let c = gradient.eval_continuous(h);
    Rgb { r: c.r, g: c.g, b: c.b }
}

fn lab(c: Rgb) -> Oklab {
    srgb_to_oklab([c.r, c.g, c.b].into())
}

fn rgb(c: Oklab) -> Rgb {
    let c = oklab_to_srgb(c);
    Rgb { r: c.r, g: c.g, b: c.b }
}

/// A ramp under every light of the relief, ready for drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Shades {
    /// The ramp without relief.
    pub ramp: Ramp,
    table: Vec<[u8; 4]>,
    lights: usize,
}

/// Steps from deepest shade to fullest light.
const LIGHTS: usize = 41;

impl Shades {
    /// The shades of the theme's own map (none) or a named one; without relief there is one light only.
    pub fn of(palette: &Palette, map: Option<ColorMap>, relief: bool) -> Self {
        let ramp = Ramp::of(palette, map);
        let lights = if relief { LIGHTS } else { 1 };
        let shift = |k: usize| if relief { palette.relief * (2.0 * k as f64 / (LIGHTS - 1) as f64 - 1.0) } else { 0.0 };
        let table = (0..lights).flat_map(|k| ramp.table.iter().map(move |c| lit(*c, shift(k)))).collect();
        Self { ramp, table, lights }
    }

    /// The colour (red, green, blue, opacity) of a height from 0 to 1 under a light from -1 (shade) to 1.
    pub fn at(&self, h: f64, light: f64) -> [u8; 4] {
        self.table[place(f64::midpoint(light, 1.0), self.lights) * STEPS + place(h, STEPS)]
    }
}

fn lit(c: Rgb, shift: f64) -> [u8; 4] {
    let c = if shift == 0.0 {
        c
    } else {
        let c = lab(c);
        rgb(Oklab { l: (c.l + shift as f32).clamp(0.0, 1.0), ..c })
    };
    [c.r, c.g, c.b, 255]
}
