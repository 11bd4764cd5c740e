//! Colours that everybody can tell apart: measured with another crate than the one that makes them.

use downhill_core::spec::Slot;
use downhill_core::view::{ColorMap, Theme};
use downhill_figure::palette::dash;
use downhill_figure::{Palette, Ramp, Rgb, Rgba, Shades};
use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, LinSrgb, Oklab, Srgb};

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

fn srgb(c: Rgb) -> Srgb<f64> {
    Srgb::new(c.r, c.g, c.b).into_format()
}

fn over(top: Rgba, below: Rgb) -> Srgb<f64> {
    let mix = |t: u8, b: u8| (f64::from(t) * top.a + f64::from(b) * (1.0 - top.a)) / 255.0;
    Srgb::new(mix(top.rgb.r, below.r), mix(top.rgb.g, below.g), mix(top.rgb.b, below.b))
}

/// To one decimal, as the specification of the colours states it.
fn contrast(a: Srgb<f64>, b: Srgb<f64>) -> f64 {
    (a.relative_contrast(b) * 10.0).round() / 10.0
}

fn lightness(c: Rgb) -> f64 {
    Oklab::from_color(srgb(c)).l
}

fn luminance(c: Rgb) -> f64 {
    let c: LinSrgb<f64> = srgb(c).into_linear();
    0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue
}

#[test]
fn dark_always_means_low() {
    for theme in THEMES {
        let maps =
            [None, Some(ColorMap::Viridis), Some(ColorMap::Cividis), Some(ColorMap::Magma), Some(ColorMap::Greys)];
        for map in maps {
            let ramp = Ramp::of(Palette::of(theme), map);
            let colors = ramp.colors();
            // Eight bits per channel leave steps back of less than a third of a percent.
            for pair in colors.windows(2) {
                assert!(lightness(pair[1]) > lightness(pair[0]) - 0.003, "{theme:?} {map:?}: {pair:?}");
            }
            for pair in colors.windows(9) {
                assert!(lightness(pair[8]) > lightness(pair[0]), "{theme:?} {map:?}: {pair:?}");
                assert!(luminance(pair[8]) > luminance(pair[0]), "{theme:?} {map:?} in grey: {pair:?}");
            }
        }
    }
}

#[test]
fn the_ramp_passes_through_the_theme_s_five_stops() {
    for theme in THEMES {
        let palette = Palette::of(theme);
        let ramp = Ramp::of(palette, None);
        for (i, stop) in [(0, palette.surface[0]), (255, palette.surface[4])] {
            assert_eq!(ramp.colors()[i], stop);
        }
        let middle = ramp.at(0.5);
        assert!((lightness(middle) - lightness(palette.surface[2])).abs() < 0.003);
    }
}

#[test]
fn every_line_stands_out_from_its_halo() {
    for (theme, least) in [(Theme::Light, 3.2), (Theme::Dark, 5.6)] {
        let palette = Palette::of(theme);
        for slot in Slot::ALL {
            let found = contrast(srgb(palette.line(slot)), srgb(palette.halo.rgb));
            assert!(found >= least, "{theme:?} {slot:?}: {found:.2}");
        }
    }
}

#[test]
fn lines_stand_out_from_a_halo_on_any_ground() {
    for theme in THEMES {
        let palette = Palette::of(theme);
        for stop in palette.surface {
            for slot in Slot::ALL {
                let found = contrast(srgb(palette.line(slot)), over(palette.halo, stop));
                assert!(found >= 3.0, "{theme:?} {slot:?} on {stop:?}: {found:.2}");
            }
        }
    }
}

#[test]
fn words_can_be_read() {
    for theme in THEMES {
        let p = Palette::of(theme);
        for (name, color) in [("ink", p.ink), ("mute", p.mute), ("accent", p.accent), ("bad", p.bad), ("good", p.good)]
        {
            let found = contrast(srgb(color), srgb(p.ground));
            assert!(found >= 4.5, "{theme:?} {name}: {found:.2}");
        }
    }
}

#[test]
fn relief_shifts_lightness_no_further_than_it_may() {
    for theme in THEMES {
        let palette = Palette::of(theme);
        let shades = Shades::of(palette, None, true);
        for i in 0..=20 {
            let h = f64::from(i) / 20.0;
            let plain = lightness(shades.ramp.at(h));
            for light in [-1.0, 1.0] {
                let [r, g, b, _] = shades.at(h, light);
                let shift = (lightness(Rgb { r, g, b }) - plain).abs();
                assert!(shift < palette.relief + 0.006, "{theme:?} at {h}: {shift:.3}");
            }
        }
    }
}

#[test]
fn dashes_differ_from_each_other_and_only_one_line_is_solid() {
    let patterns: Vec<_> = Slot::ALL.iter().map(|slot| dash(*slot)).collect();
    for (i, pattern) in patterns.iter().enumerate() {
        assert!(!patterns[..i].contains(pattern), "{:?}", Slot::ALL[i]);
    }
    assert_eq!(patterns.iter().filter(|p| p.pattern.is_empty()).count(), 1);
}

#[test]
fn colours_are_written_as_css_does() {
    assert_eq!(Rgb::hex(0x0B57D0).css(), "#0b57d0");
    assert_eq!(Rgb::hex(0xFFFFFF).alpha(0.5).css(), "#ffffff80");
}

/// The custom properties in the rule with this selector of the page's style sheet.
fn properties(css: &str, selector: &str) -> Vec<(String, String)> {
    let rule = css.split_once(selector).and_then(|(_, rest)| rest.split_once('{')).expect(selector).1;
    let lines = rule.split('}').next().unwrap_or_default().split(';');
    let pair = |line: &str| line.trim().strip_prefix("--")?.split_once(':').map(|(n, v)| (n.into(), v.trim().into()));
    lines.filter_map(pair).collect()
}

#[test]
fn the_style_sheet_has_the_palettes_colours() {
    let css = include_str!("../../../../www/style.css");
    let rules =
        [(Theme::Light, ".room"), (Theme::Dark, "[data-theme=\"dark\"]"), (Theme::Dark, ":root:not([data-theme])")];
    for (theme, selector) in rules {
        let p = Palette::of(theme);
        let tokens = [
            ("ground", p.ground),
            ("panel", p.panel),
            ("ink", p.ink),
            ("mute", p.mute),
            ("hairline", p.hairline),
            ("border", p.border),
            ("accent", p.accent),
            ("bad", p.bad),
            ("good", p.good),
        ];
        let found = properties(css, selector);
        for (name, color) in tokens {
            let value = found.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
            assert_eq!(value, Some(color.css()), "--{name} of {selector}");
        }
    }
    // The system's dark theme is the dark theme.
    assert_eq!(properties(css, rules[1].1), properties(css, rules[2].1));
}
