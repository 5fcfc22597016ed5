//! The desk a command works at: one transaction, one person, one branch, one instant.
//! It cannot be made outside this crate.

use crate::journal::Line;
use crate::office::Inner;
use crate::refusal::Refusal;
use crate::{Command, Slip, canonical, records};
use serde::Serialize;
use serde_json::{Value, json};
use std::any::{Any, TypeId};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use store::{FromRow, Reader, Sql, Tx, V};
use values::{Day, Id, Instant, Noun, Zone, noun};

/// Where a command reads, decides and writes.
pub struct Desk<'c> {
    pub(crate) tx: Tx<'c>,
    pub(crate) slip: Slip,
    pub(crate) inner: Arc<Inner>,
    pub(crate) branch: records::BranchFace,
    pub(crate) zone: Zone,
    pub(crate) frame: Frame,
    pub(crate) lines: Vec<Line>,
    pub(crate) following: Following,
    /// How the rows of [`Desk::attempt`] are kept apart.
    pub(crate) rows: Rows,
    /// How many savepoints of [`Desk::attempt`] are open.
    pub(crate) attempts: usize,
}

/// How the rows of a command are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Not at all, since hardly any is refused once it has changed something. When one is,
    /// the command is stopped, taken back whole, and run again with its rows apart.
    Together,
    /// Each has a savepoint of its own, which costs as much as a small row.
    Apart,
}

/// What a command is stopped with when a row must go back alone.
pub(crate) struct RowRefused;

/// What one command has gathered so far.
#[derive(Default)]
pub(crate) struct Frame {
    pub subjects: Vec<(&'static str, i64)>,
    pub changes: Vec<Value>,
    pub facts: Vec<(TypeId, Box<dyn Any + Send>)>,
}

/// Whether a follower is at work: it may not announce.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Following {
    No,
    Yes,
}

impl<'c> Desk<'c> {
    /// Who does it.
    pub fn who(&self) -> Id<noun::Staff> {
        self.slip.who
    }

    /// By which door it came in.
    pub fn door(&self) -> crate::Door {
        self.slip.door
    }

    /// The branch whose rows are meant.
    pub fn branch(&self) -> Id<noun::Branch> {
        self.slip.branch
    }

    /// The branch's number, as it stands in document numbers: `0412`.
    pub fn branch_number(&self) -> &str {
        &self.branch.number
    }

    /// The branch's row.
    pub fn branch_face(&self) -> &records::BranchFace {
        &self.branch
    }

    /// The branch's time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Now, the instant on the slip.
    pub fn now(&self) -> Instant {
        self.slip.at
    }

    /// Today in the branch.
    pub fn today(&self) -> Day {
        self.slip.at.day_in(&self.zone)
    }

    /// Whether the person at the desk holds a duty beyond the command's own.
    pub fn may(&mut self, duty: crate::Duty) -> Result<bool, Refusal> {
        if self.who() == crate::slip::operator() {
            return Ok(true);
        }
        let (who, branch) = (self.who(), self.branch());
        let roles = records::list_roles(self, who, branch)?;
        Ok(self.inner.rooms.allows(&roles, duty))
    }

    /// The roles people may hold.
    pub fn roles(&self) -> &[crate::Role] {
        self.inner.rooms.list_roles()
    }

    /// What the rooms look at before a month of the books closes.
    pub fn month_checks(&self) -> Vec<crate::closing::MonthCheck> {
        self.inner.rooms.month_checks().to_vec()
    }

    /// A new id.
    pub fn id<T>(&self) -> Id<T> {
        self.inner.ids.next()
    }

    /// `length` random bytes as hex.
    pub fn random_hex(&self, length: usize) -> String {
        crate::chance::hex(&*self.inner.chance, length)
    }

    /// Closes a private text that stands at `place`, to be stored.
    pub fn close_text(&self, place: &str, text: &values::Sealed) -> String {
        self.inner.vault.close(&*self.inner.chance, place, text)
    }

    /// Opens what [`Desk::close_text`] closed for `place`. Whoever opens it answers for
    /// where it goes.
    pub fn open_text(&self, place: &str, kept: &str) -> Result<values::Sealed, Refusal> {
        self.inner.vault.open(place, kept)
    }

