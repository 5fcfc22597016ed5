//! The world outside: paper and mail. The binary hands in what it has; nothing here is
//! ever called inside a transaction, only by pages and jobs.

use crate::Refusal;
use serde_json::Value;
use std::io::Write;

/// Prints sheets.
pub trait Press: Send + Sync + 'static {
    /// The PDF of a sheet such as `invoice` or `deposit_slip` from its facts.
    fn print(&self, sheet: &str, facts: &Value) -> Result<Vec<u8>, Refusal>;

    /// Many documents of a sheet as one PDF into `out`, one in memory at a time; answers how
    /// many there were, and writes nothing for none.
    fn print_many(
        &self,
        sheet: &str,
        many: &mut dyn Iterator<Item = Value>,
        out: &mut dyn Write,
    ) -> Result<u64, Refusal>;
}

/// Prints each document as its facts, a line each, for tests.
#[cfg(any(test, feature = "testing"))]
#[derive(Debug, Default)]
pub struct PlainPress;

#[cfg(any(test, feature = "testing"))]
impl Press for PlainPress {
    fn print(&self, _sheet: &str, facts: &Value) -> Result<Vec<u8>, Refusal> {
        Ok(facts.to_string().into_bytes())
    }

    fn print_many(
        &self,
        _sheet: &str,
        many: &mut dyn Iterator<Item = Value>,
        out: &mut dyn Write,
    ) -> Result<u64, Refusal> {
        let mut documents = 0;
        for facts in many {
            writeln!(out, "{facts}").map_err(|error| Refusal::broken(error.to_string()))?;
            documents += 1;
        }
        Ok(documents)
    }
}

/// Sends mail.
pub trait Mailer: Send + Sync + 'static {
    /// Hands a letter to the mail server; `Unavailable` when it may go through later.
    fn send(&self, letter: &Letter) -> Result<(), Refusal>;
}

/// One letter, ready to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Whom it is for.
    pub to: String,
    /// Whom to answer; the server's own sender when blank.
    pub reply_to: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// What comes with it.
    pub enclosures: Vec<Enclosure>,
}

/// A file that comes with a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosure {
    /// Its name.
    pub name: String,
    /// Its bytes; always a PDF.
    pub bytes: Vec<u8>,
}

/// Stands in where nothing prints.
#[derive(Debug, Default)]
pub struct NoPress;

impl Press for NoPress {
    fn print(&self, _sheet: &str, _facts: &Value) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::conflict("press.missing", "This program was built without its press."))
    }

    fn print_many(
        &self,
        sheet: &str,
        _many: &mut dyn Iterator<Item = Value>,
        _out: &mut dyn Write,
    ) -> Result<u64, Refusal> {
        self.print(sheet, &Value::Null).map(|_| 0)
    }
}

/// Stands in where no mail server is set: letters wait.
#[derive(Debug, Default)]
pub struct NoMailer;

impl Mailer for NoMailer {
    fn send(&self, _letter: &Letter) -> Result<(), Refusal> {
        Err(Refusal::conflict_with(
            "mail.not_set",
            "No mail server is set. Name one in daybook.toml, then send it again.",
            "/help#mail",
            "How to set up mail",
        ))
    }
}
