//! What is asked of a list: filters, order, place, length, columns. Everything an asker
//! says becomes a reference to a literal of the listing or a value to bind.

use super::{Asked, Column, Filter, Kind, LARGEST_PAGE, Listing, Sorted, State, USUAL_PAGE};
use crate::{Fields, Problems};
use store::V;
use values::{Day, Money};

/// What is asked of one list.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The filters in force, in the listing's order.
    pub narrowed: Vec<Narrowed>,
    /// The column it is sorted by; None for the id itself.
    pub sort: Option<&'static Column>,
    /// Which end comes first.
    pub direction: Direction,
    /// Which page.
    pub place: Place,
    /// How many rows.
    pub limit: usize,
    /// The number of the page's first row, as the address tells it; only for show.
    pub at: u64,
    /// The columns to show, in the listing's order; none means all.
    pub shown: Vec<&'static str>,
}

/// A filter in force.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// The filter.
    pub filter: &'static Filter,
    /// What is bound; nothing for a switch.
    pub value: Option<V<'static>>,
    /// The value as it stands in an address: `2026-03-02`, `127.33`, `open`.
    pub text: String,
    /// The value as it stands on a chip: "Mon, Mar 2", "Open".
    pub shown: String,
}

/// Which end of the sorted column comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest or earliest.
    Up,
    /// The largest or latest.
    Down,
}

/// Which page is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The first.
    First,
    /// The one after this row.
    After(Cursor),
    /// The one before this row.
    Before(Cursor),
}

/// Where a page begins or ends: the sorted value of a row, and its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    pub(super) value: Option<V<'static>>,
    pub(super) id: i64,
}

/// Names of an address that say something about the list but are no filters.
pub(super) const OWN_NAMES: [&str; 7] =
    ["sort", "after", "before", "limit", "at", "column", "format"];

impl Ask {
    /// The same, from the first page on.
    pub(super) fn first_page(&self) -> Ask {
        Ask { place: Place::First, ..self.clone() }
    }

    /// In which direction its rows are read: a page before another is read backwards.
    pub(super) fn read_in(&self) -> Direction {
        match (&self.place, self.direction) {
            (Place::First | Place::After(_), direction) => direction,
            (Place::Before(_), Direction::Up) => Direction::Down,
            (Place::Before(_), Direction::Down) => Direction::Up,
        }
    }

    /// The list as it is when nobody says anything.
    pub fn everything(listing: &Listing) -> Ask {
        let (sort, direction) = order(listing, listing.sort).unwrap_or((None, Direction::Up));
        Ask {
            narrowed: Vec::new(),
            sort,
            direction,
            place: Place::First,
            limit: USUAL_PAGE,
            at: 1,
            shown: Vec::new(),
        }
    }

    /// Reads what is asked out of an address's query. Names it does not know are left
    /// alone: see [`unknown_names`].
    pub fn from_fields(listing: &Listing, fields: &Fields, today: Day) -> Result<Ask, Problems> {
        let mut ask = Ask::everything(listing);
        let mut problems = Problems::none();
        for filter in listing.filters {
            let text = fields.text(filter.name);
            if text.is_empty() {
                continue;
            }
            match narrow(filter, text, today) {
                Ok(narrowed) => ask.narrowed.extend(narrowed),
                Err(words) => problems.add(filter.name, words),
            }
        }
        match fields.text("sort") {
            "" => {}
            name => match order(listing, name) {
                Some((sort, direction)) => (ask.sort, ask.direction) = (sort, direction),
                None => problems.add("sort", format!("This list is not sorted by {name}.")),
            },
        }
        match fields.text("limit") {
            "" => {}
            text => match text.parse() {
                Ok(limit) if (1..=LARGEST_PAGE).contains(&limit) => ask.limit = limit,
                _ => problems.add("limit", format!("Enter a number from 1 to {LARGEST_PAGE}.")),
            },
        }
        for (name, place) in
            [("after", Place::After as fn(Cursor) -> Place), ("before", Place::Before)]
        {
            match fields.text(name) {
                "" => {}
                text => match ask.read_cursor(text) {
                    Some(cursor) => ask.place = place(cursor),
                    None => problems.add(name, STALE_CURSOR),
                },
            }
        }
        ask.at = fields.text("at").parse().unwrap_or(1).max(1);
        let chosen: Vec<&str> = fields.all("column").collect();
        ask.shown = listing
            .columns
            .iter()
            .map(|column| column.name)
            .filter(|name| chosen.contains(name))
            .collect();
        match problems.is_empty() {
            true => Ok(ask),
            false => Err(problems),
        }
    }

    /// The order as an address tells it: `-due_on`.
    pub fn sort_text(&self) -> String {
        let name = self.sort.map_or("id", |column| column.name);
        match self.direction {
            Direction::Up => name.to_owned(),
            Direction::Down => format!("-{name}"),
        }
    }

