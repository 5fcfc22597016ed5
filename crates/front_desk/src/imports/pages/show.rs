//! One import: how far it is, what it did, whether it ties, its rows, and its undoing.

use super::{counts, href, page};
use crate::imports::records::{self, Added, Import};
use crate::imports::{BRING, UndoImport, listing};
use office::jobs::records::{Job, find_job};
use office::jobs::{self, CancelJob};
use office::{Answer, Command, Refusal, View};
use ui::chart::{Progress, progress};
use ui::prelude::*;
use values::{Id, noun};

/// `/imports/{import}`.
pub(in crate::imports) fn show_import(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id) = (view.branch(), view.path.id("import", "import")?);
    let import = records::require(view.reader, branch, id)?;
    let job = going_on(view, &import)?;
    if view.query.get("part") == Some("progress") {
        let fragment = match &job {
            Some(job) => progress_of(view, &import, job),
            None => html!("<p>{}</p>", link("It is done. See what came of it.", &href(id))),
        };
        return Ok(Answer::Fragment(fragment.into_string()));
    }
    view.query.0.retain(|(name, _)| name != "import");
    view.query.0.push((String::from("import"), id.to_string()));
    if let Some(file) = office::listing::file(view, &listing::ROWS)? {
        return Ok(file);
    }
    let in_books = records::aging_in_books(view.reader, branch, id, import.as_of)?;
    let added = Added::from(&import);
    let mut sheets = Vec::new();
    if let Some(job) = &job {
        sheets.push(Sheet::bare().body(progress_of(view, &import, job)).html());
    }
    sheets.push(counts::counts(&added));
    if import.undone_at.is_none() && import.rows_undone == 0 {
        sheets.push(counts::aging(&added.aging, Some(&in_books)));
    }
    sheets.push(ui::list::body(view, &listing::ROWS, &href(id))?);
    if job.is_none() && import.undone_at.is_none() && view.me.may(BRING) {
        sheets.push(undo_form(view, id));
    }
    let mut answer = page(&import.name, sentence(view, &import, job.as_ref())?, stack(sheets));
    answer.note = format!("Import {id}");
    Ok(answer.into())
}

/// The job that reads it or undoes it, while it has not ended.
fn going_on(view: &mut View<'_, '_>, import: &Import) -> Result<Option<Job>, Refusal> {
    let branch = view.branch();
    let job = find_job(view.reader, branch, import.undo_job.unwrap_or(import.job))?;
    Ok(job.filter(|job| job.finished_at.is_none()))
}

fn sentence(view: &mut View<'_, '_>, import: &Import, job: Option<&Job>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let (undone, stay) = (import.rows_undone, import.rows_not_undone);
    if job.is_some() {
        return Ok(html!("You may leave this page; it goes on."));
    }
    if import.undo_job.is_some() && stay > 0 {
        return Ok(html!(
            "{} customers were taken back; {} stay, for somebody has worked with them since.",
            undone,
            stay
        ));
    }
    if import.undone_at.is_some() {
        return Ok(html!("{} customers were taken back.", undone));
    }
    if import.finished_at.is_some() {
        let day = import.started_at.day_in(&view.me.zone);
        return Ok(html!("Brought in on {}.", full_day(day)));
    }
    let job = find_job(view.reader, branch, import.job)?;
    let why = job.map_or(String::new(), |job| job.outcome);
    let why = why.strip_prefix("file: ").unwrap_or(&why).to_owned();
    Ok(html!(
        "It stopped after {} rows: {} Send the same file again to go on behind them.",
        import.rows_read,
        why
    ))
}

fn progress_of(view: &View<'_, '_>, import: &Import, job: &Job) -> Html {
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    let done = match import.undo_job {
        Some(_) => job.rows_done,
        None => import.rows_read,
    };
    let words = match import.undo_job {
        Some(_) => format!("Undoing {}", import.name),
        None => format!("Reading {}", import.name),
    };
    let id = job.id.to_string();
    let fields = [("job", &*id), ("reason", "Stopped on its page"), ("then", &*href(import.id))];
    let cancel = match view.me.may(jobs::CANCEL) {
        true => post_button(
            &format!("/do/{}", CancelJob::NAME),
            &view.office.random_hex(16),
            &fields,
            Button::secondary("Stop"),
        ),
        false => Html::empty(),
    };
    progress(&Progress {
        words,
        done: count(done),
        all: count(job.rows_known.max(done)),
        note: Html::text("What is in stays; the same file goes on behind it."),
        cancel,
        refresh_href: Some(format!("{}?part=progress", href(import.id))),
    })
}

fn undo_form(view: &View<'_, '_>, import: Id<noun::Import>) -> Html {
    let here = href(import);
    let form = CommandForm::of(view, UndoImport::NAME, &here, &here);
    let reason = Field::text("reason", "Why").wide().required();
    let content = html!(
        "{}{}{}",
        hidden("import", &import.to_string()),
        "Every customer it brought leaves the lists, and what she owed comes off the books. \
         Whom somebody has worked with since stays.",
        field_row([form.field(reason)])
    );
    let button = Button::secondary("Undo the whole import");
    Sheet::new("Undo").body(form.html(content, [button])).html()
}
