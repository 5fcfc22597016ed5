//! One chunk of a file: up to 500 rows, each decided and done by itself, with its result.

use super::bring_customer::{BringCustomer, CustomerBrought};
use super::bring_more::{BringMore, MoreBrought};
use super::bring_owed::BringOwed;
use super::decide::{Decision, decide};
use super::incoming::{Arrival, Incoming};
use super::records::{self, Added, NewRow};
use super::words::Verdict;
use super::{BRING, opening};
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use values::{Id, Money, noun};

/// Brings some rows of a file in. The rows themselves stand in the journal's lines of the
/// customers they become; those that brought nothing stand in the import's results.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BringChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The import.
    pub import: Id<noun::Import>,
    /// How many rows of the file stand before it.
    pub rows_before: i64,
    /// How many rows it has.
    pub rows: i64,
    /// The rows.
    #[serde(skip)]
    #[schemars(skip)]
    pub incoming: Arc<Vec<Incoming>>,
    /// The counties of ZIP codes, for locations of which the file does not say it.
    #[serde(skip)]
    #[schemars(skip)]
    pub counties: Arc<HashMap<String, String>>,
}

/// They are in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ChunkBrought {
    /// How many rows of the file were read so far.
    pub rows_read: i64,
}

impl Command for BringChunk {
    const NAME: &'static str = "imports.bring_chunk";
    const TITLE: &'static str = "Bring some rows in";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkBrought;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkBrought, Refusal> {
        let branch = desk.branch();
        let import = records::require(desk, branch, self.import)?;
        if import.rows_read != self.rows_before || import.is_over() {
            return Err(Refusal::conflict(
                "imports.out_of_step",
                "These rows were brought in meanwhile. Look at the import again.",
            ));
        }
        let mut tray = Tray::default();
        for row in self.incoming.iter() {
            match row {
                Incoming::Rejected { line, why, text, stated } => {
                    tray.reject(*line, why, text, *stated);
                }
                Incoming::Customer(arrival) => self.bring(desk, arrival, &mut tray)?,
            }
        }
        tray.added.read = self.rows;
        records::insert_rows(desk, self.import, &tray.rows)?;
        records::mark_added(desk, self.import, &tray.added)?;
        let rows_read = self.rows_before + self.rows;
        let job_rows: Vec<JobRow> = tray.rows.iter().filter_map(to_look_at).collect();
        desk.finish_chunk(self.job, &job_rows, rows_read)?;
        desk.subject(self.import);
        Ok(ChunkBrought { rows_read })
    }
}

impl BringChunk {
    fn bring(
        &self,
        desk: &mut Desk<'_>,
        arrival: &Arrival,
        tray: &mut Tray,
    ) -> Result<(), Refusal> {
        let branch = desk.branch();
        tray.added.file_cents += arrival.stated;
        let decision = decide(desk, branch, Some(self.import), arrival)?;
        let outcome = match decision {
            Decision::Match { customer } => {
                tray.known(arrival, customer);
                return Ok(());
            }
            Decision::Conflict { customer, differences } => {
                tray.conflict(arrival, customer, &differences);
                return Ok(());
            }
            Decision::New | Decision::More { customer: None } => {
                desk.attempt(self.new_customer(arrival)).map(|done| tray.brought(arrival, done))
            }
            Decision::More { customer: Some(customer) } => desk
                .attempt(self.more_of(arrival, customer)?)
                .map(|done| tray.brought_more(arrival, &done)),
            Decision::Owed { customer, source, differences } => desk
                .attempt(self.owed_by(arrival, customer, source))
                .map(|done| tray.brought_owed(arrival, &done, &differences)),
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(refusal) if stops_all(&refusal) => Err(refusal),
            Err(refusal) => {
                tray.refused(arrival, &refusal);
                Ok(())
            }
        }
    }

