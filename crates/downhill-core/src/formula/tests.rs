//! What formulas mean, and what the messages say of those that mean nothing.

use super::*;
use crate::num::{Dual, v2};
use core::f64::consts::{E, PI};

fn formula(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The value at x = 2, y = 3.
fn value(text: &str) -> f64 {
    formula(text).eval(2.0, 3.0)
}

/// The value and the derivatives x, y, xx, xy, yy.
fn derivatives(text: &str, x: f64, y: f64) -> [f64; 6] {
    let [x, y] = Dual::variables(v2(x, y));
    let z = formula(text).eval(x, y);
    [z.v.v, z.dx.v, z.dy.v, z.dx.dx, z.dx.dy, z.dy.dy]
}

/// The message of a text that is no formula.
fn message(text: &str) -> String {
    Formula::parse(text).map(|f| f.eval(0.0, 0.0)).unwrap_err().to_string()
}

#[test]
fn operators_bind_as_in_mathematics() {
    let worked = [
        ("1 - 2 - 3", -4.0),
        ("1 - (2 - 3)", 2.0),
        ("24 / 4 / 2", 3.0),
        ("24 / 4 * 2", 12.0),
        ("1 + 2 * 3", 7.0),
        ("-x^2", -4.0),
        ("(-x)^2", 4.0),
        ("-2^2", -4.0),
        ("2^3^2", 512.0),
        ("2**3**2", 512.0),
        ("(2^3)^2", 64.0),
        ("2^-x", 0.25),
        ("2^-x^2", 0.0625),
        ("2^+x", 4.0),
        ("2 * -x", -4.0),
        ("2--x", 4.0),
        ("+x - +y", -1.0),
        ("-x*y", -6.0),
        ("x^2y", 12.0),
        ("2x^2", 8.0),
        ("1/2x", 1.0),
        ("1/(2x)", 0.25),
        ("2^3x", 16.0),
        ("x -1", 1.0),
        ("x(-1)", -2.0),
    ];
    for (text, expected) in worked {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn a_product_needs_no_sign() {
    let worked = [
        ("2x", 4.0),
        ("2(x+1)", 6.0),
        ("(x+1)(y-1)", 6.0),
        ("x y", 6.0),
        ("xy", 6.0),
        ("xxy", 12.0),
        ("x(y)", 6.0),
        ("2 max(x, y)", 6.0),
        ("xmax(x, y)y", 18.0),
        ("2pi", 2.0 * PI),
        ("2PIx", 4.0 * PI),
        ("pie", PI * E),
        ("2e", 2.0 * E),
        ("2ex", 4.0 * E),
        ("2e-x", 2.0 * E - 2.0),
        ("ee", E * E),
        ("2√(x+7)y", 18.0),
    ];
    for (text, expected) in worked {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let worked =
        [(".5", 0.5), ("2.", 2.0), ("2e3", 2000.0), ("1.5e-3", 0.0015), ("2E+1", 20.0), ("2.e1x", 40.0), ("007", 7.0)];
    for (text, expected) in worked {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn pasted_mathematics_is_understood() {
    let worked = [
        ("x² + y³", 31.0),
        ("x¹⁰", 1024.0),
        ("-x²", -4.0),
        ("2^x²", 16.0),
        ("x²^3", 64.0),
        ("(x − 1)² · y × 2 ⋅ 1 ÷ 3", 2.0),
        ("√(x + 7)", 3.0),
        ("√4x", 4.0),
        ("√√16", 2.0),
        ("√4²", 4.0),
        ("2π", 2.0 * PI),
        ("|x - y|", 1.0),
        ("|x||-y|", 6.0),
        ("2|-x|^3", 16.0),
        ("|(2|-x|)| + |-|x||", 6.0),
        ("|x| |y| - |max(|-x|, 1)|", 4.0),
        ("\tx\u{a0}+\ny ", 5.0),
    ];
    for (text, expected) in worked {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn every_function_has_its_value() {
    let worked = [
        ("sin(pi/6)", 0.5),
        ("Cos(0)", 1.0),
        ("TAN(pi/4)", 1.0),
        ("asin(1)", PI / 2.0),
        ("acos(-1)", PI),
        ("atan(1)", PI / 4.0),
        ("atan2(1, -1)", 0.75 * PI),
        ("atan2(-1, 0)", -PI / 2.0),
        ("sinh(1)", 0.5 * (E - 1.0 / E)),
        ("cosh(1)", 0.5 * (E + 1.0 / E)),
        ("tanh(1)", (E * E - 1.0) / (E * E + 1.0)),
        ("exp(1)", E),
        ("ln(e^2)", 2.0),
        ("log(e)", 1.0),
        ("log2(8)", 3.0),
        ("log10(1000)", 3.0),
        ("sqrt(9)", 3.0),
        ("cbrt(-27)", -3.0),
        ("pow(x, y)", 8.0),
        ("pow(-x, 3)", -8.0),
        ("hypot(3, 4)", 5.0),
        ("abs(-y)", 3.0),
        ("sign(-y)", -1.0),
        ("sign(0)", 0.0),
        ("floor(-1.5)", -2.0),
        ("ceil(-1.5)", -1.0),
        ("round(2.5) + round(-0.5)", 2.0),
        ("min(x, y)", 2.0),
        ("max(x, y, 7, 1)", 7.0),
        ("sigmoid(0)", 0.5),
        ("sigmoid(-1000)", 0.0),
        ("relu(-x) + relu(y)", 3.0),
        ("softplus(0)", core::f64::consts::LN_2),
        ("softplus(1000)", 1000.0),
    ];
    for (text, expected) in worked {
        assert!((value(text) - expected).abs() <= 1e-15 * expected.abs(), "{text} is {}, not {expected}", value(text));
    }
    for function in function::FUNCTIONS {
        let called = |text: &str| text.to_lowercase().contains(&format!("{}(", function.name));
        assert!(worked.iter().any(|(text, _)| called(text)), "{} has no worked value", function.name);
    }
}

#[test]
fn not_a_number_stays_so() {
    for text in
        ["min(ln(-x), 1)", "min(1, ln(-x))", "max(ln(-x), 1)", "max(1, ln(-x))", "relu(0/0)", "|0/0|", "sign(0/0)"]
    {
        assert!(value(text).is_nan(), "{text}");
    }
}

#[test]
fn whole_powers_are_products() {
    for x in [-3.7, -1.0, 0.0, 0.3, 1e100] {
        let at = |text: &str| formula(text).eval(x, 0.0);
        assert_eq!(at("x^1"), x);
        assert_eq!(at("x^2"), x * x);
        assert_eq!(at("x^3"), x * x * x);
        assert_eq!(at("x^(1+3)"), (x * x) * (x * x));
        assert_eq!(at("x^-1"), 1.0 / x);
        assert_eq!(at("x^-2"), 1.0 / (x * x));
        assert_eq!(at("x^0"), 1.0);
    }
    assert_eq!(formula("x^y").eval(-2.0, 3.0), -8.0);
    assert_eq!(formula("x^101").eval(-1.0, 0.0), -1.0);
    assert!(formula("x^0.5").eval(-1.0, 0.0).is_nan());
}

#[test]
fn derivatives_are_worked_by_hand() {
    let worked = [
        ("x^2", 0.0, 0.0, [0.0, 0.0, 0.0, 2.0, 0.0, 0.0]),
        ("x^3 y", -2.0, 3.0, [-24.0, 36.0, -8.0, -36.0, 12.0, 0.0]),
        ("x^-1", -2.0, 0.0, [-0.5, -0.25, 0.0, -0.25, 0.0, 0.0]),
        ("x^1.5", 4.0, 0.0, [8.0, 3.0, 0.0, 0.375, 0.0, 0.0]),
        ("x^0 + x^1", 0.0, 0.0, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
        ("1 - x/y", 6.0, 2.0, [-2.0, -0.5, 1.5, 0.0, 0.25, -1.5]),
        ("x^y", 1.0, 2.0, [1.0, 2.0, 0.0, 2.0, 1.0, 0.0]),
        ("atan2(y, x)", 1.0, 1.0, [PI / 4.0, -0.5, 0.5, 0.5, 0.0, -0.5]),
        ("hypot(x, y)", 3.0, 4.0, [5.0, 0.6, 0.8, 0.128, -0.096, 0.072]),
    ];
    for (text, x, y, expected) in worked {
        let found = derivatives(text, x, y);
        let close = found.iter().zip(expected).all(|(a, b): (&f64, f64)| (a - b).abs() <= 1e-15);
        assert!(close, "{text}: {found:?}, not {expected:?}");
    }
}

#[test]
fn where_there_is_no_slope_zero_is_taken() {
    for text in
        ["abs(x)", "|x|^3", "sqrt(x)", "x^0.5", "cbrt(x)", "hypot(x, y)", "sqrt(x^2 + y^2)", "relu(x)", "0^(x+1)"]
    {
        assert_eq!(derivatives(text, 0.0, 0.0), [0.0; 6], "{text}");
    }
    assert_eq!(derivatives("sqrt(x) + 3y", 0.0, 0.0), [0.0, 0.0, 3.0, 0.0, 0.0, 0.0]);
    assert_eq!(derivatives("asin(x)", 1.0, 0.0), [PI / 2.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(derivatives("floor(x) + sign(y)", 1.0, 2.0), [2.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn a_tie_has_the_slopes_of_the_first() {
    assert_eq!(derivatives("max(x, y)", 1.0, 1.0)[1..3], [1.0, 0.0]);
    assert_eq!(derivatives("min(y, x)", 1.0, 1.0)[1..3], [0.0, 1.0]);
    assert_eq!(derivatives("min(x, y^2, 9)", 5.0, 1.5)[1..3], [0.0, 3.0]);
}

#[test]
fn messages_point_at_the_character() {
    const OPERAND: &str = "expected a number, x, y, a function or \"(\"";
    let of_operand = [
        ("", "found the end at character 1"),
        ("  ", "found the end at character 3"),
        ("x +", "found the end at character 4"),
        ("x + 3*)", "found \")\" at character 7"),
        ("()", "found \")\" at character 2"),
        ("2 * * 3", "found \"*\" at character 5"),
        ("sin()", "found \")\" at character 5"),
        ("max(x,, y)", "found \",\" at character 7"),
        ("x^", "found the end at character 3"),
        ("x² + ²", "found \"²\" at character 6"),
        ("||", "found the end at character 3"),
        ("√", "found the end at character 2"),
        ("#", "found \"#\" at character 1"),
    ];
    for (text, found) in of_operand {
        assert_eq!(message(text), format!("{found}, {OPERAND}"), "{text}");
    }
    let others = [
        ("(x + 1", "found the end at character 7, expected an operator or \")\""),
        ("|x + 1", "found the end at character 7, expected an operator or \"|\""),
        ("(|x)", "found \")\" at character 4, expected an operator or \"|\""),
        ("x)", "found \")\" at character 2, expected an operator or the end"),
        ("x2", "found \"2\" at character 2, expected an operator or the end"),
        ("2 3.5x", "found \"3.5x\" at character 3, expected an operator or the end"),
        ("1.2.3", "found \".3\" at character 4, expected an operator or the end"),
        ("1,5 x", "found \",\" at character 2, expected an operator or the end"),
        ("π = x", "found \"=\" at character 3, expected an operator or the end"),
        ("3 + .", "found \".\" at character 5, expected a digit before or after the point"),
        ("x*1e999", "found \"1e999\" at character 3, expected a number below 1.8e308"),
        ("sin x", "found \"x\" at character 5, expected \"(\" after sin"),
        ("sin^2(x)", "found \"^\" at character 4, expected \"(\" after sin"),
        ("log2", "found the end at character 5, expected \"(\" after log2"),
        ("sin(x, y)", "found \",\" at character 6, expected an operator or \")\""),
        ("pow(x)", "found \")\" at character 6, expected an operator or \",\" and one more number for pow"),
        ("pow(x, y, 2)", "found \",\" at character 9, expected an operator or \")\""),
        ("max(x, y", "found the end at character 9, expected an operator, \",\" or \")\""),
    ];
    for (text, expected) in others {
        assert_eq!(message(text), expected, "{text}");
    }
    let unknown = message("2x + foo(y)");
    assert!(
        unknown.starts_with("found \"foo\" at character 6, expected x, y, pi, e or a function: sin, cos,"),
        "{unknown}"
    );
}

#[test]
fn length_and_depth_are_bounded() {
    let long = |n: usize| format!("x{}", " ".repeat(n - 1));
    assert_eq!(formula(&long(1000)).eval(2.0, 3.0), 2.0);
    assert_eq!(message(&long(1001)), "found 1001 characters at character 1001, expected at most 1000");

    let nested = |n: usize| format!("{}x{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(formula(&nested(64)).eval(2.0, 3.0), 2.0);
    let deep = "at character 65, expected at most 64 brackets, signs and powers within one another";
    assert_eq!(message(&nested(65)), format!("found \"(\" {deep}"));
    for (within, at) in [("-", 65), ("√", 65), ("|", 65), ("x^", 130), ("sin(", 260)] {
        let error = Formula::parse(&format!("{}x", within.repeat(65))).unwrap_err();
        assert_eq!(error.at, at, "{error}");
    }
    assert_eq!(value(&"x".repeat(1000)), f64::powi(2.0, 1000));
}

/// Whether numbers that all wait for the next find room: each join of two equal parts doubles the need.
#[test]
fn the_bushiest_formula_finds_room() {
    let (mut text, mut expected) = (String::from("x^y"), 8.0);
    while 2 * text.len() + 5 <= 1000 {
        text = format!("({text})/({text})+1");
        expected = expected / expected + 1.0;
        assert_eq!(value(&text), expected, "{text}");
    }
    text = "x^y-x/y".into();
    expected = 8.0 - 2.0 / 3.0;
    while 2 * text.len() + 10 <= 1000 {
        text = format!("x-(x/({text})-({text}))");
        expected = 2.0 - (2.0 / expected - expected);
        assert_eq!(value(&text), expected, "{text}");
    }
}

#[test]
fn formulas_are_equal_as_they_were_written() {
    assert_eq!(formula("x + y"), formula("x + y"));
    assert_ne!(formula("x + y"), formula("x+y"));
    assert_eq!(formula(" x + y").text(), " x + y");
}
