//! A table of things in two branches, its listing, and the same things in memory.

mod faces;
mod files;
mod pages;

use super::*;
use crate::Duty;
use store::{Db, Migration, V};
use values::{Day, Id, Money, noun};

pub(super) const BRANCH: Id<noun::Branch> = Id::new(1);
pub(super) const TODAY: Day = Day::ymd(2026, 3, 2);
pub(super) const READ: Duty = Duty::new("things.read", "See things");

pub(super) const KINDS: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Plain },
    State { word: "late", title: "Past due", mark: Mark::Late },
];

pub(super) const MIGRATION: Migration = Migration {
    name: "0100_things",
    sql: "
CREATE TABLE things (
  id {pk}, branch_id {id} NOT NULL, owner_id {id}, name {text} NOT NULL,
  amount_cents {money} NOT NULL, pieces {count} NOT NULL, due_on {day} NOT NULL,
  made_at {instant} NOT NULL, note {text}
){strict};
",
};

pub(super) static THINGS: Listing = Listing {
    name: "things",
    title: "Things",
    duty: READ,
    from: "things t",
    fixed: "t.branch_id = $1",
    key: "t.id",
    href: "/owners/{owner}/things/{id}",
    columns: &[
        column("owner", "Owner", Kind::Id, "t.owner_id"),
        column("name", "Name", Kind::Name, "t.name").sorted(),
        column("due_on", "Due", Kind::Day, "t.due_on").sorted(),
        column("amount_cents", "Amount", Kind::Money, "t.amount_cents").sorted().summed(),
        column("pieces", "Pieces", Kind::Count, "t.pieces").summed(),
        column("made_at", "Made", Kind::Instant, "t.made_at").sorted(),
        column("note", "Note", Kind::Text, "t.note"),
        column(
            "standing",
            "Standing",
            Kind::State(KINDS),
            "CASE WHEN t.due_on < $2 THEN 'late' ELSE 'open' END",
        )
        .sorted(),
    ],
    filters: &[
        filter("due_from", "Due from", Asked::Day, "t.due_on >= ?"),
        filter("at_least", "At least", Asked::Money, "t.amount_cents >= ?"),
        filter("pieces", "Pieces", Asked::Count, "t.pieces = ?"),
        filter("owner", "Owner", Asked::Id, "t.owner_id = ?"),
        filter("note", "Note", Asked::Text, "t.note = ? OR t.name = ?"),
        filter("name", "Name", Asked::Begins, "t.name"),
        filter(
            "standing",
            "Standing",
            Asked::OneOf(KINDS),
            "CASE WHEN t.due_on < $2 THEN 'late' ELSE 'open' END = ?",
        ),
        filter("noted", "With a note", Asked::Switch, "t.note IS NOT NULL AND t.note <> '?'"),
    ],
    sort: "-due_on",
    bulk: &["saved_views.remove"],
};

/// A row of the table, in memory.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub id: i64,
    pub branch: i64,
    pub owner: Option<i64>,
    pub name: String,
    pub amount_cents: i64,
    pub pieces: i64,
    pub due_on: Day,
    pub made_at: i64,
    pub note: Option<String>,
}

impl Thing {
    pub fn standing(&self) -> &'static str {
        if self.due_on < TODAY { "late" } else { "open" }
    }
}

const NAMES: &[&str] =
    &["Abel", "abel", "Ábel", "Abe_l", "Abe%l", "Zed", "", "O'Neil", "=1+1", "Abel\u{1F41C}"];

/// Things with many equal values, so that the id has to decide.
pub(super) fn things(count: i64) -> Vec<Thing> {
    let mut state = 7_u64;
    let mut next = move |most: i64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap() % most
    };
    let mut things: Vec<Thing> = (1..=count)
        .map(|id| Thing {
            id,
            branch: 1 + next(4) / 3,
            owner: Some(next(4)).filter(|owner| *owner > 0),
            name: NAMES[usize::try_from(next(10)).unwrap()].to_owned(),
            amount_cents: next(6) * 1250 - 2500,
            pieces: next(3),
            due_on: TODAY.plus_days(next(9) - 4),
            made_at: 1_772_483_640_000_000 + next(5) * 60_000_000,
            note: [None, Some("?"), Some("-x"), Some("call")][usize::try_from(next(4)).unwrap()]
                .map(str::to_owned),
        })
        .collect();
    // Rows do not lie in the order of their ids.
    things.sort_by_key(|thing| (thing.id * 7) % 13);
    things
}

pub(super) fn fill(db: &Db, things: &[Thing]) {
    let mut writer = db.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    let columns = [
        "id",
        "branch_id",
        "owner_id",
        "name",
        "amount_cents",
        "pieces",
        "due_on",
        "made_at",
        "note",
    ];
    let rows = things.iter().map(|thing| {
        [
            V::from(thing.id),
            V::from(thing.branch),
            V::from(thing.owner),
            V::from(thing.name.as_str()),
            V::from(Money::cents(thing.amount_cents)),
            V::from(thing.pieces),
            V::from(thing.due_on),
            V::from(thing.made_at),
            V::from(thing.note.as_deref()),
        ]
    });
    tx.insert_many("things", columns, rows).unwrap();
    tx.commit().unwrap();
}

pub(super) fn ask(query: &str) -> Ask {
    Ask::from_fields(&THINGS, &split_query(query), TODAY).expect("it can be asked")
}
