use super::{Kind, Math};
use crate::clip::CLIPS;
use crate::optimizer::OPTIMIZERS;
use crate::schedule::SCHEDULES;
use crate::surface::SURFACES;
use proptest::prelude::*;

/// Every formula of every registry.
fn formulas() -> Vec<&'static str> {
    let mut all: Vec<_> = SURFACES.iter().map(|e| e.spec.formula).collect();
    all.extend(OPTIMIZERS.iter().flat_map(|e| e.spec.formula));
    all.extend(SCHEDULES.iter().flat_map(|e| e.spec.formula));
    all.extend(CLIPS.iter().flat_map(|e| e.spec.formula));
    all
}

/// A formula in one line, its structure shown by brackets that mathematics does not use.
fn shape(math: &Math) -> String {
    let parts: Vec<_> = math.parts.iter().map(shape).collect();
    match math.kind {
        Kind::Row | Kind::Fenced => parts.concat(),
        Kind::Fraction => format!("⟨{}⁄{}⟩", parts[0], parts[1]),
        Kind::Root => format!("√⟨{}⟩", parts[0]),
        Kind::Sup => format!("{}^⟨{}⟩", parts[0], parts[1]),
        Kind::Sub => format!("{}_⟨{}⟩", parts[0], parts[1]),
        Kind::Text => " ".into(),
        _ => math.text.clone(),
    }
}

fn shape_of(line: &str) -> String {
    shape(&Math::of(line))
}

/// Every leaf's words.
fn words(math: &Math) -> String {
    math.text.clone() + &math.parts.iter().map(words).collect::<String>()
}

/// Characters that count: spaces, strokes, roots, carets and round brackets are structure, and scripts are letters.
fn content(text: &str) -> String {
    let plain = |c: char| {
        let lists = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗᵏⁿⁱʲ₀₁₂₃₄₅₆₇₈₉₊₋ₜᵢⱼₖₙₘᵣₑₐₓₕₛₚ";
        let letters = "0123456789+−tknij0123456789+−tijknmreaxhsp";
        lists.chars().zip(letters.chars()).find(|(raised, _)| *raised == c).map_or(c, |(_, letter)| letter)
    };
    text.chars().filter(|c| !c.is_whitespace() && !"/√^()⁽⁾₍₎".contains(*c)).map(plain).collect()
}

/// Whether every part has the parts that its kind says.
fn is_sound(math: &Math) -> bool {
    let count = math.parts.len();
    let fits = match math.kind {
        Kind::Row => count != 1 && math.text.is_empty(),
        Kind::Fenced => count == 3,
        Kind::Fraction | Kind::Sup | Kind::Sub => count == 2,
        Kind::Root => count == 1,
        Kind::Identifier | Kind::Number | Kind::Operator | Kind::Text => count == 0 && !math.text.is_empty(),
    };
    fits && math.parts.iter().all(is_sound)
}

fn check(line: &str) {
    let math = Math::of(line);
    assert!(is_sound(&math), "{line:?}: {math:?}");
    assert_eq!(content(&words(&math)), content(line), "{line:?}");
}

#[test]
fn every_formula_of_the_registries_keeps_its_characters() {
    for line in formulas() {
        check(line);
    }
}

#[test]
fn the_formulas_of_the_registries_leave_nothing_unread() {
    for line in formulas() {
        let left = words(&Math::of(line));
        let unread = left.chars().find(|c| "/√^⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗᵏⁿ₀₁₂₃₄₅₆₇₈₉₊₋ₜᵢ".contains(*c));
        let is_typed = line.contains("you type");
        assert!(unread.is_none() || is_typed, "{line}: {unread:?}");
    }
}

