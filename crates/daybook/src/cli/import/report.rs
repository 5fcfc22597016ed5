//! What an import did or would do: counts and dollars, the control totals by age, and the
//! rows a person should look at.

use super::find;
use crate::cli::acting::Console;
use crate::cli::output::{Form, Printed};
use formats::customers::Aging;
use formats::dates::Verdict as DateVerdict;
use front_desk::imports::opening::BUCKETS;
use front_desk::imports::records::{self, ShownRow};
use front_desk::imports::{Added, Checked, ImportStanding, Verdict};
use office::Refusal;
use office::jobs::records::Job;
use serde_json::{Value, json};
use std::io::Write;
use values::{Id, Money, noun};

/// What is told, line by line, printed at once.
#[derive(Default)]
struct Told(String);

impl Told {
    fn line(&mut self, line: impl std::fmt::Display) {
        self.0.push_str(&line.to_string());
        self.0.push('\n');
    }

    /// Prints it.
    fn print(&self) -> Result<(), Refusal> {
        let mut out = Printed::open();
        out.write_all(self.0.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| Refusal::invalid("output", format!("It cannot be printed: {error}.")))
    }
}

/// The most rows of each kind that are told.
const MOST_TOLD: i64 = 50;

/// Prints what a dry run found.
pub fn checked(name: &str, checked: &Checked, form: Form) -> Result<(), Refusal> {
    let mut told = Told::default();
    if form == Form::Json {
        let mut body = counts_json(&checked.added);
        body["dry_run"] = json!(true);
        body["file"] = json!(name);
        body["program"] = json!(checked.program.word());
        body["rows"] = rows_json(&checked.rows);
        told.line(body);
        return told.print();
    }
    told.line(format!("{name}: {}, a dry run; nothing was written.", checked.program.title()));
    for (column, verdict) in &checked.dates {
        told.line(format!("{column}: {}", dates_in_words(verdict)));
    }
    tell_counts(&mut told, &checked.added);
    tell_aging(&mut told, "In the file", &checked.added.aging);
    tell_rows(&mut told, &checked.rows);
    for (line, text, why) in checked.left_out.iter().take(10) {
        told.line(format!("line {line}\tleft out\t{text}\t{why}"));
    }
    told.print()
}

fn dates_in_words(verdict: &DateVerdict) -> String {
    match verdict {
        DateVerdict::Proven { format, proof } => {
            format!("{format}, as \"{}\" on line {} proves", proof.text, proof.line)
        }
        _ => format!("{}, which no date proves", verdict.format()),
    }
}

/// Prints what an import did.
pub fn brought(
    console: &Console,
    id: Id<noun::Import>,
    standing: ImportStanding,
    form: Form,
) -> Result<u8, Refusal> {
    let import = find(&console.office, console.branch, id)?;
    let (in_books, rows) = console.office.read(|reader| {
        let aging = records::aging_in_books(reader, console.branch, id, import.as_of)?;
        let mut rows = Vec::new();
        for verdict in [Verdict::Rejected, Verdict::Conflict, Verdict::New] {
            let list = records::list_rows_of_verdict;
            rows.extend(list(reader, console.branch, id, verdict, MOST_TOLD)?);
        }
        Ok((aging, rows))
    })?;
    let added = Added::from(&import);
    let is_before = standing == ImportStanding::DoneBefore;
    let mut told = Told::default();
    if form == Form::Json {
        let mut body = counts_json(&added);
        body["import"] = json!(id.get());
        body["file"] = json!(import.name);
        body["done_before"] = json!(is_before);
        body["books"] = aging_json(&in_books);
        body["ties"] = json!(in_books == added.aging);
        body["rows"] = rows_json(&rows);
        told.line(body);
        return told.print().map(|()| 0);
    }
    told.line(match is_before {
        true => format!("{} is in already, as import {id}. Nothing was changed.", import.name),
        false => format!("{} is in, as import {id}.", import.name),
    });
    tell_counts(&mut told, &added);
    tell_aging(&mut told, "In the file", &added.aging);
    tell_aging(&mut told, "In the books", &in_books);
    told.line(tie_in_words(&added.aging, &in_books));
    tell_rows(&mut told, &rows);
    told.line(format!("Undo all of it with: daybook import undo {id} --reason \"…\""));
    told.print().map(|()| 0)
}

