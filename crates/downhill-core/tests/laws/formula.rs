//! Laws of formulas: they mean what they say, whatever they are.

use crate::derivatives::check as check_derivatives;
use crate::draw::cases;
use downhill_core::formula::Formula;
use downhill_core::num::{Dual, Real};
use downhill_core::settings::Settings;
use downhill_core::{V2, surface, v2};
use num_dual::{DualNum, HyperDual64};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::time::{Duration, Instant};

#[path = "../common/formula.rs"]
mod property;

fn formula(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The formulas of surfaces, and which they are.
const SURFACES: [(&str, &str); 12] = [
    ("sphere", "x² + y²"),
    ("booth", "(x + 2y - 7)^2 + (2x + y - 5)^2"),
    ("rosenbrock", "(1 - x)^2 + 100(y - x^2)^2"),
    ("beale", "(1.5 - x + x*y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + xy³)^2"),
    ("himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
    ("six_hump_camel", "(4 - 2.1x^2 + x^4/3) x^2 + xy + (-4 + 4y^2) y^2"),
    ("mccormick", "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1"),
    ("rastrigin", "20 + x**2 - 10cos(2πx) + y**2 - 10cos(2πy)"),
    ("ackley", "-20exp(-0.2 sqrt(0.5(x^2 + y^2))) - exp(0.5(cos(2pi x) + cos(2pi y))) + e + 20"),
    ("levy_n13", "sin(3πx)² + (x − 1)² (1 + sin(3πy)²) + (y − 1)² (1 + sin(2πy)²)"),
    ("monkey_saddle", "x^3 - 3x y^2"),
    ("crater", "1 - e^(-(x² + y²)/2)"),
];

/// The surface's value, gradient and Hessian.
fn of_surface(surface: &dyn surface::Surface, at: V2) -> [f64; 6] {
    let (value, g) = surface.gradient(at);
    let h = surface.hessian(at);
    [value, g.x, g.y, h[0][0], h[0][1], h[1][1]]
}

fn of_formula(formula: &Formula, at: V2) -> [f64; 6] {
    let [x, y] = Dual::variables(at);
    let z = formula.eval(x, y);
    [z.v.v, z.v.dx, z.v.dy, z.dx.dx, z.dx.dy, z.dy.dy]
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_surface_written_as_a_formula_is_the_same_surface(x in -4.0..4.0, y in -4.0..4.0) {
        for (id, text) in SURFACES {
            let entry = surface::find(id).unwrap();
            let built = entry.build(&Settings::defaults(entry.spec.params));
            let (ours, theirs) = (of_formula(&formula(text), v2(x, y)), of_surface(built.as_ref(), v2(x, y)));
            let scale = theirs.iter().fold(1.0, |m: f64, v| m.max(v.abs()));
            let close = ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() <= 1e-12 * scale);
            prop_assert!(close, "{} at ({}, {}): {:?}, {:?}", id, x, y, ours, theirs);
        }
    }
}

/// Compares formulas under our dual numbers with the same functions under num-dual's.
macro_rules! same_as_num_dual {
    ($at:expr, $($text:literal => $theirs:expr),+ $(,)?) => {$({
        let formula = formula($text);
        let theirs: fn(HyperDual64, HyperDual64) -> HyperDual64 = $theirs;
        check_derivatives($text, $at, |x, y| formula.eval(x, y), theirs)?;
    })+};
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn functions_have_the_derivatives_of_num_dual(x in -0.9..0.9, y in 0.1..0.9) {
        same_as_num_dual!(
            v2(x, y),
            "sin(x y)" => |x, y| (x * y).sin(),
            "cos(x y)" => |x, y| (x * y).cos(),
            "tan(x y)" => |x, y| (x * y).tan(),
            "asin(x y)" => |x, y| (x * y).asin(),
            "acos(x y)" => |x, y| (x * y).acos(),
            "atan(x y)" => |x, y| (x * y).atan(),
            "atan2(y, x)" => |x, y| -(x / y).atan() + core::f64::consts::FRAC_PI_2,
            "sinh(x y)" => |x, y| (x * y).sinh(),
            "cosh(x y)" => |x, y| (x * y).cosh(),
            "tanh(x y)" => |x, y| (x * y).tanh(),
            "exp(x y)" => |x, y| (x * y).exp(),
            "e^(x y)" => |x, y| (x * y).exp(),
            "ln(2 + x y)" => |x, y| (x * y + 2.0).ln(),
            "log2(2 + x y)" => |x, y| (x * y + 2.0).log2(),
            "log10(2 + x y)" => |x, y| (x * y + 2.0).log10(),
            "sqrt(2 + x y)" => |x, y| (x * y + 2.0).sqrt(),
            "cbrt(2 + x y)" => |x, y| (x * y + 2.0).cbrt(),
            "pow(2 + x, y)" => |x, y| ((x + 2.0).ln() * y).exp(),
            "y^x" => |x, y| (y.ln() * x).exp(),
            "1.7^(x y)" => |x, y| (x * y * 1.7_f64.ln()).exp(),
            "(x - y)^7" => |x, y| (x - y).powi(7),
            "(2 + x y)^-3" => |x, y| (x * y + 2.0).powi(-3),
            "(2 + x y)^2.5" => |x, y| (x * y + 2.0).powf(2.5),
            "hypot(x, y)" => |x, y| (x * x + y * y).sqrt(),
            "|x - y - 2| + abs(x + y + 2)" => |_, y| y * 2.0 + 4.0,
            "min(x - 2, y) + max(x - 2, y)" => |x, y| x + y - 2.0,
            "sigmoid(x y)" => |x, y| ((-(x * y)).exp() + 1.0).recip(),
            "relu(x + y + 2) + relu(x - y - 2)" => |x, y| x + y + 2.0,
            "softplus(x y)" => |x, y| (x * y).exp().ln_1p(),
        );
    }
}

/// An expression of a test's own, to be printed and computed.
#[derive(Clone, Debug)]
enum Tree {
    Number(f64),
    X,
    Y,
    Of(&'static str, Vec<Tree>),
}

impl Tree {
    /// With brackets around everything.
    fn text(&self) -> String {
        match self {
            Self::Number(v) => format!("({v:?})"),
            Self::X => "(x)".into(),
            Self::Y => "(y)".into(),
            Self::Of("-", parts) if parts.len() == 1 => format!("(-{})", parts[0].text()),
            Self::Of(name, parts) => {
                let parts: Vec<_> = parts.iter().map(Self::text).collect();
                if name.starts_with(char::is_alphabetic) {
                    format!("({name}({}))", parts.join(","))
                } else {
                    format!("({})", parts.join(name))
                }
            }
        }
    }

    fn value(&self, x: f64, y: f64) -> f64 {
        let (name, parts) = match self {
            Self::Number(v) => return *v,
            Self::X => return x,
            Self::Y => return y,
            Self::Of(name, parts) => (*name, parts.iter().map(|part| part.value(x, y)).collect::<Vec<_>>()),
        };
        match (name, &parts[..]) {
            ("-", [a]) => -a,
            ("+", [a, b]) => a + b,
            ("-", [a, b]) => a - b,
            ("*", [a, b]) => a * b,
            ("/", [a, b]) => a / b,
            ("^", [a, b]) if b.fract() == 0.0 && b.abs() <= 64.0 => {
                let product = Real::powi(*a, b.abs() as u32);
                if *b < 0.0 { 1.0 / product } else { product }
            }
            ("^", [a, b]) => libm::pow(*a, *b),
            ("sin", [a]) => libm::sin(*a),
            ("tanh", [a]) => libm::tanh(*a),
            ("atan", [a]) => libm::atan(*a),
            ("exp", [a]) => libm::exp(*a),
            ("abs", [a]) => a.abs(),
            ("atan2", [a, b]) => libm::atan2(*a, *b),
            ("hypot", [a, b]) => libm::hypot(*a, *b),
            ("min", [a, b]) if a.is_nan() || b.is_nan() => f64::NAN,
            ("min", [a, b]) => a.min(*b),
            _ => panic!("{name} of {parts:?}"),
        }
    }
}

/// Trees of these names: operators and functions of one or two numbers.
fn tree(one: &'static [&'static str], two: &'static [&'static str]) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![Just(Tree::X), Just(Tree::Y), (-4..=4).prop_map(|n| Tree::Number(f64::from(n) / 2.0))];
    leaf.prop_recursive(5, 24, 2, move |inner| {
        prop_oneof![
            (select(one), inner.clone()).prop_map(|(name, a)| Tree::Of(name, vec![a])),
            (select(two), inner.clone(), inner).prop_map(|(name, a, b)| Tree::Of(name, vec![a, b])),
        ]
    })
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn a_tree_in_brackets_is_computed_as_it_stands(
        tree in tree(&["-", "sin", "tanh", "atan", "exp", "abs"], &["+", "-", "*", "/", "^", "atan2", "hypot", "min"]),
        x in -3.0..3.0,
        y in -3.0..3.0,
    ) {
        let text = tree.text();
        prop_assume!(text.len() <= 1000);
        let (read, direct) = (formula(&text).eval(x, y), tree.value(x, y));
        let same = read == direct || (read.is_nan() && direct.is_nan());
        prop_assert!(same, "{} at ({}, {}): {}, not {}", text, x, y, read, direct);
    }

    #[test]
    fn smooth_formulas_have_the_slopes_of_central_differences(
        tree in tree(&["-", "sin", "tanh", "atan"], &["+", "-", "*"]),
        x in -1.5..1.5,
        y in -1.5..1.5,
    ) {
        const H: f64 = 1e-5;
        let text = tree.text();
        prop_assume!(text.len() <= 1000);
        let formula = formula(&text);
        let at = |dx, dy| of_formula(&formula, v2(x + dx, y + dy));
        let here = at(0.0, 0.0);
        prop_assume!(here.iter().all(|v| v.abs() < 100.0));
        let (right, left, up, down) = (at(H, 0.0), at(-H, 0.0), at(0.0, H), at(0.0, -H));
        // Which derivative, of what, and where.
        for (slope, of, above, below) in [
            (1, 0, right, left), (2, 0, up, down), (3, 1, right, left), (4, 1, up, down), (4, 2, right, left), (5, 2, up, down),
        ] {
            let difference = (above[of] - below[of]) / (2.0 * H);
            prop_assert!((difference - here[slope]).abs() <= 1e-5 * (1.0 + here[slope].abs()), "{} of {} at ({}, {})", slope, text, x, y);
        }
    }
}