    /// Runs a statement that writes.
    pub fn exec(&mut self, sql: Sql, args: &[V<'_>]) -> Result<u64, Refusal> {
        Ok(self.tx.exec(sql, args)?)
    }

    /// All rows of a statement.
    pub fn all<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<Vec<T>, Refusal> {
        Ok(self.tx.all(sql, args)?)
    }

    /// The row of a statement, if there is one.
    pub fn find<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<Option<T>, Refusal> {
        Ok(self.tx.find(sql, args)?)
    }

    /// The one row of a statement.
    pub fn one<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<T, Refusal> {
        Ok(self.tx.one(sql, args)?)
    }

    /// Inserts many rows into one table at once.
    pub fn insert_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        rows: impl IntoIterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Refusal> {
        Ok(self.tx.insert_many(table, columns, rows)?)
    }

    /// Adds to the sums kept under keys, as [`store::Tx::add_many`] says.
    pub fn add_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        keys: usize,
        rows: &[[V<'v>; N]],
    ) -> Result<u64, Refusal> {
        Ok(self.tx.add_many(table, columns, keys, rows)?)
    }

    /// Puts the text by which a thing is found.
    pub fn search_put<T: Noun>(&mut self, id: Id<T>, text: &str) -> Result<(), Refusal> {
        let branch = self.slip.branch.get();
        store::search_put(&mut self.tx, T::NAME, id.get(), branch, &values::fold(text));
        Ok(())
    }

    /// Takes a thing out of the search.
    pub fn search_remove<T: Noun>(&mut self, id: Id<T>) -> Result<(), Refusal> {
        store::search_remove(&mut self.tx, T::NAME, id.get());
        Ok(())
    }

    /// Says what the command is about, so that the timeline finds it.
    pub fn subject<T: Noun>(&mut self, id: Id<T>) {
        let subject = (T::NAME, id.get());
        if !self.frame.subjects.contains(&subject) {
            self.frame.subjects.push(subject);
        }
    }

    /// Notes what a row was and what it became.
    pub fn change<T: Noun, B: Serialize, A: Serialize>(
        &mut self,
        id: Id<T>,
        before: &B,
        after: &A,
    ) -> Result<(), Refusal> {
        self.subject(id);
        self.frame.changes.push(json!({
            "subject": T::NAME,
            "id": id.get(),
            "before": serde_json::to_value(before)?,
            "after": serde_json::to_value(after)?,
        }));
        Ok(())
    }

    /// Tells the rooms that follow this kind of fact; they act in this transaction,
    /// after the command, and may refuse it.
    pub fn announce<F: Send + 'static>(&mut self, fact: F) {
        assert!(self.following == Following::No, "a follower announces nothing");
        self.frame.facts.push((TypeId::of::<F>(), Box::new(fact)));
    }

    /// Performs another command inside this one: same transaction, its own journal line.
    pub fn perform<C: Command>(&mut self, command: C) -> Result<C::Receipt, Refusal> {
        let problems = command.problems();
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let payload = canonical::text(&command)?;
        let outer = std::mem::take(&mut self.frame);
        let outcome = self.perform_in_frame(command);
        let frame = std::mem::replace(&mut self.frame, outer);
        let receipt = outcome?;
        let receipt_text = canonical::text(&receipt)?;
        let line = frame.into_line(C::NAME, payload, receipt_text)?;
        self.lines.push(line);
        Ok(receipt)
    }

    /// Performs another command of which nothing stays when it is refused: one row of
    /// many.
    pub fn attempt<C: Command>(&mut self, command: C) -> Result<C::Receipt, Refusal> {
        match (self.rows, self.tx.changes()) {
            (Rows::Together, Some(before)) => self.attempt_together(command, before),
            _ => self.attempt_apart(command),
        }
    }

    fn attempt_together<C: Command>(
        &mut self,
        command: C,
        before: u64,
    ) -> Result<C::Receipt, Refusal> {
        let lines = self.lines.len();
        let outcome = self.perform(command);
        let has_changed = self.tx.changes() != Some(before);
        if self.tx.trouble().is_some() || outcome.is_err() && has_changed {
            // Not a panic of ours: no hook runs and nothing is printed.
            std::panic::resume_unwind(Box::new(RowRefused));
        }
        if outcome.is_err() {
            self.lines.truncate(lines);
            self.following = Following::No;
        }
        outcome
    }

    fn attempt_apart<C: Command>(&mut self, command: C) -> Result<C::Receipt, Refusal> {
        let lines = self.lines.len();
        self.tx.savepoint()?;
        self.attempts += 1;
        let outcome = self.perform(command);
        self.attempts -= 1;
        let trouble = self.tx.trouble().cloned();
        match (outcome, trouble) {
            (Ok(receipt), None) => {
                self.tx.release()?;
                Ok(receipt)
            }
            (outcome, trouble) => {
                self.tx.rollback_to()?;
                self.tx.clear_trouble();
                self.lines.truncate(lines);
                self.following = Following::No;
                match (outcome, trouble) {
                    (Ok(_), Some(trouble)) => Err(Refusal::from(trouble)),
                    (outcome, _) => outcome,
                }
            }
        }
    }

    fn perform_in_frame<C: Command>(&mut self, command: C) -> Result<C::Receipt, Refusal> {
        let receipt = command.perform(self)?;
        self.tell_followers()?;
        Ok(receipt)
    }

    pub(crate) fn tell_followers(&mut self) -> Result<(), Refusal> {
        let facts = std::mem::take(&mut self.frame.facts);
        let inner = Arc::clone(&self.inner);
        self.following = Following::Yes;
        for (kind, fact) in &facts {
            for follower in inner.rooms.followers(*kind) {
                follower(self, fact.as_ref())?;
            }
        }
        self.following = Following::No;
        Ok(())
    }
}

impl Frame {
    pub(crate) fn into_line(
        self,
        command: &'static str,
        payload: String,
        receipt: String,
    ) -> Result<Line, Refusal> {
        let changes = match self.changes.is_empty() {
            true => String::from("[]"),
            false => serde_json::to_string(&self.changes)?,
        };
        // Only a command that has a reason pays for reading it back.
        let reason = match payload.contains("\"reason\":\"") {
            true => serde_json::from_str::<Value>(&payload)?["reason"].as_str().map(str::to_owned),
            false => None,
        };
        Ok(Line { command, payload, receipt, changes, reason, subjects: self.subjects })
    }
}

/// A desk reads like a reader, so that `records::find_customer(desk, id)` just works.
impl<'c> Deref for Desk<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.tx
    }
}

impl<'c> DerefMut for Desk<'c> {
    fn deref_mut(&mut self) -> &mut Reader<'c> {
        &mut self.tx
    }
}
