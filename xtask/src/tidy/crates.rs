//! Who may know whom: the order of the crates, and what from outside stays behind one door.

use super::Finding;
use super::tree::{File, Tree};

/// Each may know those before it.
const LADDER: &[&str] = &[
    "values",
    "store",
    "office",
    "ui",
    "books",
    "settings",
    "front_desk",
    "dispatch",
    "billing",
    "money",
    "collections",
    "safekeeping",
    "reports",
    "day",
    "demo",
    "daybook",
];

/// Crates beside the ladder: the last one they may know, and the first that may know them.
const ASIDE: &[(&str, &str, &str)] = &[
    ("formats", "values", "office"),
    ("routing", "values", "books"),
    ("pdf", "values", "daybook"),
    ("people", "dispatch", "reports"),
    ("back_office", "dispatch", "reports"),
];

/// Crates from outside that only these of ours may name: the driver stays in `store`, the web
/// server and the command line in `daybook`, the typesetter in `pdf`.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "bench"]),
    ("postgres", &["store", "bench"]),
    ("axum", &["daybook"]),
    ("tower-http", &["daybook"]),
    ("clap", &["daybook"]),
    ("typst", &["pdf"]),
];

/// A crate of ours that names one it may not know.
pub fn crate_order(tree: &Tree) -> Vec<Finding> {
    each_dependency(tree, |room, dependency| {
        let known =
            LADDER.contains(&dependency) || ASIDE.iter().any(|(name, ..)| *name == dependency);
        (known && !may_know(room, dependency)).then(|| format!("{room} may not know {dependency}"))
    })
}

/// A crate from outside that has its own door in the house.
pub fn outside(tree: &Tree) -> Vec<Finding> {
    each_dependency(tree, |room, dependency| {
        let (name, may) = OUTSIDE.iter().find(|(name, _)| *name == dependency)?;
        (!may.contains(&room)).then(|| format!("only {} may name {name}", may.join(" and ")))
    })
}

fn each_dependency(tree: &Tree, judge: impl Fn(&str, &str) -> Option<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&["/Cargo.toml"]) {
        let Some(room) = package(file) else { continue };
        for (line, dependency) in dependencies(&file.text) {
            if let Some(says) = judge(room, dependency) {
                findings.push(Finding::new(&file.path, line, says));
            }
        }
    }
    findings
}

/// Our crate whose manifest this is: `crates/money/Cargo.toml` or `bench/Cargo.toml`.
fn package(file: &File) -> Option<&str> {
    let folder = file.path.strip_suffix("/Cargo.toml")?;
    let name = folder.strip_prefix("crates/").unwrap_or(folder);
    (!name.contains('/')).then_some(name)
}

/// Names in the dependency sections of a manifest, with their lines.
fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for (index, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            is_inside = line.trim().ends_with("dependencies]");
        } else if is_inside && !line.trim_start().starts_with('#') {
            let end = line.find(['.', '=', ' ']).unwrap_or(line.len());
            if end > 0 {
                found.push((index + 1, line[..end].trim()));
            }
        }
    }
    found
}

fn may_know(room: &str, dependency: &str) -> bool {
    // A crate may turn on its own features for its tests; bench and fuzz see everything.
    if room == dependency || matches!(room, "bench" | "fuzz") {
        return true;
    }
    let limit = |name: &str| {
        let aside = ASIDE.iter().find(|(aside, ..)| *aside == name);
        aside.map_or_else(|| rank(name), |(_, last, _)| rank(last).map(|rank| rank + 1))
    };
    let Some(limit) = limit(room) else {
        return false;
    };
    match ASIDE.iter().find(|(name, ..)| *name == dependency) {
        Some((_, _, first)) => rank(first).is_some_and(|first| rank(room) >= Some(first)),
        None => rank(dependency).is_some_and(|rank| rank < limit),
    }
}

fn rank(name: &str) -> Option<usize> {
    LADDER.iter().position(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(dependencies: &str) -> String {
        format!("[package]\nname = \"x\"\n\n[dependencies]\n{dependencies}")
    }

    #[test]
    fn knowing_to_the_right_is_found() {
        let wrong = manifest("store.workspace = true\nmoney = { path = \"../money\" }\n");
        let tree = Tree::of(&[("crates/billing/Cargo.toml", &wrong)]);
        let findings = crate_order(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            (findings[0].line, findings[0].says.as_str()),
            (6, "billing may not know money")
        );
    }

    #[test]
    fn crates_beside_the_ladder_have_their_own_limits() {
        for (room, dependency, may) in [
            ("formats", "values", true),
            ("formats", "store", false),
            ("money", "formats", true),
            ("store", "formats", false),
            ("people", "dispatch", true),
            ("people", "billing", false),
            ("collections", "people", false),
            ("day", "people", true),
            ("day", "pdf", false),
            ("daybook", "pdf", true),
            ("xtask", "values", false),
            ("bench", "daybook", true),
        ] {
            assert_eq!(may_know(room, dependency), may, "{room} -> {dependency}");
        }
    }

    #[test]
    fn a_raw_driver_in_a_room_is_found() {
        let wrong = manifest("rusqlite.workspace = true\n");
        let tree =
            Tree::of(&[("crates/money/Cargo.toml", &wrong), ("crates/store/Cargo.toml", &wrong)]);
        assert_eq!(outside(&tree).len(), 1);
        let test_only = "[dev-dependencies]\naxum.workspace = true\n";
        assert_eq!(outside(&Tree::of(&[("crates/ui/Cargo.toml", test_only)])).len(), 1);
    }
}
