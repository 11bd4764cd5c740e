//! Colours: the tokens of both themes, the nine lines with their dashes, and which run has which.

use downhill_core::spec::Slot;
use downhill_core::view::Theme;
use downhill_core::{Experiment, View};

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rgb {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

/// An sRGB colour with opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgba {
    /// The colour.
    pub rgb: Rgb,
    /// Opacity, 0 to 1.
    pub a: f64,
}

impl Rgb {
    /// From `0xRRGGBB`.
    pub const fn hex(v: u32) -> Self {
        Self { r: (v >> 16) as u8, g: (v >> 8) as u8, b: v as u8 }
    }

    /// The same colour with an opacity from 0 to 1.
    pub const fn alpha(self, a: f64) -> Rgba {
        Rgba { rgb: self, a }
    }

    /// As CSS writes it: `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl Rgba {
    /// The same colour, its opacity times `part`.
    pub const fn fade(self, part: f64) -> Self {
        Self { rgb: self.rgb, a: self.a * part }
    }

    /// As CSS writes it: `#rrggbb`, or `#rrggbbaa` when it is not opaque.
    pub fn css(self) -> String {
        if self.a >= 1.0 {
            return self.rgb.css();
        }
        let a = (self.a * 255.0).round() as u8;
        format!("#{:02x}{:02x}{:02x}{a:02x}", self.rgb.r, self.rgb.g, self.rgb.b)
    }
}

impl From<Rgb> for Rgba {
    fn from(rgb: Rgb) -> Self {
        rgb.alpha(1.0)
    }
}

/// Every colour of one theme.
#[derive(Debug, PartialEq)]
pub struct Palette {
    /// Which theme it is.
    pub theme: Theme,
    /// Behind everything.
    pub ground: Rgb,
    /// Behind fields and panels.
    pub panel: Rgb,
    /// Text, the start, minima.
    pub ink: Rgb,
    /// Secondary text, ticks.
    pub mute: Rgb,
    /// Hairlines.
    pub hairline: Rgb,
    /// Borders of controls.
    pub border: Rgb,
    /// Play, scrubber, focus.
    pub accent: Rgb,
    /// Words about what went wrong.
    pub bad: Rgb,
    /// Words about what went well.
    pub good: Rgb,
    /// Behind every line, mark and word on the map.
    pub halo: Rgba,
    /// Thin isolines.
    pub isoline: Rgba,
    /// Every fourth isoline.
    pub isoline_heavy: Rgba,
    /// Colours of the surface from low to high, evenly spaced.
    pub surface: [Rgb; 5],
    /// How far the relief may shift the OKLab lightness.
    pub relief: f64,
    lines: [Rgb; 9],
}

/// How a line of a slot is broken, in CSS pixels; empty is solid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dash {
    /// On, off, on, off..
    pub pattern: &'static [f64],
    /// Whether the ends are round, so that parts of nearly no length are dots.
    pub round: bool,
}

static LIGHT: Palette = Palette {
    theme: Theme::Light,
    ground: Rgb::hex(0xFBFAF7),
    panel: Rgb::hex(0xFFFFFF),
    ink: Rgb::hex(0x161B26),
    mute: Rgb::hex(0x5A6475),
    hairline: Rgb::hex(0xD9DDE3),
    border: Rgb::hex(0x7F8898),
    accent: Rgb::hex(0x0B57D0),
    bad: Rgb::hex(0xB3261E),
    good: Rgb::hex(0x1B6E3C),
    halo: Rgb::hex(0xFFFFFF).alpha(0.92),
    isoline: Rgb::hex(0x1E3450).alpha(0.34),
    isoline_heavy: Rgb::hex(0x1E3450).alpha(0.62),
    surface: [Rgb::hex(0x8FB0C9), Rgb::hex(0xAFC8D8), Rgb::hex(0xCBDAE1), Rgb::hex(0xE4EBE8), Rgb::hex(0xFBFAF5)],
    relief: 0.055,
    lines: [
        Rgb::hex(0xE56F17),
        Rgb::hex(0x063FEC),
        Rgb::hex(0x00480E),
        Rgb::hex(0x9E2382),
        Rgb::hex(0x8D6300),
        Rgb::hex(0xAA6CF6),
        Rgb::hex(0x1195B4),
        Rgb::hex(0xBB666F),
        Rgb::hex(0x232933),
    ],
};

