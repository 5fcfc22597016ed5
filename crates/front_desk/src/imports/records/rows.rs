//! What each row of a file became.

use crate::imports::words::Verdict;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Id, Money, noun};

/// The result of a row as it is written.
#[derive(Clone, Debug)]
pub(in crate::imports) struct NewRow {
    pub line: i64,
    pub label: String,
    pub verdict: Verdict,
    pub words: String,
    pub customer: Option<Id<noun::Customer>>,
    pub amount: Money,
}

/// Writes the results of a chunk.
pub(in crate::imports) fn insert_rows(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    rows: &[NewRow],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            [
                V::from(desk.id::<noun::ImportRow>()),
                V::from(branch),
                V::from(import),
                V::from(row.line),
                V::from(row.label.as_str()),
                V::from(row.verdict),
                V::from(row.words.as_str()),
                V::from(row.customer),
                V::from(row.amount),
                V::from(""),
            ]
        })
        .collect();
    let columns = [
        "id",
        "branch_id",
        "import_id",
        "line",
        "label",
        "verdict",
        "words",
        "customer_id",
        "amount_cents",
        "undone",
    ];
    desk.insert_many("import_rows", columns, rows)?;
    Ok(())
}

/// Says at a customer's row whether it was taken back.
pub(in crate::imports) fn mark_row_undone(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
    words: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_rows SET undone = $4 WHERE branch_id = $1 AND customer_id = $3 \
             AND import_id = $2 AND verdict = 'new'"
        ),
        args![desk.branch(), import, customer, words],
    )
}

/// The result of a row, to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRow {
    /// The line of the file.
    pub line: i64,
    /// Whom it is about.
    pub label: String,
    /// What it is to the office.
    pub verdict: Verdict,
    /// In words.
    pub words: String,
    /// What it says is owed.
    pub amount: Money,
}
from_row!(ShownRow { line, label, verdict, words, amount });

/// The first rows of a verdict about which there is something to say, in the order of the
/// file.
pub fn list_rows_of_verdict(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
    verdict: Verdict,
    most: i64,
) -> Result<Vec<ShownRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT line, label, verdict, words, amount_cents FROM import_rows \
             WHERE branch_id = $1 AND import_id = $2 AND verdict = $3 AND words <> '' \
             ORDER BY line, id LIMIT $4"
        ),
        args![branch, import, verdict, most],
    )
}
