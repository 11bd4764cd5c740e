//! Turns the page that Trunk built into one whose program arrives in three parts.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::surface::SURFACES;

use crate::build::{self, files, has_extension};
use crate::project::Project;
use crate::scripts::{self, hashed, name};
use crate::split::{Rules, shorten, split};
use crate::{rust, say, small, texts};

/// The web crate's `engine` and `more` have them.
const GATES: [&str; 2] = ["downhill_web::engine::gate", "downhill_web::more::gate"];

/// What builds the items of the registries of which the page has some later.
const REGISTRIES: [&str; 2] = ["downhill_core::surface::Entry>::", "downhill_core::optimizer::Entry>::"];

/// What the first module hands to what is behind the gate.
const LATER: [&str; 1] = ["downhill_figure::words::outcome::"];

/// What builds schedules and data, draws noise, and is called by the surface of one's own: earlier modules know where it
/// stands.
const RARE: [&str; 5] = [
    "downhill_core::schedule::Entry>::",
    "downhill_core::data::",
    "downhill_core::run::noise::",
    "downhill_core::formula::function::",
    "libm::",
];

/// Where Trunk's own script begins.
const SCRIPT: &str = "<script type=\"module\">";

/// What is left to do after [`split_program`], when the modules are as they are to be served.
pub(crate) struct Program {
    /// wasm-bindgen's script.
    script: PathBuf,
    /// The module that Trunk's page would load.
    whole: PathBuf,
    pub(crate) controls: PathBuf,
    pub(crate) engine: PathBuf,
    pub(crate) more: PathBuf,
}

/// Splits the one module in the site.
pub(crate) fn split_program(project: &Project) -> Result<Program> {
    let files = files(&project.dist())?;
    let find = |extension, what| {
        let is_it = |file: &&PathBuf| has_extension(file, extension) && stem(file).starts_with("downhill-web");
        files.iter().find(is_it).cloned().with_context(|| format!("Trunk left no {what} in dist/"))
    };
    let (script, whole) = (find("js", "script")?, find("wasm", "module")?);
    let glue = small::without_classes(&std::fs::read_to_string(&script)?);
    let (late_texts, early_texts) = (texts::late(), texts::early());
    let rules = Rules {
        gates: GATES,
        registries: &REGISTRIES,
        common: &common_modules(),
        later: &LATER,
        rare: &RARE,
        used_exports: &small::used_exports(&glue),
        late_texts: &late_texts,
        early_texts: &early_texts,
    };
    let linked = std::fs::read(rust::built_page(project, build::PROFILE)?).context("Trunk left no linked program")?;
    let parts = split(&std::fs::read(&whole)?, &linked, &rules)?;
    let files = ["controls", "engine", "more"].map(|part| whole.with_file_name(format!("{part}.wasm")));
    for (file, part) in files.iter().zip(parts) {
        std::fs::write(file, part)?;
    }
    std::fs::write(&script, glue)?;
    std::fs::remove_file(&whole)?;
    say::done("the program is split into controls, engine and more");
    let [controls, engine, more] = files;
    Ok(Program { script, whole, controls, engine, more })
}

/// The modules of the common surfaces and optimizers.
fn common_modules() -> Vec<String> {
    let surfaces = SURFACES.iter().filter(|e| e.is_common).map(|e| format!("downhill_core::surface::{}::", e.spec.id));
    let optimizers = OPTIMIZERS.iter().filter(|e| e.is_common);
    surfaces.chain(optimizers.map(|e| format!("downhill_core::optimizer::{}::", e.spec.id))).collect()
}

impl Program {
    /// Names every file after its content, as Trunk does, and lets the page start the modules.
    pub(crate) fn link(self, project: &Project, worker: String) -> Result<()> {
        self.shorten_imports()?;
        let old_script = name(&self.script);
        let script = hashed(&self.script, "downhill-web")?;
        let controls = hashed(&self.controls, "controls")?;
        let engine = hashed(&self.engine, "engine")?;
        let more = hashed(&self.more, "more")?;
        let loader = scripts::write(&project.dist(), &[script.clone(), controls.clone(), engine, more, worker])?;
        let page = project.dist().join("index.html");
        let html = std::fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
        let html = replace_script(&html, &loader)?;
        std::fs::write(&page, html.replace(&old_script, &script).replace(&name(&self.whole), &controls))?;
        Ok(())
    }

    /// Only the controls import from wasm-bindgen's script; the others import from it and each other.
    fn shorten_imports(&self) -> Result<()> {
        let (module, names) = shorten(&std::fs::read(&self.controls)?)?;
        let script = small::with_imports(&std::fs::read_to_string(&self.script)?, &names)?;
        std::fs::write(&self.controls, module)?;
        std::fs::write(&self.script, script)?;
        Ok(())
    }
}

/// Puts a script in the place of the page's only module script.
fn replace_script(html: &str, script: &str) -> Result<String> {
    let begin = html.find(SCRIPT).context("Trunk's page has no module script")? + SCRIPT.len();
    let end = begin + html[begin..].find("</script>").context("Trunk's script does not end")?;
    Ok(format!("{}\n{script}{}", &html[..begin], &html[end..]))
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_script_gives_way_to_ours() {
        let html = "<head><script type=\"module\">\nimport init;\n</script><script src=\"boot.js\"></script></head>";
        let page = replace_script(html, "start();\n").unwrap();
        assert_eq!(page, "<head><script type=\"module\">\nstart();\n</script><script src=\"boot.js\"></script></head>");
        assert!(replace_script("<head></head>", "").is_err());
    }
}
