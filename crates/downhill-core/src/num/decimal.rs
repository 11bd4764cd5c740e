//! Reading decimal numbers. The standard library's reader is made for gigabytes of numbers: its tables are a twentieth of
//! what the page downloads before its controls work.

use std::cmp::Ordering;

/// So many digits decide: no two floats, nor their middle, agree in more of them.
const DIGITS: usize = 780;
/// Powers of ten that are floats.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
/// Every smaller whole number is a float.
const WHOLE: u64 = 1 << 53;
/// The smallest float is this negative power of two.
const SMALLEST: i64 = 1074;

/// The float nearest to a decimal number, the even one of two, as `str::parse` reads it: `-1.5e-3`, `.5`, `2.`, `inf`,
/// `infinity` and `nan` in any case; none of any other text.
pub fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let size = match unsigned {
        word if word.eq_ignore_ascii_case("inf") || word.eq_ignore_ascii_case("infinity") => f64::INFINITY,
        word if word.eq_ignore_ascii_case("nan") => f64::NAN,
        number => read(number)?,
    };
    Some(if text.starts_with('-') { -size } else { size })
}

fn read(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(part.bytes()).collect();
    let sign = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    if digits.is_empty() || sign.is_empty() || !digits.iter().copied().chain(sign.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    // What does not fit has too many digits to be anything but nothing or infinity.
    let size = sign.bytes().fold(0, |n: i64, b| (n * 10 + i64::from(b - b'0')).min(1 << 40));
    let mut exponent = if exponent.starts_with('-') { -size } else { size } - part.len() as i64;
    digits.drain(..digits.iter().take_while(|b| **b == b'0').count());
    if digits.len() > DIGITS {
        exponent += (digits.len() - DIGITS) as i64;
        let rest = digits.split_off(DIGITS);
        // That something was cut off decides between two floats at most.
        if rest.iter().any(|b| *b != b'0') {
            digits.push(b'1');
            exponent -= 1;
        }
    }
    Some(nearest(&digits, exponent))
}

/// The float nearest to digits times a power of ten.
fn nearest(digits: &[u8], exponent: i64) -> f64 {
    let order = exponent + digits.len() as i64;
    if digits.is_empty() || order < -330 {
        return 0.0;
    }
    if order > 310 {
        return f64::INFINITY;
    }
    let power = EXACT.get(exponent.unsigned_abs() as usize);
    if let Some(power) = power.filter(|_| digits.len() < 16) {
        let value = digits.iter().fold(0, |n: u64, b| n * 10 + u64::from(b - b'0'));
        if value < WHOLE {
            return if exponent < 0 { value as f64 / power } else { value as f64 * power };
        }
    }
    let mut over = Big(vec![0]);
    digits.iter().for_each(|b| over.times(10, u32::from(b - b'0')));
    let mut under = Big(vec![1]);
    for _ in 0..exponent.unsigned_abs() {
        if exponent < 0 { &mut under } else { &mut over }.times(10, 0);
    }
    quotient(&over, &under)
}

/// The float nearest to the quotient of two whole numbers.
fn quotient(over: &Big, under: &Big) -> f64 {
    // The quotient times two to the shift has as many bits as a float, or fewer where it is next to nothing.
    let mut shift = (54 - (over.bits() - under.bits())).min(SMALLEST);
    loop {
        let (mut rest, mut by) = (over.clone(), under.clone());
        if shift > 0 { &mut rest } else { &mut by }.double(shift.unsigned_abs());
        let mut whole = rest.divide(&by);
        if whole >= WHOLE {
            shift -= 1;
            continue;
        }
        rest.double(1);
        let half = rest.compare(&by);
        whole += u64::from(half == Ordering::Greater || half == Ordering::Equal && whole % 2 == 1);
        return whole as f64 * power_of_two(-shift);
    }
}

fn power_of_two(n: i64) -> f64 {
    f64::from_bits(if n < -1022 { 1 << (n + SMALLEST) } else { ((n + 1023) as u64) << 52 })
}

/// A whole number, its lowest 32 bits first.
#[derive(Clone)]
struct Big(Vec<u32>);

impl Big {
    fn times(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for word in &mut self.0 {
            carry += u64::from(*word) * u64::from(factor);
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn double(&mut self, times: u64) {
        self.times(1 << (times % 32), 0);
        drop(self.0.splice(..0, std::iter::repeat_n(0, (times / 32) as usize)));
    }

    fn bits(&self) -> i64 {
        let highest = self.0.iter().rposition(|word| *word != 0).unwrap_or(0);
        highest as i64 * 32 + 32 - i64::from(self.0[highest].leading_zeros())
    }

    fn word(&self, i: usize) -> u32 {
        self.0.get(i).copied().unwrap_or(0)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let words = (0..self.0.len().max(other.0.len())).rev();
        words.map(|i| self.word(i).cmp(&other.word(i))).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    fn minus(&mut self, other: &Self) {
        let mut borrow = 0;
        for (i, word) in self.0.iter_mut().enumerate() {
            let difference = i64::from(*word) - i64::from(other.word(i)) - borrow;
            *word = difference as u32;
            borrow = i64::from(difference < 0);
        }
    }

    /// The quotient, bit by bit; what is left over stays.
    fn divide(&mut self, by: &Self) -> u64 {
        let bits = (self.bits() - by.bits()).max(0);
        let mut quotient = 0;
        for bit in (0..=bits.unsigned_abs()).rev() {
            let mut part = by.clone();
            part.double(bit);
            quotient *= 2;
            if self.compare(&part).is_ge() {
                self.minus(&part);
                quotient += 1;
            }
        }
        quotient
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) {
        let (ours, theirs) = (decimal(text), text.parse::<f64>().ok());
        assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}");
    }

    #[test]
    fn hard_numbers_are_read_as_by_the_standard_library() {
        let middle = "9007199254740993";
        let longer = format!("{middle}.{}1", "0".repeat(900));
        let least = format!("{:.1100}", f64::from_bits(1));
        let half = "2.4703282292062327208299643450e-324";
        let texts = [
            "0",
            "-0",
            "+1",
            "1.",
            ".5",
            "-.5e1",
            "1e",
            "1e+",
            ".",
            "",
            "-",
            "e5",
            "1.2.3",
            "1 ",
            "0x1",
            "1_0",
            "½",
            "--1",
            "inf",
            "-INFINITY",
            "nan",
            "infinit",
            "1e400",
            "-1e-400",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "5e-324",
            "2e-324",
            "3e-324",
            half,
            "9007199254740991",
            "9007199254740992",
            middle,
            "9007199254740995",
            "1e23",
            "8.5e22",
            "1e22",
            "123456789012345678901234567890",
            &longer,
            &least,
        ];
        texts.iter().for_each(|text| check(text));
    }

    proptest! {
        #[test]
        fn any_float_reads_back_the_same(bits: u64) {
            let v = f64::from_bits(bits);
            prop_assume!(!v.is_nan());
            for text in [format!("{v}"), format!("{v:e}"), format!("{v:.2e}"), format!("{v:.17e}"), format!("{v:.30e}")] {
                check(&text);
            }
        }

        #[test]
        fn middles_between_floats_are_read_as_by_the_standard_library(low in WHOLE / 2..WHOLE, power in 0..31_u32) {
            let middle = u128::from(2 * low + 1);
            let texts = [format!("{}", middle << power), format!("{}e-{power}", middle * 5_u128.pow(power))];
            for text in texts {
                check(&text);
                check(&text.replace('e', ".000000000000000000001e"));
            }
        }

        #[test]
        fn any_text_is_read_as_by_the_standard_library(text in "[-+]?[0-9]{0,25}[.]?[0-9]{0,25}([eE][-+]?[0-9]{0,4})?") {
            check(&text);
        }
    }
}
