//! What the rules of NACHA ask of a file before it is sent.

use std::collections::HashSet;

use super::{AchFile, Addenda, Batch, Entry};
use crate::problems::{Problems, shown};
use crate::routing_number::RoutingNumber;

/// The largest amount of one entry: ten digits of cents.
const LARGEST_ENTRY_CENTS: i64 = 9_999_999_999;

/// The largest total of a batch or a file: twelve digits of cents.
const LARGEST_TOTAL_CENTS: i64 = 999_999_999_999;

/// Everything that keeps a file from being printed and sent. The line numbers are those of the
/// entries as they were read; in a file that was made here they are those it will be printed on.
pub fn problems(file: &AchFile) -> Problems {
    let mut found = Problems::default();
    let out = &mut found;
    words(out, 1, "immediate destination", &file.destination, 10);
    words(out, 1, "immediate origin", &file.origin, 10);
    words(out, 1, "destination name", &file.destination_name, 23);
    words(out, 1, "origin name", &file.origin_name, 23);
    words(out, 1, "reference", &file.reference, 8);
    words(out, 1, "creation time", &file.created_at, 4);
    if !(file.modifier.is_ascii_uppercase() || file.modifier.is_ascii_digit()) {
        out.refuse(1, "nacha.modifier", "file id modifier", "Use a letter A to Z or a digit.");
    }
    if !(2000..=2099).contains(&file.created_on.year()) {
        out.refuse(1, "nacha.day", "creation date", "Its year cannot be written in two digits.");
    }
    if file.batches.is_empty() {
        out.refuse(1, "nacha.empty", "", "There is no batch in the file; add a payment.");
    }
    let mut numbers = HashSet::new();
    for batch in &file.batches {
        if !numbers.insert(batch.number) {
            let says = format!("Batch {} stands in the file twice.", batch.number);
            out.refuse(batch.line, "nacha.duplicate_batch", "batch number", says);
        }
        batch_problems(out, batch);
    }
    let totals = file.totals();
    if totals.debit_cents.max(totals.credit_cents) > LARGEST_TOTAL_CENTS {
        out.refuse(1, "nacha.too_large", "total", "It has more than twelve digits; divide it.");
    }
    if file.batches.len() > 999_999 || totals.records > 99_999_999 {
        out.refuse(1, "nacha.too_large", "count", "The file has too many records; divide it.");
    }
    found
}

fn batch_problems(out: &mut Problems, batch: &Batch) {
    let line = batch.line;
    words(out, line, "company name", &batch.company_name, 16);
    words(out, line, "company discretionary data", &batch.discretionary, 20);
    words(out, line, "company identification", &batch.company_id, 10);
    words(out, line, "entry description", &batch.description, 10);
    words(out, line, "descriptive date", &batch.descriptive_date, 6);
    words(out, line, "entry class", &batch.entry_class, 3);
    if batch.entry_class.len() != 3 {
        out.refuse(line, "nacha.entry_class", "entry class", "Use PPD, CCD or WEB.");
    }
    if batch.company_name.is_empty() || batch.company_id.is_empty() {
        out.refuse(line, "nacha.company", "company", "Enter its name and the bank's number.");
    }
    if batch.effective_on.is_some_and(|day| !(2000..=2099).contains(&day.year())) {
        let says = "Its year cannot be written in two digits.";
        out.refuse(line, "nacha.day", "effective date", says);
    }
    if batch.settled_on.is_some_and(|day| day > 999) {
        out.refuse(line, "nacha.day", "settlement day", "It is no day of the year.");
    }
    if batch.originating_bank > 99_999_999 || batch.number > 9_999_999 {
        out.refuse(line, "nacha.number", "batch number", "It has too many digits.");
    }
    if !batch.originator_status.is_ascii_graphic() && batch.originator_status != ' ' {
        out.refuse(line, "nacha.letters", "originator status", "Use 1.");
    }
    if batch.entries.is_empty() {
        out.refuse(line, "nacha.empty", "", "The batch has no entry; leave it out.");
    }
    let totals = batch.totals();
    let fits = match batch.service_class {
        200 => true,
        220 => totals.debit_cents == 0,
        225 => totals.credit_cents == 0,
        _ => false,
    };
    if !fits {
        let says = "It does not fit the entries: 200 both ways, 220 credits, 225 debits.";
        out.refuse(line, "nacha.service_class", "service class", says);
    }
    if totals.debit_cents.max(totals.credit_cents) > LARGEST_TOTAL_CENTS {
        out.refuse(line, "nacha.too_large", "total", "It has more than twelve digits; divide it.");
    }
    if totals.records > 999_999 {
        out.refuse(line, "nacha.too_large", "count", "The batch has too many records; divide it.");
    }
    let mut traces = HashSet::new();
    for entry in &batch.entries {
        if !traces.insert(entry.trace) {
            let says = format!("{:015} stands in the batch twice.", entry.trace);
            out.refuse(entry.line, "nacha.duplicate_trace", "trace number", says);
        }
        entry_problems(out, batch, entry);
    }
}

