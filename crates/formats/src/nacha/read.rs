//! Reading a file and verifying every control in it.

use std::collections::HashSet;

use values::Sealed;

use super::columns::{Columns, WIDTH};
use super::control::Expect;
use super::print::BLOCK;
use super::{AchFile, Addenda, Batch, ChangeAddenda, Entry, ReturnAddenda, TransactionCode};
use crate::letters::{lines_of, text_of};
use crate::problems::{Consequence, Problems};
use crate::routing_number::RoutingNumber;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AchReading {
    /// The files of the transmission, usually one. A torn one is there as far as it goes.
    pub files: Vec<AchFile>,
    /// What is wrong, on which line.
    pub problems: Problems,
}

/// Reads a transmission and verifies its counts, hashes and totals.
///
/// Nothing may be posted when [`Problems::refuse_file`] holds: some record is missing, torn or
/// changed. A wrong check digit or day only holds its own entry.
pub fn read(bytes: &[u8]) -> AchReading {
    let mut reader = Reader::default();
    if let Some(text) = text_of(bytes, &mut reader.reading.problems) {
        for (line, record) in records_of(&text) {
            reader.take(line, record);
        }
        reader.finish();
    }
    reader.reading
}

/// Records stand on lines of their own, or all in one line without ends.
fn records_of(text: &str) -> Vec<(u64, &str)> {
    let lines: Vec<(u64, &str)> =
        lines_of(text).filter(|(_, line)| !line.trim().is_empty()).collect();
    match lines.as_slice() {
        [(_, line)] if line.len() > WIDTH && line.is_ascii() => (1..)
            .zip(0..line.len().div_ceil(WIDTH))
            .map(|(number, at)| (number, &line[at * WIDTH..line.len().min((at + 1) * WIDTH)]))
            .collect(),
        _ => lines,
    }
}

#[derive(Default)]
struct Reader {
    reading: AchReading,
    /// What the next record may be.
    place: Place,
    /// Records of the current file, fillers left out.
    records: u64,
    fillers: u64,
    /// Whether the last entry announced addenda.
    announced: Option<u64>,
    /// Trace numbers of the current batch.
    traces: HashSet<u64>,
    /// Numbers of the batches of the current file.
    numbers: HashSet<u32>,
    last_line: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// Before a file header.
    #[default]
    Outside,
    /// After a file header or a batch control.
    InFile,
    /// After a batch header.
    InBatch,
}

impl Reader {
    fn take(&mut self, line: u64, text: &str) {
        self.last_line = line;
        // What is wrong with addenda is told of the entry they belong to.
        let line = match (text.starts_with('7'), self.place) {
            (true, Place::InBatch) => self.batch().entries.last().map_or(line, |entry| entry.line),
            _ => line,
        };
        if text.len() >= 2 && text.trim_end().bytes().all(|byte| byte == b'9') {
            return self.filler(line);
        }
        let record = self.made_whole(line, text);
        let columns = Columns::new(line, &record);
        if columns.letter(1) != '7' {
            self.expect_no_addenda();
        }
        self.records += 1;
        match (columns.letter(1), self.place) {
            ('1', Place::Outside) => self.file_header(&columns),
            ('5', Place::InFile) => self.batch_header(&columns),
            ('6', Place::InBatch) => self.entry(&columns),
            ('7', Place::InBatch) => self.addenda(&columns),
            ('8', Place::InBatch) => self.batch_control(&columns),
            ('9', Place::InFile) => self.file_control(&columns),
            (kind, _) => {
                let says = format!(
                    "A record that begins with \"{kind}\" cannot stand here; a record before it \
                     is missing. Ask the bank for the file again."
                );
                self.problems().refuse(line, "nacha.order", "", says);
                // A new file begins whatever came before it.
                if kind == '1' {
                    self.file_header(&columns);
                }
            }
        }
    }

    fn problems(&mut self) -> &mut Problems {
        &mut self.reading.problems
    }

    /// The record as 94 ASCII letters.
    fn made_whole(&mut self, line: u64, text: &str) -> String {
        let trimmed = text.trim_end();
        let mut record: String =
            trimmed.chars().map(|letter| if letter.is_ascii() { letter } else { '?' }).collect();
        if record != trimmed {
            let says = "The record has letters outside ASCII; they are shown as question marks.";
            self.problems().hold(line, "nacha.letters", "", says);
        }
        if record.len() > WIDTH {
            let says = format!("The record has {} letters instead of 94.", record.len());
            self.problems().refuse(line, "nacha.width", "", says);
            record.truncate(WIDTH);
        }
        if text.len() < WIDTH {
            let says = "The record was cut at its trailing spaces; it is read as if they stood.";
            self.problems().note(line, "nacha.short", "", says);
        }
        let missing = WIDTH - record.len();
        record.push_str(&" ".repeat(missing));
        record
    }

