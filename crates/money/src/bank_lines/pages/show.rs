//! `/bank-lines/{id}`: one line of the bank, what it is in the books, and why.

use crate::bank_accounts::find_bank_account;
use crate::bank_lines::records::{self, BookRow, LineRow, MatchRow};
use crate::bank_lines::{MATCH, UnmatchLines};
use books::entries::source_href;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// The page.
pub(in crate::bank_lines) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::BankLine>) = (view.branch(), view.path.id("id", "bank line")?);
    let line = records::find_line(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "bank line" })?;
    let account = find_bank_account(view.reader, branch, line.bank_account)?;
    let account = account.map_or_else(String::new, |account| account.name);
    let found = match line.bank_match {
        Some(id) => records::find_match(view.reader, branch, id)?,
        None => None,
    };
    let mut main = vec![strip(&line, &account)];
    let mut side = Vec::new();
    match &found {
        None => main.push(waits(view, &line)),
        Some(found) => {
            let lines = records::list_lines_of(view.reader, branch, found.id)?;
            let books = records::list_books_of(view.reader, branch, found.id)?;
            main.push(matched(view, found, &lines, &books));
            if view.me.may(MATCH) {
                side.push(unmatch(view, &line, found));
            }
        }
    }
    let lives = Button::secondary("Follow its payments");
    let lives = lives.href(format!("/biographies?bank_line={}", line.id));
    Ok(Answer::from(Page {
        actions: line.bank_match.map_or_else(Html::empty, |_| lives.html()).into_string(),
        title: format!("Bank line, {}", line.amount),
        sentence: Html::text(format!("{}: {}.", line.posted_on.short(), line.words)).into_string(),
        body: columns(Columns::MainSide, [stack(main), stack(side)]).into_string(),
        rail: "bank_lines",
        ..Page::default()
    }))
}

fn strip(line: &LineRow, account: &str) -> Html {
    let from = match line.bank_import {
        Some(id) => link(format!("line {}", line.line), &format!("/bank-imports/{id}")),
        None => Html::text("entered by hand"),
    };
    let number = match (line.check_number.as_str(), line.reference.as_str()) {
        ("", reference) => reference,
        (check, _) => check,
    };
    let now = match (line.withdrawn_at, line.bank_match) {
        (Some(_), _) => FormBox::new("Now", "Withdrawn").meaning("with its file"),
        (None, Some(_)) => FormBox::new("Now", "Matched").tone(Meaning::Good),
        (None, None) => FormBox::new("Now", "Waits").tone(Meaning::Watch),
    };
    form_strip([
        FormBox::new("Account", link(account, &format!("/bank-accounts/{}", line.bank_account))),
        FormBox::new("What", line.kind.title()).meaning(line.code.as_str()),
        FormBox::new("Number", number),
        now,
        FormBox::new("From the file", from),
        FormBox::new("Amount", dollars(line.amount)).answer(),
    ])
}

fn waits(view: &View<'_, '_>, line: &LineRow) -> Html {
    let sheet = Sheet::new("In the books");
    if line.withdrawn_at.is_some() {
        return sheet.body("Its file was taken back; it counts for nothing.").html();
    }
    let href = format!("/bank-lines/match?account={}&line={}", line.bank_account, line.id);
    let go = Button::primary("Match it").href(href).key("M");
    let go = if view.me.may(MATCH) { go.html() } else { Html::empty() };
    sheet.body(html!("<p>{}</p>{}", "It waits for its match.", go)).html()
}

fn matched(view: &View<'_, '_>, found: &MatchRow, lines: &[LineRow], books: &[BookRow]) -> Html {
    let bank = lines.iter().map(|line| {
        Row::new([
            Cell::from("bank"),
            Cell::from(line.posted_on),
            Cell::from(link(line.words.as_str(), &format!("/bank-lines/{}", line.id))),
            Cell::Blank,
            Cell::from(line.amount),
        ])
    });
    let booked = books.iter().map(|book| {
        let document = source_href(&book.source, book.source_id);
        Row::new([
            Cell::from("books"),
            Cell::from(book.day),
            Cell::from(link(book.memo.as_str(), &format!("/entries/{}", book.entry))),
            Cell::from(link(book.source.replace('_', " "), &document)),
            Cell::from(book.amount),
        ])
    });
    let table = Table::ledger("The match")
        .column(Column::text("In"))
        .column(Column::day("Day"))
        .column(Column::name("Line").wide())
        .column(Column::text("Document"))
        .column(Column::money("Amount"))
        .rows(bank)
        .rows(booked);
    let by = format!(
        "{}, by {} on {}",
        found.why.title(),
        found.matched_by_name,
        found.matched_at.day_in(&view.me.zone).short()
    );
    let why = html!("<p>{}</p>", found.words.as_str());
    Sheet::new("Why it is the same money").fact(by).body(why).flush(table.html()).html()
}

fn unmatch(view: &View<'_, '_>, line: &LineRow, found: &MatchRow) -> Html {
    let here = format!("/bank-lines/{}", line.id);
    let form = CommandForm::of(view, UnmatchLines::NAME, &here, &here);
    let content = html!(
        "{}{}",
        hidden("bank_match", &found.id.to_string()),
        form.field(Field::text("reason", "Why").wide()).html()
    );
    let body = form.html(content, [Button::secondary("Take the match apart")]);
    Sheet::new("Not the same?").body(body).html()
}
