//! The command line that scripts rely on: its words, the shapes of its answers, its exit
//! codes, and where it looks for the office.

use crate::program::Program;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn answers_have_the_shapes_that_scripts_read() {
    let program = Program::with_demo();
    let proof = program.answer(&["verify"]);
    assert_eq!(keys(&proof), ["checks", "proved"]);
    assert_eq!(keys(&proof["checks"][0]), ["detail", "name", "ok"]);

    let aging = program.answer(&["receivables", "aging", "--as-of", "2026-03-02"]);
    assert_eq!(keys(&aging), ["as_of", "basis", "buckets", "total_cents"]);
    let buckets = aging["buckets"].as_object().expect("buckets by name");
    let sum: i64 = buckets.values().map(|cents| cents.as_i64().expect("cents")).sum();
    assert_eq!(aging["total_cents"], sum);

    let list = program.answer(&["customers", "list", "--limit", "2"]);
    assert_eq!(keys(&list), ["next", "rows", "sums", "total"]);
    assert_eq!((&list["total"], list["rows"].as_array().map(Vec::len)), (&json!(30), Some(2)));
    let after = list["next"].as_str().expect("there are more");
    let next = program.answer(&["customers", "list", "--limit", "2", "--after", after]);
    assert_ne!(next["rows"][0]["id"], list["rows"][0]["id"]);
    let narrowed = program.answer(&["payments", "list", "--filter", "tender=cash"]);
    assert!(narrowed["sums"]["amount_cents"].is_i64(), "{narrowed}");

    let made = program.answer(&["tokens", "create", "--scope", "customers:read"]);
    assert!(made["secret"].as_str().expect("a secret").starts_with("dbk_"));
    for format in ["hledger", "beancount", "csv", "iif"] {
        let books = program.did(&["books", "export", "--format", format]);
        assert!(books.contains("1100"), "{format}");
    }
}

#[test]
fn a_command_takes_flags_or_a_file_and_a_dry_run_changes_nothing() {
    let program = Program::with_demo();
    let customer = program.answer(&["customers", "list", "--limit", "1"])["rows"][0]["id"].clone();
    let number = customer.to_string();
    let flags = [
        "payments",
        "post",
        "--customer",
        &number,
        "--amount",
        "12.34",
        "--method",
        "check,number=9001,bank=63-107",
    ];
    let before = program.answer(&["payments", "list"])["total"].clone();
    let rehearsed = program.answer(&[&flags[..], &["--dry-run"]].concat());
    assert_eq!(rehearsed["unapplied_cents"], 1_234);
    assert_eq!(program.answer(&["payments", "list"])["total"], before, "nothing was posted");

    let body = json!({
        "customer": customer, "amount_cents": 1_234,
        "method": {"check": {"number": "9001", "bank": "63-107"}},
    });
    let file = program.file("payment.json", body.to_string());
    let posted = program.answer(&["payments", "post", "--input", &file, "--once", "p-1"]);
    assert_eq!(posted["tender"], "check");
    let again = program.answer(&["payments", "post", "--input", &file, "--once", "p-1"]);
    assert_eq!(posted, again, "a once-key gives the first receipt");
    program.verify();
}

