//! Read a file of returns and corrections from the bank.

use super::TAKE_IN;
use super::records::{self, NewReturned, OfTrace};
use super::rules::{self, AfterReturn};
use crate::draws::{NewDraw, put_in_line};
use crate::mandates::{EndCause, HoldMandate, end_because};
use crate::processors::ProcessorName;
use crate::returns::RecordReturn;
use crate::words::Tender;
use formats::nacha::{self, AchFile, ChangeCode, Changed, Returned};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, Sealed, WorkCalendar, noun};

/// Reads what the bank has sent: returns, and notices of what to correct.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReadAchReturns {
    /// The file's text; account numbers stand in it, so it is kept out of the journal.
    pub file: Sealed,
}

/// The file is read.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AchReturnsRead {
    /// How many debits came back.
    pub returned: i64,
    /// How many corrections are asked for.
    pub corrections: i64,
    /// How many were read before; nothing was done for them.
    pub repeated: i64,
    /// How many belong to no debit of ours.
    pub unknown: i64,
}

impl Command for ReadAchReturns {
    const NAME: &'static str = "ach_returns.read";
    const TITLE: &'static str = "Read a file of ACH returns";
    const DUTY: Duty = TAKE_IN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = AchReturnsRead;

    fn problems(&self) -> Problems {
        Problems::none().when(self.file.is_empty(), "file", "Paste the file, or choose it.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AchReturnsRead, Refusal> {
        let reading = nacha::read(self.file.open().as_bytes());
        let is_refused = reading.problems.refuse_file();
        if let Some(problem) = reading.problems.iter().next().filter(|_| is_refused) {
            return Err(Refusal::invalid("file", format!("Nothing was read: {problem}")));
        }
        if reading.files.is_empty() {
            return Err(Refusal::invalid("file", "This is no file of the bank's."));
        }
        let mut read = AchReturnsRead { returned: 0, corrections: 0, repeated: 0, unknown: 0 };
        for file in &reading.files {
            read_file(desk, file, &mut read)?;
        }
        Ok(read)
    }
}

fn read_file(
    desk: &mut Desk<'_>,
    file: &AchFile,
    read: &mut AchReturnsRead,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    for one in file.returned() {
        if records::is_known(desk, branch, &one.key)? {
            read.repeated += 1;
            continue;
        }
        let of = records::find_of_trace(desk, branch, one.original_trace)?
            .filter(|of| of.amount == Money::cents(one.amount_cents));
        read.returned += 1;
        read.unknown += i64::from(of.is_none());
        take_return(desk, &one, of)?;
    }
    for one in file.changed() {
        if records::is_known(desk, branch, &one.key)? {
            read.repeated += 1;
            continue;
        }
        let of = records::find_of_trace(desk, branch, one.original_trace)?;
        read.corrections += 1;
        read.unknown += i64::from(of.is_none());
        take_correction(desk, &one, of)?;
    }
    Ok(())
}

/// The payment is taken back, and what follows the code is done.
fn take_return(desk: &mut Desk<'_>, one: &Returned, of: Option<OfTrace>) -> Result<(), Refusal> {
    let words = one.reason.map_or("A code nobody knows", |reason| reason.words);
    let Some(of) = of else {
        let outcome = format!("{words}. It belongs to no debit of ours");
        return keep(desk, one, None, &outcome, Done::No);
    };
    let Some(payment) = of.payment else {
        return keep(desk, one, Some(&of), "The debit was never posted", Done::No);
    };
    let record = RecordReturn {
        payment,
        cause: rules::cause(&one.code),
        code: one.code.clone(),
        returned_on: None,
        bank_fee_cents: None,
        fee: rules::fee(&one.code),
        note: words.to_owned(),
    };
    if let Err(refusal) = desk.attempt(record) {
        let outcome = format!("{words}. The payment stands: {}", refusal.sentence());
        return keep(desk, one, Some(&of), &outcome, Done::No);
    }
    let (then, done) = follow(desk, one, &of)?;
    keep(desk, one, Some(&of), &format!("{words}. {then}"), done)
}

/// Whether somebody still has something to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Yes,
    No,
}

fn follow(desk: &mut Desk<'_>, one: &Returned, of: &OfTrace) -> Result<(String, Done), Refusal> {
    let (Some(mandate), Some(reason)) = (of.mandate, one.reason) else {
        return Ok(("Look at it".into(), Done::No));
    };
    let branch = desk.branch();
    let tried = records::count_retries(desk, branch, of.first())?;
    let banking = WorkCalendar::banking();
    match rules::after(reason, tried, of.settle_on, desk.today(), &banking) {
        AfterReturn::Again(on) => {
            let draw = NewDraw {
                processor: ProcessorName::Bank,
                purpose: "AutoPay, tried again".into(),
                mandate: Some(mandate),
                retry_of: Some(of.first()),
                ..NewDraw::of(of.customer, Tender::Ach, of.amount)
            };
            put_in_line(desk, draw)?;
            Ok((format!("It goes into the next file, {}", on.us()), Done::Yes))
        }
        AfterReturn::Hold => {
            let reason = format!("Came back {} times, {}", tried + 1, one.code);
            // Held or ended meanwhile, there is nothing more to stop.
            let held = desk.attempt(HoldMandate { mandate, reason });
            let words = held.map_or("AutoPay was stopped before", |_| "AutoPay is held");
            Ok((words.into(), Done::No))
        }
        AfterReturn::End => {
            let cause = EndCause::of_return(reason);
            end_because(desk, mandate, cause, format!("{}: {}", one.code, reason.words))?;
            Ok(("AutoPay has ended for it".into(), Done::No))
        }
        AfterReturn::Mend => Ok(("Mend it, then settle this".into(), Done::No)),
    }
}

fn keep(
    desk: &mut Desk<'_>,
    one: &Returned,
    of: Option<&OfTrace>,
    outcome: &str,
    done: Done,
) -> Result<(), Refusal> {
    let id: Id<noun::AchReturn> = desk.id();
    let new = NewReturned {
        id,
        key: &one.key,
        kind: "return",
        code: &one.code,
        group: rules_group(one),
        of,
        name: &one.name,
        amount: Money::cents(one.amount_cents),
        outcome,
        due_on: None,
        corrected: None,
        is_done: done == Done::Yes,
    };
    records::insert_returned(desk, &new)
}

/// Which of the watched rates it counts for.
fn rules_group(one: &Returned) -> &'static str {
    use formats::nacha::RateGroup;
    match one.reason.map(|reason| reason.group) {
        Some(RateGroup::Unauthorized) => "unauthorized",
        Some(RateGroup::Administrative) => "administrative",
        _ => "other",
    }
}

fn take_correction(desk: &mut Desk<'_>, one: &Changed, of: Option<OfTrace>) -> Result<(), Refusal> {
    let words = one.reason.map_or("A code nobody knows", |reason| reason.words);
    let due_on = ChangeCode::due_on(desk.today(), &WorkCalendar::banking());
    let id: Id<noun::AchReturn> = desk.id();
    let new = NewReturned {
        id,
        key: &one.key,
        kind: "correction",
        code: &one.code,
        group: "",
        of: of.as_ref(),
        name: &one.name,
        amount: Money::ZERO,
        outcome: words,
        due_on: Some(due_on),
        corrected: Some(&one.corrected),
        is_done: false,
    };
    records::insert_returned(desk, &new)
}
