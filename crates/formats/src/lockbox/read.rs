//! Reading a file into batches of checks and verifying its totals.

use std::collections::HashMap;

use values::{Day, Sealed};

use super::names::Meaning;
use super::rows::{Cells, Rows, rows_of};
use super::{LockboxBatch, LockboxCheck, PaidInvoice};
use crate::amounts::parse_cents;
use crate::csv::Record;
use crate::dates::{DateEvidence, DateFormat, parse_day};
use crate::letters::LONGEST_FILE;
use crate::problems::{Problems, shown};
use crate::routing_number::RoutingNumber;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockboxReading {
    /// The batches in the order of the file.
    pub batches: Vec<LockboxBatch>,
    /// What is wrong, on which line.
    pub problems: Problems,
}

/// Reads a lockbox file; see the module for what is refused and what is held.
pub fn read(bytes: &[u8]) -> LockboxReading {
    let mut reader = Reader::default();
    if bytes.len() > LONGEST_FILE {
        let says = "The file is longer than 64 MB; ask the bank for one file a day.";
        reader.problems.refuse(1, "file.too_long", "", says);
    } else if let Some(rows) = rows_of(bytes, &mut reader.problems) {
        reader.take_all(&rows);
    }
    LockboxReading { batches: reader.batches, problems: reader.problems }
}

#[derive(Default)]
struct Reader {
    batches: Vec<LockboxBatch>,
    problems: Problems,
    /// Where each batch stands in `batches`.
    places: HashMap<(String, String, Day), usize>,
    /// Where each item of a batch stands, and its line, by batch and item number.
    items: HashMap<(usize, String), usize>,
    seen: HashMap<String, u64>,
    has_total: bool,
}

impl Reader {
    fn take_all(&mut self, rows: &Rows) {
        let mut evidence = DateEvidence::default();
        let cells = |record| Cells { record, plan: &rows.plan };
        for record in &rows.body {
            evidence.add(record.line(), cells(record).get(Meaning::ReceivedOn));
        }
        let format = evidence.verdict().format();
        let above = rows.above.as_ref();
        let day_above = above.and_then(|row| row.iter().find_map(|cell| parse_day(cell, format)));
        let mut last_day = day_above;
        for record in &rows.body {
            let row = cells(record);
            if row.is_trailer() {
                self.trailer(&row);
            } else if row.is_header() {
                let says = "The header stands here again; it is passed over.";
                self.problems.note(record.line(), "lockbox.header", "", says);
            } else {
                self.check_row(&row, format, &mut last_day);
            }
        }
        if let Some(row) = above {
            self.total_above(row);
        }
        self.held_twice();
        let is_empty = self.batches.is_empty();
        if is_empty && !self.problems.refuse_file() && self.problems.is_empty() {
            let says = "There is no check in the file.";
            self.problems.note(rows.header_line, "lockbox.empty", "", says);
        }
        if !self.has_total && !is_empty {
            let says = "The file has no total; compare its sum with the bank's deposit.";
            self.problems.note(rows.header_line, "lockbox.no_total", "", says);
        }
    }

    fn check_row(&mut self, row: &Cells<'_>, format: DateFormat, last_day: &mut Option<Day>) {
        let line = row.record.line();
        let written = row.get(Meaning::ReceivedOn);
        let day = match written {
            "" => *last_day,
            text => parse_day(text, format),
        };
        let Some(day) = day else {
            let says = format!("\"{}\" is no day; enter the check by hand.", shown(written));
            return self.problems.hold(line, "lockbox.day", "deposit date", says);
        };
        *last_day = Some(day);
        let amounts = [row.get(Meaning::Amount), row.get(Meaning::InvoiceAmount)];
        let [amount, invoice_amount] = amounts.map(parse_cents);
        let mut both = amounts.iter().zip([amount, invoice_amount]);
        if let Some((text, _)) = both.find(|(text, read)| !text.is_empty() && read.is_none()) {
            let says = format!("\"{}\" is no amount; enter the check by hand.", shown(text));
            return self.problems.hold(line, "lockbox.amount", "amount", says);
        }
        let Some(own) = amount.or(invoice_amount).filter(|cents| *cents > 0) else {
            let says = "There is no amount above 0.00; look at the picture of the check.";
            return self.problems.hold(line, "lockbox.amount", "amount", says);
        };
        let place = self.batch(row, day);
        let invoice = row.get(Meaning::Invoice);
        let invoice = (!invoice.is_empty())
            .then(|| PaidInvoice { number: invoice.to_owned(), amount_cents: invoice_amount });
        if let Some(item) = self.same_check(row, place) {
            let check = &mut self.batches[place].checks[item];
            // With both columns the check's amount is said again in each row; with one it is
            // the part of this row.
            match (amount, invoice_amount) {
                (Some(again), Some(_)) if again != check.amount_cents => {
                    let says = format!(
                        "The rows of one check say {} and {again} cents; look at its picture.",
                        check.amount_cents
                    );
                    self.problems.hold(check.line, "lockbox.amount", "amount", says);
                }
                (Some(_), Some(_)) => {}
                _ => check.amount_cents = check.amount_cents.saturating_add(own),
            }
            // A part that was said without an invoice's amount is that invoice's.
            let mut more = invoice;
            if let Some(invoice) = &mut more {
                invoice.amount_cents = invoice.amount_cents.or(Some(own));
            }
            check.invoices.extend(more);
            return;
        }
        let check = self.check_of(row, own, invoice);
        self.batches[place].checks.push(check);
    }