fn entry_problems(out: &mut Problems, batch: &Batch, entry: &Entry) {
    let line = entry.line;
    words(out, line, "individual identification", &entry.individual_id, 15);
    words(out, line, "name", &entry.name, 22);
    words(out, line, "discretionary data", &entry.discretionary, 2);
    words(out, line, "account", entry.account.open(), 17);
    if entry.account.is_empty() {
        out.refuse(line, "nacha.account", "account", "Enter the account number.");
    }
    if let Err(error) = RoutingNumber::parse(&entry.receiving_bank) {
        out.refuse(line, "nacha.routing", "routing number", error.message());
    } else if entry.receiving_bank.len() != 9 {
        out.refuse(line, "nacha.routing", "routing number", "Write its nine digits only.");
    }
    if !(0..=LARGEST_ENTRY_CENTS).contains(&entry.amount_cents) {
        out.refuse(line, "nacha.amount", "amount", "It must be from 0.00 to 99,999,999.99.");
    }
    if entry.amount_cents != 0 && entry.transaction.is_prenote() {
        out.refuse(line, "nacha.prenote", "amount", "A prenote moves no money; enter 0.00.");
    }
    if entry.trace > 999_999_999_999_999 {
        out.refuse(line, "nacha.number", "trace number", "It has more than fifteen digits.");
    }
    if batch.entry_class == "WEB" && !matches!(entry.discretionary.as_str(), "R" | "S" | "") {
        let says = "A WEB entry says R for recurring or S for a single payment.";
        out.refuse(line, "nacha.web", "discretionary data", says);
    }
    if entry.addenda.len() > 9_999 {
        out.refuse(line, "nacha.addenda", "addenda", "There are too many; send fewer.");
    }
    for addenda in &entry.addenda {
        addenda_problems(out, line, addenda);
    }
}

fn addenda_problems(out: &mut Problems, line: u64, addenda: &Addenda) {
    let fits = match addenda {
        Addenda::Payment { text, sequence, entry_sequence } => {
            words(out, line, "payment information", text, 80);
            *sequence <= 9_999 && *entry_sequence <= 9_999_999
        }
        Addenda::Return(back) => {
            words(out, line, "return text", &back.text, 44);
            let traces = back.original_trace.max(back.trace);
            is_code(&back.code) && traces <= 999_999_999_999_999 && back.original_bank <= 99_999_999
        }
        Addenda::Change(change) => {
            words(out, line, "corrected data", change.corrected.open(), 29);
            let traces = change.original_trace.max(change.trace);
            let is_bank = change.original_bank <= 99_999_999;
            is_code(&change.code) && traces <= 999_999_999_999_999 && is_bank
        }
        Addenda::Other(record) => {
            words(out, line, "addenda", record, super::columns::WIDTH);
            record.starts_with('7') && record.len() >= 3
        }
    };
    if !fits {
        out.refuse(line, "nacha.addenda", "addenda", "A number or code in it is too long.");
    }
}

fn is_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Words must fit, be plain ASCII, and not begin or end with a space, which would be lost.
fn words(out: &mut Problems, line: u64, field: &'static str, text: &str, width: usize) {
    if text.len() > width {
        let says =
            format!("\"{}\" has more than {width} letters; shorten it.", masked(field, text));
        out.refuse(line, "nacha.too_long", field, says);
    } else if !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) || text.trim() != text {
        let says = format!(
            "\"{}\" has letters an ACH file cannot hold; use A to Z and digits.",
            masked(field, text)
        );
        out.refuse(line, "nacha.letters", field, says);
    }
}

/// Account numbers do not stand in messages.
fn masked(field: &str, text: &str) -> String {
    match field {
        "account" | "corrected data" => "…".to_owned(),
        _ => shown(text),
    }
}
