//! "Why is the balance $64.20?": a sentence, then the lines that prove it to the cent.

use values::Money;

use crate::mark::kbd;
use crate::sheet::Sheet;
use crate::table::{Cell, Column, Density, Row, Table};
use crate::{Html, html};

/// One thing that changed the balance.
#[derive(Debug, Clone)]
pub struct ExplainedLine {
    /// The day, as printed.
    pub day: Html,
    /// What happened.
    pub what: Html,
    /// What was charged.
    pub charged: Option<Money>,
    /// What was paid or credited, as a negative amount.
    pub paid: Option<Money>,
    /// The balance after it.
    pub balance: Money,
    /// Whether it happened today; that line is marked.
    pub is_today: bool,
}

/// The whole answer.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// "Why is the balance $64.20?"
    pub question: Html,
    /// "as of Mon, Mar 2, 3:28 pm", and the link to another date.
    pub as_of: Html,
    /// The answer in a sentence, with the figures in it.
    pub sentence: Html,
    /// The lines that prove it, oldest first.
    pub lines: Vec<ExplainedLine>,
    /// "Owed by Marisol Rivera".
    pub total_words: String,
    /// What may be done about it.
    pub actions: Html,
    /// What was proved: "Opening balance 0.00 on Nov 1, proved against the books".
    pub proof: Html,
    /// Where `Esc` leads: the page without the explanation.
    pub close_href: String,
}

/// The explanation as a sheet that opens in place.
pub fn explanation(explained: &Explanation) -> Html {
    let charged: Money = explained.lines.iter().filter_map(|line| line.charged).sum();
    let paid: Money = explained.lines.iter().filter_map(|line| line.paid).sum();
    let balance = explained.lines.last().map_or(Money::ZERO, |line| line.balance);
    let rows = explained.lines.iter().map(|line| {
        let cells = [
            Cell::Html(line.day.clone()),
            Cell::Html(line.what.clone()),
            line.charged.into(),
            line.paid.into(),
            Cell::Money(line.balance),
        ];
        let row = Row::new(cells);
        if line.is_today { row.cursor() } else { row }
    });
    let sum = Row::sum([
        Cell::Blank,
        Cell::Html(Html::text(&explained.total_words)),
        charged.into(),
        paid.into(),
        Cell::Total(balance),
    ]);
    let table = Table::ledger("The lines that prove the balance")
        .density(Density::Proof)
        .column(Column::day("Date"))
        .column(Column::text("What happened").roomy())
        .column(Column::money("Charged"))
        .column(Column::money("Paid or credited"))
        .column(Column::money("Balance"))
        .rows(rows)
        .row(sum);
    let close = html!(
        r#"<a class="db-plain" href="{href}" data-db-esc aria-label="Esc, close">{key}</a>"#,
        href = explained.close_href,
        key = kbd("Esc")
    );
    Sheet::new(explained.question.clone())
        .id("why")
        .fact(html!(r#"<span class="db-gaps">{} {}</span>"#, explained.as_of, close))
        .flush(html!(r#"<p class="db-answer-words">{}</p>"#, explained.sentence))
        .flush(table)
        .foot(html!(
            r#"<span class="db-gaps">{}</span><span class="db-grow-x"></span>"#
            r#"<span class="db-s db-q">{}</span>"#,
            explained.actions,
            explained.proof
        ))
        .html()
}
