//! Lists. Every list on every page is a [`Listing`]: columns, filters, sorts, a sum
//! row and a permission, as literals of its room. From it come the HTML table, CSV,
//! XLSX, print and the JSON API's collection.
//!
//! A listing is written as pieces of SQL, all `&'static str`; only this module joins
//! them, and it binds every value, so no text of the asker enters a statement. Paging
//! is by keyset, and a keyset ends in the id.
//!
//! Read on: `ask` (what an asker may say), `statement` (how pieces are joined),
//! [`read`](mod@read) (pages, totals, all rows), [`face`](mod@face) (what a page draws),
//! then the files.

mod address;
mod around;
mod ask;
mod bulk;
mod cell;
mod check;
mod chosen;
mod counted;
mod csv;
mod face;
mod file;
mod in_place;
mod json;
mod print;
mod read;
mod statement;
#[cfg(test)]
mod tests;
mod xlsx;

pub use address::{join_query, split_query};
pub use ask::{Ask, Cursor, Direction, Narrowed, Place, unknown_names};
pub use bulk::{Ran, run_chosen};
pub use cell::Cell;
#[cfg(any(test, feature = "testing"))]
pub use check::run_variants;
pub use check::{Variant, check, variants};
pub use chosen::list_chosen;
pub use csv::{Export, csv};
pub use face::{
    BulkFace, ChipFace, ColumnChoice, ColumnFace, FilterFace, ListFace, Pages, RowFace, SumFace,
    ViewFace, face,
};
pub use file::file;
pub use in_place::{Edited, InPlace, OpenCell, Whole, cell_errand, find_cell, open_cell};
pub use json::{find_json, json, jsonl, page_json};
pub use print::{Printed, print_facts};
pub use read::{Listed, ListedRow, Totals, each_row, read, read_with_totals, total_and_sums};
pub use statement::Frame;
pub use xlsx::xlsx;

use crate::Duty;
use crate::command::kebab;

/// How many rows a page has when nobody asks.
pub const USUAL_PAGE: usize = 50;

/// How many rows a page may have.
pub const LARGEST_PAGE: usize = 500;

/// One list.
#[derive(Debug)]
pub struct Listing {
    /// The noun it lists: `payments`; a second list of a noun is `payments.unapplied`.
    pub name: &'static str,
    /// "Payments".
    pub title: &'static str,
    /// The permission to read it.
    pub duty: Duty,
    /// `payments p JOIN customer_face c ON c.branch_id = p.branch_id AND c.id = p.customer_id`.
    /// One that is a query in brackets, `(SELECT ...) r`, is counted out of other rows: a page
    /// and its sums are read from one evaluation of it. What names such a row is a column's own
    /// query, asked only for the rows of the page.
    pub from: &'static str,
    /// What always holds; `$1` is the branch, `$2` today: `p.branch_id = $1`. `$3`, `$4`
    /// and `$5` are the days 30, 60 and 90 before `$2`, which no SQL of both engines can
    /// compute.
    pub fixed: &'static str,
    /// The row's id: `p.id`.
    pub key: &'static str,
    /// Where a row leads, with `{id}`: `/payments/{id}`; empty for nowhere.
    pub href: &'static str,
    /// What is shown, in order.
    pub columns: &'static [Column],
    /// How it can be narrowed.
    pub filters: &'static [Filter],
    /// The column it is sorted by when nobody asks, `-` in front for the newest first.
    pub sort: &'static str,
    /// Commands that may be run over the chosen rows; each acts on one id.
    pub bulk: &'static [&'static str],
}

