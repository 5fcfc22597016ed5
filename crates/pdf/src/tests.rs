//! What the shipped sheets say, read from the set pages: every run of text in reading order.

mod sheets;
mod templates;

use std::fs;
use std::path::Path;

use serde_json::Value;
use typst::layout::{Frame, FrameItem};

use crate::{Job, Printer, Sheet};

/// The facts under `tests/facts`, as a colleague would hand them in.
fn facts(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts").join(name);
    serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap()
}

/// The text of each page; runs of one line are joined by a bar.
fn pages(printer: &Printer, sheet: Sheet, facts: &Value) -> Vec<String> {
    let shelf = printer.keeper.shelf().unwrap();
    let set = Job::new(shelf, sheet, facts.to_string().into_bytes()).set();
    assert!(set.warnings.is_empty(), "{sheet}: {:?}", set.warnings);
    let document = set.output.unwrap();
    document.pages().iter().map(|page| read(&page.frame)).collect()
}

fn read(frame: &Frame) -> String {
    let runs = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => read(&group.frame),
        FrameItem::Text(text) => text.text.to_string(),
        _ => String::new(),
    });
    runs.filter(|run| !run.is_empty()).collect::<Vec<_>>().join("|")
}

fn assert_says(page: &str, words: &[&str]) {
    for wanted in words {
        assert!(page.contains(wanted), "“{wanted}” is missing from: {page}");
    }
}
