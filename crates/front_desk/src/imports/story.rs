//! Whole imports, from a file on the shelf to the books and back.

mod files;
mod money;
mod resume;
mod undoing;

use super::records::{self, Import};
use super::testing::{brought, count, fixture, import, refused, started, worked};
use super::{Checked, HowToRead, ImportStanding, Program, UndoImport, Verdict, Watched, check};
use crate::customers::{Customer, Standing, find_customer};
use crate::testing::bench;
use formats::customers::Aging;
use office::testing::Bench;
use store::{args, sql};
use values::{Day, Id, Money, noun};

/// Monday, March 2, 2026, on which every bench stands.
const TODAY: Day = Day::ymd(2026, 3, 2);

/// What an import of these bytes would do.
fn checked(bench: &Bench, bytes: &[u8]) -> Checked {
    let file = Watched::new(std::io::Cursor::new(bytes.to_vec()));
    let how = HowToRead::default();
    check(&bench.office, bench.branch, file, &how, "", TODAY).expect("it can be read")
}

/// The customer of this id at a source.
fn of_source(bench: &Bench, system: &str, source_id: &str) -> Customer {
    let branch = bench.branch;
    let known = bench.read(|reader| records::find_source(reader, branch, system, source_id));
    let known = known.unwrap().unwrap_or_else(|| panic!("{source_id} is not known"));
    let row = bench.read(|reader| find_customer(reader, branch, known.customer));
    row.unwrap().expect("the customer is there")
}

/// Every row of the branch that an import could write, and the journal.
fn all_rows(bench: &Bench) -> [i64; 8] {
    [
        count(bench, sql!("SELECT COUNT(*) FROM customers")),
        count(bench, sql!("SELECT COUNT(*) FROM locations")),
        count(bench, sql!("SELECT COUNT(*) FROM contacts")),
        count(bench, sql!("SELECT COUNT(*) FROM conversations")),
        count(bench, sql!("SELECT COUNT(*) FROM charges")),
        count(bench, sql!("SELECT COUNT(*) FROM entries")),
        count(bench, sql!("SELECT COUNT(*) FROM import_sources")),
        count(bench, sql!("SELECT COUNT(*) FROM jobs")),
    ]
}

/// What stands in an account.
fn balance(bench: &Bench, account: books::accounts::Account) -> Money {
    let branch = bench.branch;
    let at = books::accounts::records::balance_at;
    bench.read(|reader| at(reader, branch, account, TODAY)).expect("it adds up")
}

/// What is open of all charges or credits.
fn open(bench: &Bench, table: store::Sql) -> Money {
    Money::cents(count(bench, table))
}

/// The books agree with the open documents, account by account.
fn assert_books_agree(bench: &Bench) {
    use books::accounts::{RECEIVABLE, UNAPPLIED};
    let charges = sql!("SELECT CAST(COALESCE(SUM(open_cents), 0) AS BIGINT) FROM charges");
    let credits = sql!("SELECT CAST(COALESCE(SUM(open_cents), 0) AS BIGINT) FROM credits");
    assert_eq!(balance(bench, RECEIVABLE), open(bench, charges), "receivables");
    assert_eq!(balance(bench, UNAPPLIED), -open(bench, credits), "customers' credits");
}

/// What an import brought, by age, as the charges and credits say.
fn in_books(bench: &Bench, import: &Import) -> Aging {
    let (branch, as_of) = (bench.branch, import.as_of);
    let aging = bench.read(|reader| records::aging_in_books(reader, branch, import.id, as_of));
    aging.expect("it adds up")
}

/// The words of the rows of one verdict, in the order of the file.
fn words_of(bench: &Bench, import: Id<noun::Import>, verdict: Verdict) -> Vec<(i64, String)> {
    let branch = bench.branch;
    let list = records::list_rows_of_verdict;
    let rows = bench.read(|reader| list(reader, branch, import, verdict, 100)).unwrap();
    rows.into_iter().map(|row| (row.line, row.words)).collect()
}

/// Undoes an import to its end; answers it as it stands then.
fn undone(bench: &Bench, id: Id<noun::Import>) -> Import {
    let begun = bench.run(UndoImport { import: id, reason: "Wrong file".into() }).unwrap();
    assert_eq!(worked(bench, begun.job).outcome, "Done.");
    import(bench, id)
}