impl Listing {
    /// The noun: `payments` of `payments.unapplied`.
    pub fn noun(&self) -> &'static str {
        self.name.split('.').next().unwrap_or(self.name)
    }

    /// Its address in the API: `/api/v1/payments`, `/api/v1/payments/unapplied`.
    pub fn path(&self) -> String {
        format!("/api/v1{}", self.page_path())
    }

    /// Its page's address: `/payments`, `/payments/unapplied`.
    pub fn page_path(&self) -> String {
        format!("/{}", kebab(&self.name.replace('.', "/")))
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The filter of this name.
    pub fn filter(&self, name: &str) -> Option<&'static Filter> {
        self.filters.iter().find(|filter| filter.name == name)
    }
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Its name in JSON and in the address: `amount_cents`.
    pub name: &'static str,
    /// Its heading: "Amount".
    pub title: &'static str,
    /// How it is read and shown.
    pub kind: Kind,
    /// Its SQL: `p.amount_cents`.
    pub sql: &'static str,
    /// Whether the list can be sorted by it. A sorted column is never null, and an
    /// index serves it.
    pub sorted: Sorted,
    /// Whether its sum stands under the list.
    pub summed: Summed,
    /// What its cells are edited by where they stand, if they may be.
    pub edited: Option<Edited>,
}

/// How a column's values are read and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// The name of the row, shown stronger.
    Name,
    /// Whole cents.
    Money,
    /// A count.
    Count,
    /// A rate in whole millionths, shown in percent.
    Rate,
    /// A calendar day.
    Day,
    /// A moment, shown in the branch's zone.
    Instant,
    /// An id, never shown, for links and bulk.
    Id,
    /// A state's word, with its mark: `words` maps stored words to shown ones.
    State(&'static [State]),
}

/// A stored word and how it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// As stored or computed: `open`.
    pub word: &'static str,
    /// As shown: "Open".
    pub title: &'static str,
    /// Its meaning.
    pub mark: Mark,
}

/// The meanings of colour, each also told by a mark and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// On time, agrees, done.
    Good,
    /// Nearly, not saved, behind.
    Watch,
    /// Past its time.
    Late,
    /// Short, held, forbidden.
    Wrong,
    /// No meaning of its own.
    Plain,
}

/// Whether a list can be sorted by a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// It can.
    Yes,
    /// It cannot.
    No,
}

/// Whether a column's sum stands under the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summed {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// One way to narrow a list.
#[derive(Debug)]
pub struct Filter {
    /// Its name in the address: `received_from`.
    pub name: &'static str,
    /// The chip's words: "Received from".
    pub title: &'static str,
    /// What may be asked.
    pub asked: Asked,
    /// Its condition, with `?` where the asked value stands: `p.received_on >= ?`.
    pub sql: &'static str,
}

/// What may be asked of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A day, typed as in any day field.
    Day,
    /// An amount in dollars.
    Money,
    /// A whole number.
    Count,
    /// The id of a thing.
    Id,
    /// Words that must be equal.
    Text,
    /// The beginning of words: `sql` is a column; it becomes a range, since LIKE
    /// differs between engines.
    Begins,
    /// One of these states; the stored word is bound.
    OneOf(&'static [State]),
    /// On or off: `sql` has no `?`.
    Switch,
    /// The day the list is seen from: it stands for `$2` instead of today, and `sql` is
    /// empty.
    AsOf,
}

/// A plain column.
pub const fn column(
    name: &'static str,
    title: &'static str,
    kind: Kind,
    sql: &'static str,
) -> Column {
    Column { name, title, kind, sql, sorted: Sorted::No, summed: Summed::No, edited: None }
}

impl Column {
    /// A column the list can be sorted by.
    pub const fn sorted(mut self) -> Column {
        self.sorted = Sorted::Yes;
        self
    }

    /// A column whose sum stands under the list.
    pub const fn summed(mut self) -> Column {
        self.summed = Summed::Yes;
        self
    }

    /// A column whose cells are edited where they stand, as this field of a command.
    pub const fn edited(mut self, by: &'static InPlace, field: &'static str) -> Column {
        self.edited = Some(Edited { by, field });
        self
    }
}

/// A filter.
pub const fn filter(
    name: &'static str,
    title: &'static str,
    asked: Asked,
    sql: &'static str,
) -> Filter {
    Filter { name, title, asked, sql }
}