    fn filler(&mut self, line: u64) {
        if self.place != Place::Outside || self.reading.files.is_empty() {
            let says = "Filler stands before the end of the file; a record is missing.";
            self.problems().refuse(line, "nacha.order", "", says);
        }
        self.fillers += 1;
    }

    fn file_header(&mut self, columns: &Columns<'_>) {
        // The header itself was counted with the records before it.
        self.records -= 1;
        self.end_blocks();
        self.records = 1;
        self.numbers.clear();
        self.place = Place::InFile;
        let line = columns.line;
        if columns.raw(35, 40) != "094101" {
            let says = "It does not say records of 94, blocks of 10 and format 1.";
            self.problems().refuse(line, "nacha.format", "file header", says);
        }
        let day = columns.day((24, 29), "creation date", self.problems());
        if day.is_none() {
            let says = "It is missing; the file cannot be told from another.";
            self.problems().refuse(line, "nacha.day", "creation date", says);
        }
        self.reading.files.push(AchFile {
            destination: columns.text(4, 13),
            origin: columns.text(14, 23),
            created_on: day.unwrap_or(values::Day::ymd(2000, 1, 1)),
            created_at: columns.text(30, 33),
            modifier: columns.letter(34),
            destination_name: columns.text(41, 63),
            origin_name: columns.text(64, 86),
            reference: columns.text(87, 94),
            batches: Vec::new(),
        });
    }

    fn batch_header(&mut self, columns: &Columns<'_>) {
        self.place = Place::InBatch;
        self.traces.clear();
        let line = columns.line;
        let entry_class = columns.text(51, 53);
        let problems = &mut self.reading.problems;
        if matches!(entry_class.as_str(), "IAT" | "ADV") {
            let says =
                format!("{entry_class} entries are laid out otherwise; look at them by hand.");
            problems.hold(line, "nacha.entry_class", "entry class", says);
        }
        let settled = columns.text(76, 78);
        let number = |at, field, problems: &mut Problems| {
            columns.number(at, field, Consequence::Refused, problems)
        };
        let batch = Batch {
            line,
            service_class: small(number((2, 4), "service class", problems)),
            company_name: columns.text(5, 20),
            discretionary: columns.text(21, 40),
            company_id: columns.text(41, 50),
            entry_class,
            description: columns.text(54, 63),
            descriptive_date: columns.text(64, 69),
            effective_on: columns.day((70, 75), "effective date", problems),
            settled_on: settled.parse().ok().filter(|_| settled.len() == 3),
            originator_status: columns.letter(79),
            originating_bank: small(number((80, 87), "originating bank", problems)),
            number: small(number((88, 94), "batch number", problems)),
            entries: Vec::new(),
        };
        if !self.numbers.insert(batch.number) {
            let says = format!("Batch {} stands in the file twice.", batch.number);
            problems.note(line, "nacha.duplicate_batch", "batch number", says);
        }
        self.file().batches.push(batch);
    }

    fn entry(&mut self, columns: &Columns<'_>) {
        let line = columns.line;
        let problems = &mut self.reading.problems;
        let mut number = |at, field| columns.number(at, field, Consequence::Refused, problems);
        let code = small(number((2, 3), "transaction code"));
        let amount = number((30, 39), "amount");
        let trace = number((80, 94), "trace number");
        let transaction = TransactionCode::new(code);
        if transaction.is_none() {
            let says = format!("{code:02} is no transaction code; debit or credit is unknown.");
            problems.refuse(line, "nacha.transaction", "transaction code", says);
        }
        let receiving_bank = columns.text(4, 12);
        if let Err(error) = RoutingNumber::parse(&receiving_bank) {
            problems.hold(line, "nacha.routing", "routing number", error.message());
        }
        match columns.letter(79) {
            '0' => self.announced = None,
            '1' => self.announced = Some(line),
            other => {
                let says =
                    format!("\"{other}\" says neither that addenda follow nor that none do.");
                problems.refuse(line, "nacha.addenda", "addenda indicator", says);
            }
        }
        if !self.traces.insert(trace) {
            let says = format!("{trace:015} stands in the batch twice.");
            problems.refuse(line, "nacha.duplicate_trace", "trace number", says);
        }
        let entry = Entry {
            line,
            // The file is refused in this case; a plain debit keeps its totals computable.
            transaction: transaction.unwrap_or(TransactionCode::CHECKING_DEBIT),
            receiving_bank,
            account: Sealed::new(columns.text(13, 29)),
            amount_cents: i64::try_from(amount).expect("ten digits fit"),
            individual_id: columns.text(40, 54),
            name: columns.text(55, 76),
            discretionary: columns.text(77, 78),
            trace,
            addenda: Vec::new(),
        };
        self.batch().entries.push(entry);
    }

