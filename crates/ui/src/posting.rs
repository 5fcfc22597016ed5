//! The posting grid: keyboard and ten-key only. Posted lines above, one entry line, the pick
//! list under it. The grid never moves; a script answers `Enter`, `Tab`, `+`, `*`, `F4` and
//! `Ctrl Z`, and without it the same form is sent by its button.

use values::Money;

use crate::field::{Field, hidden, once_key};
use crate::table::{Cell, Column, Density, Row, Table};
use crate::{Html, html};

/// A line that is posted.
#[derive(Debug, Clone)]
pub struct PostedLine {
    /// "Check", "Money order", "Cash".
    pub tender: String,
    /// The check's number.
    pub number: String,
    /// The customer's account number.
    pub account: String,
    /// The customer's name.
    pub name: String,
    /// Where the customer is.
    pub href: String,
    /// "5377, rest on 5501".
    pub pays: String,
    /// What is left open on the account.
    pub left_open: Money,
    /// The amount.
    pub amount: Money,
}

/// The entry line.
#[derive(Debug, Clone, Default)]
pub struct EntryLine {
    /// Where it posts.
    pub action: String,
    /// The words of its button: "Post this line".
    pub verb: String,
    /// The once-key of this line.
    pub once: String,
    /// Further hidden values, such as the batch.
    pub hidden: Vec<(String, String)>,
    /// Tenders to choose from: value and words.
    pub tenders: Vec<(String, String)>,
    /// The tender chosen.
    pub tender: String,
    /// The number in the number field.
    pub number: String,
    /// The number on the line before, which `+` counts up from.
    pub last_number: String,
    /// Where the account field finds its choices.
    pub find_href: String,
    /// The chosen customer's id, when there is one.
    pub customer: String,
    /// The words in the account field.
    pub customer_words: String,
    /// The amount in the amount field, as typed or from the tape.
    pub amount: String,
    /// What is wrong, by field: `number`, `customer`, `amount_cents`.
    pub problems: Vec<(String, String)>,
    /// Where the last line is taken back (`Ctrl Z`): a command, posted.
    pub take_back: Option<String>,
    /// The once-key of taking back.
    pub take_back_once: String,
    /// Further hidden values of taking back, such as the payment.
    pub take_back_hidden: Vec<(String, String)>,
}

/// The grid: posted lines and the entry line. A line is posted as a whole page: tape, totals and
/// grid are then of one moment, and the cursor stands in the next entry line.
pub fn posting_grid(posted: &[PostedLine], entry: &EntryLine) -> Html {
    let rows = posted.iter().enumerate().map(|(index, line)| {
        Row::new([
            Cell::from(index + 1),
            Cell::from(line.tender.as_str()),
            Cell::from(line.number.as_str()),
            Cell::from(line.account.as_str()),
            Cell::from(line.name.as_str()),
            Cell::from(line.pays.as_str()),
            Cell::Money(line.left_open),
            Cell::Money(line.amount),
        ])
        .href(&line.href)
    });
    let table = Table::grid("Posted lines and the entry line")
        .column(Column::number("#"))
        .column(Column::text("Tender"))
        .column(Column::number("Number"))
        .column(Column::id("Account"))
        .column(Column::name("Name"))
        .column(Column::text("Pays invoice").roomy())
        .column(Column::money("Left open"))
        .column(Column::money("Amount"))
        .rows(rows)
        .raw_rows(entry_row(posted.len() + 1, entry));
    html!(
        r#"<div class="db-posting" id="db-posting" data-db-posting>"#
        r#"<form method="post" action="{action}" id="db-entry" data-db-guard>{once}{hidden}"#
        r#"{table}<button class="db-bt db-primary db-by-key" type="submit">{verb}"#
        r#"</button></form>{take_back}</div>"#,
        action = entry.action,
        verb = entry.verb,
        once = once_key(&entry.once),
        hidden = Html::join(entry.hidden.iter().map(|(name, value)| hidden(name, value))),
        table = table.html(),
        take_back = take_back(entry)
    )
}

