//! Tables: no zebra, no vertical lines, money right with its digits aligned, and rules only
//! where a total stands. A list carries the cursor and turns into rows on a phone; a ledger
//! keeps its columns at every width.

use values::{Day, Money};

mod column;
mod markup;

use crate::button::Button;
use crate::figures;
use crate::mark::Meaning;
use crate::{Html, html};

pub use column::{Column, Kind, Sorted};

/// What stands in a cell. Most values turn into one by `.into()`.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words or markup.
    Html(Html),
    /// An amount.
    Money(Money),
    /// A final total, under a double line.
    Total(Money),
    /// An amount in the colour of a meaning, which words nearby must say too.
    Toned(Meaning, Money),
    /// Words over several columns, as before a sum.
    Span(u8, Html),
    /// Words that are edited where they stand, and the pencil that opens them.
    Edited(Html, Html),
}

macro_rules! cells_from {
    ($($source:ty),*) => {$(
        impl From<$source> for Cell {
            fn from(source: $source) -> Self {
                Self::Html(source.into())
            }
        }
    )*};
}
cells_from!(&str, String, &String, Html, u32, u64, usize, i32, i64, Button, crate::mark::Chip);

impl From<Money> for Cell {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Html(figures::day(day))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Blank, Into::into)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Standing {
    #[default]
    Plain,
    Group,
    Sum,
    Minor,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    cells: Vec<Cell>,
    standing: Standing,
    href: Option<String>,
    action: Option<Html>,
    also: Html,
    id: Option<String>,
    value: Option<String>,
    is_cursor: bool,
    is_quiet: bool,
}

impl Row {
    /// A row of cells, one per column.
    pub fn new<I>(cells: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Cell>,
    {
        Self { cells: cells.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// A heading within the table: strong words and a quiet fact.
    pub fn group(words: &str, fact: &str) -> Self {
        let words = html!("<b>{}</b>{}", words, fact);
        Self { standing: Standing::Group, ..Self::new([words]) }
    }

    /// A total: one thin ink line above it. Give its final amount as [`Cell::Total`].
    pub fn sum<I>(cells: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Cell>,
    {
        Self { standing: Standing::Sum, ..Self::new(cells) }
    }

    /// A line beneath a total that is not part of it, in second ink.
    pub fn minor<I>(cells: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Cell>,
    {
        Self { standing: Standing::Minor, ..Self::new(cells) }
    }

    /// The record the row is about; its name leads there.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The row's one action, the last cell. `Enter` does it when the cursor is here.
    pub fn action(mut self, action: impl Into<Html>) -> Self {
        self.action = Some(action.into());
        self
    }

    /// A further action by its key alone, such as "Hand over" by `A`; it is read aloud and
    /// reached by Tab, but not drawn. Give it a [`Button::key`](crate::button::Button::key).
    pub fn also(mut self, action: impl Into<Html>) -> Self {
        self.also.push(action);
        self
    }

    /// An id, for links and for htmx to swap.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What the row's check box sends when it is chosen for a bulk action.
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(value.to_string());
        self
    }

    /// Puts the cursor here when the page opens.
    pub fn cursor(mut self) -> Self {
        self.is_cursor = true;
        self
    }

    /// Shows the row as done, in faint ink.
    pub fn quiet(mut self) -> Self {
        self.is_quiet = true;
        self
    }
}

/// How high rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// 32 px, for queues and lists.
    #[default]
    List,
    /// 28 px, for posting and counting.
    Dense,
    /// 25 px, for proofs inside a page.
    Proof,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shape {
    #[default]
    Ledger,
    List,
    Grid,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    extra_rows: Html,
    density: Density,
    caption: String,
    id: Option<String>,
    shape: Shape,
    choose_form: Option<String>,
}

impl Table {
    /// A list: it has the cursor (`J`, `K`, `Enter`) and becomes rows on a phone. The caption is
    /// read aloud, not shown.
    pub fn list(caption: &str) -> Self {
        Self { caption: caption.to_owned(), shape: Shape::List, ..Self::default() }
    }

    /// A ledger: it keeps its columns at every width and scrolls sideways when it must.
    pub fn ledger(caption: &str) -> Self {
        Self { caption: caption.to_owned(), ..Self::default() }
    }

    /// A grid with an entry line: without the list's cursor, but it folds on a phone too.
    pub(crate) fn grid(caption: &str) -> Self {
        Self { caption: caption.to_owned(), shape: Shape::Grid, ..Self::default() }
    }

    /// Adds a column.
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    /// Adds a row.
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// Adds rows.
    pub fn rows<I>(mut self, rows: I) -> Self
    where
        I: IntoIterator<Item = Row>,
    {
        self.rows.extend(rows);
        self
    }

    /// Adds rows that are markup already (`<tr>`), after the others: an entry line.
    pub fn raw_rows(mut self, rows: impl Into<Html>) -> Self {
        self.extra_rows.push(rows);
        self
    }

    /// Sets the height of rows.
    pub fn density(mut self, density: Density) -> Self {
        self.density = density;
        self
    }

    /// An id, for htmx to swap.
    pub fn id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    /// Gives each row with a [`Row::value`] a check box named `chosen`, sent with the form of
    /// this id: see [`BulkBar`](crate::listing::BulkBar).
    pub fn choosable(mut self, form_id: &str) -> Self {
        self.choose_form = Some(form_id.to_owned());
        self
    }

    /// The table's markup.
    pub fn html(&self) -> Html {
        markup::table(self)
    }
}

impl From<Table> for Html {
    fn from(table: Table) -> Self {
        table.html()
    }
}