/// What formulas are made of, and a little more.
const TOKENS: [&str; 48] = [
    "x", "y", "X", "pi", "π", "e", "0", "1", "2.5", ".5", "3.", "1e3", "1e999", "2e-", "+", "-", "−", "*", "**", "·",
    "/", "^", "^-", "²", "³", "¹⁰", "(", "(", ")", ")", "|", "|", "√", ",", " ", "sin(", "max(", "pow(", "atan2(",
    "log10(", "sqrt(", "floor", "hypot(", "sigmoid(", "foo", "_", "=", "\u{301}",
];

fn soup() -> impl Strategy<Value = String> {
    vec(select(&TOKENS[..]), 0..400).prop_map(|tokens| tokens.concat())
}

fn short_soup() -> impl Strategy<Value = String> {
    vec(select(&TOKENS[..]), 0..8).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn any_text_is_a_formula_or_an_error_at_a_place(text in prop_oneof![".{0,1200}", soup(), short_soup()]) {
        let start = Instant::now();
        property::check(&text).map_err(TestCaseError::fail)?;
        prop_assert!(start.elapsed() < Duration::from_secs(1), "{:?} takes long", text);
    }
}

/// What the fuzzer starts from, and what it once found.
#[test]
fn the_fuzzers_texts_are_formulas_or_errors_at_a_place() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/formula");
    let files: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        property::check(&String::from_utf8_lossy(&bytes)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
