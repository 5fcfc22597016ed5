//! A list as paper: the facts that the press sets as its sheet `listing`.

use super::cell::wall_time;
use super::csv::Export;
use super::{Asked, Cell, Kind, Summed, Totals, total_and_sums};
use crate::Refusal;
use serde_json::{Value, json};
use store::Reader;
use values::{Instant, Zone};

/// The most rows that are printed; more is a book nobody reads.
const MOST_ROWS: i64 = 5_000;

/// With more columns than this the paper is turned.
const UPRIGHT_COLUMNS: usize = 6;

/// Who prints, where and when, for the foot of the paper.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'p> {
    /// "Cedar 0412".
    pub office: &'p str,
    /// "Dana Whitfield".
    pub by: &'p str,
    /// When.
    pub at: Instant,
}

/// The facts of the printed list, with every row and the sums.
pub fn print_facts(
    reader: &mut Reader<'_>,
    export: Export<'_>,
    printed: Printed<'_>,
) -> Result<Value, Refusal> {
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
    let mut rows: Vec<Value> = Vec::new();
    export.each(reader, &mut |cells| {
        rows.push(cells.iter().map(|cell| fact(cell, zone)).collect());
        Ok(())
    })?;
    let columns = export.columns();
    let as_of = ask.narrowed.iter().find(|one| one.filter.asked == Asked::AsOf);
    let filters = ask.narrowed.iter().filter(|one| one.filter.asked != Asked::AsOf);
    Ok(json!({
        "office": printed.office,
        "printed_by": printed.by,
        "printed_at": wall_time(printed.at, zone).replace(' ', "T"),
        "title": listing.title,
        "as_of": as_of.map_or_else(|| today.to_string(), |one| one.text.clone()),
        "orientation": (columns.len() > UPRIGHT_COLUMNS).then_some("landscape"),
        "filters": filters.map(|one| json!({
            "name": one.filter.title,
            "value": if one.shown.is_empty() { "yes" } else { &one.shown },
        })).collect::<Vec<_>>(),
        "columns": columns.iter().map(|(_, column)| json!({
            "name": column.title, "kind": kind_word(column.kind),
        })).collect::<Vec<_>>(),
        "rows": rows,
        "sums": sums(export, &totals),
    }))
}

/// One line of sums; its first cell says how many rows there are, when it has room.
fn sums(export: Export<'_>, totals: &Totals) -> Vec<Vec<Value>> {
    if totals.sums.is_empty() {
        return Vec::new();
    }
    let count = match totals.total {
        1 => String::from("1 row"),
        count => format!("{count} rows"),
    };
    let sum = |(place, (_, column)): (usize, (usize, &super::Column))| {
        let sum = totals.sums.iter().find(|(name, _)| *name == column.name);
        match (column.summed, sum) {
            (Summed::Yes, Some((_, sum))) => fact(sum, export.zone),
            _ if place == 0 => count.as_str().into(),
            _ => Value::Null,
        }
    };
    vec![export.columns().into_iter().enumerate().map(sum).collect()]
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "name",
        Kind::Money => "money",
        Kind::Count | Kind::Id | Kind::Rate => "count",
        Kind::Day => "date",
        Kind::Text | Kind::Instant | Kind::State(_) => "text",
    }
}

fn fact(cell: &Cell, zone: &Zone) -> Value {
    match cell {
        Cell::Money(_) | Cell::Count(_) | Cell::Day(_) | Cell::Empty => cell.to_json(),
        cell => cell.words(zone).into(),
    }
}
