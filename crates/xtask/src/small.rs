//! Makes what the page downloads small, by plain means that need no Node.

use std::collections::HashMap;

use anyhow::{Result, ensure};

/// A script, style sheet or page without indentation and without comments that have lines of their own.
pub(crate) fn text(text: &str) -> String {
    let mut small = String::new();
    let mut comment_ends = None;
    for line in text.lines().map(str::trim) {
        if comment_ends.is_none() {
            comment_ends =
                [("/*", "*/"), ("<!--", "-->")].iter().find(|(begin, _)| line.starts_with(begin)).map(|(_, end)| *end);
            if comment_ends.is_none() && !line.is_empty() && !line.starts_with("//") {
                small.push_str(line);
                small.push('\n');
            }
        }
        if comment_ends.is_some_and(|end| line.ends_with(end)) {
            comment_ends = None;
        }
    }
    small
}

/// wasm-bindgen's script without the classes it exports: they come from a dependency, and nothing of the page uses them.
pub(crate) fn without_classes(script: &str) -> String {
    let is_class = |line: &str| line.starts_with("export class ");
    let is_registry = |line: &str| line.starts_with("const ") && line.contains("Finalization = ");
    let script = without(script, is_class, |line| line == "}");
    let script = without(&script, is_registry, |line| line.ends_with(';'));
    without(&script, |line| line.starts_with("if (Symbol.dispose) "), |_| true)
}

/// The exports of the module that wasm-bindgen's script uses.
pub(crate) fn used_exports(script: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    script.split("wasm.").skip(1).filter_map(|rest| rest.split(|c| !is_name(c)).next()).collect()
}

/// wasm-bindgen's script with only those functions for the module to import that have a new name, under that name.
pub(crate) fn with_imports(script: &str, new_names: &HashMap<String, String>) -> Result<String> {
    const INDENT: &str = "        ";
    let name = |line: &str| {
        let (name, _) = line.strip_prefix(INDENT)?.split_once(": function(")?;
        name.starts_with("__wb").then(|| name.to_owned())
    };
    let is_unused = |line: &str| name(line).is_some_and(|name| !new_names.contains_key(&name));
    let kept = without(script, is_unused, |line| line.starts_with(&format!("{INDENT}}}")));
    let mut found = 0;
    let mut renamed = String::new();
    for line in kept.lines() {
        match name(line) {
            Some(old) => {
                found += 1;
                renamed.push_str(&line.replacen(&old, &new_names[&old], 1));
            }
            None => renamed.push_str(line),
        }
        renamed.push('\n');
    }
    ensure!(found == new_names.len(), "wasm-bindgen's script has {found} of the module's {} imports", new_names.len());
    Ok(renamed)
}

/// Leaves out every block of lines, with its first and its last.
fn without(text: &str, begins: impl Fn(&str) -> bool, ends: impl Fn(&str) -> bool) -> String {
    let mut is_in = false;
    let mut kept = String::new();
    for line in text.lines() {
        is_in |= begins(line);
        if !is_in {
            kept.push_str(line);
            kept.push('\n');
        }
        is_in &= !ends(line);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "export class Unused {
    free() {
        wasm.__wbg_unused_free(this.pointer);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
const imports = {
        __wbg_log_0: function(arg0) {
            console.log(arg0);
        },
        __wbg_pull_1: function() { return handleError(function (arg0) {
            arg0.pull();
        }, arguments); },
};
const UnusedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? {}
    : new FinalizationRegistry(ptr => wasm.__wbg_unused_free(ptr));
wasm.start(wasm.memory.buffer);
";

    #[test]
    fn comments_and_indentation_go_and_every_other_line_stays() {
        let css = "/* All\n   of it. */\na {\n  color: red; /* kept */\n}\n\n// a\n/* b */\nb {}\n";
        assert_eq!(text(css), "a {\ncolor: red; /* kept */\n}\nb {}\n");
        assert_eq!(text("  <!-- c -->\n  <p>d</p>"), "<p>d</p>\n");
    }

    #[test]
    fn exported_classes_go_and_with_them_the_exports_that_only_they_use() {
        assert_eq!(used_exports(&without_classes(SCRIPT)), ["start", "memory"]);
        assert!(without_classes(SCRIPT).starts_with("const imports"));
    }

    #[test]
    fn only_imported_functions_stay_under_their_new_names() {
        let script = without_classes(SCRIPT);
        let names = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let small = with_imports(&script, &names(&[("__wbg_pull_1", "b")])).unwrap();
        assert!(small.contains("        b: function() { return") && !small.contains("log"));
        assert!(with_imports(&script, &names(&[("__wbg_gone_2", "c")])).is_err());
    }
}
