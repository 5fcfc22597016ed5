//! Reading a list from a stream, customer by customer.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use super::build::{Plan, build};
use super::cells::masked;
use super::finish::{Identities, digest};
use super::merge::{absorb, is_same};
use super::presets::is_known;
use super::sniff::{is_iif, of_columns};
use super::{CustomerRow, Identity, Mapping, Rejected, Source, WarningKind};
use crate::csv::{CsvError, Dialect, Fault, LeftOut, Record, Table, read_sample};
use crate::dates::{DateEvidence, DateFormat, Verdict};
use crate::iif;

/// One step of reading a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A customer, with all rows of his that stand together.
    Customer(Box<CustomerRow>),
    /// A row that could not become one.
    Rejected(Rejected),
}

/// What was read so far, for the account a person checks against the old program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of the list, rejected ones included.
    pub rows: u64,
    /// Customers; rows that continue one are not counted again.
    pub customers: u64,
    /// Customers that are archived in the source.
    pub archived: u64,
    /// Places that are serviced.
    pub locations: u64,
    /// Rows that could not become a customer.
    pub rejected: u64,
    /// Warnings of every kind.
    pub warnings: u64,
    /// Amounts that could not be read.
    pub unreadable_amounts: u64,
    /// Cells in which card numbers were masked.
    pub masked_cards: u64,
    /// The sum of all balances in whole cents.
    pub balance_cents: i128,
}

/// Reads a customer list of any supported program.
///
/// Iterating yields customers and rejected rows; an `Err` ends it. A customer waits for the row
/// after his last one, so a rejected row may come out before the customer above it.
/// Memory does not grow with the size of a row or of the file, but for what finds rows of one
/// customer that lie apart: sixteen bytes and a line number a customer, or eight bytes where
/// the list has no ids.
pub struct Customers<R> {
    rows: Rows<R>,
    source: Source,
    mapping: Mapping,
    given: Given,
    plan: Plan,
    verdicts: Vec<(String, Verdict)>,
    pending: Option<Box<CustomerRow>>,
    lines: HashMap<[u8; 16], u32>,
    identities: Identities,
    tally: Tally,
    ended: bool,
}

enum Rows<R> {
    Table(Box<Table<R>>),
    Iif(Box<IifRows<R>>),
}

struct IifRows<R> {
    reader: iif::Reader<R>,
    /// What the columns of customers were last named as.
    columns: Option<Arc<iif::Columns>>,
    dialect: Dialect,
}

/// Whether a person chose the mapping or the names of the columns did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    ByNames,
    ByPerson,
}

impl<R: Read> Customers<R> {
    /// Opens a list, telling its program, its letters and its columns by itself.
    pub fn open(input: R) -> Result<Customers<R>, CsvError> {
        Customers::open_given(input, None, None)
    }

    /// Opens a list of a known program.
    pub fn open_as(input: R, source: Source) -> Result<Customers<R>, CsvError> {
        Customers::open_given(input, Some(source), None)
    }

    /// Opens a list by a saved mapping. Fails when a column that it gives a meaning is missing.
    pub fn open_mapped(
        input: R,
        source: Source,
        mapping: Mapping,
    ) -> Result<Customers<R>, CsvError> {
        Customers::open_given(input, Some(source), Some(mapping))
    }

    /// The program the list comes from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// What each column is read as.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The columns of the file; empty before the first row of an IIF file.
    pub fn columns(&self) -> &[String] {
        &self.plan.columns
    }

    /// Some first rows, for a preview; empty for an IIF file.
    pub fn sample(&self) -> &[Record] {
        match &self.rows {
            Rows::Table(table) => table.sample(),
            Rows::Iif(_) => &[],
        }
    }

    /// How the file is written.
    pub fn dialect(&self) -> &Dialect {
        match &self.rows {
            Rows::Table(table) => table.dialect(),
            Rows::Iif(rows) => &rows.dialect,
        }
    }

    /// For each column of dates, which way round they are and the row that proves it.
    pub fn date_verdicts(&self) -> &[(String, Verdict)] {
        &self.verdicts
    }

    /// What was read so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Rows that were left out as titles, totals and stamps; complete after the last customer.
    pub fn left_out(&self) -> &[LeftOut] {
        match &self.rows {
            Rows::Table(table) => table.left_out(),
            Rows::Iif(_) => &[],
        }
    }

    fn open_given(
        mut input: R,
        source: Option<Source>,
        mapping: Option<Mapping>,
    ) -> Result<Customers<R>, CsvError> {
        let sample = read_sample(&mut input).map_err(|e| CsvError::new(1, Fault::Input(e)))?;
        let given = if mapping.is_some() { Given::ByPerson } else { Given::ByNames };
        let is_iif = source.map_or_else(|| is_iif(&sample), |s| s == Source::QuickBooksIif);
        let (rows, source) = if is_iif {
            let dialect = Dialect::tabs(&sample);
            let reader = iif::Reader::open_sampled(sample, input)?;
            (Rows::Iif(Box::new(IifRows { reader, columns: None, dialect })), Source::QuickBooksIif)
        } else {
            let table = Table::open_sampled(sample, input, &is_known)?;
            let told = || of_columns(table.columns(), table.titles());
            let source = source.unwrap_or_else(told);
            (Rows::Table(Box::new(table)), source)
        };
        let plan = Plan {
            source,
            columns: Arc::from([]),
            fields: Vec::new(),
            dates: Vec::new(),
            sign: mapping.as_ref().map(|mapping| mapping.amount_sign).unwrap_or_default(),
        };
        let mut customers = Customers {
            rows,
            source,
            mapping: mapping.unwrap_or_default(),
            given,
            plan,
            verdicts: Vec::new(),
            pending: None,
            lines: HashMap::new(),
            identities: Identities::default(),
            tally: Tally::default(),
            ended: false,
        };
        if let Rows::Table(table) = &customers.rows {
            let (columns, line) = (table.columns().to_vec(), table.header_line().unwrap_or(1));
            customers.plan_columns(columns, line)?;
        }
        Ok(customers)
    }

