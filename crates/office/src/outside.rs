//! The world outside: paper, mail and the services of others. The binary hands in what it has;
//! nothing here is ever called inside a transaction, only by pages and jobs.

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

/// Asks services of others, such as a payment processor, over HTTP.
pub trait Caller: Send + Sync + 'static {
    /// Asks a service and answers what it said, whatever its status. `Unavailable` when
    /// nobody knows whether it heard: ask again under the same once-key.
    fn call(&self, call: &Call) -> Result<Reply, Refusal>;

    /// The secret under which a service signs what it tells by itself; none where it may not.
    fn hook_secret(&self, _service: &str, _account: &str) -> Option<String> {
        None
    }
}

/// One question to a service. Where the service lives and how it knows us is the binary's
/// business: no key comes by here.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The service as `daybook.toml` names it: `stripe`.
    pub service: &'static str,
    /// Whose account with it: the branch's number.
    pub account: String,
    /// Whether something is to be done or only told.
    pub verb: CallVerb,
    /// The address within the service, with its query: `/v1/refunds`.
    pub path: String,
    /// The form; sent as a body only with [`CallVerb::Do`].
    pub fields: Vec<(String, String)>,
    /// The same key does a thing once only; blank for what only asks.
    pub once: String,
}

/// Whether a call does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallVerb {
    /// It only asks: GET.
    Ask,
    /// It does something: POST.
    Do,
}

/// What a service answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

/// Stands in where no service is set.
#[derive(Debug, Default)]
pub struct NoCaller;

impl Caller for NoCaller {
    fn call(&self, call: &Call) -> Result<Reply, Refusal> {
        Err(Refusal::conflict_with(
            "services.not_set",
            format!("{} is not set up. Name its keys in daybook.toml.", call.service),
            "/help/processors",
            "How to set up a processor",
        ))
    }
}
