//! The section of one item.

use downhill_core::library::Library;
use downhill_core::spec::{Kind, Param, Range, Source};
use downhill_core::text::number;

/// What every item of a registry says about itself.
pub(crate) struct Item<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) about: &'a str,
    pub(crate) formula: &'a [&'a str],
    pub(crate) params: &'a [Param],
    pub(crate) libraries: &'a [Library],
    pub(crate) source: Source,
}

impl Item<'_> {
    /// The section, with some facts of its own.
    pub(crate) fn section(&self, facts: &[(&str, String)]) -> String {
        let mut out = format!("\n### {}: `{}`\n\n{}\n\n", self.name, self.id, sentence(self.about));
        if !self.formula.is_empty() {
            out += &format!("```text\n{}\n```\n\n", self.formula.join("\n"));
        }
        for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
            out += &format!("- {name}: {fact}\n");
        }
        let Source { cite, url } = self.source;
        out += &if url.is_empty() { format!("- Source: {cite}\n") } else { format!("- Source: [{cite}]({url})\n") };
        out + &self.table() + &self.names()
    }

    fn table(&self) -> String {
        if self.params.is_empty() {
            return String::new();
        }
        let rows: String = self.params.iter().map(|param| self.row(param)).collect();
        format!("\n| Parameter | Default | Allowed | |\n|---|---|---|---|\n{rows}")
    }

    fn row(&self, param: &Param) -> String {
        let (default, allowed) = kind(param);
        let default = format!("{default}{}", self.others(param));
        format!("| `{}` | {default} | {allowed} | {} |\n", param.name, cell(param.about))
    }

    /// Other defaults of a parameter, under the alternatives that bring their own.
    fn others(&self, param: &Param) -> String {
        let alternatives = self.params.iter().flat_map(|p| if let Kind::Choice(all) = p.kind { all } else { &[] });
        let own = alternatives.filter_map(|a| {
            let (_, v) = a.defaults.iter().find(|(name, _)| *name == param.name)?;
            Some(format!("; {}: {}", a.name, number(*v)))
        });
        own.collect()
    }

    fn names(&self) -> String {
        let line = |library: &Library| {
            let fixed: Vec<_> = library.fixed().map(|(name, value)| format!("{name}={value}")).collect();
            let fixed = if fixed.is_empty() { String::new() } else { format!("({})", fixed.join(", ")) };
            let dialect = library.dialect;
            let dialect = if dialect.is_empty() { String::new() } else { format!(": dialect {dialect}") };
            format!("- `{}{fixed}`{dialect}\n", library.name)
        };
        let lines: String = self.libraries.iter().map(line).collect();
        if lines.is_empty() { lines } else { format!("\nIn libraries:\n\n{lines}") }
    }
}

/// The default of a parameter, and what is allowed.
fn kind(param: &Param) -> (String, String) {
    let each = |range: Range, what: &str| format!("{what}: {}", range.words());
    let list = |values: &[f64]| values.iter().map(|v| number(*v)).collect::<Vec<_>>().join(", ");
    match param.kind {
        Kind::Number(range, default) => (number(default), range.words()),
        Kind::Tuple(range, default) => (list(default), each(range, &format!("{} numbers, each", default.len()))),
        Kind::List(range, default) => (list(default), each(range, "any count of numbers, each")),
        Kind::Flag(default) => (if default { "on" } else { "off" }.into(), "on or off".into()),
        Kind::Choice(all) => {
            let one = |a: &downhill_core::spec::Alternative| format!("`{}`: {}", a.name, cell(a.about));
            (all[0].name.into(), all.iter().map(one).collect::<Vec<_>>().join("<br>"))
        }
        Kind::Pair(all, known) => {
            let names = |[a, b]: [&str; 2]| format!("({a}, {b})");
            let known: Vec<_> = known.iter().map(|(name, pair)| format!("; `{name}` is {}", names(*pair))).collect();
            (names([all[0].name, all[1].name]), param.kind.words() + &known.concat())
        }
        Kind::Formula(default) => (format!("`{default}`"), "a formula in x and y".into()),
        Kind::Optimizer(default) => (format!("`{default}`"), "an optimizer with its settings".into()),
        Kind::Schedule => ("none".into(), "a schedule".into()),
        Kind::Schedules => ("none".into(), "schedules, one after the other".into()),
        Kind::Clip => ("none".into(), "a clipping".into()),
        Kind::Batch => ("none".into(), param.kind.words()),
        Kind::Data(default) => (format!("`{default}`"), "data with their settings".into()),
        Kind::Points(default) => (format!("`{default}`"), "points, 200 at most".into()),
    }
}

/// A point.
pub(crate) fn vector([x, y]: [f64; 2]) -> String {
    format!("({}, {})", short(x), short(y))
}

/// A number in six significant digits.
pub(crate) fn short(v: f64) -> String {
    number(format!("{v:.5e}").parse().unwrap_or(v))
}

/// Words with a capital letter and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if capital.ends_with('.') { capital } else { capital + "." }
}

/// Words in a table's cell.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}
