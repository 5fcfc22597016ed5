//! Paste rows into a batch. They are kept as they stand, matched, and posted by another verb.

use super::matching::{Told, find_match};
use super::records::{self, NewPastedLine};
use crate::batches::records::require_open;
use crate::payments::POST;
use crate::words::Tender;
use formats::pasted::{self, Found, How, PastedRow};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Pastes the rows of a spreadsheet.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PasteLines {
    /// The batch they are posted in.
    pub batch: Id<noun::Batch>,
    /// The rows as a spreadsheet hands them over: a tab between cells, a line end between rows.
    pub text: String,
}

/// They wait in the batch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LinesPasted {
    /// The batch.
    pub batch: Id<noun::Batch>,
    /// How many rows there are.
    pub rows: i64,
    /// How many of them are ready to be posted.
    pub ready: i64,
}

impl Command for PasteLines {
    const NAME: &'static str = "pasted_lines.paste";
    const TITLE: &'static str = "Paste rows into a batch";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("batch");
    type Receipt = LinesPasted;

    fn problems(&self) -> Problems {
        match pasted::read(&self.text) {
            Ok(_) => Problems::none(),
            Err(error) => Problems::one("text", error.to_string()),
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinesPasted, Refusal> {
        require_open(desk, self.batch)?;
        let read = pasted::read(&self.text)
            .map_err(|error| Refusal::invalid("text", error.to_string()))?;
        let mut lines = Vec::with_capacity(read.rows.len());
        for (place, row) in (1..).zip(&read.rows) {
            lines.push(line_of(desk, place, row)?);
        }
        refuse_again(desk, self.batch, &lines)?;
        records::insert_lines(desk, self.batch, &lines)?;
        desk.subject(self.batch);
        let branch = desk.branch();
        let waiting = records::list_waiting(desk, branch, self.batch)?;
        let pasted = &waiting[waiting.len().saturating_sub(lines.len())..];
        let ready = pasted.iter().filter(|row| row.problems().is_empty()).count();
        Ok(LinesPasted { batch: self.batch, rows: counted(lines.len()), ready: counted(ready) })
    }
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).expect("no more rows than are taken")
}

fn line_of(desk: &mut Desk<'_>, place: i64, row: &PastedRow) -> Result<NewPastedLine, Refusal> {
    let branch = desk.branch();
    let told = Told { account: &row.account, invoice: &row.invoice, name: &row.name };
    let matched = find_match(desk, branch, told)?;
    let (tender, tender_words) = match &row.tender {
        Found::Blank => (Tender::Check, String::new()),
        Found::Read(how) => (tender_of(*how), String::new()),
        Found::Unread(words) => (Tender::Check, words.clone()),
    };
    let (dated_on, dated_words) = parts(&row.dated_on);
    let (cents, amount_words) = parts(&row.amount_cents);
    Ok(NewPastedLine {
        place,
        pasted: row.cells.join(" | "),
        tender,
        tender_words,
        // Some sheets keep a number, or a word, in the check column of cash too.
        number: if tender == Tender::Cash { String::new() } else { row.number.clone() },
        customer: matched.customer,
        customer_words: matched.words,
        customer_why: matched.why,
        invoice: matched.invoice,
        // Only a check has a day that counts.
        dated_on: dated_on.filter(|_| tender == Tender::Check),
        dated_words,
        amount: cents.map(Money::cents),
        amount_words,
    })
}

/// What a cell said: read, or the words that could not be.
fn parts<T: Copy>(found: &Found<T>) -> (Option<T>, String) {
    match found {
        Found::Blank => (None, String::new()),
        Found::Read(value) => (Some(*value), String::new()),
        Found::Unread(words) => (None, words.clone()),
    }
}

fn tender_of(how: How) -> Tender {
    match how {
        How::Check => Tender::Check,
        How::MoneyOrder => Tender::MoneyOrder,
        How::Cash => Tender::Cash,
        How::Card => Tender::Card,
        How::Ach => Tender::Ach,
    }
}

/// The very rows of an earlier paste are there already: somebody pasted twice.
fn refuse_again(
    desk: &mut Desk<'_>,
    batch: Id<noun::Batch>,
    lines: &[NewPastedLine],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let known = records::list_pastes(desk, branch, batch)?;
    let is_same = |paste: i64| {
        let rows = known.iter().filter(|(of, _)| *of == paste).map(|(_, pasted)| pasted);
        rows.eq(lines.iter().map(|line| &line.pasted))
    };
    match known.iter().any(|(paste, _)| is_same(*paste)) {
        true => Err(Refusal::conflict_with(
            "pasted_lines.pasted_before",
            "These very rows were pasted into this batch before. Drop those first if they are \
             to be pasted anew.",
            format!("/payments/post?batch={batch}"),
            "Go to the batch",
        )),
        false => Ok(()),
    }
}