    fn new_customer(&self, arrival: &Arrival) -> BringCustomer {
        let mut particulars = arrival.particulars.clone();
        for place in &mut particulars.locations {
            if let Some(county) = self.counties.get(zip_of(&place.address))
                && place.county.is_empty()
            {
                place.county.clone_from(county);
            }
        }
        BringCustomer {
            import: self.import,
            line: arrival.line,
            system: arrival.system.clone(),
            source_id: arrival.source_id.clone(),
            particulars,
            owed: arrival.opening.owed.clone(),
            documents: arrival.opening.documents.clone(),
        }
    }

    fn more_of(
        &self,
        arrival: &Arrival,
        customer: Id<noun::Customer>,
    ) -> Result<BringMore, Refusal> {
        Ok(BringMore {
            import: self.import,
            line: arrival.line,
            customer,
            system: arrival.system.clone(),
            source_id: arrival.part_id()?,
            particulars: arrival.particulars.clone(),
            owed: arrival.opening.owed.clone(),
            documents: arrival.opening.documents.clone(),
        })
    }

    fn owed_by(&self, arrival: &Arrival, customer: Id<noun::Customer>, source: i64) -> BringOwed {
        BringOwed {
            import: self.import,
            customer,
            source,
            owed: arrival.opening.owed.clone().unwrap_or_default(),
            documents: arrival.opening.documents.clone(),
        }
    }
}

/// The five digits a county is looked up by.
pub(super) fn zip_of(address: &values::Address) -> &str {
    let zip = address.zip.trim();
    zip.get(..5).unwrap_or(zip)
}

/// What keeps every row from being brought, not only this one.
fn stops_all(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Unavailable { .. } | Refusal::NotAllowed { .. })
        || refusal.code().starts_with("periods.")
}

/// What a chunk has come to so far.
#[derive(Default)]
pub(super) struct Tray {
    pub rows: Vec<NewRow>,
    pub added: Added,
}

impl Tray {
    fn row(
        &mut self,
        arrival: &Arrival,
        verdict: Verdict,
        words: String,
        customer: Option<Id<noun::Customer>>,
    ) {
        self.rows.push(NewRow {
            line: arrival.line,
            label: arrival.particulars.name.clone(),
            verdict,
            words,
            customer,
            amount: arrival.stated,
        });
    }

    pub(super) fn reject(&mut self, line: i64, why: &str, text: &str, stated: Money) {
        self.added.rejected += 1;
        self.added.file_cents += stated;
        self.added.rejected_cents += stated;
        self.rows.push(NewRow {
            line,
            label: text.chars().take(80).collect(),
            verdict: Verdict::Rejected,
            words: format!("{}.", why.trim_end_matches('.')),
            customer: None,
            amount: stated,
        });
    }

    pub(super) fn known(&mut self, arrival: &Arrival, customer: Id<noun::Customer>) {
        match arrival.continues_line {
            Some(_) => self.added.more += 1,
            None => self.added.matched += 1,
        }
        self.added.match_cents += arrival.stated;
        self.row(arrival, Verdict::Match, String::new(), Some(customer));
    }

    pub(super) fn conflict(
        &mut self,
        arrival: &Arrival,
        customer: Id<noun::Customer>,
        differences: &[String],
    ) {
        self.added.conflict += 1;
        self.added.conflict_cents += arrival.stated;
        let words = format!("{}. Kept as it was.", differences.join(". "));
        self.row(arrival, Verdict::Conflict, words, Some(customer));
    }

    fn brought(&mut self, arrival: &Arrival, done: CustomerBrought) {
        match arrival.continues_line {
            Some(_) => self.added.more += 1,
            None => self.added.new += 1,
        }
        self.added.archived += i64::from(arrival.particulars.archived);
        self.added.locations += i64::try_from(arrival.particulars.locations.len()).unwrap_or(0);
        self.added.duplicates += i64::try_from(done.looks_like.len()).unwrap_or(0);
        self.money(arrival, done.amount_cents);
        let looks_like = done.looks_like.iter().map(|who| format!("May be the same as {who}."));
        let words: Vec<String> = arrival.marks.iter().cloned().chain(looks_like).collect();
        self.mark(&arrival.marks);
        self.row(arrival, Verdict::New, words.join(" "), Some(done.customer));
    }

