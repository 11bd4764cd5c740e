//! Numbers with three significant digits.

use downhill_core::num::decimal;

/// Below this a loss is as good as zero.
pub(super) const NOTHING: f64 = 1e-12;
/// Between these, numbers are written out.
const PLAIN: core::ops::Range<f64> = 1e-3..1e5;

/// Three significant digits, a true minus sign, powers of ten with superscripts: `0.0124`, `−3.5`, `9.4 × 10⁻⁶`.
/// Below 1e-12 in size it is `~ 0`; zero itself is `0`.
pub fn number(v: f64) -> String {
    written(v, |mantissa, exponent| format!("{mantissa} × {}", power_of_ten(exponent)), "~ 0")
}

/// The same without any special sign, for screen readers: `9.4e-6`, `-3.5`.
pub fn plain(v: f64) -> String {
    written(v, |mantissa, exponent| format!("{mantissa}e{exponent}"), "about 0").replace('−', "-")
}

/// `10⁻⁵`, with `10⁰` written as `1`.
pub fn power_of_ten(exponent: i32) -> String {
    if exponent == 0 {
        return "1".into();
    }
    let raised = exponent.to_string().chars().map(raise).collect::<String>();
    format!("10{raised}")
}

fn raise(c: char) -> char {
    match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}

fn written(v: f64, scientific: impl Fn(&str, i32) -> String, nothing: &str) -> String {
    let size = v.abs();
    if v.is_nan() {
        return "not a number".into();
    }
    if size == 0.0 {
        return "0".into();
    }
    if size < NOTHING {
        return nothing.into();
    }
    let sign = if v < 0.0 { "−" } else { "" };
    if size.is_infinite() {
        return format!("{sign}∞");
    }
    // Rounding first: 999.6 has the exponent of 1000.
    let (mantissa, exponent) = split(size);
    let rounded = decimal(&format!("{mantissa}e{exponent}")).unwrap_or(size);
    if PLAIN.contains(&rounded) {
        let decimals = (2 - exponent).max(0) as usize;
        format!("{sign}{}", trimmed(&format!("{rounded:.decimals$}")))
    } else {
        format!("{sign}{}", scientific(trimmed(&mantissa), exponent))
    }
}

fn split(size: f64) -> (String, i32) {
    let text = format!("{size:.2e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (mantissa.into(), exponent.parse().unwrap_or(0))
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
