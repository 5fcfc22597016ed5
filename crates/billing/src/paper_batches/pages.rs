//! Paper batches on screen: the list, one batch with its results, and its PDF.

use super::{listing, records};
use crate::invoices::READ;
use office::jobs::ROWS;
use office::{Answer, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/paper-batches", READ, list),
    page("/paper-batches/{batch}", READ, show),
    page("/paper-batches/{batch}/pdf", READ, pdf),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

/// A batch: its file when it is printed, its job while it goes on, and a row for each account.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("batch", "paper batch")?;
    let batch = records::require(view.reader, branch, id)?;
    view.query.0.push(("job".into(), batch.job.to_string()));
    if let Some(file) = office::listing::file(view, &ROWS)? {
        return Ok(file);
    }
    let rows = ui::list::body(view, &ROWS, &format!("/paper-batches/{id}"))?;
    let job = format!("/jobs/{}", batch.job);
    let (sentence, actions) = match (&batch.file, batch.way.as_str()) {
        (Some(_), _) => (
            html!("{} papers in one PDF for the printer.", batch.papers),
            buttons([Button::primary("PDF").key("D").href(format!("/paper-batches/{id}/pdf"))]),
        ),
        (None, "mail") => (
            html!("A letter each, in line to be sent. {}", link("See how far it is", &job)),
            Html::empty(),
        ),
        (None, _) => {
            (html!("It is being printed. {}", link("See how far it is", &job)), Html::empty())
        }
    };
    Ok(Answer::from(Page {
        title: batch.title,
        sentence: sentence.into_string(),
        body: rows.into_string(),
        actions: actions.into_string(),
        keys: vec![("D", "PDF")],
        rail: "billing_runs",
        ..Page::default()
    }))
}

fn pdf(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("batch", "paper batch")?;
    let batch = records::require(view.reader, branch, id)?;
    match batch.file {
        Some(mark) => {
            let name = format!("{}-{id}.pdf", batch.kind);
            Ok(Answer::Kept { name, media_type: "application/pdf", mark })
        }
        None => Err(Refusal::conflict_with(
            "paper_batches.not_printed",
            "It is not printed yet.",
            format!("/paper-batches/{id}"),
            "See the batch",
        )),
    }
}
