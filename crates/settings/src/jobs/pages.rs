//! The list of background work and the page of one job, which follows it while it runs.

use office::jobs::records::{self, Job};
use office::jobs::{LISTING, ROWS};
use office::{Answer, Page, Refusal, View, listing};
use ui::chart::{Progress, progress};
use ui::prelude::*;

/// All background work of the branch.
pub fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &LISTING)
}

/// One job: its progress with a cancel, then the result of each row.
pub fn one(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id = view.path.id("job", "job")?;
    let branch = view.branch();
    let job =
        records::find_job(view.reader, branch, id)?.ok_or(Refusal::NotFound { what: "job" })?;
    let bar = bar(view, &job);
    if view.query.get("progress").is_some() {
        return Ok(Answer::Fragment(bar.into_string()));
    }
    let here = format!("/jobs/{}", job.id);
    view.query.0.push(("job".into(), job.id.to_string()));
    if let Some(file) = listing::file(view, &ROWS)? {
        return Ok(file);
    }
    let rows = ui::list::body(view, &ROWS, &here)?;
    Ok(Answer::from(Page {
        title: job.title.clone(),
        note: kind_of(view, &job),
        sentence: sentence(&job).into_string(),
        body: stack([bar, rows]).into_string(),
        rail: "jobs",
        ..Page::default()
    }))
}

/// What its kind is called; the bare kind of one that no room works any more.
fn kind_of(view: &View<'_, '_>, job: &Job) -> String {
    let kind = view.office.rooms().job_kind(&job.kind);
    kind.map_or_else(|| job.kind.clone(), |kind| kind.title.to_owned())
}

fn sentence(job: &Job) -> Html {
    match (job.finished_at, job.cancelled_at) {
        (Some(_), _) => html!(
            "{} {} rows, {} of them refused.",
            job.outcome.as_str(),
            job.rows_done,
            job.rows_refused
        ),
        (None, Some(_)) => html!("It stops after the rows it is at."),
        (None, None) => html!("It goes on while you work; this page follows it."),
    }
}

fn bar(view: &View<'_, '_>, job: &Job) -> Html {
    if job.finished_at.is_some() {
        return Html::empty();
    }
    let job_id = job.id.to_string();
    let fields = [("job", job_id.as_str()), ("reason", "Cancelled on its page")];
    let cancel = match job.cancelled_at {
        Some(_) => Html::empty(),
        None => {
            let stop = Button::secondary("Stop");
            post_button("/do/jobs.cancel", &view.once_key(), &fields, stop)
        }
    };
    progress(&Progress {
        words: job.title.clone(),
        done: job.rows_done.unsigned_abs(),
        all: job.rows_known.max(job.rows_done).unsigned_abs(),
        note: time_left(view, job),
        cancel,
        refresh_href: Some(format!("/jobs/{}?progress=1", job.id)),
    })
}

/// As long again for each row that is left as it took for those that are done.
fn time_left(view: &View<'_, '_>, job: &Job) -> Html {
    let Some(started_at) = job.started_at else { return html!("It waits for its turn.") };
    let (done, left) = (job.rows_done, job.rows_known - job.rows_done);
    if done == 0 || left <= 0 {
        return html!("You may leave this page.");
    }
    let seconds = started_at.seconds_until(view.now).max(1) * left / done;
    match seconds {
        0..60 => html!("Less than a minute left. You may leave this page."),
        _ => html!("About {} minutes left. You may leave this page.", seconds / 60 + 1),
    }
}
