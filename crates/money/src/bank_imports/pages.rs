//! Bank files on screen: send one, see what would come of it, take it, look at what came.

mod new;

pub(super) use new::show_new;

use super::records::{self, ImportRow};
use super::{TAKE, UndoBankImport, listing};
use crate::bank_accounts::find_bank_account;
use crate::bank_lines;
use office::jobs::records::find_job;
use office::{Answer, Command, Page, Refusal, View};
use ui::chart::{Progress, progress};
use ui::prelude::*;
use values::{Id, noun};

/// `/bank-imports`: every file.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let waiting = Button::secondary("Lines that wait").href("/bank-imports/problems?open=on");
        let take = Button::primary("Take in a statement").href("/bank-imports/new").key("N");
        let take = view.me.may(TAKE).then_some(take);
        page.actions = buttons([waiting].into_iter().chain(take)).into_string();
    }
    Ok(answer)
}

/// `/bank-imports/problems`: the queue.
pub(super) fn show_problems(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::PROBLEMS)?;
    if let Answer::Page(page) = &mut answer {
        page.sentence.push_str(" Enter such a line by hand, or say why it is left out.");
        page.rail = "bank_imports";
        if view.me.may(bank_lines::MATCH) {
            let enter = Button::primary("Enter a line by hand").href("/bank-lines/new").key("N");
            page.actions = enter.html().into_string();
        }
    }
    Ok(answer)
}

/// `/bank-imports/{id}`: what came of one file.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::BankImport>) = (view.branch(), view.path.id("id", "bank file")?);
    let row = records::find_import(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "bank file" })?;
    let job = find_job(view.reader, branch, row.job)?.filter(|job| job.finished_at.is_none());
    let account = find_bank_account(view.reader, branch, row.bank_account)?;
    let account = account.map_or_else(String::new, |account| account.name);
    if view.query.get("part") == Some("progress") {
        let fragment = match &job {
            Some(_) => reading(view, &row)?,
            None => html!("<p>{}</p>", link("It is read. See what came of it.", &href(id))),
        };
        return Ok(Answer::Fragment(fragment.into_string()));
    }
    let mut sheets = Vec::new();
    if job.is_some() && !row.is_over() {
        sheets.push(Sheet::bare().body(reading(view, &row)?).html());
    }
    if row.refused_at.is_some() {
        let again = Button::secondary("Send another file").href("/bank-imports/new");
        sheets.push(notice(Meaning::Wrong, row.refused_why.as_str(), again.html()));
    }
    sheets.push(strip(&row, &account));
    sheets.push(problems(view, id)?);
    if row.taken_at.is_some() {
        view.query.0.push((String::from("bank_import"), id.to_string()));
        if let Some(file) = office::listing::file(view, &bank_lines::listing::LISTING)? {
            return Ok(file);
        }
        sheets.push(ui::list::body(view, &bank_lines::listing::LISTING, &href(id))?);
    }
    if row.taken_at.is_some() && row.undone_at.is_none() && view.me.may(TAKE) {
        sheets.push(undo_form(view, id));
    }
    let mut actions = Vec::new();
    if row.taken_at.is_some() && row.undone_at.is_none() {
        let to = format!("/bank-lines/match?account={}", row.bank_account);
        actions.push(Button::primary("Match what is left").href(to).key("M"));
    }
    Ok(Answer::from(Page {
        title: row.name.clone(),
        sentence: sentence(view, &row),
        body: stack(sheets).into_string(),
        actions: buttons(actions).into_string(),
        note: format!("File {id}"),
        rail: "bank_imports",
        ..Page::default()
    }))
}

fn href(id: Id<noun::BankImport>) -> String {
    format!("/bank-imports/{id}")
}

fn sentence(view: &View<'_, '_>, row: &ImportRow) -> String {
    let by = format!(
        "Sent by {} on {}.",
        row.started_by_name,
        row.started_at.day_in(&view.me.zone).short()
    );
    let now = match row.undone_at {
        Some(_) => format!("It was taken back: {}.", row.undone_why.trim_end_matches('.')),
        None if row.refused_at.is_some() => String::from("Nothing of it was taken."),
        None if row.taken_at.is_none() => String::from("It is being read."),
        None if row.new_lines == 0 => String::from("Every line of it was there already."),
        None => format!(
            "{} of its {} new lines found their match by themselves.",
            row.matched_lines, row.new_lines
        ),
    };
    Html::text(format!("{by} {now}")).into_string()
}

fn strip(row: &ImportRow, account: &str) -> Html {
    let days = match (row.first_on, row.last_on) {
        (Some(first), Some(last)) => format!("{} to {}", first.short(), last.short()),
        _ => String::new(),
    };
    let closing = row.closing.map_or_else(String::new, |amount| amount.to_string());
    let closing_on = row.closing_on.map_or_else(String::new, |day| day.short());
    form_strip([
        FormBox::new("Account", link(account, &format!("/bank-accounts/{}", row.bank_account)))
            .meaning(row.kind.as_str()),
        FormBox::new("New lines", row.new_lines.to_string()).meaning(days),
        FormBox::new("Known before", row.known_lines.to_string()).meaning("nothing was changed"),
        FormBox::new("Held", row.held_lines.to_string()).meaning("a person looks at them"),
        FormBox::new("Balance it says", closing).meaning(closing_on),
    ])
}

fn problems(view: &mut View<'_, '_>, id: Id<noun::BankImport>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let all = records::list_problems(view.reader, branch, id)?;
    if all.is_empty() {
        return Ok(Html::empty());
    }
    let rows = all.iter().map(|one| {
        let now = match (one.weight.as_str(), one.settled_how.as_str()) {
            (_, how) if !how.is_empty() => status(Meaning::Good, how),
            ("held", _) => status(Meaning::Watch, "waits"),
            ("refused", _) => status(Meaning::Wrong, "the file is refused"),
            _ => quiet("a remark"),
        };
        Row::new([Cell::from(one.line), Cell::from(one.words.as_str()), Cell::from(now)])
    });
    let table = Table::ledger("What is wrong")
        .column(Column::number("Line"))
        .column(Column::name("What is wrong").wide())
        .column(Column::status("Now"))
        .rows(rows);
    Ok(Sheet::new("To look at").flush(table.html()).html())
}

fn undo_form(view: &View<'_, '_>, id: Id<noun::BankImport>) -> Html {
    let form = CommandForm::of(view, UndoBankImport::NAME, &href(id), &href(id));
    let fields = html!(
        "{}{}",
        hidden("bank_import", &id.to_string()),
        form.field(Field::text("reason", "Why").wide()).html()
    );
    let body = form.html(fields, [Button::secondary("Take the whole file back")]);
    Sheet::new("Take it back").body(body).html()
}

fn reading(view: &mut View<'_, '_>, row: &ImportRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let job = find_job(view.reader, branch, row.job)?.ok_or(Refusal::NotFound { what: "job" })?;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(progress(&Progress {
        words: format!("Reading {}", row.name),
        done: count(job.rows_done),
        all: count(job.rows_known),
        note: Html::text("All of its lines are taken at once, or none."),
        cancel: Html::empty(),
        refresh_href: Some(format!("{}?part=progress", href(row.id))),
    }))
}