#[test]
fn each_kind_of_refusal_has_its_exit_code_in_words_and_in_json() {
    let program = Program::with_demo();
    let customer =
        program.answer(&["customers", "list", "--limit", "1"])["rows"][0]["id"].to_string();
    let cash = ["--amount", "1", "--method", "cash"];
    let post = |customer: &str| ["payments", "post", "--customer", customer].map(str::to_owned);
    let words = |head: Vec<String>, rest: &[&str]| -> Vec<String> {
        head.into_iter().chain(rest.iter().map(|word| (*word).to_owned())).collect()
    };
    let nothing = ["--amount", "0", "--method", "cash"];
    let again = ["--amount", "7", "--method", "check,number=9002,bank=63-107"];
    program.did(&[&["payments", "post", "--customer", &customer][..], &again].concat());
    for (code, kind, line) in [
        (2, "invalid", words(post(&customer).to_vec(), &nothing)),
        (3, "not_found", words(post("987654").to_vec(), &cash)),
        (4, "payments.looks_posted", words(post(&customer).to_vec(), &again)),
        (5, "not_allowed", words(vec!["--as".into(), "Luis".into()], &["customers", "list"])),
    ] {
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let told = program.run(&[&line[..], &["--output", "json"]].concat());
        assert_eq!(told.code, code, "{line:?}: {told:?}");
        let refusal = told.json();
        assert_eq!(refusal["code"], kind, "{refusal}");
        assert!(refusal["detail"].as_str().is_some_and(|words| !words.is_empty()));
        assert!(program.refused(code, &line).starts_with("daybook: "));
    }
    assert_eq!(program.run(&["customers", "fly"]).code, 2, "an unknown verb is a wrong entry");
    assert_eq!(program.run(&["payments", "post", "--colour", "red"]).code, 2);
    let nowhere = program.path("nowhere");
    let told = program.run(&["verify", "--data", nowhere.to_str().unwrap()]);
    assert!(told.code != 0 && !nowhere.exists(), "a misspelt folder makes no office: {told:?}");
}

#[test]
fn the_office_is_where_the_words_or_the_environment_say() {
    let program = Program::with_demo();
    let data = program.data().to_str().unwrap().to_owned();
    let list = ["customers", "list", "--output", "json"];
    let total = |told: &crate::program::Told| told.json()["total"].clone();
    // Without a word it is ./data, and the program's folder holds that.
    let plain = program.run_with(&[("DAYBOOK_DATA", None)], &list);
    assert_eq!(total(&plain), 30, "{plain:?}");
    let elsewhere = program.path("elsewhere");
    let elsewhere = elsewhere.to_str().unwrap();
    let typed = [&list[..], &["--data", &data]].concat();
    let typed = program.run_with(&[("DAYBOOK_DATA", Some(elsewhere))], &typed);
    assert_eq!(total(&typed), 30, "a word wins over the environment");
    let away = ("DAYBOOK_DATABASE", Some("postgres://nobody@127.0.0.1:1/none"));
    let typed = program.run_with(&[away], &[&list[..], &["--data", &data]].concat());
    assert_eq!(total(&typed), 30, "and a folder that is named over a database that is not");
    // The folder's own file names a database too, and where to listen.
    let folder = program.path("named");
    std::fs::create_dir(&folder).unwrap();
    let file = "database = \"postgres://nobody@127.0.0.1:1/none\"\nlisten = \"nowhere\"\n";
    std::fs::write(folder.join("daybook.toml"), file).unwrap();
    let folder = folder.to_str().unwrap();
    let named = program.run(&[&list[..], &["--data", folder]].concat());
    assert_eq!(named.code, 6, "{named:?}");
    let away = program.run_with(&[away], &list);
    assert_eq!(away.code, 6, "a database that does not answer is told as such: {away:?}");
    let words = program.run_with(&[("DAYBOOK_DATABASE", Some("mysql://x"))], &list);
    assert_eq!(words.code, 2, "{words:?}");
}

#[test]
fn a_demo_branch_is_served_as_it_is_and_nothing_else_is_touched() {
    let program = Program::with_demo();
    program.did(&["customers", "set-alert", "--customer", &first(&program), "--alert", "Mine"]);
    program.did(&["demo", "--customers", "900"]);
    assert_eq!(program.answer(&["customers", "list"])["total"], 30, "it is served as it is");

    let office = Program::with_branch();
    let words = office.refused(4, &["demo", "--customers", "30"]);
    assert!(words.contains("holds an office of its own"), "{words}");
    let letters = Program::new();
    std::fs::create_dir(letters.data()).unwrap();
    std::fs::write(letters.data().join("letter.txt"), "Dear Mrs. Rivera").unwrap();
    let words = letters.refused(4, &["demo", "--customers", "30"]);
    assert!(words.contains("holds something else"), "{words}");
    assert_eq!(std::fs::read_dir(letters.data()).unwrap().count(), 1, "nothing was added");
    let small = Program::new();
    assert!(small.refused(2, &["demo", "--customers", "3"]).contains("named cast"));
    assert!(!small.data().exists(), "a refused demo leaves no folder");
}

