//! People at work while the server is about to be killed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use serde_json::Value;

use super::acks::Acks;
use super::dice::Dice;
use super::work::{self, Posting, Round, Work};
use crate::http::{Answer, Client};

/// How many people post payments at once; one more looks after the deposit.
const POSTERS: u64 = 4;

/// What a life's clients share.
pub struct Shift<'s> {
    pub work: &'s Work,
    pub acks: &'s Acks,
    pub seed: u64,
    pub life: u64,
    /// Postings that got no answer.
    pub unanswered: Mutex<Vec<Posting>>,
    /// What went wrong that no kill explains.
    pub faults: Mutex<Vec<String>>,
    /// Deposits that were acknowledged as closed.
    pub deposits_closed: Mutex<Vec<i64>>,
    /// Set before the kill, so that nobody takes a closed door for a fault.
    pub is_over: AtomicBool,
}

impl<'s> Shift<'s> {
    /// The shift of one life of the server.
    pub fn new(work: &'s Work, acks: &'s Acks, seed: u64, life: u64) -> Self {
        Self {
            work,
            acks,
            seed,
            life,
            unanswered: Mutex::default(),
            faults: Mutex::default(),
            deposits_closed: Mutex::default(),
            is_over: AtomicBool::new(false),
        }
    }

    /// Works until the server is gone; `kill` is called from another thread meanwhile.
    pub fn work_until(&self, kill: impl FnOnce() -> Result<()>) -> Result<()> {
        thread::scope(|scope| {
            for poster in 0..POSTERS {
                scope.spawn(move || self.post_payments(poster));
            }
            scope.spawn(|| self.look_after_deposits());
            kill()
        })
    }

    fn post_payments(&self, poster: u64) {
        let mut dice = Dice::new(self.seed, self.life * POSTERS + poster);
        let mut client = self.work.clerk.clone();
        for number in 0.. {
            let once = format!("prove-{}-{}-{poster}-{number}", self.seed, self.life);
            let posting = self.work.payment(&mut dice, once);
            match post(&mut client, &posting) {
                Ok(receipt) => self.note(self.acks.keep(posting, receipt)),
                Err(Trouble::NoAnswer) => {
                    self.unanswered.lock().expect("no client panics").push(posting);
                    return;
                }
                // The books may say no, such as to money for a day that has just been closed.
                Err(Trouble::Refused(answer)) if answer.status == 409 => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(Trouble::Refused(answer)) => {
                    self.note(Err(refusal(&posting.path, &answer)));
                    return;
                }
            }
        }
    }

    /// Takes the day's deposit through its steps again and again; a step that got no answer is
    /// found done or not done by the next life.
    fn look_after_deposits(&self) {
        let mut dice = Dice::new(self.seed, u64::MAX - self.life);
        for number in 0.. {
            let once = format!("prove-{}-{}-deposit-{number}", self.seed, self.life);
            match work::close_deposit(self.work, &once) {
                Ok(Round::Closed(deposit)) => {
                    self.deposits_closed.lock().expect("no client panics").push(deposit);
                }
                Ok(Round::NotNow(_)) => {}
                Err(Trouble::NoAnswer) => return,
                Err(Trouble::Refused(answer)) => {
                    self.note(Err(refusal("a deposit", &answer)));
                    return;
                }
            }
            // Some payments must gather before the next deposit is worth counting.
            thread::sleep(Duration::from_millis(dice.between(5, 40)));
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
        }
    }

    fn note(&self, outcome: Result<()>) {
        if let Err(fault) = outcome {
            self.faults.lock().expect("no client panics").push(format!("{fault:#}"));
        }
    }
}

/// Why a posting was not acknowledged.
pub enum Trouble {
    /// The server was gone before the whole answer had come.
    NoAnswer,
    /// It said no.
    Refused(Answer),
}

/// Posts once and returns the receipt. A server that asks to wait is asked again.
pub fn post(client: &mut Client, posting: &Posting) -> Result<Value, Trouble> {
    loop {
        let answer = client
            .post_json(&posting.path, &posting.once, &posting.command)
            .map_err(|_| Trouble::NoAnswer)?;
        if answer.status == 503 {
            thread::sleep(Duration::from_millis(10));
            continue;
        }
        if !answer.is_done() {
            return Err(Trouble::Refused(answer));
        }
        return serde_json::from_str(&answer.body).map_err(|_| Trouble::Refused(answer));
    }
}

/// Posts and fails on anything but a receipt: for a server that nobody is about to kill.
pub fn post_surely(client: &mut Client, posting: &Posting) -> Result<Value> {
    match post(client, posting) {
        Ok(receipt) => Ok(receipt),
        Err(Trouble::NoAnswer) => bail!("{} got no answer", posting.path),
        Err(Trouble::Refused(answer)) => Err(refusal(&posting.path, &answer)),
    }
}

fn refusal(what: &str, answer: &Answer) -> anyhow::Error {
    let words: String = answer.body.chars().take(400).collect();
    anyhow!("{what} was refused with {}: {words}", answer.status)
}