    fn brought_more(&mut self, arrival: &Arrival, done: &MoreBrought) {
        self.added.more += 1;
        self.added.locations += done.locations;
        self.money(arrival, done.amount_cents);
        self.mark(&arrival.marks);
        let line = arrival.continues_line.unwrap_or(arrival.line);
        let mut words = vec![format!("More of line {line}.")];
        words.extend(arrival.marks.iter().cloned());
        self.row(arrival, Verdict::New, words.join(" "), Some(done.customer));
    }

    fn brought_owed(&mut self, arrival: &Arrival, done: &MoreBrought, differences: &[String]) {
        self.added.new += 1;
        self.money(arrival, done.amount_cents);
        let mut words = vec![String::from("She was known; what she owes is new.")];
        words.extend(differences.iter().map(|one| format!("{one}: kept as it was.")));
        words.extend(arrival.marks.iter().cloned());
        self.mark(&words[1..]);
        self.row(arrival, Verdict::New, words.join(" "), Some(done.customer));
    }

    fn refused(&mut self, arrival: &Arrival, refusal: &Refusal) {
        self.added.rejected += 1;
        self.added.rejected_cents += arrival.stated;
        self.row(arrival, Verdict::Rejected, refusal.words(), None);
    }

    fn money(&mut self, arrival: &Arrival, brought: Money) {
        self.added.brought_cents += brought;
        self.added.rejected_cents += arrival.stated - brought;
        opening::add(&mut self.added.aging, &arrival.opening.aging);
    }

    fn mark(&mut self, words: &[String]) {
        self.added.marked += i64::from(!words.is_empty());
    }

    /// What the row would become, in a dry run.
    pub(super) fn would_bring(&mut self, arrival: &Arrival, decision: &Decision) {
        match decision {
            Decision::Match { customer } => self.known(arrival, *customer),
            Decision::Conflict { customer, differences } => {
                self.conflict(arrival, *customer, differences);
            }
            Decision::New => self.brought(arrival, would_be(arrival)),
            Decision::More { .. } => {
                let places = arrival.particulars.locations.len();
                let locations = i64::try_from(places).unwrap_or(0);
                self.brought_more(arrival, &MoreBrought { locations, ..would_be_more(arrival) });
            }
            Decision::Owed { differences, .. } => {
                self.brought_owed(arrival, &would_be_more(arrival), differences);
            }
        }
    }
}

/// Nobody has an id of nought; in a dry run nobody has one yet.
const NOBODY: Id<noun::Customer> = Id::new(0);

fn would_be(arrival: &Arrival) -> CustomerBrought {
    CustomerBrought {
        customer: NOBODY,
        number: String::new(),
        looks_like: Vec::new(),
        entry: None,
        amount_cents: amount_of(arrival),
    }
}

fn would_be_more(arrival: &Arrival) -> MoreBrought {
    let amount_cents = amount_of(arrival);
    MoreBrought { customer: NOBODY, locations: 0, entry: None, amount_cents }
}

fn amount_of(arrival: &Arrival) -> Money {
    arrival.opening.documents.iter().map(|one| one.open_cents).sum()
}

/// What a person should look at among the results of the job.
fn to_look_at(row: &NewRow) -> Option<JobRow> {
    let outcome = match (row.verdict, row.words.is_empty()) {
        (Verdict::Rejected, _) => RowOutcome::Refused,
        (Verdict::Conflict, _) | (Verdict::New, false) => RowOutcome::Marked,
        (Verdict::New | Verdict::Match, _) => return None,
    };
    Some(JobRow {
        place: row.line,
        label: row.label.clone(),
        outcome,
        words: row.words.clone(),
        href: row.customer.map_or(String::new(), |customer| format!("/customers/{customer}")),
        amount_cents: row.amount.as_cents(),
    })
}