fn first(program: &Program) -> String {
    program.answer(&["customers", "list", "--limit", "1"])["rows"][0]["id"].to_string()
}

#[test]
fn the_same_seed_size_and_day_give_the_same_rows() {
    let rows_of = |seed: &str| {
        let program = Program::new();
        let size = ["--customers", "30", "--days", "6", "--until", "2026-03-02"];
        program.did(&[&["demo", "--seed", seed][..], &size].concat());
        every_row(&program.data().join("daybook.db"))
    };
    let (first, again, other) = (rows_of("7"), rows_of("7"), rows_of("8"));
    assert!(first.len() > 40, "{} tables", first.len());
    for (table, rows) in &first {
        assert_eq!(again.get(table), Some(rows), "{table} differs");
    }
    assert_ne!(first, other, "another seed is another branch");
}

/// Every row of every table, in order, as text. How the text index lies in its trees hangs on
/// when nobody waited; what it is made of is compared.
#[expect(clippy::disallowed_methods, reason = "the test looks at the file from outside")]
fn every_row(database: &Path) -> BTreeMap<String, Vec<String>> {
    let file = rusqlite::Connection::open(database).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table'
                 AND name NOT LIKE 'search_index_%' ORDER BY name";
    let mut names = file.prepare(names).unwrap();
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows_of = |table: &String| {
        let mut all = file.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = all.column_count();
        let row = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
            let cells = (0..columns).map(|place| row.get::<_, rusqlite::types::Value>(place));
            Ok(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?))
        };
        let mut rows: Vec<String> = all.query_map([], row).unwrap().map(Result::unwrap).collect();
        rows.sort();
        (table.clone(), rows)
    };
    names.iter().map(rows_of).collect()
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let program = Program::with_demo();
    for words in [&["customers", "list"][..], &["books", "export", "--format", "csv"]] {
        let told = program.piped_into_nothing(words);
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{words:?}: {told:?}");
    }
}

#[test]
fn the_same_words_work_on_postgresql() {
    store::testing::on_each_engine(|db| {
        let store::Location::Postgres(address) = db.location() else { return };
        let program = Program::new();
        let with = [("DAYBOOK_DATABASE", Some(address.as_str()))];
        let did = |words: &[&str]| {
            let told = program.run_with(&with, &[words, &["--output", "json"]].concat());
            assert_eq!(told.code, 0, "{words:?}: {told:?}");
            told.json()
        };
        let place = ["--zone", "America/New_York", "--line1", "1800 Depot Street"];
        let city = ["--city", "Ocala", "--state", "FL", "--zip", "34471"];
        let open = ["branches", "open", "--number", "0412", "--name", "Cedar"];
        did(&[&open[..], &place, &city].concat());
        let table = "Customer Name,Phone,Balance\nAnn Lee,352-555-0101,12.50\n\
                     ,352-555-0102,3.00\nBob Two,352-555-0103,7.50\n";
        let file = program.file("list.csv", table);
        let brought = did(&["import", "customers", &file]);
        assert_eq!((&brought["new"], &brought["rejected"]), (&json!(2), &json!(1)), "{brought}");
        assert_eq!(brought["ties"], true);
        assert_eq!(did(&["import", "customers", &file])["done_before"], true);
        let aging = did(&["receivables", "aging", "--as-of", "2026-03-02"]);
        assert_eq!(aging["total_cents"], 2_000);
        let number = brought["import"].to_string();
        did(&["import", "undo", &number, "--reason", "A trial"]);
        assert_eq!(did(&["customers", "list"])["total"], 0);
        assert_eq!(did(&["verify"])["proved"], true);
    });
}
