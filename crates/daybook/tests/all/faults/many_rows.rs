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

/// The most for ten million rows: what tells equal rows apart takes some bytes a row.
const MOST_KILOBYTES: u64 = 400 * 1024;

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

#[test]
fn memory_does_not_grow_with_the_rows() {
    let program = Program::with_branch();
    let few = look_through(&program, 2_000);
    let many = look_through(&program, 30_000);
    assert!(few > 0 && many < few + MORE_KILOBYTES, "{few} kB, then {many} kB");
    assert_eq!(program.answer(&["customers", "list"])["total"], 0, "a dry run writes nothing");
    program.verify();
}

/// Minutes of work: `cargo test --release -p daybook --test all -- --ignored ten_million`.
#[test]
#[ignore = "ten million rows take minutes, and a release build"]
fn ten_million_rows_are_looked_through() {
    let program = Program::with_branch();
    let peak = look_through(&program, 10_000_000);
    assert!(peak < MOST_KILOBYTES, "{peak} kB");
    program.verify();
}
