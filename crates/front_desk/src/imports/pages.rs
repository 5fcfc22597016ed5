//! Imports on screen: send a file, say what its columns mean, see what would happen, watch
//! it being read, look at the rows, undo it.

mod columns;
mod counts;
mod duplicate;
mod show;

pub(super) use columns::show_new;
pub(super) use duplicate::show_duplicate;
pub(super) use show::show_import;

use super::{BRING, IMPORTS_HREF, listing};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;

/// `/imports`: every import, the latest first.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let twins = Button::secondary("Possible duplicates").href(DUPLICATES);
        let bring = Button::primary("Bring customers over").href("/imports/new").key("N");
        page.actions = match view.me.may(BRING) {
            true => buttons([twins, bring]),
            false => buttons([twins]),
        }
        .into_string();
    }
    Ok(answer)
}

/// Where possible duplicates are, those to be looked at first.
const DUPLICATES: &str = "/imports/duplicates?open=on";

/// `/imports/rows`: the rows of all imports, to be narrowed.
pub(super) fn show_rows(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::ROWS)
}

/// `/imports/duplicates`: who may be the same customer.
pub(super) fn show_duplicates(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::DUPLICATES)?;
    if let Answer::Page(page) = &mut answer {
        page.sentence.push_str(" Both accounts stand; nothing was joined or left out.");
    }
    Ok(answer)
}

/// The page's head with its place in the rail.
fn page(title: &str, sentence: impl Into<Html>, body: Html) -> Page {
    Page {
        title: title.to_owned(),
        sentence: sentence.into().into_string(),
        body: body.into_string(),
        rail: "imports",
        ..Page::default()
    }
}

/// Where an import is.
fn href(import: values::Id<values::noun::Import>) -> String {
    format!("{IMPORTS_HREF}/{import}")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{brought, fixture, started, worked};
    use super::super::{ColumnMeaning, SaveProfile, UndoImport};
    use crate::testing::{bench, shown};
    use office::testing::Bench;
    use store::sql;
    use values::{Id, noun};

    /// The mapping page of a file that was sent.
    fn mapped(bench: &Bench, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> String {
        let sent = started(bench, name, bytes);
        let size = sent.bytes.to_string();
        let mut query = vec![("file", &*sent.file), ("name", name), ("bytes", &*size)];
        query.extend_from_slice(more);
        shown(bench, "/imports/new", &query)
    }

    #[test]
    fn a_file_is_sent_then_its_columns_are_shown_with_samples_and_what_would_happen() {
        let bench = bench();
        let html = shown(&bench, "/imports/new", &[]);
        assert!(html.contains(r#"action="/imports/file""#), "{html}");
        assert!(html.contains("multipart/form-data"), "{html}");
        let html = mapped(&bench, "fr.csv", &fixture("fieldroutes-customers.csv"), &[]);
        for piece in [
            "FieldRoutes",
            r#"name="columns[0][column]" value="customerID""#,
            r#"<option value="balance" selected>"#,
            "Oak Street Dental",
            "9,809.46",
            "neither a name nor a company",
            "/do/imports.start",
            r#"formaction="/imports/new""#,
        ] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        assert_eq!(super::super::testing::count(&bench, sql!("SELECT COUNT(*) FROM jobs")), 0);
    }

    #[test]
    fn a_table_nobody_knows_is_shown_to_be_mapped_and_read_as_it_was_said() {
        let bench = bench();
        let table = "Kd;Wer;Offen\n7;Ana Sato;12,50\n".as_bytes();
        let html = mapped(&bench, "alt.csv", table, &[]);
        assert!(html.contains("the column &quot;Name&quot; is missing"), "{html}");
        assert!(html.contains(r#"name="columns[1][column]" value="Wer""#), "{html}");
        let said = [
            ("columns[0][column]", "Wer"),
            ("columns[0][field]", "name"),
            ("columns[1][column]", "Offen"),
            ("columns[1][field]", "balance"),
        ];
        let html = mapped(&bench, "alt.csv", table, &said);
        assert!(html.contains("12.50") && !html.contains("is missing"), "{html}");
        let columns = vec![ColumnMeaning { column: "Wer".into(), field: "name".into() }];
        let save = SaveProfile {
            name: "Old list".into(),
            program: Default::default(),
            columns,
            dates: Default::default(),
            owed: Default::default(),
        };
        bench.run(save).unwrap();
        let html = mapped(&bench, "alt.csv", table, &[("profile", "Old list")]);
        assert!(html.contains(r#"<option value="name" selected>"#), "{html}");
    }

    #[test]
    fn an_import_shows_its_counts_its_tie_its_rows_and_how_to_undo_it() {
        let bench = bench();
        let (begun, _) = brought(&bench, "aging.csv", &fixture("quickbooks-aging.csv"));
        let path = format!("/imports/{}", begun.import);
        let html = shown(&bench, &path, &[]);
        for piece in [
            "12,527.96",
            "3,862.45",
            "tie with the file, bucket by bucket",
            "Renée McAllister 1",
            "/do/imports.undo",
        ] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        let reason = String::from("Wrong file");
        let undo = bench.run(UndoImport { import: begun.import, reason }).unwrap();
        assert!(shown(&bench, &path, &[]).contains("db-progress"));
        worked(&bench, undo.job);
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("30 customers were taken back"), "{html}");
        assert!(!html.contains("/do/imports.undo"), "{html}");
    }

    #[test]
    fn a_possible_duplicate_shows_both_and_what_can_be_done() {
        let bench = bench();
        bench.run(crate::testing::rivera()).unwrap();
        let table = "Name,Phone\nM. Rivera,(352) 555-0123\n";
        brought(&bench, "list.csv", table.as_bytes());
        let html = shown(&bench, "/imports/duplicates", &[("open", "on")]);
        assert!(html.contains("same telephone"), "{html}");
        let sql = sql!("SELECT id FROM possible_duplicates");
        let (id,): (Id<noun::PossibleDuplicate>,) =
            bench.read(|reader| reader.one(sql, &[])).unwrap();
        let html = shown(&bench, &format!("/imports/duplicates/{id}"), &[]);
        for piece in ["Marisol Rivera", "M. Rivera", "/merge?into=", "/do/imports.keep_apart"] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
    }
}
