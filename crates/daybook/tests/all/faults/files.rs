//! Files that are not what they should be, brought in at the console. What can be read is
//! read, what cannot is named with its line and its reason, and a file of which nothing can
//! be read changes nothing.

use crate::program::Program;
use serde_json::{Value, json};

const HEAD: &str = "Customer Name,Phone,Address,City,State,Zip,Balance,Notes\n";
const ANN: &str = "Ann Lee,352-555-0101,1 Elm St,Ocala,FL,34471,12.50,\n";

/// A table with Ann and these rows.
fn table(rows: &str) -> Vec<u8> {
    format!("{HEAD}{ANN}{rows}").into_bytes()
}

/// Brings a file in; what it came to.
fn bring(program: &Program, name: &str, bytes: &[u8]) -> Value {
    let file = program.file(name, bytes);
    program.answer(&["import", "customers", &file])
}

/// The customers by their names.
fn customers(program: &Program) -> Vec<(String, i64)> {
    let list = program.answer(&["customers", "list", "--sort", "name", "--limit", "200"]);
    let rows = list["rows"].as_array().expect("rows");
    let face = |row: &Value| {
        let name = row["name"].as_str().expect("a name").to_owned();
        (name, row["owed_cents"].as_i64().expect("cents"))
    };
    rows.iter().map(face).collect()
}

fn reasons(brought: &Value, verdict: &str) -> Vec<(i64, String)> {
    let rows = brought["rows"].as_array().expect("rows");
    let rows = rows.iter().filter(|row| row["verdict"] == verdict);
    let reason = |row: &Value| {
        let words = row["words"].as_str().expect("words").to_owned();
        (row["line"].as_i64().expect("a line"), words)
    };
    rows.map(reason).collect()
}