    /// The columns that are shown, in order; an id never is.
    pub fn columns(&self, listing: &Listing) -> Vec<&'static Column> {
        let asked = |column: &Column| self.shown.is_empty() || self.shown.contains(&column.name);
        listing.columns.iter().filter(|c| c.kind != Kind::Id && asked(c)).collect()
    }

    /// The list's state as names and values of an address, without its place: what a
    /// saved view keeps.
    pub fn pairs(&self, listing: &Listing) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = self
            .narrowed
            .iter()
            .map(|narrowed| (narrowed.filter.name.to_owned(), narrowed.text.clone()))
            .collect();
        if self.sort_text() != Ask::everything(listing).sort_text() {
            pairs.push(("sort".into(), self.sort_text()));
        }
        if self.limit != USUAL_PAGE {
            pairs.push(("limit".into(), self.limit.to_string()));
        }
        pairs.extend(self.shown.iter().map(|name| ("column".into(), (*name).to_owned())));
        pairs
    }

    /// A cursor as text: the order, the id, the value, so that one of another order is
    /// recognised.
    pub(super) fn cursor_text(&self, cursor: &Cursor) -> String {
        let value = match &cursor.value {
            None | Some(V::Null) => String::new(),
            Some(V::Int(number)) => number.to_string(),
            Some(V::Bool(truth)) => truth.to_string(),
            Some(V::Text(text)) => text.to_string(),
            Some(V::Day(day)) => day.to_string(),
            Some(V::Bytes(_)) => String::new(),
        };
        format!("{}:{}:{value}", self.sort_text(), cursor.id)
    }

    fn read_cursor(&self, text: &str) -> Option<Cursor> {
        let (sort, rest) = text.split_once(':')?;
        let (id, value) = rest.split_once(':')?;
        if sort != self.sort_text() {
            return None;
        }
        let value = match self.sort {
            Some(column) => Some(cursor_value(column.kind, value)?),
            None => None,
        };
        Some(Cursor { value, id: id.parse().ok()? })
    }
}

const STALE_CURSOR: &str = "This place belongs to another order of the list. \
    Begin with its first page.";

fn cursor_value(kind: Kind, text: &str) -> Option<V<'static>> {
    Some(match kind {
        Kind::Text | Kind::Name | Kind::State(_) => V::from(text.to_owned()),
        // Cents here, unlike the dollars of a filter.
        Kind::Money | Kind::Count | Kind::Rate | Kind::Instant | Kind::Id => {
            V::Int(text.parse().ok()?)
        }
        Kind::Day => V::Day(Day::parse(text).ok()?),
    })
}

/// The column and direction of `-due_on`; `id` is the id itself.
fn order(listing: &Listing, text: &str) -> Option<(Option<&'static Column>, Direction)> {
    let (name, direction) = match text.strip_prefix('-') {
        Some(name) => (name, Direction::Down),
        None => (text, Direction::Up),
    };
    match listing.column(name) {
        Some(column) if column.sorted == Sorted::Yes => Some((Some(column), direction)),
        _ if name == "id" => Some((None, direction)),
        _ => None,
    }
}

/// A filter with the asked value; None when a switch is off.
fn narrow(filter: &'static Filter, text: &str, today: Day) -> Result<Option<Narrowed>, String> {
    let narrowed = |value: Option<V<'static>>, text: String, shown: String| {
        Ok(Some(Narrowed { filter, value, text, shown }))
    };
    let words = |error: values::ParseError| error.message().to_owned();
    match filter.asked {
        Asked::Day | Asked::AsOf => {
            let day = Day::parse_input(text, today).map_err(words)?;
            narrowed(Some(V::Day(day)), day.to_string(), day.short())
        }
        Asked::Money => {
            let amount = Money::parse(text).map_err(words)?;
            narrowed(Some(V::from(amount)), amount.plain(), amount.to_string())
        }
        Asked::Count | Asked::Id => match text.replace(',', "").parse::<i64>() {
            Ok(number) => narrowed(Some(V::Int(number)), number.to_string(), number.to_string()),
            Err(_) => Err("Enter a whole number such as 12.".into()),
        },
        Asked::Text | Asked::Begins => {
            narrowed(Some(V::from(text.to_owned())), text.to_owned(), text.to_owned())
        }
        Asked::OneOf(states) => match states.iter().find(|state| is_word(state, text)) {
            Some(state) => {
                narrowed(Some(V::from(state.word)), state.word.into(), state.title.into())
            }
            None => {
                let words: Vec<&str> = states.iter().map(|state| state.word).collect();
                Err(format!("Choose one of {}.", words.join(", ")))
            }
        },
        Asked::Switch => match text {
            "yes" | "on" | "true" | "1" => narrowed(None, "yes".into(), String::new()),
            "no" | "off" | "false" | "0" => Ok(None),
            _ => Err("Enter yes or no.".into()),
        },
    }
}

fn is_word(state: &State, text: &str) -> bool {
    state.word == text || state.title.eq_ignore_ascii_case(text)
}

/// Names of a query that this list does not know. A page ignores them; a program that
/// misspelt a filter must not be answered with all rows.
pub fn unknown_names(listing: &Listing, fields: &Fields) -> Problems {
    let mut problems = Problems::none();
    for (name, _) in &fields.0 {
        let known = OWN_NAMES.contains(&name.as_str()) || listing.filter(name).is_some();
        if !known && problems.of(name).is_none() {
            let names: Vec<&str> = listing.filters.iter().map(|filter| filter.name).collect();
            problems.add(
                name.as_str(),
                format!("This list has no such filter. Known are {}.", names.join(", ")),
            );
        }
    }
    problems
}
