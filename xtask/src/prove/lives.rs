//! One life of the server after another: work, kill, start again, look.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::acks::{Ack, Acks};
use super::clients::{Shift, post_surely};
use super::dice::Dice;
use super::ground::{Engine, Ground};
use super::work::{Posting, Work};
use crate::demo;
use crate::server::{Server, Start};
use crate::tally::Tally;
use crate::workspace::Workspace;

/// The books are proved from the rows after the first kill, then after each of so many.
const PROVE_EACH: u32 = 5;

/// What the kills came to.
#[derive(Debug, Default)]
pub struct Proof {
    pub kills: u32,
    pub seed: u64,
    pub acknowledged: usize,
    pub lost: usize,
    pub doubled: usize,
    pub deposits_closed: usize,
    pub sent_again: usize,
    pub proved: u32,
    pub engine: Engine,
    /// Of the kills, how many took the database down with the server.
    pub falls: u32,
    /// A life passes when nothing it acknowledged was lost and nothing was refused.
    pub tally: Tally,
}

/// Kills the server so many times on a scratch copy of the demo branch.
pub fn run(
    workspace: &Workspace,
    daybook: &Path,
    engine: Engine,
    kills: u32,
    seed: u64,
) -> Result<Proof> {
    println!("prove: {kills} kills on {}, seed {seed}", engine.name());
    let ground = Ground::make(workspace, daybook, engine)?;
    fs::create_dir_all(workspace.path("build"))?;
    let acks = Acks::create(&workspace.path("build/prove-acks.jsonl"))?;

    let server = Server::start(daybook, ground.folder(), Start::Demo)?;
    let work = Work::sign_in(&server)?;
    work.rehearse(seed)?;
    let before = work.count_payments()?;
    let port = server.port();
    server.kill()?;

    let mut story = Story {
        daybook,
        ground: &ground,
        port,
        work,
        acks,
        lost: BTreeSet::new(),
        proof: Proof { kills, seed, engine, ..Proof::default() },
    };
    let mut dice = Dice::new(seed, u64::from(kills));
    for life in 1..=kills {
        let lived = story.live(life, Duration::from_millis(dice.between(1, 300)));
        story.proof.tally += Tally::of(&lived);
        if let Err(fault) = lived {
            println!("FAIL life {life}: {fault:#}");
        } else if life % 10 == 0 {
            println!("ok   {life} lives, {} payments", story.acks.count());
        }
    }
    let end = story.look_at_the_end(before);
    story.proof.tally += Tally::of(&end);
    if let Err(fault) = end {
        println!("FAIL at the end: {fault:#}");
    }
    story.proof.acknowledged = story.acks.count();
    story.proof.lost = story.lost.len();
    Ok(story.proof)
}

/// The server's data and what is known of it from outside.
struct Story<'s> {
    daybook: &'s Path,
    ground: &'s Ground,
    port: u16,
    work: Work,
    acks: Acks,
    /// Once-keys of postings that were acknowledged and are not there.
    lost: BTreeSet<String>,
    proof: Proof,
}

