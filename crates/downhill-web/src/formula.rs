//! Formulas, set as mathematics.

use crate::engine;
use crate::ui::{El, el, mathml};
use downhill_core::math::{Kind, Math};

/// A line of plain mathematics. It stands as it is written until the engine is here to set it.
pub(crate) fn math(line: &str) -> El {
    let line = line.to_owned();
    let set = move || engine::run(|| lines(Math::of(&line))).unwrap_or_else(|| vec![el("span").text(line.as_str())]);
    el("span").class("formula").made(set)
}

/// Browsers do not break lines within mathematics: a row is set in pieces, so that it may break between them.
fn lines(math: Math) -> Vec<El> {
    let parts = if math.kind == Kind::Row { math.parts } else { vec![math] };
    let (mut all, mut piece) = (Vec::new(), mathml("math"));
    let mut before = None;
    for part in &parts {
        let joins = part.kind == Kind::Operator && before.is_some();
        if joins && before != Some(Kind::Operator) && "+−".contains(&part.text) {
            all.extend([std::mem::replace(&mut piece, mathml("math")), el("wbr")]);
        }
        // Where it stands in a piece says nothing about what an operator does.
        let set = element(part);
        piece = piece.child(if joins { set.attr("form", "infix") } else { set });
        if part.kind == Kind::Text || part.text == "," {
            all.extend([std::mem::replace(&mut piece, mathml("math")), el("wbr")]);
        }
        before = Some(part.kind);
    }
    all.push(piece);
    all
}

fn element(math: &Math) -> El {
    let set = mathml(math.kind.element()).children(math.parts.iter().map(element));
    if math.text.is_empty() { set } else { set.text(math.text.as_str()) }
}