    fn batch(&mut self, row: &Cells<'_>, day: Day) -> usize {
        let lockbox = row.get(Meaning::Lockbox).to_owned();
        let number = row.get(Meaning::Batch).to_owned();
        let next = self.batches.len();
        let place = *self.places.entry((lockbox.clone(), number.clone(), day)).or_insert(next);
        if place == next {
            let line = row.record.line();
            let checks = Vec::new();
            self.batches.push(LockboxBatch { line, lockbox, number, received_on: day, checks });
        }
        place
    }

    /// The check this row goes on with: the same item, or without item numbers the check right
    /// above it with the same number, bank and account.
    fn same_check(&mut self, row: &Cells<'_>, place: usize) -> Option<usize> {
        let checks = &self.batches[place].checks;
        let item = row.get(Meaning::Item);
        if !item.is_empty() {
            let next = checks.len();
            let found = *self.items.entry((place, item.to_owned())).or_insert(next);
            return (found < next).then_some(found);
        }
        let number = row.get(Meaning::CheckNumber);
        let last = checks.last().filter(|last| last.item.is_empty())?;
        let same = !number.is_empty()
            && last.check_number == number
            && last.routing == row.get(Meaning::Routing)
            && last.account.open() == row.get(Meaning::PayerAccount);
        same.then(|| checks.len() - 1)
    }

    fn check_of(
        &mut self,
        row: &Cells<'_>,
        amount_cents: i64,
        invoice: Option<PaidInvoice>,
    ) -> LockboxCheck {
        let line = row.record.line();
        let routing = row.get(Meaning::Routing);
        if let Some(error) = RoutingNumber::parse(routing).err().filter(|_| !routing.is_empty()) {
            self.problems.hold(line, "lockbox.routing", "routing number", error.message());
        }
        LockboxCheck {
            line,
            item: row.get(Meaning::Item).to_owned(),
            tender: row.get(Meaning::Tender).to_owned(),
            check_number: row.get(Meaning::CheckNumber).to_owned(),
            routing: routing.to_owned(),
            account: Sealed::new(row.get(Meaning::PayerAccount)),
            payer: row.get(Meaning::Payer).to_owned(),
            customer_number: row.get(Meaning::Customer).to_owned(),
            amount_cents,
            invoices: invoice.into_iter().collect(),
            image: row.get(Meaning::Image).to_owned(),
        }
    }

    /// A trailer that names a batch speaks of it, any other of the whole file.
    fn trailer(&mut self, row: &Cells<'_>) {
        let line = row.record.line();
        let (lockbox, number) = (row.get(Meaning::Lockbox), row.get(Meaning::Batch));
        let batches = || {
            let of_box = |batch: &&LockboxBatch| lockbox.is_empty() || batch.lockbox == lockbox;
            let of_number = |batch: &&LockboxBatch| number.is_empty() || batch.number == number;
            self.batches.iter().filter(of_box).filter(of_number)
        };
        let counted: i64 = batches().map(LockboxBatch::total_cents).sum();
        let checks = batches().map(|batch| batch.checks.len()).sum::<usize>();
        let amount = match row.get(Meaning::Amount) {
            "" => row.get(Meaning::InvoiceAmount),
            amount => amount,
        };
        match parse_cents(amount) {
            Some(stated) if stated == counted => self.has_total = true,
            Some(stated) => self.wrong_total(line, stated, counted),
            None => {
                let says = format!("\"{}\" is no total; the file may be torn.", shown(amount));
                self.problems.refuse(line, "lockbox.total", "total", says);
            }
        }
        let stated = row.get(Meaning::Item);
        if !stated.is_empty() && stated.parse() != Ok(checks) {
            let says = format!(
                "The trailer says {} checks, the file has {checks}. Post nothing and ask the \
                 bank for the file again.",
                shown(stated)
            );
            self.problems.refuse(line, "lockbox.count", "count", says);
        }
    }

    /// Some banks write box, company, day and total above the header: the last cell with cents.
    fn total_above(&mut self, row: &Record) {
        let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let Some(stated) = cells.last().filter(|cell| cell.contains('.')) else {
            return;
        };
        let Some(stated) = parse_cents(stated).filter(|_| cells.len() > 1) else {
            return;
        };
        let counted = self.batches.iter().map(LockboxBatch::total_cents).sum();
        self.has_total = true;
        if stated != counted {
            self.wrong_total(row.line(), stated, counted);
        }
    }

    fn wrong_total(&mut self, line: u64, stated: i64, counted: i64) {
        self.has_total = true;
        let says = format!(
            "The file says {} and its checks come to {}. Post nothing and ask the bank for the \
             file again.",
            values::Money::cents(stated).plain(),
            values::Money::cents(counted).plain()
        );
        self.problems.refuse(line, "lockbox.total", "total", says);
    }

    /// The same check twice in one file is scanned twice, or paid twice; a person looks.
    fn held_twice(&mut self) {
        for check in self.batches.iter().flat_map(|batch| &batch.checks) {
            let Some(key) = check.duplicate_key() else { continue };
            let first = *self.seen.entry(key).or_insert(check.line);
            if first != check.line {
                let says = format!(
                    "Check {} stands on line {first} already, with the same bank, account and \
                     amount.",
                    shown(&check.check_number)
                );
                self.problems.hold(check.line, "lockbox.duplicate", "check number", says);
            }
        }
    }
}
