//! What a listing must hold to, and every shape its statements take: one test of the
//! whole program checks and runs them all, on both engines.

use super::ask::Cursor;
use super::counted::Counted;
use super::statement::{self, Frame, Statement};
use super::{Ask, Asked, Column, Direction, Filter, Kind, Listing, Narrowed, Place, Sorted, State};
use crate::{Rooms, Shape};
use store::V;
use values::{Day, Id, Money, noun};

/// What is wrong with a listing; empty when all is well.
pub fn check(listing: &Listing, rooms: &Rooms) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |words: String| wrong.push(format!("{}: {words}", listing.name));
    let twins = |names: Vec<&'static str>| -> Vec<&'static str> {
        let seen = |place: usize| names[..place].contains(&names[place]);
        (0..names.len()).filter(|place| seen(*place)).map(|place| names[place]).collect()
    };
    for name in twins(listing.columns.iter().map(|column| column.name).collect()) {
        say(format!("two columns are called {name}"));
    }
    for name in twins(listing.filters.iter().map(|filter| filter.name).collect()) {
        say(format!("two filters are called {name}"));
    }
    for name in listing.filters.iter().map(|filter| filter.name) {
        if super::ask::OWN_NAMES.contains(&name) {
            say(format!("a filter may not be called {name}"));
        }
    }
    let sort = listing.sort.trim_start_matches('-');
    match listing.column(sort) {
        Some(column) if column.sorted == Sorted::Yes => {}
        None if sort == "id" => {}
        _ => say(format!("it is sorted by {sort}, which is no sorted column")),
    }
    for column in listing.columns {
        column_problems(column).into_iter().for_each(&mut say);
        super::in_place::edited_problems(column, rooms).into_iter().for_each(&mut say);
    }
    for filter in listing.filters {
        filter_problems(filter).into_iter().for_each(&mut say);
    }
    if !listing.fixed.contains("$1") && !listing.from.contains("$1") && !is_company_wide(listing) {
        say("it does not say whose branch's rows it lists ($1)".into());
    }
    for name in places(listing.href) {
        let is_id = |column: &&Column| column.kind == Kind::Id && column.name == name;
        if name != "id" && !listing.columns.iter().any(|column| is_id(&column)) {
            say(format!("{{{name}}} in its address is no id column"));
        }
    }
    for name in listing.bulk {
        match rooms.command(name).map(|entry| entry.shape) {
            Some(Shape::ActsOn(_)) => {}
            Some(_) => say(format!("{name} does not act on one thing")),
            None => say(format!("there is no command {name}")),
        }
    }
    wrong
}

/// A list of the company's own rows, such as the price list, says so in its condition.
fn is_company_wide(listing: &Listing) -> bool {
    listing.fixed == "TRUE"
}

fn column_problems(column: &Column) -> Option<String> {
    let name = column.name;
    let is_number = matches!(column.kind, Kind::Money | Kind::Count);
    if column.summed == super::Summed::Yes && !is_number {
        return Some(format!("{name} is summed, but is neither money nor a count"));
    }
    if column.kind == Kind::Money && !name.ends_with("_cents") {
        return Some(format!("{name} is money, so its name ends in _cents"));
    }
    if column.kind == Kind::Rate && !name.ends_with("_millionths") {
        return Some(format!("{name} is a rate, so its name ends in _millionths"));
    }
    column.sql.contains('?').then(|| format!("{name} has a ? in its SQL"))
}

fn filter_problems(filter: &Filter) -> Option<String> {
    let name = filter.name;
    let has_place = unquoted(filter.sql).contains('?');
    match filter.asked {
        Asked::Switch | Asked::AsOf if has_place => {
            Some(format!("the switch {name} takes no value"))
        }
        Asked::Begins if has_place => Some(format!("{name} begins: its SQL is the column alone")),
        Asked::Switch | Asked::AsOf | Asked::Begins => None,
        Asked::OneOf([]) => Some(format!("{name} has nothing to choose")),
        _ if !has_place => Some(format!("{name} has no ? for its value")),
        _ => None,
    }
}

fn unquoted(sql: &str) -> String {
    sql.split('\'').step_by(2).collect()
}