/// "Opening balances tie, bucket by bucket.", or by how much they do not.
fn tie_in_words(source: &Aging, books: &Aging) -> String {
    if source == books {
        return String::from("Opening balances tie with the file, bucket by bucket.");
    }
    let pairs = BUCKETS.iter().zip(source.buckets().into_iter().zip(books.buckets()));
    let off = pairs.filter(|(_, (source, books))| source != books);
    let off = off.map(|(bucket, (source, books))| {
        format!("{bucket} by {}", Money::cents(books.saturating_sub(source)))
    });
    format!("Opening balances differ from the file: {}.", off.collect::<Vec<_>>().join(", "))
}

/// Prints what came of undoing an import: 4 when some customers stay.
pub fn undone(
    console: &Console,
    id: Id<noun::Import>,
    job: &Job,
    form: Form,
) -> Result<u8, Refusal> {
    let import = find(&console.office, console.branch, id)?;
    let stays = import.rows_not_undone;
    if import.undone_at.is_none() && stays == 0 {
        return Err(Refusal::conflict("imports.stopped", job.outcome.clone()));
    }
    let mut told = Told::default();
    if form == Form::Json {
        let taken_back = import.rows_undone;
        told.line(json!({"import": id.get(), "taken_back": taken_back, "staying": stays}));
    } else {
        told.line(format!("{}: {} customers taken back.", import.name, import.rows_undone));
        if stays > 0 {
            told.line(format!(
                "{stays} stay, for somebody has worked with them since; the reasons: \
                 daybook imports list-rows --filter import={id} --filter stays=on"
            ));
        }
    }
    told.print()?;
    Ok(if stays > 0 { 4 } else { 0 })
}

fn tell_counts(told: &mut Told, added: &Added) {
    told.line("Rows\tCount\tDollars");
    for (title, count, money) in [
        ("New", added.new, added.brought_cents),
        ("Known already", added.matched, added.match_cents),
        ("Says something else", added.conflict, added.conflict_cents),
        ("Rejected", added.rejected, added.rejected_cents),
        ("Read", added.read, added.file_cents),
    ] {
        told.line(format!("{title}\t{count}\t{money}"));
    }
    told.line(format!(
        "{} locations, {} archived, {} rows of customers further up, {} to look at, \
         {} possible duplicates",
        added.locations, added.archived, added.more, added.marked, added.duplicates
    ));
}

fn tell_aging(told: &mut Told, title: &str, aging: &Aging) {
    let buckets = BUCKETS.iter().zip(aging.buckets());
    let cells = buckets.map(|(name, cents)| format!("{name} {}", Money::cents(cents)));
    told.line(format!("{title}: {}", cells.collect::<Vec<_>>().join(", ")));
}

fn tell_rows(told: &mut Told, rows: &[ShownRow]) {
    for row in rows {
        let ShownRow { line, label, words, .. } = row;
        told.line(format!("line {line}\t{}\t{label}\t{words}", row.verdict.word()));
    }
}

fn counts_json(added: &Added) -> Value {
    json!({
        "read": added.read, "new": added.new, "more": added.more, "match": added.matched,
        "conflict": added.conflict, "rejected": added.rejected, "marked": added.marked,
        "archived": added.archived, "locations": added.locations,
        "duplicates": added.duplicates, "file_cents": added.file_cents,
        "new_cents": added.brought_cents, "match_cents": added.match_cents,
        "conflict_cents": added.conflict_cents, "rejected_cents": added.rejected_cents,
        "source": aging_json(&added.aging),
    })
}

fn aging_json(aging: &Aging) -> Value {
    let [current, days_30, days_60, days_90, over] = aging.buckets();
    json!({
        "current_cents": current, "days_1_30_cents": days_30, "days_31_60_cents": days_60,
        "days_61_90_cents": days_90, "days_91_up_cents": over,
    })
}

fn rows_json(rows: &[ShownRow]) -> Value {
    let row = |row: &ShownRow| {
        json!({
            "line": row.line, "verdict": row.verdict.word(), "name": row.label,
            "words": row.words, "amount_cents": row.amount,
        })
    };
    rows.iter().map(row).collect()
}
