//! The one place where pieces of SQL are joined. Every piece is a literal of the
//! program, which its type shows; every value is bound.

use super::ask::Cursor;
use super::counted::Counted;
use super::{Ask, Asked, Column, Direction, Listing, Place, Summed};
use store::V;
use values::{Day, Id, noun};

/// A statement and its values.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub text: String,
    pub values: Vec<V<'static>>,
}

/// Whose rows are meant, and when.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The day it is seen from.
    pub today: Day,
}

impl Frame {
    /// The same, seen from the day that is asked for.
    fn seen_from(self, ask: &Ask) -> Frame {
        let as_of = ask.narrowed.iter().find(|one| one.filter.asked == Asked::AsOf);
        match as_of.and_then(|one| one.value.clone()) {
            Some(V::Day(today)) => Frame { today, ..self },
            _ => self,
        }
    }

    /// What a listing's own placeholders mean, `$1` first.
    fn value(self, place: usize) -> V<'static> {
        const DAYS_BEFORE: [i64; 4] = [0, 30, 60, 90];
        match place.checked_sub(1) {
            None => V::from(self.branch),
            Some(place) => V::Day(self.today.plus_days(-DAYS_BEFORE[place])),
        }
    }
}

/// What comes after the last letter there is: the end of a range of words that begin
/// alike.
const LAST_LETTER: char = '\u{10ffff}';

/// A page of rows, and one more to see whether another page follows.
pub(super) fn page(listing: &Listing, ask: &Ask, frame: Frame) -> Statement {
    let mut joined = rows(listing, ask, frame);
    joined.cut(listing, ask);
    joined.finish()
}

/// The same with the totals of all pages behind the cells of each row, with the counted rows
/// evaluated once and cells asked only of the page's. A page without rows has one without an
/// id, for the totals.
pub(super) fn page_and_totals(
    listing: &Listing,
    counted: &Counted,
    ask: &Ask,
    frame: Frame,
) -> Statement {
    let mut joined = Joined::new(frame.seen_from(ask));
    joined.raw("WITH ");
    joined.raw(counted.name);
    joined.raw(" AS MATERIALIZED ");
    joined.piece(counted.query);
    joined.raw(" SELECT ");
    joined.cells(listing);
    joined.raw(", all_pages.* FROM (SELECT COUNT(*)");
    joined.sums(listing);
    joined.narrow(listing, counted.name, ask);
    joined.raw(") all_pages LEFT JOIN (SELECT *");
    joined.narrow(listing, counted.name, ask);
    joined.cut(listing, ask);
    joined.raw(") ");
    joined.raw(counted.name);
    joined.raw(" ON 1 = 1");
    joined.order(listing, ask, ask.read_in());
    joined.finish()
}

/// Every row, in order.
pub(super) fn all(listing: &Listing, ask: &Ask, frame: Frame) -> Statement {
    let mut joined = rows(listing, ask, frame);
    joined.order(listing, ask, ask.direction);
    joined.finish()
}

/// How many rows there are, and the sums of the summed columns.
pub(super) fn totals(listing: &Listing, ask: &Ask, frame: Frame) -> Statement {
    let mut joined = Joined::new(frame.seen_from(ask));
    joined.raw("SELECT COUNT(*)");
    joined.sums(listing);
    joined.narrow(listing, listing.from, ask);
    joined.finish()
}

/// The ids of every row, in order, at most `most`.
pub(super) fn ids(listing: &Listing, ask: &Ask, frame: Frame, most: usize) -> Statement {
    let mut joined = Joined::new(frame.seen_from(ask));
    joined.raw("SELECT ");
    joined.piece(listing.key);
    joined.narrow(listing, listing.from, ask);
    joined.order(listing, ask, ask.direction);
    joined.raw(" LIMIT ");
    joined.bind(V::from(most));
    joined.finish()
}

