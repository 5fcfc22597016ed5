//! Which column means what: guessed from names, corrected by a person, saved for the next file.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::presets::{field_of, key};
use super::{Field, Source};
use crate::csv::{CsvError, Fault};
use crate::dates::DateFormat;

/// Which column of a table means what, to be saved as a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What each column means; a column of the file that is not named here is kept under its own
    /// name.
    pub columns: Vec<MappedColumn>,
    /// How dates are written.
    #[serde(default)]
    pub date_format: DateFormat,
    /// Whether a debt is written as a positive or a negative amount.
    #[serde(default)]
    pub amount_sign: AmountSign,
}

/// One column of a [`Mapping`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// The column's name; capitals, spaces and punctuation do not count.
    pub column: String,
    /// What it means.
    pub field: Field,
}

/// Whether a debt is written as a positive or a negative amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountSign {
    /// What a customer owes is positive.
    #[default]
    OwedIsPositive,
    /// What a customer owes is negative, as in a bank's view of him.
    OwedIsNegative,
}

impl Mapping {
    /// Guesses what columns with these names mean.
    pub fn guess(columns: &[String]) -> Mapping {
        Mapping::for_source(Source::Generic, columns)
    }

    /// What the columns of this program mean; what it does not know is kept under its own name.
    pub fn for_source(source: Source, columns: &[String]) -> Mapping {
        let mut taken = Vec::new();
        let mut mapped: Vec<MappedColumn> = Vec::with_capacity(columns.len());
        for column in columns {
            let mut field = field_of(source, column).unwrap_or(Field::Custom);
            if taken.contains(&field) {
                field = Field::Custom;
            } else if !field.takes_many() {
                taken.push(field);
            }
            mapped.push(MappedColumn { column: column.clone(), field });
        }
        // QuickBooks leaves the header of the names in its aging empty.
        if source == Source::QuickBooksCsv
            && !mapped.iter().any(|column| column.field.names_somebody())
            && let Some(first) = mapped.first_mut()
        {
            first.field = Field::CustomerAndJob;
        }
        Mapping { columns: mapped, ..Mapping::default() }
    }

    /// What this column means; `None` when the mapping does not name it.
    pub fn field_of(&self, column: &str) -> Option<Field> {
        let key = key(column);
        self.columns
            .iter()
            .find(|mapped| mapped.column == column)
            .or_else(|| {
                self.columns.iter().find(|m| self::key(&m.column) == key && !key.is_empty())
            })
            .map(|mapped| mapped.field)
    }

    /// The field of each column of a file, in its order.
    ///
    /// Fails when a column that carries a meaning is missing, and when none can name a customer.
    pub(crate) fn plan(&self, columns: &[String], line: u64) -> Result<Vec<Field>, CsvError> {
        let places: HashMap<String, Field> =
            self.columns.iter().rev().map(|m| (key(&m.column), m.field)).collect();
        let exact: HashMap<&str, Field> =
            self.columns.iter().rev().map(|m| (m.column.as_str(), m.field)).collect();
        let field = |column: &String| {
            let field = exact.get(column.as_str()).or_else(|| places.get(&key(column)));
            field.copied().unwrap_or(Field::Custom)
        };
        let plan: Vec<Field> = columns.iter().map(field).collect();
        let missing = |column: &str| {
            let found = columns.iter().take(60).cloned().collect();
            CsvError::new(line, Fault::MissingColumn { column: column.to_owned(), found })
        };
        for mapped in &self.columns {
            let optional =
                matches!(mapped.field, Field::Custom | Field::LocationCustom | Field::Ignore);
            if !optional && !plan.contains(&mapped.field) {
                return Err(missing(&mapped.column));
            }
        }
        if !plan.iter().any(|field| field.names_somebody()) {
            return Err(missing("Name"));
        }
        Ok(plan)
    }
}
