//! Hand a month's journal out.

use super::{JournalFormat, SEND, records};
use books::periods;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use values::{Id, Money, noun};

/// Notes that a month's journal, as it is now, goes to somebody.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SendJournal {
    /// The month.
    pub period: Id<noun::Period>,
    /// For which program; a table when nothing is said.
    #[serde(default)]
    pub format: JournalFormat,
    /// Who gets it; whom the preference names when left out.
    #[serde(default)]
    pub sent_to: Option<String>,
}

/// It is on its way.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct JournalSent {
    /// The export.
    pub journal_export: Id<noun::JournalExport>,
    /// Its number.
    pub number: String,
    /// How many entries it has.
    pub entries: i64,
    /// What their debits come to.
    pub debits_cents: Money,
}

impl Command for SendJournal {
    const NAME: &'static str = "journal_exports.send";
    const TITLE: &'static str = "Hand out a month's journal";
    const DUTY: Duty = SEND;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = JournalSent;

    fn perform(self, desk: &mut Desk<'_>) -> Result<JournalSent, Refusal> {
        let branch = desk.branch();
        let period = periods::records::find_period(desk, branch, self.period)?
            .ok_or(Refusal::NotFound { what: "month" })?;
        let sent_to = match self.sent_to.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => preferences::text(desk, branch, "journal_goes_to")?,
        };
        if sent_to.is_empty() {
            return Err(Refusal::invalid("sent_to", "Say who gets it."));
        }
        let size = records::size_of(desk, branch, period.month)?;
        if size.entries == 0 {
            let words = format!("Nothing is posted in {}.", period.month.month_name());
            return Err(Refusal::conflict("journal_exports.empty", words));
        }
        let journal_export = desk.id();
        let number = desk.document_number("journal_exports")?;
        let new = records::NewExport {
            id: journal_export,
            number: &number,
            month: period.month,
            format: self.format,
            sent_to: &sent_to,
            size,
        };
        records::insert_export(desk, &new)?;
        desk.subject(journal_export);
        desk.subject(period.id);
        let (entries, debits_cents) = (size.entries, size.debits);
        Ok(JournalSent { journal_export, number, entries, debits_cents })
    }
}