/// The row of this id, if the list has it.
pub(super) fn one(listing: &Listing, id: i64, frame: Frame) -> Statement {
    let mut joined = rows(listing, &Ask::everything(listing), frame);
    joined.raw(" AND ");
    joined.piece(listing.key);
    joined.raw(" = ");
    joined.bind(V::Int(id));
    joined.finish()
}

fn rows(listing: &Listing, ask: &Ask, frame: Frame) -> Joined {
    let mut joined = Joined::new(frame.seen_from(ask));
    joined.raw("SELECT ");
    joined.cells(listing);
    joined.narrow(listing, listing.from, ask);
    joined
}

/// The columns whose sums stand under the list.
pub(super) fn summed(listing: &Listing) -> impl Iterator<Item = &'static Column> {
    listing.columns.iter().filter(|column| column.summed == Summed::Yes)
}

/// A text in the making.
struct Joined {
    text: String,
    values: Vec<V<'static>>,
    frame: Frame,
    /// Where the values of `$1` to `$5` were bound, once they were needed.
    own_places: [Option<usize>; 5],
}

impl Joined {
    fn new(frame: Frame) -> Joined {
        Joined {
            text: String::with_capacity(512),
            values: Vec::new(),
            frame,
            own_places: [None; 5],
        }
    }

    fn finish(self) -> Statement {
        Statement { text: self.text, values: self.values }
    }

    /// A literal without placeholders.
    fn raw(&mut self, literal: &'static str) {
        self.text.push_str(literal);
    }

    /// A literal of a room, in which `$1` is the branch, `$2` today and `$3` to `$5` days
    /// before it. They are numbered by first use: PostgreSQL refuses an argument that no
    /// placeholder names.
    fn piece(&mut self, literal: &'static str) {
        self.piece_with(literal, None);
    }

    /// The same, with `value` bound wherever `?` stands.
    fn piece_with(&mut self, literal: &'static str, value: Option<V<'static>>) {
        let mut place = None;
        let mut quoted = false;
        let mut rest = literal.chars().peekable();
        while let Some(letter) = rest.next() {
            match (letter, rest.peek()) {
                ('\'', _) => {
                    quoted = !quoted;
                    self.text.push(letter);
                }
                ('$', Some(digit @ '1'..='5')) if !quoted => {
                    let own = usize::from(*digit as u8 - b'1');
                    rest.next();
                    let value = self.frame.value(own);
                    let number =
                        *self.own_places[own].get_or_insert_with(|| add(&mut self.values, value));
                    self.placeholder(number);
                }
                ('?', _) if !quoted => {
                    let value = value.clone().unwrap_or(V::Null);
                    let number = *place.get_or_insert_with(|| add(&mut self.values, value));
                    self.placeholder(number);
                }
                (letter, _) => self.text.push(letter),
            }
        }
    }

    fn bind(&mut self, value: V<'static>) {
        let number = add(&mut self.values, value);
        self.placeholder(number);
    }

    fn placeholder(&mut self, number: usize) {
        self.text.push('$');
        self.text.push_str(&number.to_string());
    }

    /// Where the rows come from, and which of them are meant.
    fn narrow(&mut self, listing: &Listing, from: &'static str, ask: &Ask) {
        self.raw(" FROM ");
        self.piece(from);
        self.raw(" WHERE (");
        self.piece(listing.fixed);
        self.raw(")");
        for narrowed in ask.narrowed.iter().filter(|one| one.filter.asked != Asked::AsOf) {
            self.raw(" AND (");
            match (narrowed.filter.asked, &narrowed.value) {
                (Asked::Begins, Some(V::Text(text))) => {
                    let end = format!("{text}{LAST_LETTER}");
                    self.piece(narrowed.filter.sql);
                    self.raw(" >= ");
                    self.bind(V::from(text.to_string()));
                    self.raw(" AND ");
                    self.piece(narrowed.filter.sql);
                    self.raw(" < ");
                    self.bind(V::from(end));
                }
                (_, value) => self.piece_with(narrowed.filter.sql, value.clone()),
            }
            self.raw(")");
        }
    }