static DARK: Palette = Palette {
    theme: Theme::Dark,
    ground: Rgb::hex(0x0E1220),
    panel: Rgb::hex(0x151B2C),
    ink: Rgb::hex(0xEEF2FA),
    mute: Rgb::hex(0xA2ADC2),
    hairline: Rgb::hex(0x2A3347),
    border: Rgb::hex(0x7F8898),
    accent: Rgb::hex(0x8AB4FF),
    bad: Rgb::hex(0xFF8A80),
    good: Rgb::hex(0x7BD89B),
    halo: Rgb::hex(0x060916).alpha(0.88),
    isoline: Rgb::hex(0xD6E8FF).alpha(0.20),
    isoline_heavy: Rgb::hex(0xD6E8FF).alpha(0.42),
    surface: [Rgb::hex(0x0A0D2C), Rgb::hex(0x16245A), Rgb::hex(0x1D4573), Rgb::hex(0x2A677F), Rgb::hex(0x4A8A86)],
    relief: 0.06,
    lines: [
        Rgb::hex(0xD97E2A),
        Rgb::hex(0x4391FB),
        Rgb::hex(0x6DF9C3),
        Rgb::hex(0xF242B3),
        Rgb::hex(0xF9E034),
        Rgb::hex(0xC6B4FB),
        Rgb::hex(0x57C5C5),
        Rgb::hex(0xFC9288),
        Rgb::hex(0xF4F7FF),
    ],
};

impl Palette {
    /// The colours of a theme.
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The colour of a line: for lines and dots, never for text.
    pub const fn line(&self, slot: Slot) -> Rgb {
        self.lines[index(slot)]
    }
}

const fn index(slot: Slot) -> usize {
    match slot {
        Slot::Orange => 0,
        Slot::Blue => 1,
        Slot::Green => 2,
        Slot::Magenta => 3,
        Slot::Gold => 4,
        Slot::Violet => 5,
        Slot::Cyan => 6,
        Slot::Rose => 7,
        Slot::Ink => 8,
    }
}

/// The dash of a slot, alike in both themes.
pub const fn dash(slot: Slot) -> Dash {
    let (pattern, round): (&[f64], bool) = match slot {
        Slot::Orange => (&[], false),
        Slot::Blue => (&[8.0, 5.0], false),
        Slot::Green => (&[4.0, 4.0], false),
        Slot::Magenta => (&[0.1, 5.0], true),
        Slot::Gold => (&[12.0, 4.0, 3.0, 4.0], false),
        Slot::Violet => (&[16.0, 5.0], false),
        Slot::Cyan => (&[8.0, 4.0, 0.1, 4.0], true),
        Slot::Rose => (&[5.0, 5.0], false),
        Slot::Ink => (&[20.0, 4.0, 0.1, 4.0], true),
    };
    Dash { pattern, round }
}

/// The slot of every run. Colour belongs to the optimizer: the first of its kind has its own, a repeated or an unlisted
/// one takes the next free of [`Slot::ALL`] (from the start again when all nine are taken), and the view's own
/// choices stand above that.
pub fn assign_slots(experiment: &Experiment, view: &View) -> Vec<Slot> {
    let mut slots: Vec<Option<Slot>> = vec![None; experiment.runs.len()];
    for &(number, slot) in &view.colors {
        if let Some(place) = number.checked_sub(1).and_then(|i| slots.get_mut(i)) {
            *place = Some(slot);
        }
    }
    for (i, run) in experiment.runs.iter().enumerate() {
        let own = run.entry.spec.slot;
        if slots[i].is_none() && own.is_some() && !slots.contains(&own) {
            slots[i] = own;
        }
    }
    let mut extra = 0;
    for i in 0..slots.len() {
        if slots[i].is_none() {
            slots[i] = Slot::ALL.into_iter().find(|s| !slots.contains(&Some(*s))).or_else(|| {
                extra += 1;
                Some(Slot::ALL[(extra - 1) % Slot::ALL.len()])
            });
        }
    }
    slots.into_iter().map(|s| s.unwrap_or(Slot::Ink)).collect()
}
