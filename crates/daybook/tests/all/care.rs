//! Looking after an office from the command line: verify, backup, restore, doctor, and
//! what outsiders are handed.

use front_desk::customers::OpenCustomer;
use money::payments::{Method, PostPayment};
use office::testing::Bench;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use store::Location;
use store::testing::Folder;
use values::{Address, Money};

/// A data folder with a small office in it: a customer who has paid a check.
struct Premises {
    folder: Folder,
}

impl Premises {
    fn new() -> Premises {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
        let location = Location::Sqlite(data.join("daybook.db"));
        let bench = Bench::at(&location, daybook::rooms::rooms(), None);
        fill(&bench);
        Premises { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daybook"));
        command.args(words).current_dir(self.folder.path());
        command.env("DAYBOOK_CLOCK", "2026-03-02T20:34:00Z");
        for name in ["DAYBOOK_DATA", "DAYBOOK_DATABASE", "DAYBOOK_AS", "DAYBOOK_OUTPUT"] {
            command.env_remove(name);
        }
        command.output().expect("the program runs")
    }

    /// What it prints, when it goes well.
    fn told(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{words:?}: {out}{err}");
        out
    }

    fn verified(&self, data: &str) -> (bool, Value) {
        let output = self.run(&["verify", "--output", "json", "--data", data]);
        let proof = serde_json::from_slice(&output.stdout).expect("verify prints JSON");
        (output.status.success(), proof)
    }

    /// Everything in the folder, to see that nothing was left behind.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn fill(bench: &Bench) {
    let open = OpenCustomer {
        name: "Marisol Rivera".into(),
        bill_to: Some(Address {
            line1: "14 Larkspur Ct".into(),
            line2: String::new(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: "34471".into(),
        }),
        ..OpenCustomer::default()
    };
    let customer = bench.run(open).unwrap().customer;
    for (number, cents) in [("1041", 10_000), ("1042", 6_420)] {
        let post = PostPayment {
            customer,
            amount_cents: Money::cents(cents),
            method: Method::Check { number: number.into(), bank: "63-107".into(), dated_on: None },
            received_on: None,
            applications: None,
            memo: String::new(),
            payer: String::new(),
            batch: None,
            again: None,
        };
        bench.run(post).unwrap();
    }
}

/// Somebody opens the file with a program of her own.
#[expect(clippy::disallowed_methods, reason = "the tests play the intruder")]
fn tamper(database: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(database).unwrap();
    connection.execute_batch(sql).unwrap();
}

fn failing(proof: &Value) -> Vec<&str> {
    let checks = proof["checks"].as_array().expect("checks");
    let failed = checks.iter().filter(|check| check["ok"] == false);
    failed.map(|check| check["name"].as_str().expect("a name")).collect()
}

#[test]
fn verify_proves_an_honest_office_and_finds_what_was_spoilt() {
    let premises = Premises::new();
    let (proved, proof) = premises.verified("data");
    assert!(proved && proof["proved"] == true, "{:?}", failing(&proof));
    let names: Vec<&String> = proof.as_object().unwrap().keys().collect();
    assert_eq!(names, ["checks", "proved"]);
    let printed = premises.told(&["verify"]);
    assert!(printed.contains("proved  trial_balance: All debits equal all credits."), "{printed}");
    let spoilt = [
        (
            "DROP TRIGGER entry_lines_no_update; \
          UPDATE entry_lines SET amount_cents = amount_cents + 1 WHERE account_id = 1050",
            "trial_balance",
        ),
        (
            "DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE branch_id = 1 \
          AND sequence = (SELECT MAX(sequence) FROM journal WHERE branch_id = 1)",
            "journal_chain",
        ),
        (
            "DROP TRIGGER journal_no_update; UPDATE journal SET payload = '{}' \
          WHERE branch_id = 1 AND sequence = 1",
            "journal_chain",
        ),
        ("PRAGMA foreign_keys = OFF; UPDATE payments SET posted_by = 99", "file_is_sound"),
    ];
    for (sql, name) in spoilt {
        let premises = Premises::new();
        tamper(&premises.path("data/daybook.db"), sql);
        let (proved, proof) = premises.verified("data");
        let failing = failing(&proof);
        assert!(!proved && failing.contains(&name), "{name} is not in {failing:?}");
        assert_eq!(premises.run(&["verify"]).status.code(), Some(4));
    }
}

#[test]
fn a_backup_comes_back_whole_with_its_files() {
    let premises = Premises::new();
    fs::create_dir_all(premises.path("data/files/ab")).unwrap();
    fs::write(premises.path("data/files/ab/letter"), "Dear Mrs. Rivera").unwrap();
    fs::write(premises.path("data/daybook.toml"), "listen = \"127.0.0.1:7301\"\n").unwrap();
    let printed = premises.told(&["backup", "monday.tar"]);
    assert!(printed.contains("monday.tar holds 3 files"), "{printed}");
    assert!(printed.contains("journal 0412: "), "{printed}");
    let printed = premises.told(&["restore", "monday.tar", "--data", "again"]);
    assert!(printed.contains("Everything is proved"), "{printed}");
    let letter = fs::read_to_string(premises.path("again/files/ab/letter")).unwrap();
    assert_eq!(letter, "Dear Mrs. Rivera");
    let list = ["payments", "list", "--output", "json"];
    let before = premises.run(&list);
    let after = premises.run(&[&list[..], &["--data", "again"]].concat());
    assert_eq!(text(&before.stdout), text(&after.stdout));
    assert_eq!(premises.names(), ["again", "data", "monday.tar"]);

    let again = premises.run(&["backup", "monday.tar"]);
    assert_eq!(again.status.code(), Some(4), "a backup is never written over");
    let used = premises.run(&["restore", "monday.tar", "--data", "data"]);
    assert!(text(&used.stderr).contains("data is not empty"), "{}", text(&used.stderr));
}

#[test]
fn what_is_no_whole_backup_is_refused_and_leaves_nothing() {
    let premises = Premises::new();
    premises.told(&["backup", "good.tar"]);
    let good = fs::read(premises.path("good.tar")).unwrap();
    let middle = good.len() / 2;
    let mut flipped = good.clone();
    flipped[middle] ^= 1;
    let spoilt: [(&str, &[u8], &str); 4] = [
        ("flipped", &flipped, "is damaged"),
        ("cut", &good[..middle], "is cut off"),
        ("empty", b"", "is no Daybook backup"),
        ("foreign", b"PK\x03\x04 something else altogether", "is no Daybook backup"),
    ];
    for (name, bytes, words) in spoilt {
        fs::write(premises.path("bad.tar"), bytes).unwrap();
        let output = premises.run(&["restore", "bad.tar", "--data", "again"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{name}: {said}");
        assert!(said.contains(words) && said.contains("Nothing was restored"), "{name}: {said}");
        assert_eq!(premises.names(), ["bad.tar", "data", "good.tar"], "{name}");
    }
    let missing = premises.run(&["restore", "nowhere.tar", "--data", "again"]);
    assert!(text(&missing.stderr).contains("cannot be read"));
}

#[test]
fn the_doctor_looks_at_the_machine() {
    use std::os::unix::fs::PermissionsExt;
    let premises = Premises::new();
    let printed = premises.told(&["doctor"]);
    for words in [
        "well   program: daybook 0.",
        "disk sync: ",
        "watch  last proof: 0412 not yet: daybook verify, 0413 not yet",
        "well   commits: on the disk",
        "well   integrity",
        "watch  mail: not set",
        "watch  last backup: none",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    premises.told(&["backup", "monday.tar"]);
    assert!(premises.told(&["doctor"]).contains("well   last backup: 2026-03-02T20:34"));
    fs::set_permissions(premises.path("data"), fs::Permissions::from_mode(0o755)).unwrap();
    let open = premises.run(&["doctor"]);
    assert_eq!(open.status.code(), Some(1));
    assert!(text(&open.stdout).contains("ILL    data folder: others may open"));
    assert_eq!(premises.run(&["doctor", "--data", "nowhere"]).status.code(), Some(4));
    assert!(!premises.path("nowhere").exists(), "a misspelt folder makes no office");
}

#[test]
fn outsiders_are_handed_entries_aging_and_tokens() {
    let premises = Premises::new();
    for (format, words) in [
        ("hledger", "customer:A10001 Marisol Rivera"),
        ("beancount", "Rivera"),
        ("csv", "A10001 Marisol Rivera"),
        ("iif", "A10001 Marisol Rivera"),
    ] {
        let printed = premises.told(&["books", "export", "--format", format]);
        assert!(printed.contains(words), "{format}: {printed}");
        premises.told(&["books", "export", "--format", format, &format!("out.{format}")]);
        let written = fs::read_to_string(premises.path(&format!("out.{format}"))).unwrap();
        assert_eq!(written, printed);
        let empty = ["books", "export", "--format", format, "--to", "2026-03-01"];
        assert!(!premises.told(&empty).contains("Rivera"));
    }
    let aging = ["receivables", "aging", "--as-of", "2026-03-02", "--output", "json"];
    let aged: Value = serde_json::from_str(&premises.told(&aging)).unwrap();
    let expected = serde_json::json!({
        "as_of": "2026-03-02", "basis": "due", "total_cents": 0,
        "buckets": {"current": 0, "1_30": 0, "31_60": 0, "61_90": 0, "91_plus": 0},
    });
    assert_eq!(aged, expected);
    let create = ["tokens", "create", "--name", "till", "--scope", "payments:write"];
    let printed = premises.told(&[&create[..], &["--days", "30"]].concat());
    let secret = printed.lines().next().unwrap();
    assert!(secret.starts_with("dbk_") && secret.len() == 68, "{secret}");
    assert_ne!(premises.told(&create).lines().next().unwrap(), secret);
}
