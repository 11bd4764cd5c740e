//! What `docs/embedding.md` says of the element is what the element has.

use downhill_core::view::{Named, Part};

const DOCS: &str = include_str!("../../../docs/embedding.md");
const TYPES: &str = include_str!("../../../www/embed.d.ts");
const ELEMENT: &str = include_str!("../../../www/embed.js");
const FRAME: &str = include_str!("../../../www/frame.js");

#[test]
fn every_part_that_can_be_hidden_is_documented() {
    for (_, name) in Part::NAMES {
        assert!(DOCS.contains(&format!("\n| `{name}` |")), "{name}");
    }
}

#[test]
fn every_verb_and_every_member_is_documented_and_has_a_type() {
    let verbs = FRAME.split_once("new Set([").and_then(|(_, rest)| rest.split_once("])")).map(|(verbs, _)| verbs);
    for verb in verbs.unwrap_or_default().split(", ").map(|verb| verb.trim_matches('"')) {
        assert!(DOCS.contains(&format!("`{verb}`")) && TYPES.contains(&format!("\"{verb}\"")), "{verb}");
    }
    let getters = ELEMENT.lines().filter_map(|line| line.trim().strip_prefix("get ")?.split_once('('));
    let methods = ELEMENT.lines().filter_map(|line| line.trim().strip_prefix("async ")?.split_once('('));
    let members: Vec<_> =
        getters.chain(methods.filter(|(name, _)| !name.contains(' '))).map(|(name, _)| name).collect();
    assert_eq!(members, ["experiment", "hide", "theme", "step", "play", "pause", "seek", "trajectories"]);
    for name in members {
        assert!(DOCS.contains(&format!("`{name}")) && TYPES.contains(&format!("  {name}")), "{name}");
    }
}
