//! The rows that decide whether a row of a file is a customer who is known.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// A customer as a source knows her.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::imports) struct KnownSource {
    pub id: i64,
    pub customer: Id<noun::Customer>,
    pub import: Id<noun::Import>,
    /// What her row said, as JSON.
    pub said: String,
    /// What it said is owed, as JSON; none when it said nothing of money.
    pub owed: Option<String>,
    pub owed_import: Option<Id<noun::Import>>,
}
from_row!(KnownSource { id, customer, import, said, owed, owed_import });

/// The customer of this id of a source's.
pub(in crate::imports) fn find_source(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    system: &str,
    source_id: &str,
) -> Result<Option<KnownSource>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, import_id, said, owed, owed_import_id \
             FROM import_sources WHERE branch_id = $1 AND system = $2 AND source_id = $3 \
             AND retired_at IS NULL"
        ),
        args![branch, system, source_id],
    )
}

/// An id of a source's as it is written.
pub(in crate::imports) struct NewSource<'n> {
    pub system: &'n str,
    pub source_id: &'n str,
    pub customer: Id<noun::Customer>,
    pub import: Id<noun::Import>,
    pub line: i64,
    pub said: &'n str,
    pub owed: Option<&'n str>,
}

/// Writes whose id a source's id is.
pub(in crate::imports) fn insert_source(
    desk: &mut Desk<'_>,
    new: &NewSource<'_>,
) -> Result<(), Refusal> {
    let id = desk.id::<noun::ImportRow>();
    desk.exec(
        sql!(
            "INSERT INTO import_sources (id, branch_id, system, source_id, customer_id, \
             import_id, line, said, owed, owed_import_id) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            desk.branch(),
            id,
            new.system,
            new.source_id,
            new.customer,
            new.import,
            new.line,
            new.said,
            new.owed,
            new.owed.map(|_| new.import)
        ],
    )?;
    Ok(())
}

/// Another import has said what a known customer owes.
pub(in crate::imports) fn mark_owed(
    desk: &mut Desk<'_>,
    source: i64,
    import: Id<noun::Import>,
    owed: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_sources SET owed = $3, owed_import_id = $4 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), source, owed, import],
    )
}

/// The next customers of whom an import brought something that stands, by id.
pub(in crate::imports) fn list_customers_to_undo(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
    after: Id<noun::Customer>,
    most: i64,
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT customer_id FROM import_sources WHERE branch_id = $1 AND import_id = $2 \
             AND customer_id > $3 AND retired_at IS NULL \
             UNION SELECT customer_id FROM import_sources WHERE branch_id = $1 \
             AND owed_import_id = $2 AND customer_id > $3 AND retired_at IS NULL \
             ORDER BY 1 LIMIT $4"
        ),
        args![branch, import, after, most],
    )?;
    Ok(rows.into_iter().map(|(customer,)| customer).collect())
}

/// What is known of a customer from any source.
pub(in crate::imports) fn list_sources_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<KnownSource>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, customer_id, import_id, said, owed, owed_import_id \
             FROM import_sources WHERE branch_id = $1 AND customer_id = $2 \
             AND retired_at IS NULL ORDER BY id"
        ),
        args![branch, customer],
    )
}

/// Frees the ids an import gave a customer.
pub(in crate::imports) fn mark_retired(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_sources SET retired_at = $4 WHERE branch_id = $1 \
             AND customer_id = $3 AND import_id = $2 AND retired_at IS NULL"
        ),
        args![desk.branch(), import, customer, desk.now()],
    )
}

/// What an import said a customer owes is said no longer.
pub(in crate::imports) fn mark_owed_retired(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_sources SET owed = NULL, owed_import_id = NULL \
             WHERE branch_id = $1 AND customer_id = $3 AND owed_import_id = $2 \
             AND retired_at IS NULL"
        ),
        args![desk.branch(), import, customer],
    )
}
