//! What each program's file becomes.

use super::*;
use crate::conversations::records::list_conversations;
use crate::imports::{ColumnMeaning, KeepApart, SaveProfile, StartImport};
use crate::locations::list_locations;

const FIXTURES: [(&str, Program); 8] = [
    ("jobber-clients.csv", Program::Jobber),
    ("jobber-contact-info.csv", Program::Jobber),
    ("fieldroutes-customers.csv", Program::FieldRoutes),
    ("quickbooks-lists.iif", Program::QuickBooks),
    ("quickbooks-customers.csv", Program::QuickBooks),
    ("quickbooks-contact-list.csv", Program::QuickBooks),
    ("quickbooks-aging.csv", Program::QuickBooks),
    ("generic-twins.csv", Program::Table),
];

#[test]
fn a_dry_run_writes_nothing_and_says_what_the_import_then_does() {
    for (name, program) in FIXTURES {
        let bench = bench();
        let bytes = fixture(name);
        let (before, journal) = (all_rows(&bench), bench.journal_length());
        let would = checked(&bench, &bytes);
        assert_eq!((all_rows(&bench), bench.journal_length()), (before, journal), "{name}");
        assert_eq!(would.program, program, "{name}");

        let (_, import) = brought(&bench, name, &bytes);
        // What only shows while rows come in: twins within the file, and a place of the same
        // customer that stands there twice.
        let mut did = records::Added { duplicates: 0, ..records::Added::from(&import) };
        assert!(did.locations <= would.added.locations, "{name}");
        did.locations = would.added.locations;
        assert_eq!(did, would.added, "{name}");
        assert!(import.finished_at.is_some(), "{name}");
        assert_eq!(import.rows_new, i64::try_from(would.tally.customers).unwrap(), "{name}");
        assert_eq!(in_books(&bench, &import), import.source_aging(), "{name} ties by age");
        assert_eq!(i128::from(import.file_cents.as_cents()), would.tally.balance_cents, "{name}");
        assert_books_agree(&bench);
    }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    for (name, _) in FIXTURES {
        let bench = bench();
        let bytes = fixture(name);
        let (first, import) = brought(&bench, name, &bytes);
        let before = all_rows(&bench);
        let again = bench.run(started(&bench, name, &bytes)).unwrap();
        assert_eq!(again.standing, ImportStanding::DoneBefore, "{name}");
        assert_eq!((again.import, again.job), (first.import, first.job), "{name}");
        let would = checked(&bench, &bytes).added;
        assert_eq!((would.new, would.conflict), (0, 0), "{name}: {would:?}");
        assert_eq!(would.matched, import.rows_new, "{name}");
        assert_eq!(all_rows(&bench), before, "{name}");
    }
}

#[test]
fn jobber_s_properties_are_locations_and_archived_clients_are_inactive() {
    let bench = bench();
    let (_, import) = brought(&bench, "clients.csv", &fixture("jobber-clients.csv"));
    assert_eq!((import.rows_new, import.rows_more, import.rows_rejected), (45, 1, 1));
    assert_eq!(import.archived, 4);
    let inactive = sql!("SELECT COUNT(*) FROM customers WHERE standing = 'inactive'");
    assert_eq!(count(&bench, inactive), 4, "they count among the customers");
    assert_eq!(count(&bench, sql!("SELECT COUNT(*) FROM customers")), 45);

    let dental = of_source(&bench, "jobber", "51200");
    let branch = bench.branch;
    let places = bench.read(|reader| list_locations(reader, branch, dental.id)).unwrap();
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    // The last one lies far below in the file; the guest house stands there again.
    assert_eq!(names, ["Main house", "Guest house", "Warehouse", "Lake lot"]);
    assert_eq!(dental.reference, "51200");
    let notes = bench.read(|reader| list_conversations(reader, branch, dental.id, 9)).unwrap();
    assert!(notes.iter().any(|note| note.said.contains("Gate code: #1873")), "{notes:?}");
}

#[test]
fn what_cannot_be_verified_is_kept_as_written_and_marked() {
    let bench = bench();
    let (begun, import) = brought(&bench, "clients.csv", &fixture("jobber-clients.csv"));
    let words = words_of(&bench, begun.import, Verdict::New);
    let at = |line: i64| words.iter().find(|(at, _)| *at == line).map_or("", |(_, words)| words);
    assert!(at(10).contains("\"+49 30 1234567\""), "{}", at(10));
    assert!(at(5).contains("3447") && at(7).contains("Flordia"), "{} / {}", at(5), at(7));
    assert!(at(11).contains("5.12E+11"), "{}", at(11));
    assert!(import.rows_marked >= 5, "{}", import.rows_marked);
    for value in ["3447", "Flordia"] {
        let kept: (i64,) = bench
            .read(|reader| {
                reader.one(
                    sql!("SELECT COUNT(*) FROM locations WHERE zip = $1 OR state = $1"),
                    args![value],
                )
            })
            .unwrap();
        assert!(kept.0 > 0, "{value} is kept as written");
    }
    let rejected = words_of(&bench, begun.import, Verdict::Rejected);
    assert_eq!(rejected[0].0, 22);
    assert!(rejected[0].1.contains("neither a name nor a company"), "{}", rejected[0].1);
}

