//! `cargo xtask single-file`: the page as one file, which opens from a disk and needs no network.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::build::{self, files, has_extension};
use crate::project::Project;
use crate::{csp, say, scripts};

/// What browsers are told to fetch ahead of time: there is nothing to fetch.
const PRELOADS: [&str; 2] = ["<link rel=\"modulepreload\"", "<link rel=\"preload\""];

/// What the page says of the picture that stands beside it.
const PICTURE: &str = ", or look at\n<a href=\"page.png\">a picture of the page</a>";

pub(crate) fn run(project: &Project) -> Result<()> {
    build::run(project)?;
    write(project)
}

/// Writes the file from the site in dist/.
pub(crate) fn write(project: &Project) -> Result<()> {
    let dist = project.dist();
    let page = std::fs::read_to_string(dist.join("index.html")).context("dist/ has no index.html")?;
    let mut page = csp::without(&page).replace(PICTURE, "");
    for preload in PRELOADS {
        while let Some(tag) = tag(&page, preload) {
            page = page.replace(&tag, "");
        }
    }
    for file in files(&dist)? {
        page = with_inside(&page, &file)?;
    }
    let asked = files(&dist)?.into_iter().find(|file| page.contains(&reference(file)));
    ensure!(asked.is_none(), "the page would still ask for {asked:?}");
    let page = csp::insert(&page, csp::Files::Inside)?;
    let file = project.root.join("target/single-file/downhill.html");
    std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
    std::fs::write(&file, &page)?;
    say::done(format_args!("{} is the whole page, {} kB; any browser opens it", file.display(), page.len() / 1000));
    Ok(())
}

/// The page with a file inside, where it asks for it.
fn with_inside(page: &str, file: &Path) -> Result<String> {
    let name = reference(file);
    if !page.contains(&name) {
        return Ok(page.to_owned());
    }
    let text = || std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    Ok(match file.extension().and_then(|e| e.to_str()) {
        Some("css") => page.replace(&tag_around(page, &name)?, &format!("<style>\n{}</style>", text()?)),
        Some("svg") => page.replace(&name, &data("image/svg+xml", file)?),
        Some("wasm") => page.replace(&name, &data("application/wasm", file)?),
        Some("js") if page.contains(&format!("new URL({name}")) => page.replace(&name, &worker(file, &text()?)?),
        Some("js") if page.contains(&format!("from {name}")) => with_import(page, &name, &module(&text()?)?)?,
        Some("js") if page.contains(&format!("await import({name})")) => {
            page.replace(&format!("await import({name})"), &module(&text()?)?)
        }
        _ => page.replace(&tag_around(page, &name)?, &format!("<script>\n{}", text()?)),
    })
}

/// How the page names a file, in quotes.
fn reference(file: &Path) -> String {
    format!("\"./{}\"", scripts::name(file))
}

/// A file as an address, in quotes.
fn data(kind: &str, file: &Path) -> Result<String> {
    Ok(address(kind, &std::fs::read(file)?))
}

fn address(kind: &str, content: &[u8]) -> String {
    format!("\"data:{kind};base64,{}\"", STANDARD.encode(content))
}

/// A worker's script as an address, with the module inside that it asks for.
fn worker(file: &Path, script: &str) -> Result<String> {
    let modules = files(file.parent().unwrap_or(file))?.into_iter().filter(|file| has_extension(file, "wasm"));
    let mut whole = script.to_owned();
    for module in modules.filter(|module| script.contains(&reference(module))) {
        whole = whole.replace(&reference(&module), &data("application/wasm", &module)?);
    }
    Ok(address("text/javascript", whole.as_bytes()))
}

/// The first tag that begins so, to its end.
fn tag(page: &str, begin: &str) -> Option<String> {
    let from = &page[page.find(begin)?..];
    Some(from[..=from.find('>')?].to_owned())
}

/// The tag that names a file.
fn tag_around(page: &str, name: &str) -> Result<String> {
    let at = page.find(name).context("the page does not name the file")?;
    let begin = page[..at].rfind('<').context("what names the file is no tag")?;
    tag(&page[begin..], "<").context("the tag does not end")
}

/// `import a, { b } from "./name";` as a declaration.
fn with_import(page: &str, name: &str, module: &str) -> Result<String> {
    let end = format!(" from {name};");
    let at = page.find(&end).context("the import does not end")?;
    let begin = page[..at].rfind("import ").context("the import does not begin")?;
    let (default, others) = page[begin + "import ".len()..at].split_once(", {").context("the import has no default")?;
    let names = format!("const {{ default: {default}, {} = {module};", others.trim_start());
    Ok(format!("{}{names}{}", &page[..begin], &page[at + end.len()..]))
}

/// A module that imports nothing as an expression: an object of what it exports.
fn module(text: &str) -> Result<String> {
    let mut exports = Vec::new();
    let mut body = String::new();
    // A shortened script has all on one line.
    for line in text.replace("export{", "\nexport {").lines() {
        let line = if let Some(list) = line.strip_prefix("export {") {
            let list = list.trim_end_matches(';').trim_end_matches('}');
            exports.extend(list.split(',').filter_map(|one| exported(one.trim())));
            continue;
        } else if let Some(function) = line.strip_prefix("export function ") {
            exports.extend(function.split('(').next().map(str::to_owned));
            format!("function {function}")
        } else {
            line.to_owned()
        };
        ensure!(
            !line.starts_with("export ") && !line.contains("</script"),
            "a script cannot stand in the page: {line}"
        );
        body += &line;
        body.push('\n');
    }
    Ok(format!("(() => {{\n{body}return {{ {} }};\n}})()", exports.join(", ")))
}

/// `a as b` as a property of an object.
fn exported(one: &str) -> Option<String> {
    match one.split_once(" as ") {
        _ if one.is_empty() => None,
        Some((own, name)) => Some(format!("{name}: {own}")),
        None => Some(one.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_an_object_of_what_it_exports() {
        let text = "let n = 1;\nexport function act(a) {\nreturn a + n;\n}\nfunction init() {}\nexport { n, init as default };\n";
        let object = "(() => {\nlet n = 1;\nfunction act(a) {\nreturn a + n;\n}\nfunction init() {}\n\
                      return { act, n, default: init };\n})()";
        assert_eq!(module(text).unwrap(), object);
        assert_eq!(module("let n=1;export{n as a};\n").unwrap(), "(() => {\nlet n=1;\nreturn { a: n };\n})()");
        assert!(module("export const a = 1;\n").is_err());
        assert!(module("f(\"</script>\");\n").is_err());
    }

    #[test]
    fn an_import_becomes_a_declaration() {
        let page = "<script>\nimport init, { act, mount } from \"./program.js\";\ninit();</script>";
        let inside = with_import(page, "\"./program.js\"", "(() => ({}))()").unwrap();
        assert_eq!(inside, "<script>\nconst { default: init, act, mount } = (() => ({}))();\ninit();</script>");
    }

    #[test]
    fn tags_are_found_whole() {
        let page = "<p>a</p><link rel=\"preload\" href=\"./a.wasm\"><link\n href=\"./b.css\"/>";
        assert_eq!(tag(page, PRELOADS[1]).unwrap(), "<link rel=\"preload\" href=\"./a.wasm\">");
        assert_eq!(tag_around(page, "\"./b.css\"").unwrap(), "<link\n href=\"./b.css\"/>");
    }
}
