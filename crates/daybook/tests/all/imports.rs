//! Customers brought over from another program: through the page, through the API, at the
//! console, and on both engines.

use crate::doors::{Browser, ask, text};
use crate::house::{house, on_each_engine};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use front_desk::imports::records::{Import, aging_in_books};
use front_desk::imports::{ImportStarted, StartImport, UndoImport, find_import};
use office::jobs::{work_job, work_waiting};
use office::testing::Bench;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use values::{Id, Money, noun};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../formats/fixtures").join(name)
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

fn import(bench: &Bench, id: Id<noun::Import>) -> Import {
    bench.read(|reader| find_import(reader, bench.branch, id)).unwrap().unwrap()
}

fn worked(bench: &Bench, job: Id<noun::Job>) {
    let job = work_job(&bench.office, bench.branch, job, &mut |_| {}).unwrap().unwrap();
    assert_eq!(job.outcome, "Done.");
}

#[test]
fn an_import_ties_is_undone_and_comes_again_on_each_engine() {
    on_each_engine(|bench| {
        for name in ["jobber-clients.csv", "fieldroutes-customers.csv", "quickbooks-aging.csv"] {
            let kept = bench.office.shelf().put(&mut &*read(name)).unwrap();
            let start = StartImport { file: kept.mark, name: name.into(), ..Default::default() };
            let begun: ImportStarted = bench.run(start.clone()).unwrap();
            worked(bench, begun.job);
            let done = import(bench, begun.import);
            assert!(done.finished_at.is_some() && done.rows_new > 0, "{name}");
            let books = bench
                .read(|reader| aging_in_books(reader, bench.branch, done.id, done.as_of))
                .unwrap();
            assert_eq!(books, done.source_aging(), "{name}");
            let reason = String::from("Only a trial");
            let undo = bench.run(UndoImport { import: done.id, reason }).unwrap();
            worked(bench, undo.job);
            let undone = import(bench, done.id);
            assert_eq!((undone.rows_undone, undone.rows_not_undone), (done.rows_new, 0), "{name}");
            let again: ImportStarted = bench.run(start).unwrap();
            worked(bench, again.job);
            let anew = import(bench, again.import);
            assert_eq!(
                (anew.rows_new, anew.rows_more, anew.brought_cents),
                (done.rows_new, done.rows_more, done.brought_cents),
                "{name}"
            );
        }
    });
}

