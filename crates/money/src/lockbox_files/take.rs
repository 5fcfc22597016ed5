//! Take a lockbox file's checks: each posted, put on hold, or kept waiting, and in the end
//! nothing is left over: what was posted, held and kept is what the file comes to.

use super::TAKE;
use super::records::{self, NewItem};
use crate::faces::records::find_by_number;
use crate::payments::rules::ApplyTo;
use crate::payments::rules::onto_named;
use crate::payments::{HoldPayment, Method, PostPayment};
use books::open_items::list_open_charges;
use formats::lockbox::{LockboxBatch, LockboxCheck, LockboxReading};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Day, Id, Money, noun};

/// Takes the checks of a file. They stand in its rows; the file is on the shelf.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeLockboxFile {
    /// The job.
    pub job: Id<noun::Job>,
    /// The file.
    pub lockbox_file: Id<noun::LockboxFile>,
    /// What was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub reading: Arc<LockboxReading>,
}

/// They are taken.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
pub struct LockboxFileTaken {
    /// How many checks the file has.
    pub checks: i64,
    /// What they come to.
    pub total_cents: Money,
    /// How many were posted.
    pub posted_items: i64,
    /// What those come to.
    pub posted_cents: Money,
    /// How many are on hold for want of a customer.
    pub held_items: i64,
    /// What those come to.
    pub held_cents: Money,
    /// How many wait for a person.
    pub waiting_items: i64,
    /// What those come to.
    pub waiting_cents: Money,
}

/// How long a check is remembered as one of its kind (handbook 4.3).
const TWIN_DAYS: i64 = 400;

/// What became of a check.
enum Outcome {
    Posted(Id<noun::Payment>),
    OnHold(Id<noun::Payment>, String),
    Waits(String),
}

impl Command for TakeLockboxFile {
    const NAME: &'static str = "lockbox_files.take";
    const TITLE: &'static str = "Take a lockbox file's checks";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LockboxFileTaken;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockboxFileTaken, Refusal> {
        let branch = desk.branch();
        let row = records::find_file(desk, branch, self.lockbox_file)?
            .ok_or(Refusal::NotFound { what: "lockbox file" })?;
        if row.taken_at.is_some() || row.refused_at.is_some() {
            let words = "The file was taken meanwhile. Look at it again.";
            return Err(Refusal::conflict("lockbox_files.over", words));
        }
        let mut counts = LockboxFileTaken::default();
        let mut items = Vec::new();
        for batch in &self.reading.batches {
            for check in &batch.checks {
                let outcome = self.place(desk, batch, check)?;
                counts.add(&outcome, Money::cents(check.amount_cents));
                items.push(item(batch, check, outcome));
            }
        }
        // Lines that could not be read as a check: their amount is not known.
        let known = |line: u64| items.iter().any(|item: &NewItem| item.line == as_line(line));
        let unread = self
            .reading
            .problems
            .iter()
            .filter(|one| self.reading.problems.is_held(one.line) && !known(one.line));
        let unread: Vec<NewItem> =
            unread.map(|one| NewItem::unread(as_line(one.line), one.to_string())).collect();
        counts.waiting_items += i64::try_from(unread.len()).unwrap_or(0);
        items.extend(unread);
        let sum = counts.posted_cents + counts.held_cents + counts.waiting_cents;
        if sum != counts.total_cents {
            return Err(Refusal::broken(format!("a lockbox of {} as {sum}", counts.total_cents)));
        }
        records::insert_items(desk, self.lockbox_file, &items)?;
        records::mark_taken(desk, self.lockbox_file, &counts)?;
        desk.subject(self.lockbox_file);
        desk.finish_chunk(self.job, &[], counts.checks)?;
        Ok(counts)
    }
}

