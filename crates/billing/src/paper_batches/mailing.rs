//! Mail a batch: its papers, a few at a time, are put in line.

use super::asked::{Asked, Papers};
use super::mail_chunk::MailPaperChunk;
use super::printing::{PAGE, due_statement, period};
use super::records;
use crate::billing_options::Delivery;
use crate::invoices::MailInvoice;
use crate::statements::MailStatement;
use office::Refusal;
use office::jobs::{Going, JobKind, Work};
use store::Reader;
use values::{Id, noun};

/// The job behind [`MailPapers`](super::MailPapers).
pub const MAIL_PAPERS: JobKind =
    JobKind { name: "paper_batches.mail", title: "Mail papers", work: mail };

/// After a restart it goes on behind the last row that was noted.
fn mail(work: &mut Work<'_>) -> Result<(), Refusal> {
    let asked: Asked = work.payload()?;
    let (branch, job) = (work.job.branch, work.job.id);
    let mut after = work.last_subject()?.unwrap_or(0);
    loop {
        let next = work.office().read(|reader| list(reader, branch, asked.papers, after))?;
        let Some((last, invoices, statements)) = next else { return Ok(()) };
        after = last;
        if work.going()? == Going::Cancelled {
            return Ok(());
        }
        if invoices.is_empty() && statements.is_empty() {
            continue;
        }
        let rows_before = work.job.rows_done;
        let chunk = MailPaperChunk { job, invoices, statements, rows_before };
        work.run(rows_before, chunk)?;
    }
}

/// The last id that was looked at, and the letters until there.
type Letters = (i64, Vec<MailInvoice>, Vec<MailStatement>);

fn list(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    papers: Papers,
    after: i64,
) -> Result<Option<Letters>, Refusal> {
    Ok(match papers {
        // Letters go on paper only.
        Papers::Letters(..) => None,
        Papers::Run(run) => {
            let page = (Id::new(after), PAGE);
            let all = records::list_to_mail(reader, branch, run, page)?;
            let letters = all.iter().map(|one| MailInvoice { invoice: one.id, to: None });
            let letters = letters.collect();
            all.last().map(|last| (last.id.get(), letters, Vec::new()))
        }
        Papers::Cycle(cycle, to_on) => {
            let page = (Id::new(after), PAGE);
            let all = records::list_with_something_open(reader, branch, page)?;
            let mut letters = Vec::new();
            for id in &all {
                let due = due_statement(reader, branch, *id, (cycle, to_on), Delivery::Email)?;
                let Some((_, kind)) = due else { continue };
                let from_on = Some(period(cycle, to_on).from_on);
                let (kind, to_on) = (Some(kind), Some(to_on));
                letters.push(MailStatement { customer: *id, kind, from_on, to_on, to: None });
            }
            all.last().map(|last| (last.get(), Vec::new(), letters))
        }
    })
}