    /// Cuts the rows to the page that is asked for, and one more.
    fn cut(&mut self, listing: &Listing, ask: &Ask) {
        let direction = ask.read_in();
        if let Place::After(cursor) | Place::Before(cursor) = &ask.place {
            self.beyond(listing, ask, cursor);
        }
        self.order(listing, ask, direction);
        self.raw(" LIMIT ");
        self.bind(V::from(ask.limit + 1));
    }

    /// Only rows beyond the marked one, in the direction they are read in.
    fn beyond(&mut self, listing: &Listing, ask: &Ask, cursor: &Cursor) {
        let sign = match ask.read_in() {
            Direction::Up => " > ",
            Direction::Down => " < ",
        };
        match (ask.sort, &cursor.value) {
            (Some(column), Some(value)) => {
                self.raw(" AND (");
                self.piece(column.sql);
                self.raw(", ");
                self.piece(listing.key);
                self.raw(")");
                self.raw(sign);
                self.raw("(");
                self.bind(value.clone());
                self.raw(", ");
                self.bind(V::Int(cursor.id));
                self.raw(")");
            }
            _ => {
                self.raw(" AND ");
                self.piece(listing.key);
                self.raw(sign);
                self.bind(V::Int(cursor.id));
            }
        }
    }

    fn order(&mut self, listing: &Listing, ask: &Ask, direction: Direction) {
        let end = match direction {
            Direction::Up => " ASC",
            Direction::Down => " DESC",
        };
        self.raw(" ORDER BY ");
        if let Some(column) = ask.sort {
            self.piece(column.sql);
            self.raw(end);
            self.raw(", ");
        }
        self.piece(listing.key);
        self.raw(end);
    }

    /// The id and the columns of a row.
    fn cells(&mut self, listing: &Listing) {
        self.piece(listing.key);
        for column in listing.columns {
            self.raw(", ");
            self.piece(column.sql);
        }
    }

    /// The sums under the list, each behind a comma.
    fn sums(&mut self, listing: &Listing) {
        for column in summed(listing) {
            self.raw(", CAST(COALESCE(SUM(");
            self.piece(column.sql);
            self.raw("), 0) AS BIGINT)");
        }
    }
}

/// Adds a value; gives the number of its placeholder.
fn add(values: &mut Vec<V<'static>>, value: V<'static>) -> usize {
    values.push(value);
    values.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_by_first_use_and_quotes_are_left_alone() {
        let frame = Frame { branch: Id::new(7), today: Day::ymd(2026, 3, 2) };
        let mut joined = Joined::new(frame);
        joined.piece("a < $2 AND b = $1 AND c = '$1?' AND d > $2");
        joined.raw(" AND ");
        joined.piece_with("(e = ? OR f = ?)", Some(V::Int(3)));
        let statement = joined.finish();
        assert_eq!(
            statement.text,
            "a < $1 AND b = $2 AND c = '$1?' AND d > $1 AND (e = $3 OR f = $3)"
        );
        assert_eq!(statement.values, [V::Day(Day::ymd(2026, 3, 2)), V::Int(7), V::Int(3)]);
    }

    #[test]
    fn the_days_before_today_have_places_of_their_own() {
        let frame = Frame { branch: Id::new(7), today: Day::ymd(2026, 3, 2) };
        let mut joined = Joined::new(frame);
        joined.piece("a < $5 AND b >= $3 AND c > $2 AND d = $5");
        let statement = joined.finish();
        assert_eq!(statement.text, "a < $1 AND b >= $2 AND c > $3 AND d = $1");
        let days = [(2025, 12, 2), (2026, 1, 31), (2026, 3, 2)];
        assert_eq!(statement.values, days.map(|(y, m, d)| V::Day(Day::ymd(y, m, d))));
    }
}
