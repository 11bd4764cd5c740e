//! How wide letters are, for targets that cannot measure them.

use super::Text;

/// Advances of the characters from space to `~` in Arial, Helvetica, Arimo and Liberation Sans, which agree on them.
#[rustfmt::skip]
const ADVANCES: [u16; 95] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139, 1139, 1139, 1139, 1139,
    1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593,
    1479, 569, 1024, 1366, 1139, 1706, 1479, 1593, 1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251,
    569, 569, 569, 961, 1139, 682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139,
    1139, 1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
];
/// Units in which they are given, per size of the letters.
const UNITS: f64 = 2048.0;
/// The advance of most other characters.
const OTHER: u16 = 1196;
/// How much wider bold letters are on average.
const BOLD: f64 = 1.06;

/// Width of a line of text in CSS pixels.
pub(crate) fn width(words: &str, text: &Text) -> f64 {
    let units: f64 = words.chars().map(|c| f64::from(advance(c))).sum();
    units / UNITS * text.size * if text.bold { BOLD } else { 1.0 }
}

fn advance(c: char) -> u16 {
    match c {
        '⁰'..='⁹' | '⁻' | '¹' | '²' | '³' => 682,
        '…' => 2048,
        _ => (c as usize).checked_sub(32).and_then(|i| ADVANCES.get(i)).copied().unwrap_or(OTHER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    /// The sums are of the advances in the table `hmtx` of Arimo 1.33.
    #[test]
    fn widths_are_arials() {
        let text = Text::plain(2048.0, Rgb::default());
        assert_eq!(width("Adam", &text), 1366.0 + 1139.0 + 1139.0 + 1706.0);
        assert_eq!(width("−10⁻⁵ ~", &text), 1196.0 + 2.0 * 1139.0 + 2.0 * 682.0 + 569.0 + 1196.0);
    }
}
