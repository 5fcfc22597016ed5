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
            let part = match visit.part {
                VisitPart::Initial => "first visit",
                VisitPart::Regular => "",
            };
            let moved = match visit.nominal == visit.scheduled {
                true => Html::text(part),
                false => tone(Meaning::Watch, format!("instead of {}", visit.nominal.short())),
            };
            Row::new([
                Cell::from((place + 1).to_string()),
                Cell::from(full_day(visit.scheduled)),
                Cell::from(moved),
                Cell::from(price),
            ])
        })
        .collect();
    let table = Table::ledger("Next visits")
        .column(Column::id("No."))
        .column(Column::text("Day").wide())
        .column(Column::text(""))
        .column(Column::money("Price"))
        .rows(rows);
    match visits.is_empty() {
        true => table.html(),
        false => table.row(Row::sum([Cell::Span(3, "".into()), Cell::Total(sum)])).html(),
    }
}