#[test]
fn text_that_looks_like_a_formula_stays_text_and_is_quoted_going_out() {
    let bench = bench();
    brought(&bench, "clients.csv", &fixture("jobber-clients.csv"));
    let formula = "=HYPERLINK(\"http://x\",\"Bob\")";
    let (id,): (Id<noun::Customer>,) = bench
        .read(|reader| reader.one(sql!("SELECT id FROM customers WHERE name = $1"), args![formula]))
        .expect("kept as it was written");
    let row = bench.read(|reader| find_customer(reader, bench.branch, id)).unwrap();
    let mut out = Vec::new();
    let mut writer = formats::csv::Writer::for_excel(&mut out).unwrap();
    writer.texts([row.expect("a row").name.as_str()]).unwrap();
    writer.finish().unwrap();
    let out = String::from_utf8_lossy(&out).into_owned();
    assert!(out.contains("'=HYPERLINK"), "{out}");
}

#[test]
fn any_table_comes_in_through_a_profile() {
    let bench = bench();
    let table = "Kd-Nr;Wer;Tel;Offen\n7;Ana Sato;(352) 555-0101;-12.50\n8;;;\n";
    let plain = bench.run(started(&bench, "alt.csv", table.as_bytes())).unwrap();
    let words = worked(&bench, plain.job).outcome;
    assert!(words.contains("the column \"Name\" is missing"), "{words}");
    assert!(words.contains("Kd-Nr, Wer, Tel, Offen"), "{words}");

    let meaning =
        |column: &str, field: &str| ColumnMeaning { column: column.into(), field: field.into() };
    let columns = vec![
        meaning("Kd-Nr", "id"),
        meaning("Wer", "name"),
        meaning("Tel", "main_phone"),
        meaning("Offen", "balance"),
    ];
    let save = SaveProfile {
        name: "Alte Liste".into(),
        program: Program::Table,
        columns,
        dates: Default::default(),
        owed: super::super::OwedSign::Negative,
    };
    bench.run(save).unwrap();
    let other = table.replace("Sato", "Santo");
    let start = StartImport {
        profile: Some("alte liste".into()),
        ..started(&bench, "alt.csv", other.as_bytes())
    };
    let begun = bench.run(start).unwrap();
    worked(&bench, begun.job);
    let done = import(&bench, begun.import);
    assert_eq!((done.rows_new, done.rows_rejected), (1, 1));
    assert_eq!(done.brought_cents, Money::cents(1_250), "a debt is written below zero there");
    assert_eq!(of_source(&bench, "table:alte liste", "7").name, "Ana Santo");
    let unknown = StartImport {
        profile: Some("Neue Liste".into()),
        ..started(&bench, "neu.csv", b"Name\nAna\n")
    };
    assert_eq!(refused(bench.run(unknown)).exit_code(), 2);
}

#[test]
fn a_torn_line_a_wrong_letter_and_a_picture_are_told_in_words() {
    let bench = bench();
    let torn = b"Name,Phone\nAna,1 352 555 0101\nBob\nCarla,\xff\xfe,x,y\nDora,\n";
    let (begun, import) = brought(&bench, "torn.csv", torn);
    assert_eq!((import.rows_new, import.rows_rejected), (2, 2));
    let words = words_of(&bench, begun.import, Verdict::Rejected);
    assert!(words[0].0 == 3 && words[0].1.contains("1 cells where the header has 2"), "{words:?}");
    assert!(words[1].1.contains("4 cells"), "{words:?}");
    let letters = "\u{feff}Name,City\nJosé,Ocala\n".to_owned().into_bytes();
    let mixed = [letters, b"Ren\xe9e,Ocala\nMei,Ocala\n".to_vec()].concat();
    let (begun, import) = brought(&bench, "mixed.csv", &mixed);
    assert_eq!((import.rows_new, import.rows_rejected), (3, 0));
    let words = words_of(&bench, begun.import, Verdict::New);
    assert!(words[1].1.contains("mixes two kinds of letters"), "{words:?}");
    assert!(!words[0].1.contains("letters") && !words[2].1.contains("letters"), "{words:?}");
    let picture = bench.run(started(&bench, "logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")).unwrap();
    assert!(worked(&bench, picture.job).outcome.contains("not a text table"));
    assert_eq!(super::import(&bench, picture.import).rows_read, 0);
}

#[test]
fn likeness_queues_a_possible_duplicate_and_drops_nobody() {
    let bench = bench();
    bench.run(crate::testing::rivera()).unwrap();
    let table = "Name,Phone,Street,City,State,Zip\n\
                 M. Rivera,(352) 555-0123,9 Other St,Ocala,FL,34471\n\
                 Ana Sato,,1 Oak St,Ocala,FL,34471\n\
                 Anna Sato,,2 Elm St,Ocala,FL,34471\n";
    let (begun, import) = brought(&bench, "list.csv", table.as_bytes());
    assert_eq!((import.rows_new, import.duplicates), (3, 2));
    let words = words_of(&bench, begun.import, Verdict::New);
    assert!(words[0].1.contains("Marisol Rivera A10001 (same telephone)"), "{words:?}");
    assert!(words[1].1.contains("name alike, same ZIP code"), "{words:?}");
    let (id,): (Id<noun::PossibleDuplicate>,) = bench
        .read(|reader| reader.one(sql!("SELECT MIN(id) FROM possible_duplicates"), &[]))
        .unwrap();
    let apart = KeepApart { possible_duplicate: id, reason: "mother and daughter".into() };
    bench.run(apart.clone()).unwrap();
    let again = refused(bench.run(apart));
    assert_eq!(again.code(), "imports.settled_already");
    assert!(again.words().contains("mother and daughter"), "{}", again.words());
}
