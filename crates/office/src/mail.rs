//! Mail: put in line by the command that means it, sent by a job ten seconds later, so
//! that an undo in time leaves nothing to regret.

use crate::jobs::{JobKind, JobRow, NewJob, RowOutcome, Work};
use crate::outside::{Enclosure, Letter};
use crate::{Desk, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{Id, noun};

/// How long a letter waits before it leaves.
const PAUSE_SECONDS: i64 = 10;

/// The job that sends one letter.
pub const SEND: JobKind = JobKind { name: "mail.send", title: "Send mail", work: send };

/// A letter to be sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewLetter {
    /// Whom it is for.
    pub to: String,
    /// Whom to answer.
    pub reply_to: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// The sheets that come with it.
    pub sheets: Vec<SheetFacts>,
}

/// A sheet to be printed and enclosed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SheetFacts {
    /// The file's name: `invoice-0412-26-000001.pdf`.
    pub name: String,
    /// Which sheet: `invoice`.
    pub sheet: String,
    /// What stands on it.
    pub facts: Value,
}

/// What a letter is about, for the rooms that add a line to it.
#[derive(Clone, Copy, Debug)]
pub enum LetterAbout {
    /// An invoice that is sent.
    Invoice {
        /// The invoice.
        invoice: Id<noun::Invoice>,
        /// Who pays it.
        customer: Id<noun::Customer>,
    },
}

/// What adds a line to a letter, such as where to pay.
pub type LetterLine = fn(&mut Desk<'_>, &LetterAbout) -> Result<Option<String>, Refusal>;

impl Desk<'_> {
    /// The lines that rooms to the right add to a letter, in their order.
    pub fn letter_lines(&mut self, about: &LetterAbout) -> Result<Vec<String>, Refusal> {
        let adders = self.inner.rooms.letter_lines().to_vec();
        let mut lines = Vec::new();
        for add in adders {
            lines.extend(add(self, about)?);
        }
        Ok(lines)
    }

    /// Puts a letter in line; the same key sends it once only.
    pub fn send_mail(
        &mut self,
        business_key: &str,
        letter: &NewLetter,
    ) -> Result<Id<noun::Job>, Refusal> {
        let job = NewJob {
            kind: SEND.name,
            title: &letter.subject,
            business_key,
            rows_known: 1,
            due_at: Some(self.now().plus_seconds(PAUSE_SECONDS)),
        };
        self.enqueue(&job, letter)
    }
}

fn send(work: &mut Work<'_>) -> Result<(), Refusal> {
    let letter: NewLetter = work.payload()?;
    let mut enclosures = Vec::with_capacity(letter.sheets.len());
    for sheet in letter.sheets {
        let bytes = work.office().press().print(&sheet.sheet, &sheet.facts)?;
        enclosures.push(Enclosure { name: sheet.name, bytes });
    }
    let sent = work.office().mailer().send(&Letter {
        to: letter.to.clone(),
        reply_to: letter.reply_to,
        subject: letter.subject,
        text: letter.text,
        enclosures,
    });
    let (outcome, words) = match &sent {
        Ok(()) => (RowOutcome::Done, String::from("Sent.")),
        // It waits and is tried again; nothing came of it yet.
        Err(Refusal::Unavailable { .. }) => return sent,
        Err(refusal) => (RowOutcome::Refused, refusal.words()),
    };
    let (label, href) = (letter.to, String::new());
    work.note(JobRow { place: 1, label, outcome, words, href, amount_cents: 0 })?;
    sent
}
