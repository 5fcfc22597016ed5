//! What every command and noun must have. Exceptions stand in `missing.txt`, which may
//! only shrink: an exception that is no longer needed fails the test too.

use office::{NounEntry, Rooms};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rooms() -> Rooms {
    daybook::rooms::rooms()
}

/// What is missing, a line each: `manual deposits`.
fn missing() -> BTreeSet<String> {
    let rooms = rooms();
    let mut missing = BTreeSet::new();
    for noun in rooms.nouns() {
        let manual = root().join(format!("docs/manual/{}.md", noun.noun));
        let text = std::fs::read_to_string(&manual).unwrap_or_default();
        if text.is_empty() {
            missing.insert(format!("manual {}", noun.noun));
        }
        missing.extend(missing_of(noun, &text));
    }
    missing
}

fn missing_of(noun: &NounEntry, manual: &str) -> Vec<String> {
    let unmentioned = noun.commands.iter().filter(|entry| {
        let verb = office::command::kebab(entry.verb());
        !manual.contains(entry.name) && !manual.contains(&verb)
    });
    let unmentioned = unmentioned.map(|entry| format!("manual-line {}", entry.name));
    let unlisted = noun.listings.is_empty() && noun.pages.is_empty();
    unmentioned.chain(unlisted.then(|| format!("page {}", noun.noun))).collect()
}

#[test]
fn what_is_missing_only_shrinks() {
    let list = include_str!("missing.txt");
    let known: BTreeSet<String> =
        list.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let now = missing();
    let new: Vec<_> = now.difference(&known).collect();
    assert!(new.is_empty(), "missing and not excepted: {new:#?}");
    let mended: Vec<_> = known.difference(&now).collect();
    assert!(mended.is_empty(), "no longer missing, take it off the list: {mended:#?}");
}

#[test]
fn no_two_commands_share_an_address_and_each_says_what_it_does() {
    let rooms = rooms();
    let mut paths = BTreeSet::new();
    for entry in rooms.commands() {
        assert!(paths.insert(entry.path()), "{} twice", entry.path());
        assert!(!entry.title.is_empty() && !entry.title.ends_with('.'), "{}", entry.name);
        assert!(entry.name.split('.').count() == 2, "{}", entry.name);
    }
    assert!(paths.len() >= 60, "{} commands", paths.len());
}

#[test]
fn no_type_of_the_api_is_renamed_by_another_of_its_name_and_no_field_is_a_forms_own() {
    let rooms = rooms();
    assert_eq!(office::schema::renamed_types(&rooms), Vec::<String>::new());
    assert_eq!(office::schema::reserved_fields(&rooms), Vec::<String>::new());
}

#[test]
fn every_page_in_the_rail_exists() {
    let rooms = rooms();
    for href in daybook::rail::hrefs() {
        assert!(rooms.pages().any(|page| page.path == href), "{href} has no page");
    }
}
