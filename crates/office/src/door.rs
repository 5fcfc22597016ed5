//! The steps of every command, in order: may this person do it, is the entry right,
//! has it been done before, do it, tell who follows, write the journal.

use crate::desk::{Desk, Following, Frame, RowRefused, Rows};
use crate::ids::RanShort;
use crate::office::{Inner, Mode};
use crate::{Errand, Problems, Refusal, Scope, Slip, canonical, records, slip};
use std::sync::Arc;
use store::Tx;
use values::{Id, Zone, noun};

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Canonical JSON of the receipt.
    pub receipt: String,
    /// The chain the journal line stands in.
    pub chain: Id<noun::Branch>,
    /// The line's number in it; 0 for a rehearsal.
    pub sequence: i64,
    /// Whether it was only rehearsed, or had been done before under the same once-key.
    pub how: How,
}

/// How a receipt came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Done now.
    Now,
    /// Done before, under the same once-key.
    Before,
    /// Not done: rehearsed and rolled back.
    Rehearsed,
}

/// What the writer looks at after a command: the desk's transaction, given back, and
/// what came of it.
pub(crate) struct Passed<'c> {
    pub tx: Tx<'c>,
    pub outcome: Outcome,
}

/// What came of a command.
pub(crate) enum Outcome {
    /// It was done or refused.
    Ended(Result<Done, Refusal>),
    /// It was stopped in its middle: take it back, give it what it needs, run it again.
    Again(Need),
}

/// What a command that was stopped needs before it is run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// More ids than there were.
    Ids,
    /// Its rows apart, since one of them must go back alone.
    RowsApart,
}

impl Need {
    /// What it was stopped for; none when it panicked by itself.
    fn of(stopped: &(dyn std::any::Any + Send)) -> Option<Need> {
        match RanShort::stopped(stopped) {
            true => Some(Need::Ids),
            false => stopped.is::<RowRefused>().then_some(Need::RowsApart),
        }
    }
}

/// Takes one command through the door.
pub(crate) fn pass<'c>(
    tx: Tx<'c>,
    inner: &Arc<Inner>,
    slip: &Slip,
    errand: &mut Errand,
    mode: Mode,
    rows: Rows,
) -> Passed<'c> {
    let mut desk = Desk {
        tx,
        slip: slip.clone(),
        inner: Arc::clone(inner),
        branch: records::BranchFace {
            id: slip.branch,
            number: String::new(),
            name: String::new(),
            zone: String::new(),
            small_office: false,
        },
        zone: inner.utc.clone(),
        frame: Frame::default(),
        lines: Vec::new(),
        following: Following::No,
        rows,
        attempts: 0,
    };
    let steps = std::panic::AssertUnwindSafe(|| steps(&mut desk, errand, mode));
    let stopped = std::panic::catch_unwind(steps);
    // A command that stopped in the middle of an attempt left its savepoint open; the
    // writer knows of its own only, and would keep what was done before the attempt.
    for _ in 0..desk.attempts {
        if desk.tx.rollback_to().is_err() {
            break;
        }
    }
    let outcome = match stopped {
        Err(panic) => match Need::of(&*panic) {
            Some(need) => return Passed { tx: desk.tx, outcome: Outcome::Again(need) },
            None => Err(Refusal::broken(panic_words(&*panic))),
        },
        Ok(outcome) => outcome,
    };
    let outcome = match (outcome, desk.tx.trouble()) {
        // A command may not swallow an engine's error: PostgreSQL has aborted by then.
        (Ok(_), Some(trouble)) => Err(Refusal::from(trouble.clone())),
        (outcome, _) => outcome,
    };
    Passed { tx: desk.tx, outcome: Outcome::Ended(outcome) }
}