/// The names in braces of an address.
pub(super) fn places(href: &str) -> Vec<&str> {
    let opened = href.split('{').skip(1);
    opened.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

/// One shape of a listing's statement, with sample values.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Which one: "payments filtered by method".
    pub what: String,
    /// The text.
    pub text: String,
    /// The values it needs.
    pub values: Vec<V<'static>>,
}

/// Each filter alone, each order both ways with a place in it, the totals and all rows:
/// what there is to prepare. Filters are joined by AND, so they need no combinations.
pub fn variants(listing: &Listing, branch: Id<noun::Branch>, today: Day) -> Vec<Variant> {
    let frame = Frame { branch, today };
    let plain = Ask::everything(listing);
    let counted = Counted::of(listing);
    let mut variants = Vec::new();
    let mut add = |what: String, statement: Statement| {
        let what = format!("{} {what}", listing.name);
        variants.push(Variant { what, text: statement.text, values: statement.values });
    };
    add("all rows".into(), statement::all(listing, &plain, frame));
    add("totals".into(), statement::totals(listing, &plain, frame));
    add("ids".into(), statement::ids(listing, &plain, frame, 1));
    add("one row".into(), statement::one(listing, 1, frame));
    for filter in listing.filters {
        let value = sample_of_filter(filter, today);
        let narrowed = Narrowed { filter, value, text: String::new(), shown: String::new() };
        let ask = Ask { narrowed: vec![narrowed], ..plain.clone() };
        add(format!("filtered by {}", filter.name), statement::page(listing, &ask, frame));
        add(format!("totals by {}", filter.name), statement::totals(listing, &ask, frame));
    }
    let sorted = listing.columns.iter().filter(|column| column.sorted == Sorted::Yes);
    for sort in sorted.map(Some).chain([None]) {
        let value = sort.map(|column| sample_of_column(column.kind, today));
        for direction in [Direction::Up, Direction::Down] {
            for place in [Place::After, Place::Before] {
                let place = place(Cursor { value: value.clone(), id: 1 });
                let ask = Ask { sort, direction, place, ..plain.clone() };
                let what = format!("by {} {:?}", ask.sort_text(), direction_of(&ask.place));
                add(what.clone(), statement::page(listing, &ask, frame));
                if let Some(counted) = &counted {
                    let statement = statement::page_and_totals(listing, counted, &ask, frame);
                    add(what + " and totals", statement);
                }
            }
        }
    }
    variants
}

fn direction_of(place: &Place) -> &'static str {
    match place {
        Place::First => "first",
        Place::After(_) => "after",
        Place::Before(_) => "before",
    }
}

fn sample_of_filter(filter: &Filter, today: Day) -> Option<V<'static>> {
    match filter.asked {
        Asked::Day | Asked::AsOf => Some(V::Day(today)),
        Asked::Money => Some(V::from(Money::cents(100))),
        Asked::Count | Asked::Id => Some(V::Int(1)),
        Asked::Text | Asked::Begins => Some(V::from("a")),
        Asked::OneOf(states) => states.first().map(|state: &State| V::from(state.word)),
        Asked::Switch => None,
    }
}

fn sample_of_column(kind: Kind, today: Day) -> V<'static> {
    match kind {
        Kind::Text | Kind::Name | Kind::State(_) => V::from("a"),
        Kind::Money | Kind::Count | Kind::Rate | Kind::Instant | Kind::Id => V::Int(1),
        Kind::Day => V::Day(today),
    }
}

/// Prepares and runs every variant on a migrated database; gives the failures.
#[cfg(any(test, feature = "testing"))]
pub fn run_variants(db: &store::Db, listing: &Listing) -> Vec<String> {
    let mut failures = Vec::new();
    for variant in variants(listing, Id::new(1), Day::ymd(2026, 3, 2)) {
        // One snapshot each: on PostgreSQL a failure ends the transaction.
        let ran = db.read(|reader| {
            reader.prepare_text(&variant.text)?;
            reader.each_text(&variant.text, &variant.values, &mut |_| Ok(()))
        });
        if let Err(error) = ran {
            failures.push(format!("{}: {error}\n  {}", variant.what, variant.text));
        }
    }
    failures
}
