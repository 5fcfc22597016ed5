//! `/biographies`: which payment is meant, by a check's number, an amount, a deposit or a line
//! of the bank. One that is meant alone is shown at once. Asked for one payment's steps, it is
//! their list, with its files and its print.

use super::listing::LISTING;
use super::records::{self, BankSays, Meant};
use crate::customer_file::find::Question;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::Id;

/// The page, the list of steps, or the way to the one that is meant.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if !view.query.text("payment").is_empty() {
        return ui::list::page(view, &LISTING);
    }
    let typed = view.query.text("q").trim().to_owned();
    let (meant, bank) = found(view, &typed)?;
    if let ([only], true) = (&meant[..], bank.is_empty()) {
        return Ok(Answer::Redirect(format!("/biographies/{}", only.payment)));
    }
    let asked_for = [typed.as_str(), view.query.text("deposit"), view.query.text("bank_line")];
    let is_asked = asked_for.iter().any(|words| !words.is_empty());
    let box_of = html!(
        r#"<form class="db-palette-in" method="get" action="/biographies" role="search">"#
        r#"<input class="db-in" type="search" name="q" value="{typed}" autocomplete="off" "#
        r#"placeholder="Check number, amount or reference" "#
        r#"aria-label="Check number, amount or reference" autofocus>{button}</form>"#,
        typed = typed,
        button = Button::secondary("Follow it").small().html()
    );
    let nothing = is_asked && meant.is_empty() && bank.is_empty();
    let body = [
        Sheet::bare().flush(box_of).html(),
        match nothing {
            true => empty_page(
                "No payment is like this",
                "Enter the whole number of the check, the payment or the processor, or the \
                 amount with its cents: 127.33.",
                None,
                None,
            ),
            false => Html::empty(),
        },
        payments(&meant),
        bank_lines(&bank),
    ];
    Ok(Answer::from(Page {
        title: String::from("Follow a dollar"),
        sentence: String::from(
            "A check's number, a reference or an amount leads to the whole life of that money.",
        ),
        body: stack(body).into_string(),
        rail: "biographies",
        ..Page::default()
    }))
}

fn found(view: &mut View<'_, '_>, typed: &str) -> Result<(Vec<Meant>, Vec<BankSays>), Refusal> {
    let branch = view.branch();
    let asked = |name: &str| view.query.text(name).parse::<i64>().ok();
    if let Some(deposit) = asked("deposit") {
        let meant = records::list_of_deposit(view.reader, branch, Id::new(deposit))?;
        return Ok((meant, Vec::new()));
    }
    if let Some(line) = asked("bank_line") {
        let meant = records::list_of_bank_line(view.reader, branch, Id::new(line))?;
        return Ok((meant, Vec::new()));
    }
    if typed.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut meant = records::list_by_words(view.reader, branch, typed)?;
    let mut bank = Vec::new();
    if let Some(amount) = Question::of(typed).amount {
        for one in records::list_by_amount(view.reader, branch, amount)? {
            if !meant.contains(&one) {
                meant.push(one);
            }
        }
        bank = match view.me.may(money::bank_accounts::READ) {
            true => records::list_bank_lines_of(view.reader, branch, amount)?,
            false => bank,
        };
    }
    Ok((meant, bank))
}

fn payments(meant: &[Meant]) -> Html {
    if meant.is_empty() {
        return Html::empty();
    }
    let rows = meant.iter().map(|one| {
        let came_as = format!("{} {}", one.tender.replace('_', " "), one.reference);
        Row::new([
            Cell::from(one.number.as_str()),
            Cell::from(one.name.as_str()),
            Cell::from(came_as.trim()),
            Cell::from(one.received_on),
            Cell::from(one.amount),
        ])
        .href(format!("/biographies/{}", one.payment))
    });
    let sum = meant.iter().map(|one| one.amount).sum();
    let table = Table::ledger("Payments")
        .column(Column::id("Number"))
        .column(Column::name("From").wide())
        .column(Column::text("Came as"))
        .column(Column::day("Received"))
        .column(Column::money("Amount"))
        .rows(rows)
        .row(Row::sum([Cell::Span(4, "Together".into()), Cell::Total(sum)]));
    Sheet::new("Payments").flush(table.html()).html()
}

fn bank_lines(bank: &[BankSays]) -> Html {
    if bank.is_empty() {
        return Html::empty();
    }
    let rows = bank.iter().map(|one| {
        let standing = match one.is_matched {
            true => status(Meaning::Good, "matched"),
            false => status(Meaning::Watch, "not matched yet"),
        };
        let href = match one.is_matched {
            true => format!("/biographies?bank_line={}", one.line),
            false => format!("/bank-lines/{}", one.line),
        };
        Row::new([
            Cell::from(one.posted_on),
            Cell::from(one.words.as_str()),
            Cell::from(standing),
            Cell::from(one.amount),
        ])
        .href(href)
    });
    let table = Table::ledger("Lines of the bank")
        .column(Column::day("Day"))
        .column(Column::name("The bank says").wide())
        .column(Column::status("Now"))
        .column(Column::money("Amount"))
        .rows(rows);
    Sheet::new("Lines of the bank").flush(table.html()).html()
}
