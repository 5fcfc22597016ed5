//! Opening a file as a list of customers: which program wrote it, what its columns mean.

use super::records;
use super::words::{DateOrder, OwedSign, Program};
use formats::csv::{CsvError, Fault, read_sample};
use formats::customers::{Customers, Field, MappedColumn, Mapping, Source, sniff};
use office::{Problems, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{self, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::Reader;
use values::{Id, noun};

/// What a person says about a file before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HowToRead {
    /// The program it comes from.
    pub program: Program,
    /// What its columns mean, when the names of the columns do not say so by themselves.
    pub mapping: Option<Mapping>,
}

impl HowToRead {
    /// As a saved profile says; a program that was named wins over the profile's.
    pub fn saved(
        reader: &mut Reader<'_>,
        branch: Id<noun::Branch>,
        name: &str,
        program: Program,
    ) -> Result<HowToRead, Refusal> {
        let profile = records::find_profile(reader, branch, name)?.ok_or_else(|| {
            let words = format!("There is no profile \"{name}\". Save one from a file's columns.");
            Refusal::invalid("profile", words)
        })?;
        let program = match program {
            Program::Auto => profile.program,
            given => given,
        };
        Ok(HowToRead { program, mapping: serde_json::from_str(&profile.mapping)? })
    }
}

/// What one column of a file means.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ColumnMeaning {
    /// The column's name in the file.
    pub column: String,
    /// The field it is read into, such as `name`, `main_phone` or `balance`; `custom` keeps
    /// it under its own name and `ignore` leaves it out.
    pub field: String,
}

/// The mapping that columns, dates and signs make up; none when no column is given.
pub fn mapping_of(columns: &[ColumnMeaning], dates: DateOrder, owed: OwedSign) -> Option<Mapping> {
    let mapped = columns.iter().filter_map(|given| {
        let field = Field::find(given.field.trim())?;
        Some(MappedColumn { column: given.column.clone(), field })
    });
    (!columns.is_empty()).then(|| Mapping {
        columns: mapped.collect(),
        date_format: dates.into(),
        amount_sign: owed.into(),
    })
}

/// What is wrong with the columns a person gave.
pub(super) fn add_column_problems(problems: &mut Problems, columns: &[ColumnMeaning]) {
    for (place, given) in columns.iter().enumerate() {
        if Field::find(given.field.trim()).is_none() {
            let names: Vec<&str> = Field::all().map(Field::name).collect();
            let words = format!("There is no such field. Choose one of: {}.", names.join(", "));
            problems.add(format!("columns[{place}].field"), words);
        }
    }
}

/// A file while it is read.
pub type List = Customers<Chain<Cursor<Vec<u8>>, Watched>>;

/// Opens a file; the refusal says what is the matter with all of it.
pub fn open_list(input: Watched, how: &HowToRead) -> Result<List, Refusal> {
    open(input, how).map_err(|error| unreadable(&error))
}

fn open(mut input: Watched, how: &HowToRead) -> Result<List, CsvError> {
    let sample = read_sample(&mut input).map_err(|error| CsvError {
        line: 1,
        text: String::new(),
        fault: Fault::Input(error),
    })?;
    let told = sniff(&sample);
    let source = match how.program {
        Program::Auto => told,
        Program::Jobber => Source::Jobber,
        Program::FieldRoutes => Source::FieldRoutes,
        Program::QuickBooks if told == Source::QuickBooksIif => told,
        Program::QuickBooks => Source::QuickBooksCsv,
        Program::Table => Source::Generic,
    };
    let input = Cursor::new(sample).chain(input);
    match &how.mapping {
        // Lists of QuickBooks name their columns row by row; nothing is there to be mapped.
        Some(mapping) if source != Source::QuickBooksIif => {
            Customers::open_mapped(input, source, mapping.clone())
        }
        _ => Customers::open_as(input, source),
    }
}

/// A file that cannot be read, or not further.
pub(super) fn unreadable(error: &CsvError) -> Refusal {
    let reason = error.reason();
    Refusal::invalid("file", format!("Line {}: {reason}.", error.line))
}

/// A file with an eye on how much of it is read.
pub struct Watched {
    inner: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Watched {
    /// Watches a file.
    pub fn new(inner: impl Read + Send + 'static) -> Watched {
        Watched { inner: Box::new(inner), read: Arc::default() }
    }

    /// How many bytes were read, to be asked while somebody else reads.
    pub fn eye(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(into)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &'static str, how: &HowToRead) -> Result<List, Refusal> {
        open_list(Watched::new(text.as_bytes()), how)
    }

    #[test]
    fn the_program_is_told_or_found_out() {
        let jobber = "J-ID,Display Name,Archived\n1_2,Ana,false\n";
        let how = HowToRead::default();
        assert_eq!(opened(jobber, &how).expect("it opens").source(), Source::Jobber);
        let as_table = HowToRead { program: Program::Table, ..HowToRead::default() };
        assert_eq!(opened(jobber, &as_table).expect("it opens").source(), Source::Generic);
        let iif = "!CUST\tNAME\nCUST\tAna\n";
        let quickbooks = HowToRead { program: Program::QuickBooks, ..HowToRead::default() };
        assert_eq!(opened(iif, &quickbooks).expect("it opens").source(), Source::QuickBooksIif);
    }

    #[test]
    fn a_missing_column_and_a_picture_are_refused_in_words() {
        let columns = [ColumnMeaning { column: "Kunde".into(), field: "name".into() }];
        let mapping = mapping_of(&columns, DateOrder::default(), OwedSign::default());
        let how = HowToRead { mapping, ..HowToRead::default() };
        let refusal = opened("Name,Phone\nAna,1\n", &how).err().expect("it is refused");
        let words = refusal.words();
        assert!(words.contains("the column \"Kunde\" is missing"), "{words}");
        assert!(words.contains("Name, Phone"), "{words}");
        let png =
            open_list(Watched::new(&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..]), &HowToRead::default());
        let words = png.err().expect("it is refused").words();
        assert!(words.contains("not a text table"), "{words}");
        assert_eq!(opened("", &HowToRead::default()).err().expect("empty").exit_code(), 2);
    }

    #[test]
    fn a_field_that_does_not_exist_is_named() {
        let columns = [ColumnMeaning { column: "Name".into(), field: "nmae".into() }];
        let mut problems = Problems::none();
        add_column_problems(&mut problems, &columns);
        let words = problems.of("columns[0].field").expect("a problem");
        assert!(words.contains("main_phone"), "{words}");
    }
}