    /// Settles what each column means and which way round its dates are.
    fn plan_columns(&mut self, columns: Vec<String>, line: u64) -> Result<(), CsvError> {
        if self.given == Given::ByNames {
            self.mapping = Mapping::for_source(self.source, &columns);
        }
        self.plan.fields = self.mapping.plan(&columns, line)?;
        self.plan.dates = vec![self.mapping.date_format; columns.len()];
        self.verdicts.clear();
        for (place, field) in self.plan.fields.iter().enumerate() {
            if !field.is_date() {
                continue;
            }
            let mut evidence = DateEvidence::default();
            if let Rows::Table(table) = &self.rows {
                for row in table.sample() {
                    evidence.add(row.line(), row.get(place).unwrap_or(""));
                }
            }
            let verdict = evidence.verdict();
            if self.mapping.date_format == DateFormat::Detect {
                self.plan.dates[place] = verdict.format();
            }
            self.verdicts.push((columns[place].clone(), verdict));
        }
        self.plan.columns = columns.into();
        Ok(())
    }

    /// The next row of customers; `None` at the end of the file.
    fn next_record(&mut self) -> Result<Option<Record>, CsvError> {
        let (reader, known) = match &mut self.rows {
            Rows::Table(table) => {
                let mut record = Record::new();
                return Ok(table.read(&mut record)?.then_some(record));
            }
            Rows::Iif(rows) => (&mut rows.reader, &mut rows.columns),
        };
        loop {
            let row = match reader.next_row() {
                Ok(Some(row)) if row.kind() == "CUST" => row,
                Ok(Some(_)) => continue,
                Ok(None) => return Ok(None),
                // Rows of lists without a header concern nobody here, unless they are customers.
                Err(error) if is_foreign_kind(&error) => continue,
                Err(error) => return Err(error),
            };
            let is_new = known.as_ref().is_none_or(|known| !Arc::ptr_eq(known, &row.columns));
            if is_new {
                *known = Some(Arc::clone(&row.columns));
                self.plan_columns(row.columns.names.clone(), row.line)?;
            }
            return Ok(Some(row.cells));
        }
    }

    fn reject(&mut self, mut rejected: Rejected) -> Reading {
        self.tally.rejected += 1;
        self.tally.balance_cents += i128::from(rejected.balance_cents);
        if let Some(text) = masked(&rejected.text) {
            self.tally.masked_cards += 1;
            rejected.text = text;
        }
        Reading::Rejected(rejected)
    }

    /// Hands a whole customer out and takes him into the account.
    fn hand_out(&mut self, mut row: Box<CustomerRow>) -> Reading {
        if row.identity == Identity::FromSource {
            let digest = digest(row.source_id.as_bytes()).to_be_bytes();
            let line = u32::try_from(row.line).unwrap_or(u32::MAX);
            let first = *self.lines.entry(digest).or_insert(line);
            row.continues_line = (first != line).then_some(u64::from(first));
        }
        let tally = &mut self.tally;
        if row.continues_line.is_none() {
            tally.customers += 1;
            tally.archived += u64::from(row.archived);
        }
        tally.locations += row.locations.len() as u64;
        tally.warnings += row.warnings.len() as u64;
        let count =
            |kind| row.warnings.iter().filter(|warning| warning.kind == kind).count() as u64;
        tally.unreadable_amounts += count(WarningKind::Amount);
        tally.masked_cards += count(WarningKind::CardNumber);
        tally.balance_cents += i128::from(row.balance_cents.unwrap_or(0));
        Reading::Customer(row)
    }

    /// Takes one row in; `Some` when that makes something ready to be handed out.
    fn take_row(&mut self, record: &Record) -> Option<Reading> {
        let next = match build(&self.plan, record, &mut self.identities) {
            Ok(row) => Box::new(row),
            Err(rejected) => return Some(self.reject(rejected)),
        };
        match &mut self.pending {
            Some(pending) if is_same(pending, &next) => {
                absorb(pending, *next);
                None
            }
            pending => pending.replace(next).map(|row| self.hand_out(row)),
        }
    }
}

impl<R: Read> Iterator for Customers<R> {
    type Item = Result<Reading, CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let reading = match self.next_record() {
                Ok(Some(record)) => {
                    self.tally.rows += 1;
                    self.take_row(&record)
                }
                Ok(None) => {
                    self.ended = true;
                    break;
                }
                Err(error) if error.is_about_one_row() => {
                    self.tally.rows += 1;
                    let (line, reason) = (error.line, error.reason());
                    Some(self.reject(Rejected { line, reason, text: error.text, balance_cents: 0 }))
                }
                Err(error) => {
                    self.ended = true;
                    self.pending = None;
                    return Some(Err(error));
                }
            };
            if let Some(reading) = reading {
                return Some(Ok(reading));
            }
        }
        let last = self.pending.take()?;
        Some(Ok(self.hand_out(last)))
    }
}

fn is_foreign_kind(error: &CsvError) -> bool {
    matches!(&error.fault, Fault::UnknownKind(kind) if kind != "CUST")
}
