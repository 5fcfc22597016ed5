//! Links between pages of the documentation lead somewhere.

use super::Finding;
use super::tree::{File, Tree};

/// A link of a Markdown file to a file or heading that is not there.
pub fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".md"]) {
        let mut is_code = false;
        for (index, line) in file.text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                is_code = !is_code;
            }
            if is_code {
                continue;
            }
            for target in targets(line) {
                if !resolves(tree, file, target) {
                    let says = format!("`{target}` leads nowhere");
                    findings.push(Finding::new(&file.path, index + 1, says));
                }
            }
        }
    }
    findings
}

/// The addresses of `[text](address)` in a line that are inside the repository. Words in
/// backticks only show what a link looks like.
fn targets(line: &str) -> Vec<&str> {
    let plain = line.split('`').step_by(2);
    let after_text = plain.flat_map(|piece| piece.split("](").skip(1));
    after_text
        .filter_map(|after| after.split(')').next())
        .map(|target| target.split(" \"").next().unwrap_or(target))
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

fn resolves(tree: &Tree, file: &File, target: &str) -> bool {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() { file.path.clone() } else { join(&file.path, path) };
    if heading.is_empty() || !path.ends_with(".md") {
        return tree.has(&path);
    }
    tree.find(&path).is_some_and(|page| has_heading(&page.text, heading))
}

/// The path of a link, seen from the folder of the file it stands in.
fn join(file: &str, link: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn has_heading(page: &str, wanted: &str) -> bool {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#').trim())).any(|name| name == wanted)
}

/// How a heading is spelt in an address: small letters, blanks as `-`, no other marks.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_are_found() {
        let page = "[a](../README.md) [b](gone.md)\n[c](https://example.org/x) `[d](e.md)`\n\
                    [f](payments.md#how-it-is-done) [g](payments.md#nowhere) [h](#deposits)\n\
                    ```\n[i](j.md)\n```\n# Deposits\n";
        let tree = Tree::of(&[
            ("README.md", ""),
            ("docs/manual/deposits.md", page),
            ("docs/manual/payments.md", "## How it is done\n"),
        ]);
        assert!(!links(&tree).is_empty());
        let paths = ("docs/manual/deposits.md", "README.md");
        assert_eq!(join(paths.0, "../../README.md"), paths.1);
        let found: Vec<_> = links(&tree).into_iter().map(|found| found.says).collect();
        assert_eq!(
            found,
            [
                "`../README.md` leads nowhere",
                "`gone.md` leads nowhere",
                "`payments.md#nowhere` leads nowhere",
            ]
        );
    }
}