#[test]
fn a_stroke_divides_what_stands_next_to_it() {
    assert_eq!(shape_of("5.1x²/4π² + 1/8π"), "⟨5.1x^⟨2⟩⁄4π^⟨2⟩⟩+⟨1⁄8π⟩");
    assert_eq!(shape_of("lr / (1 + (t − 1) lr_decay) · g"), "⟨lr⁄1+(t−1) lr_decay⟩·g");
    assert_eq!(shape_of("−sin r / r + 0.01r²"), "−⟨sin r⁄r⟩+0.01r^⟨2⟩");
    assert_eq!(shape_of("1 / (1 + x)²"), "⟨1⁄(1+x)^⟨2⟩⟩");
    assert_eq!(shape_of("a / b / c"), "⟨⟨a⁄b⟩⁄c⟩");
}

#[test]
fn a_fraction_may_stand_in_a_root_in_a_fraction() {
    assert_eq!(
        shape_of("x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + eps)"),
        "x←x−lr·⟨⟨m⁄1−β_⟨1⟩^⟨t⟩⟩⁄√⟨⟨v⁄1−β_⟨2⟩^⟨t⟩⟩⟩+eps⟩"
    );
}

#[test]
fn a_root_takes_one_operand() {
    assert_eq!(shape_of("√2x"), "√⟨2⟩x");
    assert_eq!(shape_of("g / √max(v, eps₁²)"), "⟨g⁄√⟨max(v,eps_⟨1⟩^⟨2⟩)⟩⟩");
    assert_eq!(shape_of("x sin √|x|"), "x sin √⟨|x|⟩");
}

#[test]
fn exponents_and_indices_are_read_from_scripts_and_carets() {
    assert_eq!(shape_of("μₜ₊₁ · 10⁻⁶"), "μ_⟨t+1⟩·10^⟨−6⟩");
    assert_eq!(shape_of("lr · γ^⌊k / step_size⌋"), "lr·γ^⟨⌊⟨k⁄step_size⟩⌋⟩");
    assert_eq!(shape_of("0.96^(t · momentum_decay)"), "0.96^⟨t·momentum_decay⟩");
}

#[test]
fn bars_close_what_they_opened_and_nest() {
    assert_eq!(shape_of("(|sin x exp |1 − x/π|| + 1)^0.1"), "(|sin x exp |1−⟨x⁄π⟩||+1)^⟨0.1⟩");
    assert_eq!(shape_of("|x| + |y|"), "|x|+|y|");
    assert_eq!(shape_of("b ‖u‖²"), "b ‖u‖^⟨2⟩");
}

#[test]
fn two_letters_before_x_or_y_are_a_product_and_names_are_one() {
    let kinds = |line: &str| Math::of(line).parts.iter().map(|p| p.text.clone()).collect::<Vec<_>>();
    assert_eq!(kinds("xy"), ["x", "y"]);
    assert_eq!(kinds("lr · m"), ["lr", "·", "m"]);
    assert_eq!(kinds("5 by 5"), ["5", "\u{a0}", "by", "\u{a0}", "5"]);
}

#[test]
fn what_is_not_closed_stays_as_it_stands() {
    for line in ["(a + b", "a)", "|x", "√", "/", "a /", "^2", "²", "(|a)", "[a)", "sin", "((((", "a ^ b", "‖x|"] {
        check(line);
    }
}

#[test]
fn mathml_escapes_what_stands_in_a_formula() {
    let mathml = Math::of("a < b/2").mathml();
    assert_eq!(mathml, "<math><mrow><mi>a</mi><mo>&lt;</mo><mfrac><mi>b</mi><mn>2</mn></mfrac></mrow></math>");
    assert!(!Math::of("<script>&amp;").mathml().contains("<script>"));
}

#[test]
fn what_is_nested_without_end_is_read_all_the_same() {
    for part in ["(", "√", "sin ", "2^", "|", "−(", "1/("] {
        check(&part.repeat(10_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_a_formula_that_keeps_its_characters(line in "[()|‖√/^²₁ᵗ a-c12xy.,·+−⌊⌋←sin]{0,40}|\\PC{0,40}") {
        let math = Math::of(&line);
        prop_assert!(is_sound(&math), "{math:?}");
        prop_assert_eq!(content(&words(&math)), content(&line));
    }
}
