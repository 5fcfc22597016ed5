//! A reconciliation on paper and as a table: the proof, then every line that was on its way.

use super::records::{OutstandingRow, ReconciliationRow};
use crate::bank_accounts::BankAccountRow;
use crate::paper::wall;
use formats::csv::{Cell, Writer};
use office::{Refusal, View};
use serde_json::{Value, json};
use values::Money;

/// What the press sets: the sheet of lists, with the proof as its last lines.
pub(super) fn facts(
    view: &View<'_, '_>,
    row: &ReconciliationRow,
    account: &BankAccountRow,
    outstanding: &[OutstandingRow],
) -> Value {
    let mut rows: Vec<Value> =
        outstanding.iter().map(|one| json!([one.day, one.words, one.amount])).collect();
    let proof = |words: &str, amount: Money| json!([Value::Null, words, amount]);
    rows.push(proof("On their way in all", row.outstanding));
    rows.push(proof("The statement ends with", row.ending));
    json!({
        "office": format!("{} {}", view.me.branch.name, view.me.branch.number),
        "printed_by": view.me.staff.name,
        "printed_at": wall(view.now, &view.me.zone),
        "title": format!("Reconciliation of {}, ending {}", account.name, account.last4),
        "as_of": row.ends_on.to_string(),
        "filters": [
            { "name": "Closed by", "value": row.closed_by_name },
            { "name": "On their way", "value": row.outstanding_items.to_string() },
        ],
        "columns": [
            { "name": "Day", "kind": "date" },
            { "name": "What the books have and the bank had not", "kind": "name" },
            { "name": "Amount", "kind": "money" },
        ],
        "rows": rows,
        "sums": [[ "In the books", Value::Null, row.books ]],
    })
}

/// The same as a table: the statement, each line on its way, and the books.
pub(super) fn csv(
    row: &ReconciliationRow,
    outstanding: &[OutstandingRow],
) -> Result<Vec<u8>, Refusal> {
    let wrong = |error: std::io::Error| Refusal::broken(format!("a table in memory: {error}"));
    let mut writer = Writer::for_excel(Vec::new()).map_err(wrong)?;
    let head = ["what", "day", "words", "amount"].map(Cell::Text);
    writer.row(head).map_err(wrong)?;
    let mut line = |what: &str, day, words: &str, amount: Money| {
        let cells = [Cell::Text(what), Cell::Day(day), Cell::Text(words)];
        writer.row(cells.into_iter().chain([Cell::Cents(amount.as_cents())])).map_err(wrong)
    };
    line("statement", row.ends_on, "The statement ends with", row.ending)?;
    for one in outstanding {
        line("on its way", one.day, &one.words, one.amount)?;
    }
    line("books", row.ends_on, "In the books", row.books)?;
    writer.finish().map_err(wrong)
}