#[test]
fn every_encoding_a_spreadsheet_writes_is_read() {
    let program = Program::with_branch();
    let text = "Customer Name,Phone,Balance\nRenée Müller,352-555-0101,12.50\n";
    let wide = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    let narrow: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let marked = [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat();
    for (name, bytes) in [
        ("windows.csv", narrow),
        ("utf-16-little.csv", wide(u16::to_le_bytes, [0xff, 0xfe])),
        ("utf-16-big.csv", wide(u16::to_be_bytes, [0xfe, 0xff])),
        ("utf-8-marked.csv", marked),
    ] {
        let brought = bring(&program, name, &bytes);
        assert_eq!(brought["rejected"], 0, "{name}: {brought}");
        let names: Vec<_> = customers(&program).into_iter().map(|(name, _)| name).collect();
        assert!(names.iter().all(|found| found == "Renée Müller"), "{name}: {names:?}");
    }
    program.verify();
}

#[test]
fn a_file_of_which_nothing_can_be_read_changes_nothing_and_says_why() {
    let program = Program::with_branch();
    for (name, bytes, why) in [
        ("no-name.csv", &b"Phone,Zip\n352-555-0101,34471\n"[..], "the column \"Name\" is missing"),
        ("empty.csv", b"", "the file has no rows"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a picture"),
    ] {
        let file = program.file(name, bytes);
        for words in
            [&["import", "customers", &file][..], &["import", "customers", &file, "--dry-run"]]
        {
            let said = program.refused(2, words);
            assert!(said.contains("file: ") && said.contains(why), "{name}: {said}");
        }
    }
    assert_eq!(program.refused(2, &["import", "customers", "nowhere.csv"]).lines().count(), 1);
    assert_eq!(customers(&program), []);
    assert_eq!(program.answer(&["imports", "list"])["total"], 0, "no import was begun");
    program.verify();
}

#[test]
fn torn_rows_are_named_by_line_and_the_others_are_in() {
    let program = Program::with_branch();
    let rows = "Bob Short,352-555\n\
                Cy Long,352-555-0103,3 Elm St,Ocala,FL,34471,3.00,,extra,more\n\
                ,352-555-0104,4 Elm St,Ocala,FL,34471,4.00,\n\
                Di\u{0} Null,352-555-0105,5 Elm St,Ocala,FL,34471,5.00,\n\
                Ed Odd,nonsense,6 Elm St,Ocala,ZZ,ABC,lots,\n\
                \"Flo Torn,352-555";
    let brought = bring(&program, "torn.csv", &table(rows));
    assert_eq!((&brought["read"], &brought["rejected"]), (&json!(7), &json!(4)), "{brought}");
    let rejected = reasons(&brought, "rejected");
    assert_eq!(rejected.len(), 4, "{rejected:?}");
    for ((line, words), (expected, why)) in rejected.iter().zip([
        (3, "has 2 cells where the header has 8: it is torn"),
        (4, "has 10 cells where the header has 8"),
        (5, "neither a name nor a company"),
        (8, "a quotation mark opens here and is never closed"),
    ]) {
        assert_eq!(*line, expected, "{rejected:?}");
        assert!(words.contains(why), "{words}");
    }
    let dollars = ["file_cents", "new_cents", "rejected_cents"].map(|sum| brought[sum].clone());
    assert_eq!(dollars, [2_150, 1_750, 400], "every dollar of the file is accounted for");
    let marked = reasons(&brought, "new");
    let of_ed = marked.iter().find(|(line, _)| *line == 7).expect("Ed is marked");
    for kept in ["\"nonsense\"", "\"ZZ\"", "\"ABC\"", "kept as written", "\"lots\""] {
        assert!(of_ed.1.contains(kept), "{kept}: {}", of_ed.1);
    }
    let expected = [("Ann Lee", 1_250), ("Di Null", 500), ("Ed Odd", 0)];
    assert_eq!(customers(&program), expected.map(|(name, cents)| (name.to_owned(), cents)));
    assert_eq!(brought["ties"], true);
    program.verify();
}

#[test]
fn what_looks_like_a_formula_stays_text_and_is_quoted_on_its_way_out() {
    let program = Program::with_branch();
    let names = ["+Plus Pools", "-Minus", "=HYPERLINK(1)", "@At Home"];
    let rows: String = names
        .iter()
        .map(|name| format!("{name},352-555-0102,2 Elm St,Ocala,FL,34471,,=1+1\n"))
        .collect();
    let brought = bring(&program, "formulas.csv", &table(&rows));
    assert_eq!((&brought["new"], &brought["rejected"]), (&json!(5), &json!(0)), "{brought}");
    let found: Vec<_> = customers(&program).into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
    let table = program.did(&["customers", "export", "--format", "jobber"]);
    for name in names {
        assert!(table.contains(&format!("'{name}")), "{name} is not quoted: {table}");
        assert!(!table.contains(&format!(",{name}")), "{name} begins a cell: {table}");
    }
    // What was quoted on its way out is what it was when it comes in again.
    let other = Program::with_branch();
    bring(&other, "again.csv", table.as_bytes());
    assert_eq!(customers(&other), customers(&program));
    program.verify();
    other.verify();
}

#[test]
fn card_numbers_in_a_file_are_not_kept() {
    let program = Program::with_branch();
    let rows = "Gil Card,352-555-0106,7 Elm St,Ocala,FL,34471,7.00,pays by 4111 1111 1111 1111\n";
    let brought = bring(&program, "cards.csv", &table(rows));
    let marked = reasons(&brought, "new");
    assert!(marked[0].1.contains("[card ending 1111]"), "{marked:?}");
    let shelf = std::fs::read_dir(program.path("data/imports")).unwrap();
    let files: Vec<_> = shelf.map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "the file is on the shelf");
    let data = std::fs::read_dir(program.data()).unwrap().map(|file| file.unwrap().path());
    for file in data.chain(files) {
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            for number in [&b"4111 1111 1111 1111"[..], b"4111111111111111"] {
                let is_kept = bytes.windows(number.len()).any(|part| part == number);
                assert!(!is_kept, "{} keeps a card's number", file.display());
            }
        }
    }
    program.verify();
}

#[test]
fn the_same_file_twice_changes_nothing_and_one_undo_takes_all_of_it_back() {
    let program = Program::with_branch();
    let rows = "Bob Two,352-555-0102,2 Elm St,Ocala,FL,34471,8.00,\n";
    let first = bring(&program, "list.csv", &table(rows));
    let all = customers(&program);
    let again = bring(&program, "list.csv", &table(rows));
    assert_eq!((&again["done_before"], &again["import"]), (&json!(true), &first["import"]));
    assert_eq!(customers(&program), all);
    // The same rows in a file of other bytes are known one by one.
    let longer = format!("{rows}Cy Three,352-555-0103,3 Elm St,Ocala,FL,34471,9.00,\n");
    let more = bring(&program, "longer.csv", &table(&longer));
    assert_eq!((&more["match"], &more["new"]), (&json!(2), &json!(1)), "{more}");
    assert_eq!(customers(&program).len(), 3);

    let (first, more) = (first["import"].to_string(), more["import"].to_string());
    program.did(&["import", "undo", &more, "--reason", "A trial"]);
    program.did(&["import", "undo", &first, "--reason", "A trial"]);
    assert_eq!(customers(&program), []);
    let owed = program.answer(&["receivables", "aging", "--as-of", "2026-03-02"]);
    assert_eq!(owed["total_cents"], 0);
    program.verify();
}
