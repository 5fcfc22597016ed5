//! What an import did or would do, in counts and dollars and by age.

use crate::imports::opening::BUCKETS;
use crate::imports::records::{Added, ShownRow};
use crate::imports::words::Verdict;
use formats::customers::Aging;
use ui::prelude::*;
use values::Money;

/// The verdicts with their counts and dollars.
pub(super) fn counts(added: &Added) -> Html {
    let row = |verdict: Verdict, count: i64, cents: Money| {
        Row::new([Cell::from(mark(verdict)), count.into(), cents.into()])
    };
    let table = Table::list("What the rows are")
        .column(Column::status("Rows"))
        .column(Column::number("Count"))
        .column(Column::money("Dollars"))
        .row(row(Verdict::New, added.new, added.brought_cents))
        .row(row(Verdict::Match, added.matched, added.match_cents))
        .row(row(Verdict::Conflict, added.conflict, added.conflict_cents))
        .row(row(Verdict::Rejected, added.rejected, added.rejected_cents))
        .row(Row::sum([Cell::from("Read"), added.read.into(), Cell::Total(added.file_cents)]));
    let facts = [
        (added.more, "say more of a customer further up"),
        (added.locations, "locations"),
        (added.archived, "archived, who come in as inactive"),
        (added.marked, "to look at, kept as written"),
        (added.duplicates, "possible duplicates"),
    ];
    let facts = facts.into_iter().filter(|(count, _)| *count > 0);
    let facts: Vec<String> = facts.map(|(count, words)| format!("{count} {words}")).collect();
    let mut sheet = Sheet::new("Rows").flush(table);
    if !facts.is_empty() {
        sheet = sheet.foot(quiet(format!("{}.", facts.join(", "))));
    }
    sheet.html()
}

/// What the file says is owed by age, and what of it is in the books.
pub(super) fn aging(source: &Aging, books: Option<&Aging>) -> Html {
    let mut table = Table::list("Opening balances by age")
        .column(Column::name("Past due"))
        .column(Column::money("In the file"));
    if books.is_some() {
        table = table.column(Column::money("In the books")).column(Column::money("Difference"));
    }
    let brought = books.map(|aging| aging.buckets());
    let cells = |name: &str, source: i64, books: Option<i64>| {
        let mut cells = vec![Cell::from(name), Money::cents(source).into()];
        if let Some(books) = books {
            let off = Money::cents(books.saturating_sub(source));
            cells.push(Money::cents(books).into());
            cells.push(match off.is_zero() {
                true => Cell::Blank,
                false => Cell::Toned(Meaning::Wrong, off),
            });
        }
        cells
    };
    for (place, (name, cents)) in BUCKETS.iter().zip(source.buckets()).enumerate() {
        table = table.row(Row::new(cells(name, cents, brought.map(|books| books[place]))));
    }
    let total = |aging: &Aging| aging.total_cents().unwrap_or(0);
    table = table.row(Row::sum(cells("In all", total(source), books.map(total))));
    let ties = match books {
        None => Html::empty(),
        Some(books) if books == source => {
            status(Meaning::Good, "They tie with the file, bucket by bucket.")
        }
        Some(_) => status(Meaning::Wrong, "They differ from the file; look at the rows."),
    };
    Sheet::new("Opening balances").flush(table).foot(ties).html()
}

/// Rows that a person should look at.
pub(super) fn rows(title: &str, rows: &[ShownRow]) -> Html {
    if rows.is_empty() {
        return Html::empty();
    }
    let mut table = Table::list(title)
        .column(Column::number("Line"))
        .column(Column::name("Name"))
        .column(Column::status("Is"))
        .column(Column::text("Words").wide())
        .column(Column::money("Owed"));
    for row in rows {
        table = table.row(Row::new([
            Cell::from(row.line),
            Cell::from(&row.label),
            mark(row.verdict).into(),
            Cell::from(&row.words),
            row.amount.into(),
        ]));
    }
    Sheet::new(title).flush(table).html()
}

/// What a row is, with its mark; what is known already needs none.
fn mark(verdict: Verdict) -> Html {
    let meaning = match verdict {
        Verdict::Match => return Html::text(verdict.title()),
        Verdict::New => Meaning::Good,
        Verdict::Conflict => Meaning::Watch,
        Verdict::Rejected => Meaning::Wrong,
    };
    status(meaning, verdict.title())
}
