//! An office's own templates in front of the shipped ones.

use std::fs;
use std::path::PathBuf;

use super::{assert_says, facts, pages};
use crate::{Error, Printer, Sheet};

/// A template folder of its own for one test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("daybook-pdf-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn lay(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind harms nobody; the test has already passed or failed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn an_office_template_stands_in_front_and_shows_at_once() {
    let folder = Folder::new("overlay");
    let printer = Printer::with_templates(Some(folder.0.clone()));
    let facts = facts("receipt");
    assert_says(&pages(&printer, Sheet::Receipt, &facts).concat(), &["Receipt R-002214"]);
    folder.lay("receipt.typ", "#let f = json(\"facts.json\")\nPaid by #f.received_from!");
    assert_says(&pages(&printer, Sheet::Receipt, &facts).concat(), &["Paid by Oak Street Dental!"]);
    folder.lay("receipt.typ", "#import \"common.typ\": money\nOnly #money(-250)");
    assert_says(&pages(&printer, Sheet::Receipt, &facts).concat(), &["Only |(2.50|)"]);
    fs::remove_file(folder.0.join("receipt.typ")).unwrap();
    assert_says(&pages(&printer, Sheet::Receipt, &facts).concat(), &["Receipt R-002214"]);
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let folder = Folder::new("broken");
    folder.lay("letter.typ", "= Dear reader\n\n#unknown-word");
    let printer = Printer::with_templates(Some(folder.0.clone()));
    let error = printer.print(Sheet::Letter, &facts("letter")).unwrap_err();
    let Error::Template { file, line, message, .. } = error else { panic!("{error}") };
    assert_eq!((file.as_str(), line), ("letter.typ", 3));
    assert!(message.contains("unknown-word"), "{message}");
}

#[test]
fn a_template_reads_nothing_but_its_shelf() {
    let folder = Folder::new("walls");
    let printer = Printer::with_templates(Some(folder.0.clone()));
    for reach in ["/etc/hostname", "../Cargo.toml", "secret.key", "@preview/cetz:0.4.0"] {
        let call = if reach.starts_with('@') { "import" } else { "read" };
        folder.lay("secret.key", "not a kind of file a template may read");
        folder.lay(
            "letter.typ",
            &match call {
                "import" => format!("#import \"{reach}\""),
                _ => format!("#read(\"{reach}\")"),
            },
        );
        let error = printer.print(Sheet::Letter, &facts("letter")).unwrap_err();
        assert!(matches!(error, Error::Template { .. }), "{reach}: {error}");
    }
}
