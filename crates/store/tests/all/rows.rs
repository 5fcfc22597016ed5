//! Values and rows: what goes in comes out, the same on both engines.

use store::{Error, Kind, Sql, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, Quantity, Rate};

use crate::on_each;

#[derive(Debug, Clone, PartialEq)]
struct Thing {
    id: Id<Thing>,
    name: String,
    amount: Option<Money>,
    tax_rate: Option<Rate>,
    hours: Option<Quantity>,
    due_on: Option<Day>,
    made_at: Option<Instant>,
    is_open: Option<bool>,
    photo: Option<Vec<u8>>,
}

from_row!(Thing { id, name, amount, tax_rate, hours, due_on, made_at, is_open, photo });

const COLUMNS: [&str; 10] = [
    "id",
    "branch_id",
    "name",
    "amount_cents",
    "tax_rate",
    "hours",
    "due_on",
    "made_at",
    "is_open",
    "photo",
];

fn things() -> Sql {
    sql!(
        "SELECT id, name, amount_cents, tax_rate, hours, due_on, made_at, is_open, photo
         FROM things ORDER BY id"
    )
}

fn thing(number: i64) -> Thing {
    Thing {
        id: Id::new(number),
        name: format!("Ñandú & Söhne \u{1F41C} {number}"),
        amount: Some(Money::cents(-12_345 * number)),
        tax_rate: Some(Rate::millionths(65_000)),
        hours: Some(Quantity::ten_thousandths(17_500)),
        due_on: Some(Day::ymd(2026, 2, 28).plus_days(number)),
        made_at: Some(Instant::from_micros(1_772_466_000_123_456 + number)),
        is_open: Some(number % 2 == 0),
        photo: Some(vec![0, 255, 39, 0]),
    }
}

fn bare(number: i64) -> Thing {
    Thing {
        id: Id::new(number),
        name: String::new(),
        amount: None,
        tax_rate: None,
        hours: None,
        due_on: None,
        made_at: None,
        is_open: None,
        photo: None,
    }
}

fn row(thing: &Thing) -> [V<'_>; 10] {
    [
        V::from(thing.id),
        V::from(1_i64),
        V::from(&thing.name),
        V::from(thing.amount),
        V::from(thing.tax_rate),
        V::from(&thing.hours),
        V::from(thing.due_on),
        V::from(thing.made_at),
        V::from(thing.is_open),
        V::from(&thing.photo),
    ]
}

#[test]
fn every_type_survives_the_round_trip() {
    let insert = sql!(
        "INSERT INTO things (id, branch_id, name, amount_cents, tax_rate, hours, due_on, made_at,
             is_open, photo)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        for thing in [thing(1), bare(2)] {
            assert_eq!(tx.exec(insert, &row(&thing)).unwrap(), 1);
        }
        tx.commit().unwrap();
        let read: Vec<Thing> = db.read(|reader| reader.all(things(), args![])).unwrap();
        assert_eq!(read, [thing(1), bare(2)]);
    });
}

/// 0, one INSERT's worth, and enough for COPY: all the same rows, with NULLs among them.
#[test]
fn insert_many_inserts_the_same_whatever_the_number() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        for count in [0, 1, 20, 21, 700] {
            let made: Vec<Thing> =
                (1..=count).map(|n| if n % 5 == 0 { bare(n) } else { thing(n) }).collect();
            let mut tx = writer.begin().unwrap();
            tx.exec(sql!("DELETE FROM things"), args![]).unwrap();
            let inserted = tx.insert_many("things", COLUMNS, made.iter().map(row)).unwrap();
            assert_eq!(inserted, count as u64);
            assert_eq!(tx.all::<Thing>(things(), args![]).unwrap(), made);
            tx.commit().unwrap();
        }
    });
}

#[test]
fn placeholders_go_by_number_and_may_repeat() {
    on_each(|db| {
        let swapped = sql!(
            "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS BIGINT) + 1"
        );
        let row: (String, String, String, i64) =
            db.read(|reader| reader.one(swapped, args!["a", "b", 41])).unwrap();
        assert_eq!(row, ("b".into(), "a".into(), "b".into(), 42));
        for wrong in [args!["a", "b"], args!["a", "b", 41, 42]] {
            let read = db.read(|r| r.one::<(String, String, String, i64)>(swapped, wrong));
            assert_eq!(read.unwrap_err().kind, Kind::Other);
        }
    });
}

#[test]
fn find_one_and_each_keep_their_words() {
    let by_id = sql!("SELECT name FROM branches WHERE id = $1");
    let twice = sql!("SELECT name FROM branches UNION ALL SELECT name FROM branches");
    on_each(|db| {
        db.read(|reader| {
            assert_eq!(reader.find(by_id, args![1])?, Some(("Cedar".to_owned(),)));
            assert_eq!(reader.find::<(String,)>(by_id, args![2])?, None);
            let missing = reader.one::<(String,)>(by_id, args![2]).unwrap_err();
            assert_eq!(missing.kind, Kind::Missing);
            assert!(missing.to_string().contains("rows.rs"), "{missing}");
            assert_eq!(reader.find::<(String,)>(twice, args![]).unwrap_err().kind, Kind::Other);
            let mut seen = 0;
            let stopped = reader.each(twice, args![], &mut |_| {
                seen += 1;
                Err(Error::other("enough"))
            });
            assert_eq!((stopped.unwrap_err().message.as_str(), seen), ("enough", 1));
            Ok::<(), Error>(())
        })
        .unwrap();
    });
}

#[test]
fn a_wrong_type_names_the_column() {
    on_each(|db| {
        let read = db.read(|r| r.one::<(i64, Day)>(sql!("SELECT id, name FROM branches"), args![]));
        let error = read.unwrap_err();
        assert_eq!(error.kind, Kind::Other);
        assert!(error.message.contains("column 1 holds text, not a day"), "{error}");
    });
}

#[test]
fn text_sorts_by_bytes_on_both() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        let names = ["Zebra", "apple", "Éclair", "_x", "Apple", "apple pie"];
        let rows = (2_i64..).zip(names).map(|(id, name)| [V::from(id), V::from(name)]);
        tx.insert_many("branches", ["id", "name"], rows).unwrap();
        let sorted: Vec<(String,)> =
            tx.all(sql!("SELECT name FROM branches WHERE id > 1 ORDER BY name"), args![]).unwrap();
        let mut expected = names.map(|name| (name.to_owned(),));
        expected.sort();
        assert_eq!(sorted, expected);
    });
}

#[test]
fn every_registered_statement_prepares() {
    assert!(store::statements().count() > 20);
    on_each(|db| assert_eq!(store::testing::prepare_all(db), Vec::<String>::new()));
}
