//! What the tests of imports begin with.

use super::{ImportStarted, StartImport, records::Import};
use formats::customers::{AddressText, CustomerRow, Identity, Source};
use office::Refusal;
use office::jobs::{records::Job, work_job};
use office::testing::Bench;
use values::{Id, noun};

/// A row that says nothing but a name.
pub(crate) fn row(name: &str) -> CustomerRow {
    CustomerRow {
        source: Source::Generic,
        source_id: "1".into(),
        identity: Identity::FromSource,
        line: 2,
        continues_line: None,
        bill_to_id: None,
        name: name.into(),
        company: String::new(),
        is_company: None,
        first_name: String::new(),
        last_name: String::new(),
        title: String::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        billing: AddressText::default(),
        locations: Vec::new(),
        lead_source: String::new(),
        tags: Vec::new(),
        archived: false,
        notes: String::new(),
        balance_cents: None,
        balance_age_days: None,
        aging: None,
        opening_items: Vec::new(),
        terms: String::new(),
        custom: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The bytes of a fixture.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../formats/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A command that starts an import of these bytes, which are on the shelf then.
pub(crate) fn started(bench: &Bench, name: &str, bytes: &[u8]) -> StartImport {
    let kept = bench.office.shelf().put(&mut &*bytes).expect("memory keeps it");
    StartImport {
        file: kept.mark,
        name: name.into(),
        bytes: i64::try_from(kept.bytes).expect("a small file"),
        ..StartImport::default()
    }
}

/// Works a job to its end.
pub(crate) fn worked(bench: &Bench, job: Id<noun::Job>) -> Job {
    let job = work_job(&bench.office, bench.branch, job, &mut |_| {}).expect("it is worked");
    job.expect("nobody else works it")
}

/// Brings a file in to its end.
pub(crate) fn brought(bench: &Bench, name: &str, bytes: &[u8]) -> (ImportStarted, Import) {
    let begun = bench.run(started(bench, name, bytes)).expect("it starts");
    let job = worked(bench, begun.job);
    assert_eq!(job.outcome, "Done.", "{name}");
    let import = import(bench, begun.import);
    (begun, import)
}

/// The row of an import.
pub(crate) fn import(bench: &Bench, id: Id<noun::Import>) -> Import {
    let branch = bench.branch;
    let row = bench.office.read(|reader| super::records::require(reader, branch, id));
    row.expect("the import is there")
}

/// How many rows a table has that no import has withdrawn or retired.
pub(crate) fn count(bench: &Bench, sql: store::Sql) -> i64 {
    bench.read(|reader| reader.one::<(i64,)>(sql, &[])).expect("it can be counted").0
}

/// The refusal of something.
pub(crate) fn refused<T>(outcome: Result<T, Refusal>) -> Refusal {
    outcome.err().expect("it is refused")
}