fn entry_row(number: usize, entry: &EntryLine) -> Html {
    let problem = |field: &str| {
        entry.problems.iter().find(|(name, _)| name == field).map(|(_, words)| words.as_str())
    };
    let tenders = entry.tenders.iter().map(|(value, words)| (value, words));
    let tender = Field::select("tender", "Tender", tenders).value(&entry.tender);
    let check = Field::number("number", "Check number")
        .value(&entry.number)
        .attribute("data-db-number", "")
        .attribute("data-db-last", &entry.last_number)
        .attribute("autocomplete", "off")
        .error(problem("number"));
    let customer = Field::pick(
        "customer",
        "Account, name or invoice",
        &entry.find_href,
        &entry.customer_words,
    )
    .value(&entry.customer)
    .error(problem("customer"))
    .focused();
    let amount =
        Field::money("amount_cents", "Amount").value(&entry.amount).error(problem("amount_cents"));
    html!(
        r#"<tr class="db-cur db-entry"><td class="db-n db-b">{number}</td><td>{tender}</td><td>"#
        r#"{check}</td><td colspan="3">{customer}</td><td></td><td>{amount}</td></tr>"#,
        number = number,
        tender = tender.bare(),
        check = check.bare(),
        customer = customer.bare(),
        amount = amount.bare()
    )
}

fn take_back(entry: &EntryLine) -> Html {
    let Some(action) = &entry.take_back else {
        return Html::empty();
    };
    html!(
        r#"<form method="post" action="{action}" id="db-take-back" data-db-guard>{once}{hidden}"#
        r#"<button class="db-bt db-by-key" type="submit">Take back the last line</button></form>"#,
        action = action,
        once = once_key(&entry.take_back_once),
        hidden = Html::join(
            entry
                .take_back_hidden
                .iter()
                .map(|(name, value)| hidden(name, value))
        )
    )
}

/// One line of the totals by tender at the foot of the grid.
#[derive(Debug, Clone)]
pub struct TenderTotal {
    /// "Checks".
    pub tender: String,
    /// "9 of 14".
    pub items: String,
    /// What was counted.
    pub counted: Money,
    /// What is posted.
    pub posted: Money,
    /// Mark and word: "5 still to post".
    pub standing: Html,
}

/// Totals by tender: what goes to the bank, then what does not (`aside`: card and web).
pub fn tender_totals(tenders: &[TenderTotal], aside: Option<&TenderTotal>) -> Html {
    let counted: Money = tenders.iter().map(|tender| tender.counted).sum();
    let posted: Money = tenders.iter().map(|tender| tender.posted).sum();
    let mut table = Table::ledger("Totals by tender")
        .density(Density::Proof)
        .column(Column::text("By tender").roomy())
        .column(Column::number("Items"))
        .column(Column::money("Counted"))
        .column(Column::money("Posted"))
        .column(Column::money("Difference"))
        .column(Column::status(html!(r#"<span class="db-sr">{}</span>"#, "Standing")))
        .rows(tenders.iter().map(|tender| Row::new(tender_cells(tender))))
        .row(Row::sum([
            Cell::from("To the bank"),
            Cell::Blank,
            Cell::Total(counted),
            Cell::Total(posted),
            Cell::Total(counted - posted),
            Cell::Blank,
        ]));
    if let Some(aside) = aside {
        table = table.row(Row::minor(tender_cells(aside)));
    }
    html!(r#"<div class="db-tenders" id="db-tenders">{}</div>"#, table.html())
}

fn tender_cells(tender: &TenderTotal) -> [Cell; 6] {
    [
        Cell::from(tender.tender.as_str()),
        Cell::from(tender.items.as_str()),
        Cell::Money(tender.counted),
        Cell::Money(tender.posted),
        Cell::Money(tender.counted - tender.posted),
        Cell::from(tender.standing.clone()),
    ]
}
