//! The words at the foot: what the colours mean, the text form and the version.

use super::{FINE, FOOT, LINE, MARGIN};
use crate::paint::{Text, letters};
use crate::palette::Rgb;
use downhill_core::surface::Group;
use downhill_core::view::{ColorMap, Named};
use downhill_core::{Experiment, View};

/// Who drew it.
const MAKER: &str = concat!("Downhill ", env!("CARGO_PKG_VERSION"));

/// What the marks about a head mean.
const CLOUD: &str = " Dots: where each example alone would lead, larger ones of the batch. Arrows: the mean of the \
                     batch, coloured, and of all, without colour.";

/// The caption and the text form with the version, in lines that fit; a text form for which there is no room ends in
/// `…`.
pub(super) fn lines(experiment: &Experiment, view: &View, text: &str, [w, h]: [f64; 2], scale: f64) -> Vec<String> {
    let most = ((FOOT * h / (LINE * scale)) as usize).max(2) - 1;
    let room = w / scale - 2.0 * MARGIN;
    let mut all = wrap(&caption(experiment, view), room);
    let mut lines = wrap(&format!("{text} {MAKER}"), room);
    if lines.len() > most {
        let cut = lines[..most].concat();
        lines = wrap(&shortened(&cut, most, room), room);
    }
    all.append(&mut lines);
    all
}

/// What the map is of, and the name of its colours.
fn caption(experiment: &Experiment, view: &View) -> String {
    let map = view.colormap.map_or("Downhill relief", ColorMap::name);
    let name = experiment.surface.entry.spec.name;
    let cloud = if view.cloud && experiment.surface.entry.spec.group == Group::Data { CLOUD } else { "" };
    format!("{name}. Colours: {map}, dark is low.{cloud}")
}

/// As much of a text as leaves room in so many lines for the version.
fn shortened(text: &str, most: usize, room: f64) -> String {
    let mut text = text.to_owned();
    loop {
        let whole = format!("{text}… {MAKER}");
        if wrap(&whole, room).len() <= most || text.pop().is_none() {
            return whole;
        }
    }
}

/// Breaks a text into lines no wider than `room`, rather after `&`, `,` or a blank than elsewhere. Nothing is lost.
fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in text.split_inclusive(['&', ',', ' ']) {
        let line = &mut lines[0];
        if width(&format!("{line}{}", part.trim_end())) <= room {
            line.push_str(part);
            continue;
        }
        lines.insert(0, String::new());
        for c in part.chars() {
            if width(&format!("{}{c}", lines[0])) > room {
                lines.insert(0, String::new());
            }
            lines[0].push(c);
        }
    }
    lines.reverse();
    lines.retain(|line| !line.is_empty());
    lines
}

fn width(words: &str) -> f64 {
    letters::width(words, &Text::plain(FINE, Rgb::default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_core::text;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_fit_and_nothing_is_lost(words in "[a-z&,=()0-9. ]{0,300}", room in 20.0..600.0) {
            let lines = wrap(&words, room);
            prop_assert_eq!(lines.concat(), words);
            for line in lines {
                prop_assert!(width(line.trim_end()) <= room, "{}", line);
            }
        }
    }

    fn foot(words: &str, size: [f64; 2]) -> Vec<String> {
        let parsed = text::parse(words);
        lines(&parsed.experiment, &parsed.view, words, size, 1.0)
    }

    #[test]
    fn the_foot_names_surface_colours_and_version() {
        let lines = foot("surface=sphere&colormap=viridis", [320.0, 256.0]);
        assert_eq!(lines, ["Sphere. Colours: viridis, dark is low.", "surface=sphere&colormap=viridis Downhill 0.1.0"]);
        assert!(foot("surface=sphere", [320.0, 256.0])[0].contains("Downhill relief"));
    }

    #[test]
    fn a_long_text_form_is_shortened_and_keeps_the_version() {
        let long = format!("surface=sphere{}", "&run=adam(lr=0.1,betas=(0.9,0.999))".repeat(32));
        let lines = foot(&long, [320.0, 256.0]);
        assert_eq!(lines.len(), 5);
        assert!(lines[1].starts_with("surface=sphere&run=adam"));
        assert!(lines[4].ends_with("… Downhill 0.1.0"), "{lines:?}");
        assert!(lines.iter().all(|line| width(line.trim_end()) <= 308.0));
    }
}
