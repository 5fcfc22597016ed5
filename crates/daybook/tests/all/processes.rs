//! The processes an office runs: a server on either engine, and a worker beside it.

use crate::program::Program;
use std::thread::sleep;
use std::time::Duration;

/// How often it is looked whether the worker is done, a quarter of a second apart.
const LOOKS: u32 = 240;

#[test]
fn an_office_is_served_on_each_engine() {
    store::testing::on_each_engine(|db| {
        let program = Program::new();
        let server = match db.location() {
            store::Location::Postgres(address) => {
                program.serve_empty(&[("DAYBOOK_DATABASE", address)])
            }
            store::Location::Sqlite(_) => program.serve_empty(&[]),
        };
        assert_eq!(server.ask("GET", "/readyz", &[], "").status, 200);
        let page = server.ask("GET", server.link(), &[], "");
        assert!(page.status == 200 && page.body.contains("company"), "{page:?}");
        server.stop();
    });
}

#[test]
fn a_worker_of_its_own_works_what_waits_and_stops_when_told() {
    let program = Program::with_branch();
    let asked = program.answer(&["proof", "ask"]);
    let job = asked["job"].clone();
    let state = || {
        let list = program.answer(&["jobs", "list"]);
        let rows = list["rows"].as_array().expect("jobs have rows").clone();
        let row = rows.into_iter().find(|row| row["id"] == job);
        row.map(|row| row["state"].to_string()).expect("the job is in the list")
    };
    assert!(state().contains("waiting"), "nobody works it yet: {}", state());
    let worker = program.work();
    for _ in 0..LOOKS {
        if state().contains("finished") {
            worker.stop();
            return;
        }
        sleep(Duration::from_millis(250));
    }
    panic!("the job is still {}", state());
}

#[test]
fn a_worker_without_an_office_says_so() {
    let words = Program::new().refused(4, &["worker"]);
    assert!(words.contains("There is no office in"), "{words}");
}
