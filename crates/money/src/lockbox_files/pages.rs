//! Lockbox files on screen: send one, see whether it may be taken, and what came of it.

use super::records::{self, FileRow};
use super::{PostLockboxItem, StartLockboxFile, TAKE, listing};
use crate::bank_imports::bytes_of;
use formats::lockbox;
use formats::problems::Consequence;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

/// `/lockbox-files`.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let waiting =
            Button::secondary("Checks that wait").href("/lockbox-files/items?state=waits");
        let take = Button::primary("Take in a file").href("/lockbox-files/new").key("N");
        let take = view.me.may(TAKE).then_some(take);
        page.actions = buttons([waiting].into_iter().chain(take)).into_string();
    }
    Ok(answer)
}

/// `/lockbox-files/items`: the checks of all files, those that wait first among them.
pub(super) fn show_items(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &listing::ITEMS)? {
        return Ok(file);
    }
    let list = ui::list::body(view, &listing::ITEMS, "/lockbox-files/items")?;
    let mut side = Vec::new();
    if view.me.may(TAKE) {
        let here = "/lockbox-files/items?state=waits";
        let form = CommandForm::of(view, PostLockboxItem::NAME, here, here);
        let content = html!(
            "{}{}{}",
            form.field(Field::number("lockbox_item", "Id of the check")).html(),
            form.field(Field::pick("customer", "Account or name", "/customers/pick", "")).html(),
            form.field(Field::text("reason", "Why it is posted").wide()).html()
        );
        let post = [Button::secondary("Post the check")];
        side.push(Sheet::new("It is good after all").body(form.html(content, post)).html());
    }
    let words = "Post a check that waits when it is good, or settle it with what became of it.";
    let body = columns(Columns::MainSide, [stack([list]), stack(side)]);
    Ok(page("Lockbox checks", Html::text(words), body, Html::empty()))
}

fn page(title: &str, sentence: Html, body: Html, actions: Html) -> Answer {
    Answer::from(Page {
        title: title.to_owned(),
        sentence: sentence.into_string(),
        body: body.into_string(),
        actions: actions.into_string(),
        rail: "lockbox_files",
        ..Page::default()
    })
}

/// `/lockbox-files/new`: send a file, or, once it is there, whether it may be taken.
pub(super) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(TAKE)?;
    let text = |name: &str| view.filled.get(name).unwrap_or(view.query.text(name)).to_owned();
    let (file, name) = (text("file"), text("name"));
    if file.is_empty() {
        let field = Field::file("file", "File").hint("The bank's CSV of a day.").required();
        let form = Form::post("/lockbox-files/file", "send-file")
            .with_files()
            .body(field_row([field]))
            .body(form_end([Button::primary("Send the file")]));
        let words = "You see its totals before anything is posted. The same file twice changes \
                     nothing.";
        let body = Sheet::new("The file").body(form.html()).html();
        return Ok(page("Take in a lockbox file", Html::text(words), body, Html::empty()));
    }
    let reading = lockbox::read(&bytes_of(view.office, &file)?);
    let total: i64 = reading.batches.iter().map(lockbox::LockboxBatch::total_cents).sum();
    let checks: usize = reading.batches.iter().map(|batch| batch.checks.len()).sum();
    let strip = form_strip([
        FormBox::new("Batches", reading.batches.len().to_string()),
        FormBox::new("Checks", checks.to_string()),
        FormBox::new("They come to", dollars(Money::cents(total))).answer(),
    ]);
    let here = format!("/lockbox-files/new?file={file}");
    let form =
        CommandForm::of(view, StartLockboxFile::NAME, &here, "/lockbox-files/{lockbox_file}");
    let has_none = reading.problems.has("lockbox.no_total");
    let said = Field::money("total_cents", "The bank says it comes to")
        .hint("The file ends without a total: enter the bank's, and a torn file is noticed.");
    let said = has_none.then(|| form.field(said).html());
    let content = html!("{}{}{}", hidden("file", &file), hidden("name", &name), said);
    let take = Button::primary(format!("Post {checks} checks")).key("Alt S");
    let other = Button::secondary("Another file").href("/lockbox-files/new");
    let buttons = match reading.problems.refuse_file() {
        true => vec![other],
        false => vec![take, other],
    };
    let form = Sheet::new("Take it").body(form.html(content, buttons)).html();
    let rows = reading.problems.iter().map(|one| {
        let so = match one.consequence {
            Consequence::Noted => quiet("a remark"),
            Consequence::Held => status(Meaning::Watch, "would wait"),
            Consequence::Refused => status(Meaning::Wrong, "refuses the file"),
        };
        Row::new([Cell::from(one.line), Cell::from(one.says.as_str()), Cell::from(so)])
    });
    let problems = match reading.problems.is_empty() {
        true => Html::empty(),
        false => Sheet::new("To look at").flush(problem_table(rows)).html(),
    };
    let sentence = html!("{}. Nothing is posted yet.", strong(&name));
    let body = stack([strip, form, problems]);
    Ok(page("Take in a lockbox file", sentence, body, Html::empty()))
}

fn problem_table(rows: impl Iterator<Item = Row>) -> Html {
    Table::ledger("What is wrong")
        .column(Column::number("Line"))
        .column(Column::name("What is wrong").wide())
        .column(Column::status("So"))
        .rows(rows)
        .html()
}

/// `/lockbox-files/{id}`: what came of one file.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::LockboxFile>) =
        (view.branch(), view.path.id("id", "lockbox file")?);
    let row = records::find_file(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "lockbox file" })?;
    let here = format!("/lockbox-files/{id}");
    view.query.0.push((String::from("lockbox_file"), id.to_string()));
    if let Some(file) = office::listing::file(view, &listing::ITEMS)? {
        return Ok(file);
    }
    let mut sheets = Vec::new();
    if row.refused_at.is_some() {
        let again = Button::secondary("Send another file").href("/lockbox-files/new");
        sheets.push(notice(Meaning::Wrong, row.refused_why.as_str(), again.html()));
    }
    sheets.push(strip(&row));
    if row.taken_at.is_some() {
        sheets.push(ui::list::body(view, &listing::ITEMS, &here)?);
    }
    let sentence = format!(
        "Sent by {} on {}. {}",
        row.started_by_name,
        row.started_at.day_in(&view.me.zone).short(),
        match (row.taken_at, row.refused_at) {
            (Some(_), _) => "Posted, on hold and waiting come to the file's total.",
            (_, Some(_)) => "Nothing of it was posted.",
            _ => "It is being read.",
        }
    );
    Ok(page(&row.name, Html::text(sentence), stack(sheets), Html::empty()))
}

fn strip(row: &FileRow) -> Html {
    let items = |items: i64| counted(u64::try_from(items).unwrap_or(0), "check", "checks");
    form_strip([
        FormBox::new("Posted", row.posted.to_string()).meaning(items(row.posted_items)),
        FormBox::new("On hold", link(row.held.to_string(), "/payments?state=held"))
            .meaning(items(row.held_items)),
        FormBox::new("Kept waiting", row.waiting.to_string()).meaning(items(row.waiting_items)),
        FormBox::new("The file", dollars(row.total)).meaning(items(row.checks)).answer(),
    ])
}
