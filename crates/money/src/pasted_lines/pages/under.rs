//! Pasted rows at the posting grid: the list of those that wait, and the one that stands in the
//! entry line to be mended.

use crate::batches::records::BatchRow;
use crate::pasted_lines::records::PastedLineRow;
use crate::pasted_lines::{DropPastedLine, MendPastedLine, PasteLines, PostPastedLines};
use crate::payments::pages::words::short;
use crate::words::Tender;
use office::{Command, View};
use ui::posting::EntryLine;
use ui::prelude::*;
use values::Money;

/// The row that stands in the entry line.
pub(crate) struct Mending<'r> {
    row: &'r PastedLineRow,
    here: String,
}

impl<'r> Mending<'r> {
    /// The row that was asked for, else the first that cannot be posted as it is. None when all
    /// are ready, or when a line is to be keyed first (`mend=no`).
    pub fn of(view: &View<'_, '_>, waiting: &'r [PastedLineRow]) -> Option<Mending<'r>> {
        let refused = view
            .filled
            .get("pasted_line")
            .filter(|_| view.filled.get("form") == Some(MendPastedLine::NAME));
        let row = match refused.or(view.query.get("mend")) {
            Some("no") => None,
            Some(id) => waiting.iter().find(|row| row.id.to_string() == id),
            None => waiting.iter().find(|row| !row.problems().is_empty()),
        }?;
        let here = format!("/payments/post?batch={}", row.batch);
        Some(Mending { row, here })
    }

    /// The entry line: what stands in the row, with what is wrong at each field.
    pub fn entry(&self, view: &View<'_, '_>, otherwise: EntryLine) -> EntryLine {
        let (row, command) = (self.row, MendPastedLine::NAME);
        let form = CommandForm::of(view, command, &self.here, &self.here);
        let typed = |name: &str, kept: String| form.typed(name).map_or(kept, str::to_owned);
        let wrong = row.problems();
        let refused = form.problems();
        let problems = if refused.0.is_empty() { &wrong } else { refused };
        let shown = match (&row.account, &row.name) {
            (Some(account), Some(name)) => format!("{account} {name}"),
            _ => row.customer_words.clone(),
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        EntryLine {
            action: format!("/do/{command}"),
            verb: "Mend this row".into(),
            hidden: vec![
                pair("from", &self.here),
                pair("then", &self.here),
                pair("form", command),
                pair("pasted_line", &row.id.to_string()),
            ],
            tender: typed("tender", row.tender.word().to_owned()),
            number: typed("number", row.number.clone()),
            customer: typed("customer", row.customer.map_or_else(String::new, |id| id.to_string())),
            customer_words: typed("customer_words", shown),
            amount: typed("amount_cents", row.amount.map_or_else(String::new, |a| a.to_string())),
            problems: problems.0.iter().map(|one| (one.field.clone(), one.words.clone())).collect(),
            take_back: None,
            ..otherwise
        }
    }

    /// What stands under the entry line: the row as it was pasted, and the fields a line that is
    /// keyed does not have.
    pub fn under(&self, view: &View<'_, '_>) -> Html {
        let row = self.row;
        let form = CommandForm::of(view, MendPastedLine::NAME, &self.here, &self.here);
        let wrong = row.problems();
        let told = wrong.of("tender").map(|words| tone(Meaning::Watch, words));
        let dated = (row.tender == Tender::Check).then(|| {
            let kept = row.dated_on.map_or_else(String::new, |day| day.to_string());
            let field = Field::day("dated_on", "Dated").value(kept).attribute("form", "db-entry");
            let field = field.error(wrong.of("dated_on").map(str::to_owned));
            form.field(field).html()
        });
        let again = (!row.refused.is_empty()).then(|| {
            let field = Field::text("again", "Why it is posted once more").wide();
            let field = field.hint(row.refused.as_str()).attribute("form", "db-entry");
            form.field(field).html()
        });
        let words =
            html!("{} {}", strong(format!("Row {}, as pasted:", row.place)), soft(&row.pasted));
        html!(
            r#"<div class="db-sheet-body db-mending" id="db-mending"><p>{}</p>{}{}{}</div>"#,
            words,
            told,
            dated,
            again
        )
    }

    /// What may be done with the row beside mending it, by key and by button.
    pub fn buttons(&self, view: &View<'_, '_>) -> Html {
        let (row, here) = (self.row, self.here.as_str());
        let hold = Button::secondary(html!("{} {}", "Put on hold unnamed", kbd("F4")))
            .form("db-entry")
            .wide()
            .name_value("hold", "yes")
            .attribute("data-db-press", "hold");
        let id = row.id.to_string();
        let fields = [
            ("pasted_line", &*id),
            ("reason", "Not a payment of this batch"),
            ("from", here),
            ("then", here),
        ];
        let drop = Button::secondary("Drop this row").key("Alt D").wide();
        let action = format!("/do/{}", DropPastedLine::NAME);
        let drop = post_button(&action, &view.office.random_hex(16), &fields, drop);
        let later = Button::secondary("Later, key a line").href(format!("{here}&mend=no")).wide();
        html!("{}{}{}", hold.html(), drop, later.html())
    }
}

/// The rows that wait, and the button that posts those that are ready.
pub(crate) fn sheet(
    view: &View<'_, '_>,
    batch: &BatchRow,
    waiting: &[PastedLineRow],
    mending: Option<&Mending<'_>>,
) -> Html {
    if waiting.is_empty() {
        return paste_form(view, batch);
    }
    let ready: Vec<&PastedLineRow> =
        waiting.iter().filter(|row| row.problems().is_empty()).collect();
    let amount: Money = ready.iter().filter_map(|row| row.amount).sum();
    let (count, left) = (ready.len(), waiting.len() - ready.len());
    let rows = waiting.iter().map(|row| {
        let row_of = line(row).href(format!("/payments/post?batch={}&mend={}", row.batch, row.id));
        match mending.is_some_and(|mending| mending.row.id == row.id) {
            true => row_of.cursor(),
            false => row_of,
        }
    });
    let table = Table::list("Pasted rows that wait")
        .column(Column::number("Row"))
        .column(Column::text("Tender"))
        .column(Column::number("Number"))
        .column(Column::id("Account"))
        .column(Column::name("Name"))
        .column(Column::text("Invoice"))
        .column(Column::text("Dated"))
        .column(Column::status("State").wide())
        .column(Column::money("Amount"))
        .rows(rows);
    let here = format!("/payments/post?batch={}", batch.id);
    let id = batch.id.to_string();
    let post = match count {
        0 => Button::not_yet("Post the rows: none is ready").html(),
        _ => {
            let words = format!("Post {}, {}", rows_of(count), dollars(amount).as_str());
            let button = Button::secondary(Html::text(words)).key("Alt P");
            let fields = [("batch", &*id), ("from", &*here), ("then", &*here)];
            let action = format!("/do/{}", PostPastedLines::NAME);
            post_button(&action, &view.office.random_hex(16), &fields, button)
        }
    };
    let fact = match left {
        0 => format!("{count} ready"),
        left => format!("{count} ready, {left} to mend"),
    };
    let sheet = Sheet::new("Pasted rows").fact(fact).flush(table.html()).foot(post).html();
    html!("{}{}", sheet, paste_form(view, batch))
}

fn rows_of(count: usize) -> String {
    match count {
        1 => String::from("1 row"),
        count => format!("{count} rows"),
    }
}

fn line(row: &PastedLineRow) -> Row {
    let wrong = row.problems();
    let so = match wrong.0.first() {
        None => status(Meaning::Good, "ready"),
        Some(first) => tone(Meaning::Watch, first.words.as_str()),
    };
    Row::new([
        Cell::from(row.place),
        Cell::from(row.tender.title()),
        Cell::from(row.number.as_str()),
        Cell::from(row.account.as_deref().unwrap_or("")),
        Cell::from(row.name.as_deref().unwrap_or(&row.customer_words)),
        Cell::from(short(&row.invoice)),
        Cell::from(row.dated_on.map_or_else(String::new, |day| day.short())),
        Cell::from(so),
        row.amount.map_or_else(|| Cell::from(row.amount_words.as_str()), Cell::Money),
    ])
}

/// What a script fills when rows are pasted at the grid itself.
fn paste_form(view: &View<'_, '_>, batch: &BatchRow) -> Html {
    let from = format!("/pasted-lines/paste?batch={}", batch.id);
    let then = format!("/payments/post?batch={}", batch.id);
    html!(
        r#"<form method="post" action="{action}" id="db-paste" hidden data-db-guard>{once}{fields}"#
        r#"<textarea name="text" aria-label="Rows"></textarea></form>"#,
        action = format!("/do/{}", PasteLines::NAME),
        once = once_key(&view.office.random_hex(16)),
        fields = Html::join([
            hidden("from", &from),
            hidden("then", &then),
            hidden("form", PasteLines::NAME),
            hidden("batch", &batch.id.to_string()),
        ])
    )
}
