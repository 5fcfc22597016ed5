//! The office's own words on every page: what WORDS.md bans may not stand in a template.

use super::Finding;
use super::rust_source::is_name_letter;
use super::tree::Tree;

const WORDS: &str = "WORDS.md";

/// The heading of the list in WORDS.md that this check reads.
const HEADING: &str = "## Never on a page";

/// Attributes whose value a person reads or hears.
const SPOKEN: &[&str] = &["title", "placeholder", "aria-label", "alt"];

/// A word of a template that WORDS.md bans.
pub fn words(tree: &Tree) -> Vec<Finding> {
    let book = tree.find(WORDS).map(|file| file.text.as_str()).unwrap_or_default();
    let banned = banned(book);
    if banned.is_empty() {
        return vec![Finding::new(WORDS, 0, format!("has no list under `{HEADING}`"))];
    }
    let mut findings = Vec::new();
    for file in tree.ending(&[".html"]).filter(|file| file.crate_name().is_some()) {
        for (index, line) in spoken(&file.text).lines().enumerate() {
            for (word, instead) in banned.iter().filter(|(word, _)| has_word(line, word)) {
                let says = format!("not \"{word}\" but {instead}");
                findings.push(Finding::new(&file.path, index + 1, says));
            }
        }
    }
    findings
}

/// Lines such as "- dashboard: Today, or the page's own name".
fn banned(book: &str) -> Vec<(String, String)> {
    let list = book.split(HEADING).nth(1).unwrap_or_default();
    let list = list.split("\n## ").next().unwrap_or_default();
    let lines = list.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
    lines
        .flat_map(|(words, instead)| {
            words.split(", ").map(|word| (word.to_lowercase(), instead.to_string()))
        })
        .collect()
}

/// What a person reads of a template: text between tags and spoken attributes, on the lines
/// where they stand. Tags, styles, scripts and the template's own language are left out.
fn spoken(template: &str) -> String {
    let mut spoken = String::with_capacity(template.len());
    let mut rest = template;
    while !rest.is_empty() {
        let (kept, skipped) = match rest.as_bytes() {
            [b'{', b'{', ..] => ("", through(rest, "}}")),
            [b'{', b'%', ..] => ("", through(rest, "%}")),
            [b'{', b'#', ..] => ("", through(rest, "#}")),
            _ if rest.starts_with("<!--") => ("", through(rest, "-->")),
            _ if rest.starts_with("<script") => ("", through(rest, "</script>")),
            _ if rest.starts_with("<style") => ("", through(rest, "</style>")),
            [b'<', ..] => ("", through(rest, ">")),
            _ => {
                let end = rest[1..].find(['<', '{']).map_or(rest.len(), |end| end + 1);
                (&rest[..end], &rest[..end])
            }
        };
        spoken.push_str(kept);
        if kept.is_empty() {
            spoken.push_str(&spoken_attributes(skipped));
            spoken.extend(skipped.chars().filter(|letter| *letter == '\n'));
            spoken.push(' ');
        }
        rest = &rest[skipped.len()..];
    }
    spoken.to_lowercase()
}

fn through<'t>(text: &'t str, end: &str) -> &'t str {
    &text[..text.find(end).map_or(text.len(), |at| at + end.len())]
}

fn spoken_attributes(tag: &str) -> String {
    let mut values = String::new();
    for name in SPOKEN {
        for after in tag.split(&format!(" {name}=\"")).skip(1) {
            let value = after.split('"').next().unwrap_or_default();
            values.push(' ');
            values.push_str(&value.replace('\n', " "));
        }
    }
    values
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_name_letter) && !after.is_some_and(is_name_letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "# Words\n\n## Never on a page\n\n- user, users: staff member\n\
                        - dashboard: Today\n\n## Next\n- page: no\n";

    fn lines(template: &str) -> Vec<usize> {
        let tree = Tree::of(&[(WORDS, BOOK), ("crates/ui/src/a.html", template)]);
        words(&tree).iter().map(|found| found.line).collect()
    }

    #[test]
    fn a_banned_word_is_found_where_it_is_read() {
        assert_eq!(lines("<p>\nThe User\n</p>"), [2]);
        assert_eq!(lines("<a\n  title=\"Your dashboard\">x</a>"), [1]);
    }

    #[test]
    fn what_nobody_reads_is_left_alone() {
        assert!(lines("<p class=\"user\">{{ user.name }} {% if users %}{# user #}</p>").is_empty());
        assert!(lines("<script>let user;</script><p>Usership of a page</p>").is_empty());
    }

    #[test]
    fn a_missing_list_is_found() {
        assert_eq!(words(&Tree::of(&[(WORDS, "# Words")])).len(), 1);
    }
}
