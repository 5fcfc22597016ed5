//! A list as files: what a spreadsheet makes of them.

use super::*;
use calamine::{Data, Reader as _, Xlsx};
use std::io::Cursor as Bytes;
use store::testing::{Scratch, scratch_sqlite};
use values::{Instant, Zone};

fn scratch() -> (Scratch, Vec<Thing>) {
    let scratch = scratch_sqlite();
    scratch.migrate(&[MIGRATION]).unwrap();
    let things = things(120);
    fill(&scratch, &things);
    (scratch, things)
}

fn export<'e>(ask: &'e Ask, zone: &'e Zone) -> Export<'e> {
    Export { listing: &THINGS, ask, branch: BRANCH, today: TODAY, zone }
}

#[test]
fn csv_holds_every_row_and_no_formula() {
    let (scratch, things) = scratch();
    let ask = ask(
        "sort=id&limit=2&column=name&column=due_on&column=amount_cents&column=note&column=made_at",
    );
    let zone = Zone::parse("America/New_York").unwrap();
    let bytes = scratch.read(|reader| csv(reader, export(&ask, &zone), Vec::new())).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Name,Due,Amount,Made,Note");
    let mut mine: Vec<&Thing> = things.iter().filter(|thing| thing.branch == 1).collect();
    mine.sort_by_key(|thing| thing.id);
    assert_eq!(lines.len() - 1, mine.len());
    let formula = mine.iter().position(|thing| thing.name == "=1+1").unwrap();
    assert!(lines[formula + 1].starts_with("'=1+1,"), "{}", lines[formula + 1]);
    let negative = mine.iter().position(|thing| thing.amount_cents == -2500).unwrap();
    assert!(lines[negative + 1].contains(",-25.00,2026-03-02 15:3"), "{}", lines[negative + 1]);
}

