//! What an import did or would do: counts and dollars, the control totals by age, and the
//! rows a person should look at.

use super::find;
use crate::cli::acting::Console;
use crate::cli::output::Form;
use formats::customers::Aging;
use formats::dates::Verdict as DateVerdict;
use front_desk::imports::opening::BUCKETS;
use front_desk::imports::records::{self, ShownRow};
use front_desk::imports::{Added, Checked, ImportStanding, Verdict};
use office::Refusal;
use office::jobs::records::Job;
use serde_json::{Value, json};
use values::{Id, Money, noun};

/// The most rows of each kind that are told.
const MOST_TOLD: i64 = 50;

/// Prints what a dry run found.
pub fn checked(name: &str, checked: &Checked, form: Form) {
    if form == Form::Json {
        let mut body = counts_json(&checked.added);
        body["dry_run"] = json!(true);
        body["file"] = json!(name);
        body["program"] = json!(checked.program.word());
        body["rows"] = rows_json(&checked.rows);
        println!("{body}");
        return;
    }
    println!("{name}: {}, a dry run; nothing was written.", checked.program.title());
    for (column, verdict) in &checked.dates {
        println!("{column}: {}", dates_in_words(verdict));
    }
    print_counts(&checked.added);
    print_aging("In the file", &checked.added.aging);
    print_rows(&checked.rows);
    for (line, text, why) in checked.left_out.iter().take(10) {
        println!("line {line}\tleft out\t{text}\t{why}");
    }
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
    if form == Form::Json {
        let mut body = counts_json(&added);
        body["import"] = json!(id.get());
        body["file"] = json!(import.name);
        body["done_before"] = json!(is_before);
        body["books"] = aging_json(&in_books);
        body["ties"] = json!(in_books == added.aging);
        body["rows"] = rows_json(&rows);
        println!("{body}");
        return Ok(0);
    }
    match is_before {
        true => println!("{} is in already, as import {id}. Nothing was changed.", import.name),
        false => println!("{} is in, as import {id}.", import.name),
    }
    print_counts(&added);
    print_aging("In the file", &added.aging);
    print_aging("In the books", &in_books);
    println!("{}", tie_in_words(&added.aging, &in_books));
    print_rows(&rows);
    println!("Undo all of it with: daybook import undo {id} --reason \"…\"");
    Ok(0)
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
    if form == Form::Json {
        println!(
            "{}",
            json!({"import": id.get(), "taken_back": import.rows_undone, "staying": stays})
        );
    } else {
        println!("{}: {} customers taken back.", import.name, import.rows_undone);
        if stays > 0 {
            println!(
                "{stays} stay, for somebody has worked with them since; the reasons: \
                 daybook imports list-rows --filter import={id} --filter marked=on"
            );
        }
    }
    Ok(if stays > 0 { 4 } else { 0 })
}

fn print_counts(added: &Added) {
    let line = |title: &str, count: i64, money: Money| println!("{title}\t{count}\t{money}");
    println!("Rows\tCount\tDollars");
    line("New", added.new, added.brought_cents);
    line("Known already", added.matched, added.match_cents);
    line("Says something else", added.conflict, added.conflict_cents);
    line("Rejected", added.rejected, added.rejected_cents);
    line("Read", added.read, added.file_cents);
    println!(
        "{} locations, {} archived, {} rows of customers further up, {} to look at, \
         {} possible duplicates",
        added.locations, added.archived, added.more, added.marked, added.duplicates
    );
}

fn print_aging(title: &str, aging: &Aging) {
    let buckets = BUCKETS.iter().zip(aging.buckets());
    let cells = buckets.map(|(name, cents)| format!("{name} {}", Money::cents(cents)));
    println!("{title}: {}", cells.collect::<Vec<_>>().join(", "));
}

fn print_rows(rows: &[ShownRow]) {
    for row in rows {
        println!("line {}\t{}\t{}\t{}", row.line, row.verdict.word(), row.label, row.words);
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