#[test]
fn a_file_is_sent_mapped_and_brought_in_on_the_page() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let mut body = Vec::new();
    for (head, content) in [
        (r#"name="program""#, &b"auto"[..]),
        (r#"name="file"; filename="aging.csv""#, &read("quickbooks-aging.csv")),
    ] {
        body.extend_from_slice(
            format!("--part\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--part--\r\n");
    let request = |cookie: &str| {
        Request::post("/imports/file")
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
            .body(Body::from(body.clone()))
            .unwrap()
    };
    assert_eq!(ask(&browser.router, request("")).status(), StatusCode::FORBIDDEN);
    let sent = ask(&browser.router, request(&browser.cookie));
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let address = sent.headers()[header::LOCATION].to_str().unwrap().to_owned();
    let html = text(browser.get(&address));
    assert!(html.contains("12,527.96") && html.contains("QuickBooks"), "{html}");

    let query = address.split_once('?').unwrap().1;
    let form = format!("{query}&once=1&from=/imports/new&then=/imports/{{import}}");
    let begun = browser.post_form("/do/imports.start", &form);
    assert_eq!(begun.status(), StatusCode::SEE_OTHER, "{}", text(begun));
    let page = begun.headers()[header::LOCATION].to_str().unwrap().to_owned();
    assert!(text(browser.get(&page)).contains("db-progress"), "it waits to be read");
    assert_eq!(work_waiting(&bench.office).unwrap(), 1);
    let html = text(browser.get(&page));
    assert!(html.contains("They tie with the file, bucket by bucket."), "{html}");
    let csv = text(browser.get(&format!("{page}?format=csv")));
    assert!(csv.contains("Renée McAllister 1"), "{csv}");
}

#[test]
fn a_program_sends_a_file_and_starts_its_import() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let request = Request::post("/api/v1/imports/files").header(header::COOKIE, &browser.cookie);
    let sent = ask(&browser.router, request.body(Body::from(read("generic-twins.csv"))).unwrap());
    let sent: Value = serde_json::from_str(&text(sent)).unwrap();
    let body = json!({"file": sent["file"], "name": "twins.csv", "bytes": sent["bytes"]});
    let (status, begun) = browser.post_json("/api/v1/imports", Some("k1"), &body);
    assert_eq!((status, &begun["standing"]), (StatusCode::OK, &json!("begun")), "{begun}");
    work_waiting(&bench.office).unwrap();
    let path = format!("/api/v1/imports/{}", begun["import"]);
    let row: Value = serde_json::from_str(&text(browser.get(&path))).unwrap();
    assert_eq!(row["standing"], "done", "{row}");
    assert!(row["rows_new"].as_i64().unwrap() > 0, "{row}");
    let (status, again) = browser.post_json("/api/v1/imports", Some("k2"), &body);
    assert_eq!((status, &again["standing"]), (StatusCode::OK, &json!("done_before")));
    let nothing = Request::post("/api/v1/imports/files").header(header::COOKIE, &browser.cookie);
    let nothing = ask(&browser.router, nothing.body(Body::empty()).unwrap());
    assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn the_console_ends_with_what_came_of_the_file() {
    let folder = std::env::temp_dir().join(format!("daybook-import-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let data = folder.to_str().unwrap().to_owned();
    let run = |words: &[&str]| {
        let words = ["daybook", "--data", &data].into_iter().chain(words.iter().copied());
        daybook::cli::run(words.map(Into::into))
    };
    let branch = [
        "branches",
        "open",
        "--number",
        "0412",
        "--name",
        "Cedar",
        "--zone",
        "America/New_York",
        "--line1",
        "1 Main St",
        "--city",
        "Cedar",
        "--state",
        "FL",
        "--zip",
        "32601",
    ];
    assert_eq!(run(&branch), 0);
    let name = "fieldroutes-customers.csv";
    let file = fixture(name);
    let import = ["import", "customers", file.to_str().unwrap()];
    assert_eq!(run(&[&import[..], &["--dry-run"]].concat()), 0);
    assert!(!folder.join("imports").exists(), "a dry run keeps nothing");
    assert_eq!(run(&import), 0, "one row is rejected, and the file was read whole");
    assert_eq!(run(&import), 0, "the same file changes nothing");
    assert_eq!(std::fs::read_dir(folder.join("imports")).unwrap().count(), 1);
    let picture = folder.join("logo.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    assert_eq!(run(&["import", "customers", picture.to_str().unwrap()]), 2);
    assert_eq!(run(&["import", "customers", "/nowhere.csv"]), 2);
    assert_eq!(run(&["import", "customers", import[2], "--mapping", "No such"]), 2);
    assert_eq!(run(&["import", "undo", "7", "--reason", "No such"]), 3);

    let out = folder.join("out.csv");
    assert_eq!(run(&["customers", "export", "--format", "jobber", out.to_str().unwrap()]), 0);
    assert!(std::fs::read_to_string(&out).unwrap().contains("Oak Street Dental"));
    assert_eq!(run(&["customers", "export", out.to_str().unwrap()]), 2, "it is there already");

    let rooms = daybook::rooms::rooms();
    let location = store::Location::Sqlite(folder.join("daybook.db"));
    let office = office::Office::open(&location, rooms, Default::default()).unwrap();
    let (id, cents): (i64, Money) = office
        .read(|reader| Ok(reader.one(store::sql!("SELECT id, brought_cents FROM imports"), &[])?))
        .unwrap();
    assert_eq!(cents, Money::cents(980_946));
    drop(office);
    assert_eq!(run(&["import", "undo", &id.to_string(), "--reason", "A trial"]), 0);
    assert_eq!(run(&["import", "undo", &id.to_string(), "--reason", "A trial"]), 4);
    std::fs::remove_dir_all(folder).unwrap();
}
