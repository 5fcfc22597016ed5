//! The next visits as a table, for the page that signs and for the one that shows.

use crate::agreements::rules::{PlannedVisit, VisitPart, net};
use ui::prelude::*;
use values::{Money, Rate};

/// Planned visits, each with what it costs after the discount, and what they come to.
pub(super) fn table(visits: &[PlannedVisit], discount: Rate) -> Html {
    let mut sum = Money::ZERO;
    let rows: Vec<Row> = visits
        .iter()
        .enumerate()
        .map(|(place, visit)| {
            let price = net(visit.price, discount);
            sum += price;
            Row::new([
                Cell::from((place + 1).to_string()),
                Cell::from(day_words(visit)),
                Cell::from(price),
            ])
        })
        .collect();
    let table = Table::ledger("Next visits")
        .column(Column::id("No."))
        .column(Column::text("Day").wide())
        .column(Column::money("Price"))
        .rows(rows);
    match visits.is_empty() {
        true => table.html(),
        false => table.row(Row::sum([Cell::Span(2, "".into()), Cell::Total(sum)])).html(),
    }
}

/// "Mon, Nov 23, 2026", and behind it what is special about the visit.
fn day_words(visit: &PlannedVisit) -> Html {
    let day = format!("{}, {}", visit.scheduled.short(), visit.scheduled.year());
    let part = match visit.part {
        VisitPart::Initial => quiet("first"),
        VisitPart::Regular => Html::empty(),
    };
    let moved = match visit.nominal == visit.scheduled {
        true => Html::empty(),
        false => tone(Meaning::Watch, "moved"),
    };
    html!("{} {} {}", day, part, moved)
}
