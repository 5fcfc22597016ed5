//! What must hold of every reader of foreign bytes, whatever the bytes: one function a format.
//!
//! The targets of libFuzzer call them, and so does `crates/formats/tests/fuzzing.rs` on a stable
//! compiler, with the fixtures, the seeds and thousands of torn and turned copies of both.

use formats::csv::{Record, Table, Writer, unguarded};
use formats::customers::{Customers, Export, Reading};
use formats::{bai2, bank, customers, docx, iif, lockbox, nacha, ofx, pasted, statements};

/// A reader's name and what must hold of it.
pub type Target = (&'static str, fn(&[u8]));

/// Every target by the name of its binary.
pub const TARGETS: &[Target] = &[
    ("bai2", read_bai2),
    ("bank", read_bank),
    ("csv", read_csv),
    ("customers", read_customers),
    ("docx", read_docx),
    ("iif", read_iif),
    ("lockbox", read_lockbox),
    ("nacha", read_nacha),
    ("ofx", read_ofx),
    ("pasted", read_pasted),
    ("statements", read_statements),
];

/// A BAI2 report: what is read without a refusal and printed is read again, the same.
pub fn read_bai2(bytes: &[u8]) {
    let without_lines = |mut file: bai2::Bai2File| {
        file.line = 0;
        for group in &mut file.groups {
            group.line = 0;
            for account in &mut group.accounts {
                account.line = 0;
                account.details.iter_mut().for_each(|detail| detail.line = 0);
            }
        }
        file
    };
    let reading = bai2::read(bytes);
    assert!(!reading.files.is_empty() || reading.problems.refuse_file());
    if reading.problems.refuse_file() {
        return;
    }
    for file in reading.files {
        let Ok(text) = bai2::print(&file) else { continue };
        let mut again = bai2::read(text.as_bytes());
        assert!(!again.problems.refuse_file(), "{:?}\n{text}", again.problems);
        assert_eq!(without_lines(again.files.remove(0)), without_lines(file), "{text}");
    }
}

/// A statement of any kind: every line has a key of its own, and none but whole ones is taken.
pub fn read_bank(bytes: &[u8]) {
    let file = bank::read(bytes, None);
    assert_eq!(file.kind, bank::kind_of(bytes));
    for statement in &file.statements {
        let mut keys: Vec<&str> = statement.lines.iter().map(|line| line.key.as_str()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        // Two tables' ids may be made to look like our keys; a bank's never are.
        assert!(keys.len() == all || file.kind == bank::FileKind::Table);
        if file.problems.refuse_file() {
            assert!(!statement.lines.iter().any(|line| file.may_take(line)));
        }
    }
}

/// A table: no more rows than lines, and what is written is read again.
pub fn read_csv(bytes: &[u8]) {
    let most = most_rows(bytes);
    let Ok(mut table) = Table::open(bytes) else { return };
    let mut record = Record::new();
    for row in 0..=most {
        match table.read(&mut record) {
            // A long table says nothing new with its later rows.
            Ok(true) if row < 100 => write_and_read(&record),
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => assert!(error.is_about_one_row(), "{error}"),
        }
    }
    panic!("more rows than lines");
}

fn write_and_read(record: &Record) {
    let mut writer = Writer::new(Vec::new());
    writer.texts(["first", "second"]).expect("memory does not fail");
    writer.texts([&record[0], "x"]).expect("memory does not fail");
    let bytes = writer.finish().expect("memory does not fail");
    let Ok(mut table) = Table::open_knowing(&bytes[..], &|name| name.len() >= 5) else {
        return;
    };
    let mut again = Record::new();
    if matches!(table.read(&mut again), Ok(true)) && table.columns()[0] == "first" {
        assert_eq!(unguarded(&again[0]), &record[0]);
    }
}

/// A customer list: every row accounted for, and written again.
pub fn read_customers(bytes: &[u8]) {
    let told = customers::sniff(bytes);
    let Ok(mut list) = Customers::open(bytes) else { return };
    assert_eq!(list.source(), told);
    let mut export = Export::new(Vec::new()).expect("memory does not fail");
    let (mut customers, mut rejected) = (0, 0);
    for reading in list.by_ref() {
        match reading {
            Ok(Reading::Customer(row)) => {
                assert!(!row.name.is_empty() && !row.source_id.is_empty());
                customers += u64::from(row.continues_line.is_none());
                export.write(&row).expect("memory does not fail");
            }
            Ok(Reading::Rejected(_)) => rejected += 1,
            Err(_) => return,
        }
    }
    let tally = list.tally();
    assert_eq!((tally.customers, tally.rejected), (customers, rejected));
    assert!(customers + rejected <= tally.rows);
    export.finish().expect("memory does not fail");
}

/// A QuickBooks file: no more rows than lines.
pub fn read_iif(bytes: &[u8]) {
    let Ok(mut reader) = iif::Reader::open(bytes) else { return };
    for _ in 0..=most_rows(bytes) {
        match reader.next_row() {
            Ok(Some(row)) => {
                let _ = (row.get("NAME"), row.kind());
            }
            Ok(None) => return,
            Err(error) if error.is_about_one_row() => {}
            Err(_) => return,
        }
    }
    panic!("more rows than lines");
}

/// A lockbox file: no more checks and invoices than lines, no check without money.
pub fn read_lockbox(bytes: &[u8]) {
    let reading = lockbox::read(bytes);
    let checks = || reading.batches.iter().flat_map(|batch| &batch.checks);
    assert!(checks().all(|check| check.amount_cents > 0));
    let rows: usize = checks().map(|check| check.invoices.len().max(1)).sum();
    assert!(rows <= most_rows(bytes), "more rows than lines");
    lockbox::print(&reading.batches, Vec::new()).expect("memory does not fail");
}

/// An ACH file: what is read without a refusal and printed is read again, the same.
pub fn read_nacha(bytes: &[u8]) {
    let without_lines = |mut file: nacha::AchFile| {
        for batch in &mut file.batches {
            batch.line = 0;
            batch.entries.iter_mut().for_each(|entry| entry.line = 0);
        }
        file
    };
    let reading = nacha::read(bytes);
    assert!(!reading.files.is_empty() || reading.problems.refuse_file());
    for file in reading.files {
        let _ = (file.returned(), file.changed());
        let Ok(text) = nacha::print(&file) else { continue };
        let mut again = nacha::read(text.as_bytes());
        assert!(!again.problems.refuse_file(), "{:?}\n{text}", again.problems);
        assert_eq!(without_lines(again.files.remove(0)), without_lines(file), "{text}");
    }
}

/// An OFX file: what is read without a refusal and printed is read again, the same.
pub fn read_ofx(bytes: &[u8]) {
    let without_lines = |mut file: ofx::OfxFile| {
        for statement in &mut file.statements {
            statement.line = 0;
            statement.transactions.iter_mut().for_each(|transaction| transaction.line = 0);
        }
        file
    };
    let reading = ofx::read(bytes);
    if reading.problems.refuse_file() {
        return;
    }
    assert!(!reading.file.statements.is_empty());
    let Ok(text) = ofx::print(&reading.file) else { return };
    let again = ofx::read(text.as_bytes());
    assert!(!again.problems.refuse_file(), "{:?}\n{text}", again.problems);
    assert_eq!(without_lines(again.file), without_lines(reading.file), "{text}");
}

/// A letter, whole or its words alone: paragraphs are one blank line apart, and none is empty.
pub fn read_docx(bytes: &[u8]) {
    let words = docx::read_words(&String::from_utf8_lossy(bytes));
    for text in [docx::read(bytes), words].into_iter().flatten() {
        assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        assert!(!text.contains("\n\n\n"), "{text:?}");
    }
}

/// Rows of a spreadsheet: no more than lines, none without anything in it, and the same rows
/// when they are copied once more.
pub fn read_pasted(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(read) = pasted::read(&text) else { return };
    assert!(read.rows.len() <= most_rows(bytes).min(pasted::MOST_ROWS));
    assert!(read.rows.iter().all(|row| row.cells.iter().any(|cell| !cell.is_empty())));
    let sheet: Vec<Vec<String>> = read.rows.iter().map(|row| row.cells.clone()).collect();
    // Without the headings the columns may be told otherwise, so only the cells are compared.
    if let Ok(again) = pasted::read(&pasted::print(&sheet)) {
        let cells: Vec<Vec<String>> = again.rows.into_iter().map(|row| row.cells).collect();
        assert_eq!(cells[..], sheet[sheet.len() - cells.len()..]);
    }
}

/// A statement as a table: no more rows than lines, and each is written again.
pub fn read_statements(bytes: &[u8]) {
    let Ok(table) = statements::Statements::open(bytes) else { return };
    let rows: Vec<_> = table.collect();
    assert!(rows.len() <= most_rows(bytes), "more rows than lines");
    statements::print(&rows, Vec::new()).expect("memory does not fail");
}

/// No reader hands out more rows than a file has lines, and one for the last without an end.
fn most_rows(bytes: &[u8]) -> usize {
    2 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count()
}
