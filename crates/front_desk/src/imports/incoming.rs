//! A row on its way in: read, put in our words, not yet compared with what is here.

use super::opening::{Opening, believed, opening, stated};
use super::particulars::Particulars;
use super::words::Program;
use crate::customers::USUAL_TERMS_DAYS;
use formats::customers::{CustomerRow, Reading, Source, Warning};
use office::canonical;
use values::{Day, Money};

/// One row of a file on its way in.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// A customer, or more of one.
    Customer(Box<Arrival>),
    /// A row that names nobody or cannot be read.
    Rejected {
        /// The line of the file.
        line: i64,
        /// Why, and what to do.
        why: String,
        /// The row as it stands in the file.
        text: String,
        /// What it says is owed, as far as that can be told.
        stated: Money,
    },
}

/// A customer on her way in.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The line of the file on which she begins.
    pub line: i64,
    /// The line on which the same id began before, when her rows lie apart.
    pub continues_line: Option<i64>,
    /// Whose ids her id is one of: `jobber`, `quickbooks`, `table:our old list`.
    pub system: String,
    /// Her id there, or one made from the row where the source has none.
    pub source_id: String,
    /// What the row says.
    pub particulars: Particulars,
    /// What it brings to the books.
    pub opening: Opening,
    /// What it says is owed, as it stands there.
    pub stated: Money,
    /// What a person should look at.
    pub marks: Vec<String>,
}

impl Incoming {
    /// A reading of a file in our words; `profile` tells other tables' ids apart.
    pub fn of(reading: Reading, profile: &str, as_of: Day) -> Incoming {
        match reading {
            Reading::Rejected(row) => Incoming::Rejected {
                line: line(row.line),
                stated: believed(row.balance_cents),
                why: row.reason,
                text: row.text,
            },
            Reading::Customer(row) => {
                Incoming::Customer(Box::new(Arrival::of(&row, profile, as_of)))
            }
        }
    }

    /// How many bytes it holds, roughly: chunks are bounded by rows and by this.
    pub fn weight(&self) -> usize {
        match self {
            Incoming::Rejected { text, .. } => text.len(),
            Incoming::Customer(arrival) => {
                let particulars = &arrival.particulars;
                let marks: usize = arrival.marks.iter().map(String::len).sum();
                let documents = arrival.opening.documents.len() * 128;
                let places = particulars.locations.len() * 256;
                particulars.note.len() + marks + documents + places + 512
            }
        }
    }
}

impl Arrival {
    fn of(row: &CustomerRow, profile: &str, as_of: Day) -> Arrival {
        let particulars = Particulars::of(row);
        let terms_days = particulars.terms_days.unwrap_or(USUAL_TERMS_DAYS);
        let mut opening = opening(row, as_of, terms_days);
        let mut marks: Vec<String> = row.warnings.iter().map(in_words).collect();
        marks.append(&mut opening.marks);
        Arrival {
            line: line(row.line),
            continues_line: row.continues_line.map(line),
            system: system(row.source, profile),
            source_id: row.source_id.clone(),
            stated: stated(row),
            particulars,
            opening,
            marks,
        }
    }

    /// What decides who she is. More of a customer further down the file has an id of its
    /// own besides, made from what it says, so that it too is brought once only.
    pub fn part_id(&self) -> Result<String, serde_json::Error> {
        let said = canonical::text(&self.particulars)?;
        let owed = canonical::text(&self.opening.owed)?;
        let digest = canonical::digest(&[said.as_bytes(), owed.as_bytes()]);
        let half = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>();
        Ok(format!("{} + {half}", self.source_id))
    }
}

/// Whose ids a source's ids are. QuickBooks knows a customer by her name in every file it
/// writes; two other tables may both have a customer 1.
fn system(source: Source, profile: &str) -> String {
    let program = Program::of(source);
    match (program, profile) {
        (Program::Table, profile) if !profile.is_empty() => {
            format!("{}:{}", program.word(), values::fold(profile))
        }
        (program, _) => String::from(program.word()),
    }
}

fn in_words(warning: &Warning) -> String {
    let text: String = warning.text.chars().take(80).collect();
    match text.is_empty() {
        true => format!("{}: {}.", warning.field, warning.why),
        false => format!("{} \"{text}\": {}.", warning.field, warning.why),
    }
}

fn line(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::testing::row;

    #[test]
    fn tables_without_a_profile_share_their_ids_and_programs_always_do() {
        let day = Day::ymd(2026, 3, 2);
        let mut given = row("Ana");
        assert_eq!(Arrival::of(&given, "Old List", day).system, "table:old list");
        assert_eq!(Arrival::of(&given, "", day).system, "table");
        given.source = Source::QuickBooksIif;
        assert_eq!(Arrival::of(&given, "Old List", day).system, "quickbooks");
        given.source = Source::QuickBooksCsv;
        assert_eq!(Arrival::of(&given, "", day).system, "quickbooks");
    }

    #[test]
    fn more_of_a_customer_has_an_id_made_from_what_it_says() {
        let day = Day::ymd(2026, 3, 2);
        let one = Arrival::of(&row("Ana"), "", day);
        let mut further = row("Ana");
        further.notes = "second house".into();
        let further = Arrival::of(&further, "", day);
        assert_eq!(one.part_id().unwrap(), one.part_id().unwrap());
        assert_ne!(one.part_id().unwrap(), further.part_id().unwrap());
    }
}
