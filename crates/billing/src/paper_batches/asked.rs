//! What a batch is asked to be of: the invoices of a billing run, or the statements of a cycle.

use super::records::{self, NewBatch};
use super::{MAIL_PAPERS, PRINT_PAPERS};
use crate::billing_options::{Delivery, StatementCycle};
use crate::letter_templates::Audience;
use office::jobs::NewJob;
use office::{Desk, Problems, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// The papers of a command.
#[derive(Clone, Copy)]
pub(super) struct AskedPapers {
    pub billing_run: Option<Id<noun::BillingRun>>,
    pub cycle: Option<StatementCycle>,
    pub to_on: Option<Day>,
}

const WHICH: &str = "Enter a billing run for its invoices, or a cycle for its statements.";

impl AskedPapers {
    /// What is wrong with them.
    pub fn problems(self) -> Problems {
        let is_neither_or_both = self.billing_run.is_some() == self.cycle.is_some();
        let never = "Who has statements only when asked for is in no cycle. Choose another.";
        Problems::none().when(is_neither_or_both, "billing_run", WHICH).when(
            self.cycle == Some(StatementCycle::Never),
            "cycle",
            never,
        )
    }
}

/// The batch goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BatchStarted {
    /// The batch.
    pub paper_batch: Id<noun::PaperBatch>,
    /// Its job.
    pub job: Id<noun::Job>,
}

/// Which papers a batch is of.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
pub(super) enum Papers {
    /// The invoices of a run.
    Run(Id<noun::BillingRun>),
    /// The statements of a cycle as of a day.
    Cycle(StatementCycle, Day),
    /// A letter to somebody, dated a day.
    Letters(Id<noun::LetterTemplate>, Audience, Day),
}

/// What the job is asked with.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub(super) struct Asked {
    pub batch: Id<noun::PaperBatch>,
    pub papers: Papers,
}

/// Asks for a batch of a run, or of a cycle.
pub(super) fn ask(
    desk: &mut Desk<'_>,
    papers: AskedPapers,
    way: Delivery,
) -> Result<BatchStarted, Refusal> {
    match (papers.billing_run, papers.cycle) {
        (Some(run), _) => of_run(desk, run, way),
        (None, Some(cycle)) => of_cycle(desk, (cycle, papers.to_on), way),
        (None, None) => Err(Refusal::invalid("billing_run", WHICH)),
    }
}

fn of_run(
    desk: &mut Desk<'_>,
    run: Id<noun::BillingRun>,
    way: Delivery,
) -> Result<BatchStarted, Refusal> {
    let branch = desk.branch();
    let (until,) =
        records::find_run(desk, branch, run)?.ok_or(Refusal::NotFound { what: "billing run" })?;
    let (printed, mailed, went) = records::count_ways(desk, branch, run)?;
    let many = match way {
        Delivery::Print => printed,
        Delivery::Email | Delivery::Link => mailed - went,
    };
    if many == 0 {
        return Err(Refusal::conflict_with(
            "paper_batches.nothing",
            match way {
                Delivery::Print => "No invoice of this run goes on paper.",
                Delivery::Email | Delivery::Link => "No invoice of this run is left to mail.",
            },
            format!("/billing-runs/{run}"),
            "See the run",
        ));
    }
    desk.subject(run);
    let title = format!("Invoices due until {}", until.long());
    start(desk, (&title, many), (Papers::Run(run), way))
}

fn of_cycle(
    desk: &mut Desk<'_>,
    (cycle, to_on): (StatementCycle, Option<Day>),
    way: Delivery,
) -> Result<BatchStarted, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let to_on = to_on.unwrap_or(today);
    if to_on > today {
        return Err(Refusal::invalid("to_on", "This day is to come. Enter today."));
    }
    let first = (Id::new(0), 1);
    if records::list_with_something_open(desk, branch, first)?.is_empty() {
        return Err(Refusal::conflict_with(
            "paper_batches.nothing",
            "Nobody owes anything. There is no statement to send.",
            "/statements",
            "See who owes",
        ));
    }
    let words = match cycle {
        StatementCycle::Quarterly => "Quarterly",
        StatementCycle::Monthly | StatementCycle::Never => "Monthly",
    };
    let title = format!("{words} statements of {}", to_on.long());
    start(desk, (&title, 0), (Papers::Cycle(cycle, to_on), way))
}

/// Asks for letters; they go on paper.
pub(crate) fn ask_letters(
    desk: &mut Desk<'_>,
    name: &str,
    (letter, audience): (Id<noun::LetterTemplate>, Audience),
) -> Result<BatchStarted, Refusal> {
    let today = desk.today();
    let title = format!("{name}, {}", today.long());
    start(desk, (&title, 0), (Papers::Letters(letter, audience, today), Delivery::Print))
}

fn start(
    desk: &mut Desk<'_>,
    (title, papers_known): (&str, i64),
    (papers, way): (Papers, Delivery),
) -> Result<BatchStarted, Refusal> {
    let batch: Id<noun::PaperBatch> = desk.id();
    let job = desk.enqueue(
        &NewJob {
            kind: match way {
                Delivery::Print => PRINT_PAPERS.name,
                Delivery::Email | Delivery::Link => MAIL_PAPERS.name,
            },
            title,
            business_key: &batch.to_string(),
            rows_known: papers_known,
            due_at: None,
        },
        &Asked { batch, papers },
    )?;
    let (kind, run) = match papers {
        Papers::Run(run) => ("invoices", Some(run)),
        Papers::Cycle(..) => ("statements", None),
        Papers::Letters(..) => ("letters", None),
    };
    let new = NewBatch { id: batch, kind, way, title, job, run, papers: papers_known };
    records::insert_batch(desk, &new)?;
    desk.subject(batch);
    desk.subject(job);
    Ok(BatchStarted { paper_batch: batch, job })
}
