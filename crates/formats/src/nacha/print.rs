//! Writing a file with its controls.

use super::columns::WIDTH;
use super::record::RecordText;
use super::{AchFile, Addenda, Batch, Entry, Totals};
use crate::problems::Problems;

/// Records stand in blocks of this many; the last one is filled up with nines.
pub(super) const BLOCK: usize = 10;

/// The file as text, with counts, hashes and totals computed and filled up to whole blocks.
///
/// Nothing is printed of a file that breaks a rule: [`super::problems`] says which.
pub fn print(file: &AchFile) -> Result<String, Problems> {
    let problems = super::problems(file);
    if problems.refuse_file() {
        return Err(problems);
    }
    let mut out = String::new();
    file_header(file, &mut out);
    for batch in &file.batches {
        batch_header(batch, &mut out);
        for entry in &batch.entries {
            entry_detail(entry, &mut out);
            entry.addenda.iter().for_each(|addenda| addenda_record(addenda, &mut out));
        }
        batch_control(batch, &mut out);
    }
    let records = out.len() / (WIDTH + 1) + 1;
    file_control(file, records.div_ceil(BLOCK), &mut out);
    for _ in records..records.next_multiple_of(BLOCK) {
        out.push_str(&"9".repeat(WIDTH));
        out.push('\n');
    }
    Ok(out)
}

fn file_header(file: &AchFile, out: &mut String) {
    RecordText::new("101")
        .words_right(&file.destination, 10)
        .words_right(&file.origin, 10)
        .day(Some(file.created_on))
        .words(&file.created_at, 4)
        .letter(file.modifier)
        .words("094", 3)
        .words("10", 2)
        .letter('1')
        .words(&file.destination_name, 23)
        .words(&file.origin_name, 23)
        .words(&file.reference, 8)
        .end(out);
}

fn batch_header(batch: &Batch, out: &mut String) {
    let settled = batch.settled_on.map_or(String::new(), |day| format!("{day:03}"));
    RecordText::new("5")
        .number(u64::from(batch.service_class), 3)
        .words(&batch.company_name, 16)
        .words(&batch.discretionary, 20)
        .words(&batch.company_id, 10)
        .words(&batch.entry_class, 3)
        .words(&batch.description, 10)
        .words(&batch.descriptive_date, 6)
        .day(batch.effective_on)
        .words(&settled, 3)
        .letter(batch.originator_status)
        .number(u64::from(batch.originating_bank), 8)
        .number(u64::from(batch.number), 7)
        .end(out);
}

fn entry_detail(entry: &Entry, out: &mut String) {
    let has_addenda = if entry.addenda.is_empty() { '0' } else { '1' };
    RecordText::new("6")
        .number(u64::from(entry.transaction.digits()), 2)
        .words(&entry.receiving_bank, 9)
        .words(entry.account.open(), 17)
        .number(entry.amount_cents.unsigned_abs(), 10)
        .words(&entry.individual_id, 15)
        .words(&entry.name, 22)
        .words(&entry.discretionary, 2)
        .letter(has_addenda)
        .number(entry.trace, 15)
        .end(out);
}

fn addenda_record(addenda: &Addenda, out: &mut String) {
    match addenda {
        Addenda::Payment { text, sequence, entry_sequence } => RecordText::new("705")
            .words(text, 80)
            .number(u64::from(*sequence), 4)
            .number(u64::from(*entry_sequence), 7)
            .end(out),
        Addenda::Return(back) => RecordText::new("799")
            .words(&back.code, 3)
            .number(back.original_trace, 15)
            .day(back.died_on)
            .number(u64::from(back.original_bank), 8)
            .words(&back.text, 44)
            .number(back.trace, 15)
            .end(out),
        Addenda::Change(change) => RecordText::new("798")
            .words(&change.code, 3)
            .number(change.original_trace, 15)
            .words("", 6)
            .number(u64::from(change.original_bank), 8)
            .words(change.corrected.open(), 29)
            .words("", 15)
            .number(change.trace, 15)
            .end(out),
        Addenda::Other(record) => RecordText::new(record).words("", WIDTH - record.len()).end(out),
    }
}

fn totals(record: RecordText, totals: &Totals) -> RecordText {
    record
        .number(totals.hash, 10)
        .number(totals.debit_cents.unsigned_abs(), 12)
        .number(totals.credit_cents.unsigned_abs(), 12)
}

fn batch_control(batch: &Batch, out: &mut String) {
    let sums = batch.totals();
    let record =
        RecordText::new("8").number(u64::from(batch.service_class), 3).number(sums.records, 6);
    totals(record, &sums)
        .words(&batch.company_id, 10)
        // The authentication code and the reserved places.
        .words("", 25)
        .number(u64::from(batch.originating_bank), 8)
        .number(u64::from(batch.number), 7)
        .end(out);
}

fn file_control(file: &AchFile, blocks: usize, out: &mut String) {
    let sums = file.totals();
    let record = RecordText::new("9")
        .number(file.batches.len() as u64, 6)
        .number(blocks as u64, 6)
        .number(sums.records, 8);
    totals(record, &sums).words("", 39).end(out);
}