impl TakeLockboxFile {
    fn place(
        &self,
        desk: &mut Desk<'_>,
        batch: &LockboxBatch,
        check: &LockboxCheck,
    ) -> Result<Outcome, Refusal> {
        let problems = &self.reading.problems;
        if problems.is_held(check.line) {
            let why = problems.iter().find(|one| one.line == check.line);
            return Ok(Outcome::Waits(why.map_or_else(String::new, ToString::to_string)));
        }
        let branch = desk.branch();
        let since = batch.received_on.plus_days(-TWIN_DAYS);
        if let Some(key) = twin_key(check)
            && let Some(twin) = records::find_twin(desk, branch, &key, since)?
        {
            return Ok(Outcome::Waits(format!("It looks like a check that was in {twin}.")));
        }
        let customer = match check.customer_number.trim() {
            "" => None,
            number => find_by_number(desk, branch, number)?,
        };
        let method =
            Method::Lockbox { number: check.check_number.clone(), bank: check.routing.clone() };
        let amount = Money::cents(check.amount_cents);
        let received_on = batch.received_on.min(desk.today());
        let Some(customer) = customer else {
            let why = match check.customer_number.trim() {
                "" => String::from("There was no stub with it."),
                number => format!("Nobody has the account {number}."),
            };
            return on_hold(desk, check, method, amount, received_on, why);
        };
        let post = PostPayment {
            received_on: Some(received_on),
            applications: of_stub(desk, customer, check, amount)?,
            memo: memo(batch),
            payer: check.payer.clone(),
            ..PostPayment::of(customer, amount, method)
        };
        match desk.attempt(post) {
            Ok(posted) => Ok(Outcome::Posted(posted.payment)),
            Err(refusal @ (Refusal::Conflict { .. } | Refusal::Invalid(_))) => {
                Ok(Outcome::Waits(refusal.sentence()))
            }
            Err(refusal) => Err(refusal),
        }
    }
}

fn on_hold(
    desk: &mut Desk<'_>,
    check: &LockboxCheck,
    method: Method,
    amount: Money,
    received_on: Day,
    why: String,
) -> Result<Outcome, Refusal> {
    let hold = HoldPayment {
        amount_cents: amount,
        method,
        payer: check.payer.clone(),
        memo: why.clone(),
        received_on: Some(received_on),
        batch: None,
    };
    match desk.attempt(hold) {
        Ok(held) => Ok(Outcome::OnHold(held.payment, why)),
        Err(refusal @ (Refusal::Conflict { .. } | Refusal::Invalid(_))) => {
            Ok(Outcome::Waits(refusal.sentence()))
        }
        Err(refusal) => Err(refusal),
    }
}

/// What the stub says it pays.
fn of_stub(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    check: &LockboxCheck,
    amount: Money,
) -> Result<Option<Vec<ApplyTo>>, Refusal> {
    if check.invoices.is_empty() {
        return Ok(None);
    }
    let branch = desk.branch();
    let open = list_open_charges(desk, branch, customer)?;
    let named: Vec<(&str, Option<Money>)> = check
        .invoices
        .iter()
        .map(|one| (one.number.as_str(), one.amount_cents.map(Money::cents)))
        .collect();
    Ok(onto_named(&open, &named, amount))
}

fn memo(batch: &LockboxBatch) -> String {
    match (batch.lockbox.as_str(), batch.number.as_str()) {
        ("", "") => String::from("Lockbox"),
        (lockbox, number) => format!("Lockbox {lockbox} {number}").trim_end().to_owned(),
    }
}

/// What makes two files' items the same check, without more of the account than its last four.
fn twin_key(check: &LockboxCheck) -> Option<String> {
    check.duplicate_key()?;
    let account = check.account.open();
    let last4 = account.get(account.len().saturating_sub(4)..).unwrap_or(account);
    let (routing, number, cents) = (&check.routing, &check.check_number, check.amount_cents);
    Some(format!("{routing}/{last4}/{number}/{cents}"))
}

fn as_line(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

fn item(batch: &LockboxBatch, check: &LockboxCheck, outcome: Outcome) -> NewItem {
    let (payment, why) = match outcome {
        Outcome::Posted(payment) => (Some(payment), String::new()),
        Outcome::OnHold(payment, why) => (Some(payment), why),
        Outcome::Waits(why) => (None, why),
    };
    let invoices: Vec<&str> = check.invoices.iter().map(|one| one.number.as_str()).collect();
    NewItem {
        line: as_line(check.line),
        lockbox: batch.lockbox.clone(),
        batch: batch.number.clone(),
        received_on: Some(batch.received_on),
        check_number: check.check_number.clone(),
        bank: check.routing.clone(),
        payer: check.payer.clone(),
        customer_number: check.customer_number.clone(),
        invoices: invoices.join(" "),
        image: check.image.clone(),
        twin_key: twin_key(check).unwrap_or_default(),
        amount: Money::cents(check.amount_cents),
        why,
        payment,
    }
}

impl LockboxFileTaken {
    fn add(&mut self, outcome: &Outcome, amount: Money) {
        self.checks += 1;
        self.total_cents += amount;
        let (items, cents) = match outcome {
            Outcome::Posted(_) => (&mut self.posted_items, &mut self.posted_cents),
            Outcome::OnHold(..) => (&mut self.held_items, &mut self.held_cents),
            Outcome::Waits(_) => (&mut self.waiting_items, &mut self.waiting_cents),
        };
        *items += 1;
        *cents += amount;
    }
}

#[cfg(test)]
mod tests;