    fn addenda(&mut self, columns: &Columns<'_>) {
        let line = columns.line;
        self.announced = None;
        let problems = &mut self.reading.problems;
        let mut number = |at, field| columns.number(at, field, Consequence::Held, problems);
        let addenda = match columns.raw(2, 3) {
            "05" => Addenda::Payment {
                text: columns.text(4, 83),
                sequence: small(number((84, 87), "addenda sequence")),
                entry_sequence: small(number((88, 94), "entry sequence")),
            },
            "99" => Addenda::Return(ReturnAddenda {
                code: columns.text(4, 6),
                original_trace: number((7, 21), "original trace"),
                original_bank: small(number((28, 35), "original bank")),
                trace: number((80, 94), "trace number"),
                died_on: columns.day((22, 27), "date of death", problems),
                text: columns.text(36, 79),
            }),
            "98" => Addenda::Change(ChangeAddenda {
                code: columns.text(4, 6),
                original_trace: number((7, 21), "original trace"),
                original_bank: small(number((28, 35), "original bank")),
                corrected: Sealed::new(columns.raw(36, 64).trim_end()),
                trace: number((80, 94), "trace number"),
            }),
            _ => Addenda::Other(columns.raw(1, WIDTH).trim_end().to_owned()),
        };
        match self.batch().entries.last_mut() {
            Some(entry) => entry.addenda.push(addenda),
            None => {
                let says = "The addenda belong to no entry; a record before them is missing.";
                self.problems().refuse(line, "nacha.order", "addenda", says);
            }
        }
    }

    fn expect_no_addenda(&mut self) {
        if let Some(line) = self.announced.take() {
            let says = "The entry announces addenda and none follow; a record is missing.";
            self.problems().refuse(line, "nacha.addenda", "addenda indicator", says);
        }
    }

    fn batch_control(&mut self, columns: &Columns<'_>) {
        self.place = Place::InFile;
        let totals = self.batch().totals();
        let batch = self.batch();
        let (class, number, bank) = (batch.service_class, batch.number, batch.originating_bank);
        let mut expect = Expect { columns, problems: &mut self.reading.problems };
        expect.same((2, 4), "service class", u64::from(class));
        expect.same((5, 10), "entry and addenda count", totals.records);
        expect.totals((11, 20), (21, 32), (33, 44), &totals);
        expect.same((80, 87), "originating bank", u64::from(bank));
        expect.same((88, 94), "batch number", u64::from(number));
    }

    fn file_control(&mut self, columns: &Columns<'_>) {
        self.place = Place::Outside;
        let totals = self.file().totals();
        let batches = self.file().batches.len() as u64;
        let blocks = self.records.div_ceil(BLOCK as u64);
        let mut expect = Expect { columns, problems: &mut self.reading.problems };
        expect.same((2, 7), "batch count", batches);
        expect.same((8, 13), "block count", blocks);
        expect.same((14, 21), "entry and addenda count", totals.records);
        expect.totals((22, 31), (32, 43), (44, 55), &totals);
    }

    /// Fillers make the records a multiple of ten; most banks write them, some do not.
    fn end_blocks(&mut self) {
        let is_whole = (self.records + self.fillers).is_multiple_of(BLOCK as u64);
        if self.place == Place::Outside && !self.reading.files.is_empty() && !is_whole {
            let line = self.last_line;
            let says = "The file is not filled up to a multiple of ten records.";
            self.problems().note(line, "nacha.filler", "", says);
        }
        self.fillers = 0;
    }

    fn finish(&mut self) {
        self.expect_no_addenda();
        self.end_blocks();
        let line = self.last_line;
        if self.reading.files.is_empty() {
            let says = "There is no file header; this is no ACH file.";
            self.problems().refuse(line, "nacha.no_header", "", says);
        } else if self.place != Place::Outside {
            let says = "The file ends before its control record: it is torn. Ask for it again.";
            self.problems().refuse(line, "nacha.torn", "", says);
        }
    }

    fn file(&mut self) -> &mut AchFile {
        self.reading.files.last_mut().expect("the place is inside a file")
    }

    fn batch(&mut self) -> &mut Batch {
        self.file().batches.last_mut().expect("the place is inside a batch")
    }
}

/// A number of so few digits that it fits.
fn small<N: TryFrom<u64> + Default>(number: u64) -> N {
    N::try_from(number).unwrap_or_default()
}
