//! A list as paper: the facts that the typesetter's `Listing` sheet sets.

use super::csv::Export;
use super::{Cell, Kind, Summed, total_and_sums};
use crate::Refusal;
use serde_json::{Value, json};
use store::Reader;

/// The most rows that are printed; more is a book nobody reads.
const MOST_ROWS: i64 = 5_000;

/// The facts of the printed list, with every row and the sums.
pub fn print_facts(reader: &mut Reader<'_>, export: Export<'_>) -> Result<Value, Refusal> {
    let Export { listing, ask, branch, today, zone } = export;
    let totals = total_and_sums(reader, listing, ask, branch, today)?;
    if totals.total > MOST_ROWS {
        return Err(Refusal::conflict(
            "lists.too_long_to_print",
            format!(
                "These are {} rows, and {MOST_ROWS} can be printed. Narrow the list first.",
                totals.total
            ),
        ));
    }
    let columns = export.columns();
    let mut rows: Vec<Value> = Vec::new();
    export.each(reader, &mut |cells| {
        rows.push(cells.iter().map(|cell| printed(cell, zone)).collect());
        Ok(())
    })?;
    let sum_row: Vec<Value> = columns
        .iter()
        .map(|(_, column)| match totals.sums.iter().find(|(name, _)| *name == column.name) {
            Some((_, sum)) if column.summed == Summed::Yes => printed(sum, zone),
            _ => Value::Null,
        })
        .collect();
    let sums = if totals.sums.is_empty() { Vec::new() } else { vec![Value::Array(sum_row)] };
    let filters: Vec<String> = ask
        .narrowed
        .iter()
        .map(|one| format!("{} {}", one.filter.title, one.shown).trim_end().to_owned())
        .collect();
    Ok(json!({
        "title": listing.title,
        "as_of": today.to_string(),
        "filters": filters,
        "columns": columns.iter().map(|(_, column)| json!({
            "title": column.title, "kind": kind_word(column.kind),
        })).collect::<Vec<_>>(),
        "rows": rows,
        "sums": sums,
        "row_count": totals.total,
    }))
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Money => "money",
        Kind::Count | Kind::Id => "count",
        Kind::Day => "day",
        Kind::Text | Kind::Name | Kind::Instant | Kind::State(_) => "text",
    }
}

fn printed(cell: &Cell, zone: &values::Zone) -> Value {
    match cell {
        Cell::Money(_) | Cell::Count(_) | Cell::Day(_) | Cell::Empty => cell.to_json(),
        cell => cell.words(zone).into(),
    }
}
