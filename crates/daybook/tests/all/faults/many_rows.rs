//! A file of a great many rows: the memory it takes does not grow with the file, and it ends
//! in counts and dollars.

use crate::program::Program;
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How much more memory, in kilobytes, a file of many rows may take than one of few.
const MORE_KILOBYTES: u64 = 24 * 1024;

/// What tells equal rows apart takes eight bytes a row, in a table that doubles as it fills.
const BYTES_A_ROW: u64 = 32;

/// Writes a list of so many people, a row at a time.
fn write_list(file: &Path, rows: u64) {
    let mut out = BufWriter::new(File::create(file).unwrap());
    out.write_all(b"Customer Name,Phone,Address,City,State,Zip,Balance\n").unwrap();
    for row in 0..rows {
        let (phone, dollars) = (row % 10_000, row % 50);
        writeln!(out, "Person {row},352555{phone:04},{row} Oak St,Ocala,FL,34471,{dollars}.00")
            .unwrap();
    }
    out.flush().unwrap();
}

/// The dollars of such a list, in cents.
fn cents_of(rows: u64) -> u64 {
    (0..rows).map(|row| row % 50 * 100).sum()
}

/// Looks through a list of so many rows: the most memory that took, in kilobytes.
fn look_through(program: &Program, rows: u64) -> u64 {
    let file = program.path("many.csv");
    write_list(&file, rows);
    let file = file.to_str().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_daybook"))
        .args(["--output", "json", "import", "customers", file, "--dry-run"])
        .env("DAYBOOK_DATA", program.data())
        .env("DAYBOOK_CLOCK", crate::program::AFTERNOON)
        .env_remove("DAYBOOK_DATABASE")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let peak = watch(&mut child);
    assert!(child.wait().unwrap().success());
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["read"], &told["new"]), (&rows.into(), &rows.into()), "{told}");
    assert_eq!(told["file_cents"], cents_of(rows), "{told}");
    peak
}

/// The most memory a program takes until it ends, as the system counts it.
fn watch(child: &mut Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let line = status.unwrap_or_default();
        let line = line.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        peak = kilobytes.and_then(|count| count.parse().ok()).unwrap_or(peak);
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// How many rows are many: enough to see rows that are kept, or as many as the environment
/// says. Ten million take minutes, and a release build: `DAYBOOK_MANY_ROWS=10000000 cargo test
/// --release -p daybook --test all many_rows`.
fn many_rows() -> u64 {
    let told = std::env::var("DAYBOOK_MANY_ROWS").ok();
    told.map_or(30_000, |rows| rows.parse().expect("a number of rows"))
}

#[test]
fn memory_does_not_grow_with_the_rows() {
    let program = Program::with_branch();
    let few = look_through(&program, 2_000);
    let rows = many_rows();
    let many = look_through(&program, rows);
    let most = few + MORE_KILOBYTES + rows / 1024 * BYTES_A_ROW;
    assert!(few > 0 && many < most, "{few} kB, then {many} kB for {rows} rows");
    assert_eq!(program.answer(&["customers", "list"])["total"], 0, "a dry run writes nothing");
    program.verify();
}
