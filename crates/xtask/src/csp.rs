//! The page's Content-Security-Policy: nothing from any other host, and of inline scripts only
//! those that are in the page now, each allowed by its hash.
//!
//! Inline styles are allowed: plotters-canvas measures text through an element with one.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Where the page's files are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Files {
    /// Beside it, on the same host.
    Beside,
    /// All inside it.
    Inside,
}

/// What the tag of a policy begins with.
const TAG: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// The page without its policy.
pub(crate) fn without(html: &str) -> String {
    let Some(begin) = html.find(TAG) else { return html.to_owned() };
    let end = html[begin..].find('>').map_or(html.len(), |end| begin + end + 1);
    format!("{}{}", html[..begin].trim_end(), &html[end..])
}

/// Returns the page with the policy as a `<meta>` right after the character set, before anything
/// that it governs.
pub(crate) fn insert(html: &str, files: Files) -> Result<String> {
    if html.contains(TAG) {
        bail!("the page already has a Content-Security-Policy; remove it from index.html");
    }
    let lower = html.to_ascii_lowercase();
    let charset =
        lower.find("<meta charset").context("index.html must start its head with <meta charset=\"utf-8\">")?;
    let end = charset + lower[charset..].find('>').context("the tag <meta charset> does not end")? + 1;
    let policy = policy(&inline_scripts(html)?, files);
    let (before, after) = html.split_at(end);
    Ok(format!("{before}\n{TAG} content=\"{policy}\">{after}"))
}

fn policy(scripts: &[&str], files: Files) -> String {
    let own = if files == Files::Inside { "data:" } else { "'self'" };
    let hashes: String = scripts.iter().map(|script| format!(" '{}'", hash(script))).collect();
    [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{hashes}"),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        &format!("connect-src {own}"),
        &format!("worker-src {own}"),
        "font-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .join("; ")
}

/// A script's source expression, without its quotes.
fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

/// The text of every `<script>` without a `src`, byte for byte, as browsers hash it.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let lower = html.to_ascii_lowercase();
    let mut scripts = Vec::new();
    let mut at = 0;
    while let Some(found) = lower[at..].find("<script") {
        let tag = at + found;
        let text = tag + lower[tag..].find('>').context("a <script> tag does not end")? + 1;
        let end = text + lower[text..].find("</script").context("a <script> has no </script>")?;
        let has_source = lower[tag..text].split_whitespace().any(|attribute| attribute.starts_with("src="));
        if !has_source {
            scripts.push(&html[text..end]);
        }
        at = end;
    }
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value is from `printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64`.
    #[test]
    fn hash_is_the_one_that_browsers_compute() {
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn only_inline_scripts_are_found_and_their_blanks_are_kept() {
        let html =
            "<script src=\"a.js\"></script><SCRIPT type=\"module\">\n let a = 1 < 2;\n</script><script>b</script>";
        assert_eq!(inline_scripts(html).unwrap(), ["\n let a = 1 < 2;\n", "b"]);
    }

    #[test]
    fn policy_follows_the_character_set() {
        let html = "<html><head><meta charset=\"utf-8\"><script>x</script></head></html>";
        let page = insert(html, Files::Beside).unwrap();
        assert!(page.starts_with("<html><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\""));
        assert!(page.contains(&format!("script-src 'self' 'wasm-unsafe-eval' '{}';", hash("x"))));
        assert!(page.ends_with("<script>x</script></head></html>"));
    }

    #[test]
    fn a_page_without_a_character_set_or_with_a_policy_is_refused() {
        assert!(insert("<html><head></head></html>", Files::Beside).is_err());
        let page = insert("<meta charset=\"utf-8\">", Files::Beside).unwrap();
        assert!(insert(&page, Files::Beside).is_err());
    }

    #[test]
    fn a_page_with_its_files_inside_asks_no_host() {
        let html = "<meta charset=\"utf-8\"><p>a</p>";
        let beside = insert(html, Files::Beside).unwrap();
        assert_eq!(without(&beside), html);
        let inside = insert(&without(&beside), Files::Inside).unwrap();
        assert!(inside.contains("connect-src data:;") && inside.contains("worker-src data:;"));
        assert!(inside.ends_with("<p>a</p>"));
    }
}
