//! What looking after an office reads of its rows.

use std::collections::HashMap;
use store::{Reader, args, sql};
use values::{Id, Instant, noun};

/// When the last line of any journal was written.
pub fn find_latest_line(reader: &mut Reader<'_>) -> Result<Option<Instant>, store::Error> {
    let (at,): (Option<Instant>,) = reader.one(
        sql!(
            "SELECT MAX(j.at) FROM journal_heads h \
             JOIN journal j ON j.branch_id = h.branch_id AND j.sequence = h.sequence"
        ),
        args![],
    )?;
    Ok(at)
}

/// What outsiders know a branch's customers by: "A10023 Marisol Rivera".
pub fn list_customer_names(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<HashMap<i64, String>, store::Error> {
    let rows: Vec<(i64, String, String)> = reader.all(
        sql!("SELECT id, number, name FROM customer_face WHERE branch_id = $1 ORDER BY id"),
        args![branch],
    )?;
    Ok(rows.into_iter().map(|(id, number, name)| (id, format!("{number} {name}"))).collect())
}
