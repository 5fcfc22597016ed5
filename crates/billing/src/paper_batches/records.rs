//! The rows of paper batches, and which papers stand in one.

use crate::billing_options::Delivery;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The tables. A batch is written when it is asked for and gets its file when it is printed;
/// `run_invoices` says which billing run an invoice came of.
pub const MIGRATION: Migration = Migration {
    name: "0522_paper_batches",
    sql: "
CREATE TABLE run_invoices (
  invoice_id {id} PRIMARY KEY NOT NULL REFERENCES invoices (id), branch_id {id} NOT NULL,
  billing_run_id {id} NOT NULL REFERENCES billing_runs (id)
){strict};
CREATE INDEX run_invoices_run ON run_invoices (branch_id, billing_run_id, invoice_id);
CREATE TABLE paper_batches (
  id {pk}, branch_id {id} NOT NULL, kind {text} NOT NULL, way {text} NOT NULL,
  title {text} NOT NULL, job_id {id} NOT NULL, billing_run_id {id} REFERENCES billing_runs (id),
  papers {count} NOT NULL, asked_by {id} NOT NULL REFERENCES staff (id),
  asked_at {instant} NOT NULL, file {text}, bytes {count}, printed_at {instant}
){strict};
CREATE INDEX paper_batches_branch ON paper_batches (branch_id, id);
CREATE INDEX paper_batches_run ON paper_batches (branch_id, billing_run_id, id);
",
};

/// A batch as its page needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Its id.
    pub id: Id<noun::PaperBatch>,
    /// `invoices` or `statements`.
    pub kind: String,
    /// `print` or `mail`.
    pub way: String,
    /// What it is.
    pub title: String,
    /// The job that does it.
    pub job: Id<noun::Job>,
    /// How many papers.
    pub papers: i64,
    /// What the shelf finds its file by, once it is printed.
    pub file: Option<String>,
    /// When it was printed.
    pub printed_at: Option<Instant>,
}
from_row!(Batch { id, kind, way, title, job, papers, file, printed_at });

/// The batch of this id in this branch.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::PaperBatch>,
) -> Result<Batch, Refusal> {
    let batch = reader.find(
        sql!(
            "SELECT id, kind, way, title, job_id, papers, file, printed_at FROM paper_batches \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id],
    )?;
    batch.ok_or(Refusal::NotFound { what: "paper batch" })
}

/// The batches of a billing run, the latest first.
pub fn list_of_run(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
) -> Result<Vec<Batch>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, kind, way, title, job_id, papers, file, printed_at FROM paper_batches \
             WHERE branch_id = $1 AND billing_run_id = $2 ORDER BY id DESC"
        ),
        args![branch, run],
    )
}

/// An invoice of a run that goes one way.
pub(super) struct RunInvoice {
    pub id: Id<noun::Invoice>,
    pub number: String,
    pub customer_name: String,
    pub total: Money,
}
from_row!(RunInvoice { id, number, customer_name, total });

/// A run's invoices on paper, by id from one on. What has no address goes on paper too.
pub(super) fn list_to_print(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
    (after, most): (Id<noun::Invoice>, i64),
) -> Result<Vec<RunInvoice>, store::Error> {
    reader.all(
        sql!(
            "SELECT i.id, i.number, c.name, i.total_cents FROM run_invoices r \
             JOIN invoices i ON i.branch_id = r.branch_id AND i.id = r.invoice_id \
             JOIN customer_face c ON c.branch_id = i.branch_id AND c.id = i.customer_id \
             WHERE r.branch_id = $1 AND r.billing_run_id = $2 AND r.invoice_id > $3 \
             AND i.delivery = 'print' AND i.voided_at IS NULL ORDER BY r.invoice_id LIMIT $4"
        ),
        args![branch, run, after, most],
    )
}

