//! Formulas as MathML.

use super::{Kind, Math};

impl Kind {
    /// The MathML element that shows it.
    pub const fn element(self) -> &'static str {
        match self {
            Self::Row | Self::Fenced => "mrow",
            Self::Fraction => "mfrac",
            Self::Root => "msqrt",
            Self::Sup => "msup",
            Self::Sub => "msub",
            Self::Identifier => "mi",
            Self::Number => "mn",
            Self::Operator => "mo",
            Self::Text => "mtext",
        }
    }
}

impl Math {
    /// The formula as MathML, whatever stands in it escaped.
    pub fn mathml(&self) -> String {
        let mut out = String::from("<math>");
        self.print(&mut out);
        out + "</math>"
    }

    fn print(&self, out: &mut String) {
        let name = self.kind.element();
        out.extend(["<", name, ">"]);
        for c in self.text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c => out.push(c),
            }
        }
        self.parts.iter().for_each(|part| part.print(out));
        out.extend(["</", name, ">"]);
    }
}