fn steps(desk: &mut Desk<'_>, errand: &mut Errand, mode: Mode) -> Result<Done, Refusal> {
    let chain = match errand.scope {
        Scope::Branch => desk.branch(),
        Scope::Company => slip::company(),
    };
    let no_branch = Refusal::NotFound { what: "branch" };
    let head = records::lock_head(desk, chain)?.ok_or_else(|| no_branch.clone())?;
    let branch = desk.branch();
    desk.branch = records::find_branch(desk, branch)?.ok_or(no_branch)?;
    desk.zone = Zone::parse(&desk.branch.zone)
        .map_err(|error| Refusal::broken(format!("branch zone: {error}")))?;

    permit(desk, errand)?;
    check(errand)?;

    if let Some(done) = done_before(desk, errand, mode)? {
        return Ok(done);
    }
    let receipt = (errand.perform)(desk)?;
    desk.tell_followers()?;
    match mode {
        Mode::Rehearse => {
            return Ok(Done { receipt, chain, sequence: 0, how: How::Rehearsed });
        }
        Mode::Quiet => return Ok(Done { receipt, chain, sequence: 0, how: How::Now }),
        Mode::Now | Mode::Bulk => {}
    }
    let sequence = head.sequence + 1;
    take_once_key(desk, errand, chain, sequence)?;
    let frame = std::mem::take(&mut desk.frame);
    let line = frame.into_line(errand.name, errand.payload.clone(), receipt.clone())?;
    let mut lines = vec![line];
    lines.append(&mut desk.lines);
    records::insert_lines(desk, chain, &head, &lines)?;
    Ok(Done { receipt, chain, sequence, how: How::Now })
}

/// Step 1: may this person do this, in this branch?
fn permit(desk: &mut Desk<'_>, errand: &Errand) -> Result<(), Refusal> {
    if desk.who() == slip::operator() {
        return Ok(());
    }
    let (who, branch) = (desk.who(), desk.branch());
    let roles = records::list_roles(desk, who, branch)?;
    match desk.inner.rooms.allows(&roles, errand.duty) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed { duty: errand.duty }),
    }
}

/// Step 2: the entry itself, and no card number anywhere in it.
fn check(errand: &Errand) -> Result<(), Refusal> {
    let mut problems = errand.problems.clone();
    if let Ok(payload) = serde_json::from_str(&errand.payload) {
        find_card_numbers("", &payload, &mut problems);
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(problems)),
    }
}

fn find_card_numbers(path: &str, value: &serde_json::Value, problems: &mut Problems) {
    use serde_json::Value;
    match value {
        Value::String(text) if text.len() >= 13 && values::card_number::find(text).is_some() => {
            problems.add(
                path,
                "This looks like a card number. Daybook never keeps one: \
                 enter the processor's reference or the last four digits.",
            );
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                find_card_numbers(&format!("{path}[{place}]"), item, problems);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                let path = match path.is_empty() {
                    true => name.clone(),
                    false => format!("{path}.{name}"),
                };
                find_card_numbers(&path, item, problems);
            }
        }
        _ => {}
    }
}

/// Step 4: what the same form has done before.
fn done_before(desk: &mut Desk<'_>, errand: &Errand, mode: Mode) -> Result<Option<Done>, Refusal> {
    let Some(key) = desk.slip.once.clone() else { return Ok(None) };
    if mode == Mode::Rehearse {
        return Ok(None);
    }
    let Some(taken) = records::find_once_key(desk, errand.name, &key)? else { return Ok(None) };
    if taken.payload_hash != payload_hash(errand) {
        return Err(Refusal::Invalid(Problems::one(
            "",
            "This form was already saved with other entries. Open it afresh to save another.",
        )));
    }
    let (_, receipt) = records::find_receipt(desk, taken.branch, taken.sequence)?
        .ok_or_else(|| Refusal::broken("a once-key without its journal line"))?;
    let (chain, sequence) = (taken.branch, taken.sequence);
    Ok(Some(Done { receipt, chain, sequence, how: How::Before }))
}

/// Takes the once-key with the work it stands for; a refused command leaves none.
fn take_once_key(
    desk: &mut Desk<'_>,
    errand: &Errand,
    chain: Id<noun::Branch>,
    sequence: i64,
) -> Result<(), Refusal> {
    let Some(key) = desk.slip.once.clone() else { return Ok(()) };
    let hash = payload_hash(errand);
    match records::insert_once_key(desk, errand.name, &key, &hash, chain, sequence)? {
        1 => Ok(()),
        _ => Err(Refusal::conflict("once.busy", "This is being saved just now.")),
    }
}

fn payload_hash(errand: &Errand) -> String {
    crate::chance::to_hex(&canonical::digest(&[errand.payload.as_bytes()]))
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    format!("panic: {words}")
}
