//! Deciding what a row is to the office: only the source's own id says that it is a
//! customer who is known. The dry run and the import itself ask here.

use super::differences::{difference_owed, differences};
use super::incoming::Arrival;
use super::opening::Owed;
use super::particulars::Particulars;
use super::records::{self, KnownSource};
use office::Refusal;
use store::Reader;
use values::{Id, noun};

/// What is to be done about a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Nobody knows her: she is brought in.
    New,
    /// The file says more of a customer it has brought, further up.
    More {
        /// Who; none when her first row brought nobody.
        customer: Option<Id<noun::Customer>>,
    },
    /// She is known, but until now nothing was said about what she owes.
    Owed {
        /// Who.
        customer: Id<noun::Customer>,
        /// Her row among the sources' ids.
        source: i64,
        /// In what her row differs besides.
        differences: Vec<String>,
    },
    /// She is known and her row says nothing else.
    Match {
        /// Who.
        customer: Id<noun::Customer>,
    },
    /// She is known and her row says something else.
    Conflict {
        /// Who.
        customer: Id<noun::Customer>,
        /// In what it differs, with both values.
        differences: Vec<String>,
    },
}

/// Decides about a row of `import`; in a dry run there is none.
pub fn decide(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Option<Id<noun::Import>>,
    arrival: &Arrival,
) -> Result<Decision, Refusal> {
    let known = records::find_source(reader, branch, &arrival.system, &arrival.source_id)?;
    if let Some(line) = arrival.continues_line {
        return decide_more(reader, branch, import, arrival, known.as_ref(), line);
    }
    match known {
        None => Ok(Decision::New),
        Some(known) => compare(arrival, &known),
    }
}

fn decide_more(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Option<Id<noun::Import>>,
    arrival: &Arrival,
    known: Option<&KnownSource>,
    line: i64,
) -> Result<Decision, Refusal> {
    let Some(known) = known else { return Ok(Decision::More { customer: None }) };
    let customer = known.customer;
    let part = arrival.part_id()?;
    if records::find_source(reader, branch, &arrival.system, &part)?.is_some() {
        return Ok(Decision::Match { customer });
    }
    match import == Some(known.import) {
        true => Ok(Decision::More { customer: Some(customer) }),
        false => {
            let words = format!("It says more of the customer on line {line} than was brought");
            Ok(Decision::Conflict { customer, differences: vec![words] })
        }
    }
}

fn compare(arrival: &Arrival, known: &KnownSource) -> Result<Decision, Refusal> {
    let said: Particulars = serde_json::from_str(&known.said)?;
    let mut differences = differences(&said, &arrival.particulars);
    let (customer, source) = (known.customer, known.id);
    if let Some(now) = &arrival.opening.owed {
        match &known.owed {
            None => return Ok(Decision::Owed { customer, source, differences }),
            Some(before) => {
                let before: Owed = serde_json::from_str(before)?;
                differences.extend(difference_owed(&before, now));
            }
        }
    }
    match differences.is_empty() {
        true => Ok(Decision::Match { customer }),
        false => Ok(Decision::Conflict { customer, differences }),
    }
}
