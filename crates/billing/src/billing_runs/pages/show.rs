//! One billing run: what came of each customer, and how its invoices get to them.

use crate::billing_runs::records;
use crate::invoices::{ISSUE, READ};
use crate::paper_batches::records::{Batch, count_ways, list_of_run};
use crate::paper_batches::{MailPapers, PrintPapers};
use office::jobs::ROWS;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/billing-runs/{run}`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(READ)?;
    let branch = view.branch();
    let id = view.path.id("run", "billing run")?;
    let run = records::require(view.reader, branch, id)?;
    view.query.0.push(("job".into(), run.job.to_string()));
    if let Some(file) = office::listing::file(view, &ROWS)? {
        return Ok(file);
    }
    let rows = ui::list::body(view, &ROWS, &format!("/billing-runs/{id}"))?;
    let job = office::jobs::records::find_job(view.reader, branch, run.job)?;
    let is_running = job.as_ref().is_some_and(|job| job.finished_at.is_none());
    let (printed, mailed, went) = count_ways(view.reader, branch, id)?;
    let batches = list_of_run(view.reader, branch, id)?;
    let progress = match is_running {
        true => link("It goes on; see how far it is.", &format!("/jobs/{}", run.job)),
        false => Html::empty(),
    };
    let side = match is_running || !view.me.may(ISSUE) {
        true => Html::empty(),
        false => ways(view, id, (printed, mailed - went)),
    };
    Ok(Answer::from(Page {
        title: format!("Billing run until {}", run.until.long()),
        sentence: html!("Started by {}. {}", run.started_by_name, progress).into_string(),
        body: stack([strip(printed, mailed, went), sent(&batches), rows]).into_string(),
        side: side.into_string(),
        rail: "billing_runs",
        ..Page::default()
    }))
}

fn strip(printed: i64, mailed: i64, went: i64) -> Html {
    form_strip([
        FormBox::new("Invoices", (printed + mailed).to_string()).answer(),
        FormBox::new("Go on paper", printed.to_string()),
        FormBox::new("Go by e-mail", mailed.to_string()),
        FormBox::new("In line or sent", went.to_string()),
    ])
}

/// The two ways out, each while there is something to send.
fn ways(view: &View<'_, '_>, run: Id<noun::BillingRun>, (print, mail): (i64, i64)) -> Html {
    let here = format!("/billing-runs/{run}");
    let then = "/paper-batches/{paper_batch}";
    let form = |command, words: String, button| {
        let form = CommandForm::of(view, command, &here, then);
        let own = html!("{}<p>{}</p>", hidden("billing_run", &run.to_string()), words);
        form.html(own, [button])
    };
    let invoices = |many: i64| match many {
        1 => String::from("1 invoice"),
        many => format!("{many} invoices"),
    };
    let mut sheets = Vec::new();
    if print > 0 {
        let words = format!("{} as one PDF for the printer.", invoices(print));
        let form = form(PrintPapers::NAME, words, Button::primary("Print them").key("Alt P"));
        sheets.push(Sheet::new("On paper").body(form).html());
    }
    if mail > 0 {
        let words = format!("{} to mail, each with its PDF.", invoices(mail));
        let button = match print {
            0 => Button::primary("Mail them").key("Alt M"),
            _ => Button::secondary("Mail them").key("Alt M"),
        };
        sheets.push(Sheet::new("By e-mail").body(form(MailPapers::NAME, words, button)).html());
    }
    stack(sheets)
}

/// What was printed and mailed of it so far.
fn sent(batches: &[Batch]) -> Html {
    if batches.is_empty() {
        return Html::empty();
    }
    let rows = batches.iter().map(|batch| {
        let what = match batch.way.as_str() {
            "mail" => "By e-mail",
            _ => "On paper",
        };
        let papers = u64::try_from(batch.papers).unwrap_or(0);
        let state = match (&batch.file, batch.way.as_str()) {
            (Some(_), _) => format!("printed, {}", counted(papers, "paper", "papers")),
            (None, "mail") => format!("{} asked for", counted(papers, "letter", "letters")),
            (None, _) => String::from("being printed"),
        };
        let href = format!("/paper-batches/{}", batch.id);
        Row::new([Cell::from(link(what, &href)), Cell::from(state)])
    });
    let table = Table::ledger("Sent")
        .column(Column::name("Way"))
        .column(Column::text("How far").wide())
        .rows(rows);
    Sheet::new("Sent").flush(table).html()
}