impl Story<'_> {
    /// Starts the server, lets people work, kills it after a while, and looks at what is left.
    fn live(&mut self, life: u32, length: Duration) -> Result<()> {
        let first = self.acks.count();
        let server = self.start()?;
        let shift = Shift::new(&self.work, &self.acks, self.proof.seed, u64::from(life));
        shift.work_until(|| {
            thread::sleep(length);
            shift.is_over.store(true, Ordering::Relaxed);
            server.kill()?;
            if self.ground.falls_in(life) {
                self.ground.fall()?;
            }
            Ok(())
        })?;
        self.proof.falls += u32::from(self.ground.falls_in(life));
        let closed = shift.deposits_closed.into_inner().unwrap_or_default();
        self.proof.deposits_closed += closed.len();
        let unanswered = shift.unanswered.into_inner().unwrap_or_default();
        let faults = shift.faults.into_inner().unwrap_or_default();

        let server = self.start().context("the server does not start on what the kill left")?;
        self.send_again(unanswered)?;
        self.look_for(&self.acks.list(first))?;
        for deposit in closed {
            self.work.find_closed(deposit)?;
        }
        server.kill()?;
        if life == 1 || life.is_multiple_of(PROVE_EACH) {
            self.prove()?;
        }
        ensure!(faults.is_empty(), "{}", faults.join("; "));
        Ok(())
    }

    fn start(&self) -> Result<Server> {
        Server::start_at(self.daybook, self.ground.folder(), Start::Everyday, self.port)
    }

    /// A posting without an answer was done or was not; under its once-key it is done once.
    fn send_again(&mut self, unanswered: Vec<Posting>) -> Result<()> {
        for posting in unanswered {
            let receipt = post_surely(&mut self.work.clerk.clone(), &posting)?;
            self.acks.keep(posting, receipt)?;
            self.proof.sent_again += 1;
        }
        Ok(())
    }

    /// Every acknowledged payment is there with its amount, and the last one's once-key answers
    /// with its first receipt.
    fn look_for(&mut self, acks: &[Ack]) -> Result<()> {
        let mut missing = Vec::new();
        for ack in acks {
            if let Err(fault) = self.work.find_payment(ack) {
                missing.push(format!("{fault:#}"));
                self.lost.insert(ack.posting.once.clone());
            }
        }
        let few = missing.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
        ensure!(missing.is_empty(), "{} lost: {few}", missing.len());
        if let Some(ack) = acks.last() {
            let again = post_surely(&mut self.work.clerk.clone(), &ack.posting)?;
            if again != ack.receipt {
                self.proof.doubled += 1;
                bail!("{} answered with another receipt: {again}", ack.posting.once);
            }
        }
        Ok(())
    }

    /// `daybook verify` proves the books from the rows, with the server away.
    fn prove(&mut self) -> Result<()> {
        let mut verify = Command::new(self.daybook);
        verify.args(["verify", "--output", "json", "--data"]).arg(self.ground.folder());
        let output = verify.env("DAYBOOK_CLOCK", demo::CLOCK).output()?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(output.status.success(), "verify ended with {}: {told}", output.status);
        let _: Value = serde_json::from_str(&told).context("verify did not answer in JSON")?;
        self.proof.proved += 1;
        Ok(())
    }

    /// All that was acknowledged in any life is there once, and nothing else is.
    fn look_at_the_end(&mut self, before: u64) -> Result<()> {
        let server = self.start()?;
        let acks = self.acks.list(0);
        self.look_for(&acks)?;
        let now = self.work.count_payments()?;
        server.kill()?;
        self.prove()?;
        let expected = before + acks.len() as u64;
        self.proof.doubled += usize::try_from(now.saturating_sub(expected))?;
        ensure!(now == expected, "{now} payments are on the books, {expected} were acknowledged");
        let least = self.proof.kills as usize;
        ensure!(acks.len() >= least, "only {} postings: too few to prove anything", acks.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// Kills a stand-in for the product that keeps its payments in one manner or another.
    fn kill(manner: &str) -> Proof {
        let name = format!("xtask-prove-{manner}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let office = Path::new(env!("CARGO_MANIFEST_DIR")).join("testing/office.mjs");
        let program = folder.join("daybook");
        let words = format!("#!/bin/sh\nexec node {} {manner} \"$@\"\n", office.display());
        fs::write(&program, words).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let proof = run(&Workspace::at(folder.clone()), &program, Engine::Sqlite, 6, 7).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        proof
    }

    #[test]
    fn an_honest_office_passes() {
        // One deposit was closed before the first kill, or there would be no proof; how many more
        // are closed within such short lives is the machine's business.
        let proof = kill("honest");
        assert_eq!((proof.lost, proof.doubled, proof.tally.failed), (0, 0, 0), "{proof:?}");
        assert!(proof.acknowledged >= 6 && proof.proved >= 2, "{proof:?}");
    }

    #[test]
    fn an_office_that_answers_before_it_writes_is_found_out() {
        let proof = kill("forgetful");
        assert!(proof.lost > 0 && proof.tally.failed > 0, "{proof:?}");
    }

    #[test]
    fn an_office_that_is_deaf_to_once_keys_is_found_out() {
        let proof = kill("deaf");
        assert!(proof.doubled > 0 && proof.tally.failed > 0, "{proof:?}");
    }
}