/// A run's invoices by e-mail that were not mailed yet.
pub(super) fn list_to_mail(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
    (after, most): (Id<noun::Invoice>, i64),
) -> Result<Vec<RunInvoice>, store::Error> {
    reader.all(
        sql!(
            "SELECT i.id, i.number, c.name, i.total_cents FROM run_invoices r \
             JOIN invoices i ON i.branch_id = r.branch_id AND i.id = r.invoice_id \
             JOIN customer_face c ON c.branch_id = i.branch_id AND c.id = i.customer_id \
             WHERE r.branch_id = $1 AND r.billing_run_id = $2 AND r.invoice_id > $3 \
             AND i.delivery <> 'print' AND i.mailed_at IS NULL AND i.voided_at IS NULL \
             ORDER BY r.invoice_id LIMIT $4"
        ),
        args![branch, run, after, most],
    )
}

/// How many invoices of a run go on paper, how many by e-mail, and how many of those went.
pub fn count_ways(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
) -> Result<(i64, i64, i64), store::Error> {
    reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(CASE WHEN i.delivery = 'print' THEN 1 ELSE 0 END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN i.delivery <> 'print' THEN 1 ELSE 0 END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN i.delivery <> 'print' AND i.mailed_at IS NOT NULL \
             THEN 1 ELSE 0 END), 0) AS BIGINT) FROM run_invoices r \
             JOIN invoices i ON i.branch_id = r.branch_id AND i.id = r.invoice_id \
             WHERE r.branch_id = $1 AND r.billing_run_id = $2 AND i.voided_at IS NULL"
        ),
        args![branch, run],
    )
}

/// The next customers, by id, with something open: who may get a statement.
pub(super) fn list_with_something_open(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (after, most): (Id<noun::Customer>, i64),
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT DISTINCT customer_id FROM charges WHERE branch_id = $1 \
             AND customer_id > $2 AND open_cents <> 0 ORDER BY customer_id LIMIT $3"
        ),
        args![branch, after, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A batch to be written.
pub(super) struct NewBatch<'b> {
    pub id: Id<noun::PaperBatch>,
    pub kind: &'static str,
    pub way: Delivery,
    pub title: &'b str,
    pub job: Id<noun::Job>,
    pub run: Option<Id<noun::BillingRun>>,
    pub papers: i64,
}

/// Writes a batch.
pub(super) fn insert_batch(desk: &mut Desk<'_>, new: &NewBatch<'_>) -> Result<(), Refusal> {
    let way = match new.way {
        Delivery::Print => "print",
        Delivery::Email | Delivery::Link => "mail",
    };
    desk.exec(
        sql!(
            "INSERT INTO paper_batches (id, branch_id, kind, way, title, job_id, \
             billing_run_id, papers, asked_by, asked_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            desk.branch(),
            new.id,
            new.kind,
            way,
            new.title,
            new.job,
            new.run,
            new.papers,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(())
}

/// Its file is on the shelf.
pub(super) fn mark_printed(
    desk: &mut Desk<'_>,
    batch: Id<noun::PaperBatch>,
    (file, bytes, papers): (&str, i64, i64),
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE paper_batches SET file = $3, bytes = $4, papers = $5, printed_at = $6 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), batch, file, bytes, papers, desk.now()],
    )
}

/// Writes which run some invoices came of.
pub(crate) fn insert_run_invoices(
    desk: &mut Desk<'_>,
    run: Id<noun::BillingRun>,
    invoices: &[Id<noun::Invoice>],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = invoices
        .iter()
        .map(|invoice| [store::V::from(*invoice), store::V::from(branch), store::V::from(run)])
        .collect();
    desk.insert_many("run_invoices", ["invoice_id", "branch_id", "billing_run_id"], rows)?;
    Ok(())
}

/// The last day of a billing run.
pub(super) fn find_run(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
) -> Result<Option<(Day,)>, store::Error> {
    reader.find(
        sql!("SELECT until_day FROM billing_runs WHERE branch_id = $1 AND id = $2"),
        args![branch, run],
    )
}
