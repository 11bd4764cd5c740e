//! Reads decimal numbers, rounded correctly.
//!
//! The standard library's reader is faster, but brings tables that are a twentieth of the page's download. This one
//! guesses, and then compares exactly, in whole numbers as long as it takes.

use std::cmp::Ordering;

/// Digits that a guess is made from: as many as a `u64` holds.
const GUESSED: usize = 19;
/// Powers of ten of a first digit that a float can come near to.
const REACH: std::ops::RangeInclusive<i64> = -325..=309;

/// The float nearest to a decimal number such as `-12.5`, `.5` or `1e-3`, the even one of two; none where the text is
/// something else or the number is too large.
#[must_use]
pub fn parse_float(text: &str) -> Option<f64> {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let float = Decimal::read(size)?.nearest();
    float.is_finite().then_some(sign * float)
}

/// `digits` times ten to the power of `exponent`.
struct Decimal {
    /// Without leading zeros.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, "0"), |(mantissa, e)| (mantissa, e));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let written = whole.bytes().chain(fraction.bytes());
        if mantissa.len() < 1 + usize::from(mantissa.contains('.')) || !written.clone().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits = written.skip_while(|b| *b == b'0').map(|b| b - b'0').collect();
        Some(Self { digits, exponent: read_exponent(exponent)? - fraction.len() as i64 })
    }

    fn nearest(&self) -> f64 {
        let first = self.digits.len() as i64 + self.exponent - 1;
        if self.digits.is_empty() || first < *REACH.start() {
            return 0.0;
        }
        if first > *REACH.end() {
            return f64::INFINITY;
        }
        let mut bits = self.guess().to_bits();
        while bits < f64::INFINITY.to_bits() && self.is_beyond(bits) {
            bits += 1;
        }
        while bits > 0 && !self.is_beyond(bits - 1) {
            bits -= 1;
        }
        f64::from_bits(bits)
    }

    /// A finite float nearby.
    fn guess(&self) -> f64 {
        let (guessed, rest) = self.digits.split_at(self.digits.len().min(GUESSED));
        let digits = guessed.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(*digit));
        let exponent = self.exponent as i32 + rest.len() as i32;
        // In two steps: the whole power may be too small for a float where the number is not.
        let half = exponent / 2;
        (digits as f64 * 10_f64.powi(half) * 10_f64.powi(exponent - half)).min(f64::MAX)
    }

    /// Whether it rounds to a larger float than the one of these bits.
    fn is_beyond(&self, bits: u64) -> bool {
        let (mantissa, exponent) = middle_above(bits);
        let (mut own, mut middle) = (Natural::of(&self.digits), Natural::from(mantissa));
        // What one side would be divided by, the other is multiplied by.
        if self.exponent < 0 { &mut middle } else { &mut own }.raise(10, self.exponent.unsigned_abs());
        if exponent < 0 { &mut own } else { &mut middle }.raise(2, exponent.unsigned_abs());
        match own.compare(&middle) {
            Ordering::Less => false,
            Ordering::Equal => bits % 2 == 1,
            Ordering::Greater => true,
        }
    }
}

/// The middle between a float and the next larger one, as a whole number times a power of two.
const fn middle_above(bits: u64) -> (u64, i64) {
    const HIDDEN: u64 = 1 << 52;
    let (fraction, exponent) = (bits % HIDDEN, (bits / HIDDEN) as i64);
    // Floats below the smallest normal one have no hidden bit and lie as far apart as those just above it.
    let (mantissa, exponent) = if exponent == 0 { (fraction, 1) } else { (fraction + HIDDEN, exponent) };
    (2 * mantissa + 1, exponent - 1076)
}

/// A whole number from 0 in as many 32-bit digits as it needs, the lowest first.
struct Natural(Vec<u32>);

impl From<u64> for Natural {
    fn from(v: u64) -> Self {
        Self(vec![v as u32, (v >> 32) as u32])
    }
}

impl Natural {
    /// The number of these decimal digits.
    fn of(digits: &[u8]) -> Self {
        let mut number = Self(Vec::new());
        for digit in digits {
            number.multiply_add(10, u32::from(*digit));
        }
        number
    }

    fn multiply_add(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by a power of 2 or of 10.
    fn raise(&mut self, base: u32, exponent: u64) {
        /// The ninth power of ten is the largest in 32 bits.
        const AT_ONCE: u64 = 9;
        for _ in 0..exponent / AT_ONCE {
            self.multiply_add(base.pow(AT_ONCE as u32), 0);
        }
        self.multiply_add(base.pow((exponent % AT_ONCE) as u32), 0);
    }

    fn compare(&self, other: &Self) -> Ordering {
        let length = self.0.len().max(other.0.len());
        let digit = |number: &Self, i: usize| number.0.get(i).copied().unwrap_or(0);
        (0..length).rev().map(|i| digit(self, i).cmp(&digit(other, i))).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    /// Beyond this it makes no difference.
    const HUGE: i64 = 1_000_000_000;
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1, size),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digit = |sum: i64, b: u8| b.is_ascii_digit().then(|| (sum * 10 + i64::from(b - b'0')).min(HUGE));
    let size = size.bytes().try_fold(0, digit).filter(|_| !size.is_empty())?;
    Some(sign * size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn std_parse(text: &str) -> Option<f64> {
        text.parse().ok().filter(|v: &f64| v.is_finite())
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "+", "-", ".", "e5", ".e5", "1e", "1e+", "1.2.3", "--1", "1 ", "inf", "nan", "0x1", "1e5.0", "é"]
        {
            assert_eq!(parse_float(text), None, "{text}");
            assert_eq!(std_parse(text), None, "{text}");
        }
    }

    #[test]
    fn limits_and_middles_are_read_as_the_standard_library_does() {
        let texts = [
            "0",
            "-0",
            ".5",
            "5.",
            "+1",
            "007",
            "1e0001",
            "9007199254740993",
            "9007199254740995",
            "1e23",
            "8.5e22",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "2e308",
            "1e400",
            "-1e400",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "1e-400",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            "0.000000000000000000000000000000000000000000000000000000000000000000000001",
            "123456789012345678901234567890e-20",
            "1.00000000000000011102230246251565404236316680908203125",
            "1.00000000000000011102230246251565404236316680908203124",
            "1.00000000000000011102230246251565404236316680908203126",
        ];
        for text in texts {
            assert_eq!(parse_float(text).map(f64::to_bits), std_parse(text).map(f64::to_bits), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_float_comes_back_from_its_text(bits: u64) {
            let v = f64::from_bits(bits);
            prop_assume!(v.is_finite());
            prop_assert_eq!(parse_float(&v.to_string()).map(f64::to_bits), Some(bits));
            prop_assert_eq!(parse_float(&format!("{v:e}")).map(f64::to_bits), Some(bits));
        }

        #[test]
        fn every_text_is_read_as_the_standard_library_does(text in r"[+-]?[0-9]{0,30}\.?[0-9]{0,30}(e[+-]?[0-9]{1,3})?") {
            prop_assert_eq!(parse_float(&text).map(f64::to_bits), std_parse(&text).map(f64::to_bits));
        }
    }
}