#[test]
fn a_workbook_holds_numbers_and_dates() {
    let (scratch, things) = scratch();
    let ask = ask("sort=id");
    let zone = Zone::parse("America/New_York").unwrap();
    let made_at = Instant::from_micros(1_772_483_640_000_000);
    let bytes = scratch.read(|reader| xlsx(reader, export(&ask, &zone), made_at)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Bytes::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Things").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(heads, ["Name", "Due", "Amount", "Pieces", "Made", "Note", "Standing"]);
    let mut mine: Vec<&Thing> = things.iter().filter(|thing| thing.branch == 1).collect();
    mine.sort_by_key(|thing| thing.id);
    assert_eq!(rows.len(), mine.len() + 2);
    for (row, thing) in rows[1..].iter().zip(&mine) {
        assert!(matches!(row[2], Data::Float(_) | Data::Int(_)), "{:?} is no number", row[2]);
        let amount = Money::parse(&row[2].to_string()).unwrap();
        assert_eq!(amount, Money::cents(thing.amount_cents));
        assert!(matches!(row[1], Data::DateTime(_)), "{:?}", row[1]);
        assert!(matches!(row[4], Data::DateTime(_)), "{:?}", row[4]);
        assert!(
            matches!(&row[0], Data::String(name) if *name == thing.name) || thing.name.is_empty()
        );
    }
    let sum: i64 = mine.iter().map(|thing| thing.amount_cents).sum();
    let total = rows[mine.len() + 1][2].to_string();
    assert_eq!(Money::parse(&total).unwrap(), Money::cents(sum));
    // Text, not 2.
    assert!(rows.iter().any(|row| matches!(&row[0], Data::String(name) if name == "=1+1")));
}

/// A rate is a number that can be reckoned with, shown in percent: 15,000 millionths are 0.015.
#[test]
fn a_workbook_holds_rates_as_numbers() {
    static RATED: Listing = Listing {
        name: "things",
        title: "Things",
        duty: READ,
        from: "things t",
        fixed: "t.branch_id = $1",
        key: "t.id",
        href: "",
        columns: &[
            column("name", "Name", Kind::Name, "t.name").sorted(),
            column("share_millionths", "Share", Kind::Rate, "t.pieces * 15000"),
        ],
        filters: &[],
        sort: "name",
        bulk: &[],
    };
    let (scratch, things) = scratch();
    let ask = Ask::from_fields(&RATED, &crate::Fields::default(), TODAY).unwrap();
    let zone = Zone::UTC;
    let export = Export { listing: &RATED, ask: &ask, branch: BRANCH, today: TODAY, zone: &zone };
    let made_at = Instant::from_micros(1_772_483_640_000_000);
    let bytes = scratch.read(|reader| xlsx(reader, export, made_at)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Bytes::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Things").unwrap();
    let mut shares = Vec::new();
    for row in sheet.rows().skip(1) {
        assert!(matches!(row[1], Data::Float(_) | Data::Int(_)), "{:?} is no number", row[1]);
        shares.push(row[1].to_string());
    }
    shares.sort();
    let mine = things.iter().filter(|thing| thing.branch == 1);
    let mut expected: Vec<&str> =
        mine.map(|thing| ["0", "0.015", "0.03"][usize::try_from(thing.pieces).unwrap()]).collect();
    expected.sort_unstable();
    assert_eq!(shares, expected);
}

#[test]
fn paper_says_what_was_asked() {
    let (scratch, _) = scratch();
    let ask = ask("standing=late&noted=on&sort=name");
    let at = Instant::from_micros(1_772_483_640_000_000);
    let printed = Printed { office: "Cedar 0412", by: "Dana Whitfield", at };
    let facts =
        scratch.read(|reader| print_facts(reader, export(&ask, &Zone::UTC), printed)).unwrap();
    let filters = serde_json::json!([
        {"name": "Standing", "value": "Past due"}, {"name": "With a note", "value": "yes"},
    ]);
    assert_eq!(facts["filters"], filters);
    assert_eq!(facts["printed_at"], "2026-03-02T20:34");
    let width = facts["columns"].as_array().unwrap().len();
    assert_eq!(width, 7);
    assert!(
        facts["rows"].as_array().unwrap().iter().all(|row| row.as_array().unwrap().len() == width)
    );
    assert_eq!(facts["sums"][0].as_array().unwrap().len(), width);
    let count = facts["rows"].as_array().unwrap().len();
    assert_eq!(facts["sums"][0][0], format!("{count} rows"));
    assert!(facts["sums"][0][2].is_i64() && facts["sums"][0][1].is_null());
}

#[test]
fn json_tells_cents_and_stored_words() {
    let (scratch, things) = scratch();
    let ask = ask("sort=-id&limit=1");
    let (page, one, foreign) = scratch
        .read(|reader| {
            let page = json(reader, &THINGS, &ask, BRANCH, TODAY)?;
            let id = page["rows"][0]["id"].as_i64().unwrap();
            let one = find_json(reader, &THINGS, id, BRANCH, TODAY)?;
            Ok::<_, crate::Refusal>((page, one, find_json(reader, &THINGS, id, Id::new(2), TODAY)?))
        })
        .unwrap();
    let mine: Vec<&Thing> = things.iter().filter(|thing| thing.branch == 1).collect();
    let last = mine.iter().max_by_key(|thing| thing.id).unwrap();
    assert_eq!(page["total"], mine.len());
    assert_eq!(page["rows"][0]["amount_cents"], last.amount_cents);
    assert_eq!(page["rows"][0]["standing"], last.standing());
    assert_eq!(page["rows"][0]["due_on"], last.due_on.to_string());
    assert_eq!(page["next"], format!("-id:{}:", last.id));
    assert_eq!(one.as_ref(), Some(&page["rows"][0]));
    assert_eq!(foreign, None, "a row of another branch is not there");
}

#[test]
fn json_lines_hold_every_row_and_are_the_same_rows() {
    let (scratch, things) = scratch();
    let ask = ask("sort=id&limit=2");
    let frame = Frame { branch: BRANCH, today: TODAY };
    let lines = scratch.read(|reader| jsonl(reader, &THINGS, &ask, frame, Vec::new())).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut mine: Vec<&Thing> = things.iter().filter(|thing| thing.branch == 1).collect();
    mine.sort_by_key(|thing| thing.id);
    let ids: Vec<i64> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, mine.iter().map(|thing| thing.id).collect::<Vec<_>>());
    let page = scratch.read(|reader| json(reader, &THINGS, &ask, BRANCH, TODAY)).unwrap();
    assert_eq!(rows[..2], page["rows"].as_array().unwrap()[..]);
}
