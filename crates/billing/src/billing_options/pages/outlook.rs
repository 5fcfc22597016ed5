//! The next invoices as a table, and what twelve months come to, then and now.

use crate::billing_options::preview::{Outlook, PreviewInvoice, TwelveMonths};
use std::collections::HashMap;
use ui::prelude::*;
use values::{Id, Money, noun};

/// How many invoices are shown one by one.
const SHOWN: usize = 12;

/// The preview as sheets; `names` are the payers'.
pub(super) fn sheets(outlook: &Outlook, names: &HashMap<Id<noun::Customer>, String>) -> Html {
    let invoices = &outlook.then.invoices;
    let more = invoices.len().saturating_sub(SHOWN);
    let rows = invoices.iter().take(SHOWN).map(|invoice| row(invoice, names));
    let table = Table::ledger("The next invoices")
        .column(Column::day("Date"))
        .column(Column::text("For").wide())
        .column(Column::money("Off"))
        .column(Column::money("Tax"))
        .column(Column::money("Total"))
        .rows(rows);
    let table = match more {
        0 => table,
        more => {
            let rest: Money = invoices[SHOWN..].iter().map(|invoice| invoice.total_cents).sum();
            table.row(Row::minor([Cell::Span(4, format!("{more} more").into()), rest.into()]))
        }
    };
    let next = Sheet::new("The next invoices");
    let next = match invoices.is_empty() {
        true => next.body(quiet("Nothing would be billed in the next twelve months.")),
        false => next.flush(table),
    };
    stack([next.html(), twelve_months(outlook)])
}

fn row(invoice: &PreviewInvoice, names: &HashMap<Id<noun::Customer>, String>) -> Row {
    let lines = invoice.lines.iter().map(|line| html!("<div>{}</div>", &line.what));
    let payer = names.get(&invoice.payer).map_or("", String::as_str);
    let about = match &invoice.obstacle {
        None => html!("{}, due {}", payer, invoice.due_on.us()),
        Some(obstacle) => tone(Meaning::Wrong, format!("Held back. {}", obstacle.words())),
    };
    let what = html!(
        "{}<div>{}</div><div>{}</div>",
        Html::join(lines),
        quiet(about),
        quiet(earned(invoice))
    );
    Row::new([
        Cell::from(invoice.invoiced_on),
        Cell::from(what),
        Cell::from(invoice.discount_cents),
        Cell::from(invoice.tax_cents),
        Cell::from(invoice.total_cents),
    ])
}

/// When its revenue is earned, where that is not the day of the invoice.
fn earned(invoice: &PreviewInvoice) -> String {
    let mut days: Vec<_> = invoice.lines.iter().flat_map(|line| &line.earned).collect();
    days.sort_by_key(|earned| earned.on);
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first.on == last.on && first.on == invoice.invoiced_on => {
            String::from("earned that day")
        }
        (Some(first), Some(last)) if first.on == last.on => format!("earned {}", first.on.us()),
        (Some(first), Some(last)) => {
            let many = days.len();
            format!("earned by {many} visits, {} to {}", first.on.us(), last.on.us())
        }
        _ => String::from("earned as visits are done"),
    }
}

fn twelve_months(outlook: &Outlook) -> Html {
    let (now, then) = (&outlook.now, &outlook.then.sum);
    let line = |label: &str, of: fn(&TwelveMonths) -> Money| {
        let (now, then) = (of(now), of(then));
        Row::new([Cell::from(label), now.into(), then.into(), (then - now).into()])
    };
    let count = then.invoices - now.invoices;
    let table = Table::ledger("Twelve months")
        .column(Column::text("Twelve months").wide())
        .column(Column::money("Today"))
        .column(Column::money("Then"))
        .column(Column::money("Difference"))
        .row(Row::new([
            Cell::from("Invoices"),
            Cell::from(now.invoices),
            Cell::from(then.invoices),
            Cell::from(match count {
                0 => String::from("as many"),
                more if more > 0 => format!("{more} more"),
                fewer => format!("{} fewer", -fewer),
            }),
        ]))
        .row(line("Before discount", |sum| sum.gross_cents))
        .row(line("Discount", |sum| sum.discount_cents))
        .row(line("Tax", |sum| sum.tax_cents))
        .row(Row::sum([
            Cell::from("To be paid"),
            Cell::Total(now.total_cents),
            Cell::Total(then.total_cents),
            Cell::Total(outlook.difference_cents),
        ]));
    Sheet::new("The difference").flush(table).html()
}
