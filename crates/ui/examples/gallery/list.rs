//! A room's list with everything that surrounds it: filters, views, bulk, sums, pages.

use office::listing::{
    Asked, BulkFace, Cell, ChipFace, ColumnChoice, ColumnFace, Direction, FilterFace, Kind,
    ListFace, Mark, Pages, RowFace, State, SumFace, Totals, ViewFace,
};
use ui::prelude::*;
use values::{Day, Id, Instant, Money, Zone};

static STATES: [State; 3] = [
    State { word: "open", title: "Open", mark: Mark::Plain },
    State { word: "late", title: "Past due", mark: Mark::Late },
    State { word: "paid", title: "Paid", mark: Mark::Good },
];

/// Invoices past due at Cedar.
pub fn page() -> Frame {
    Frame {
        sentence: html!("{} invoices with these filters.", strong("312")),
        body: ui::list::draw(&face()),
        ..super::cedar("Invoices", "3:34 pm", 6)
    }
}

fn face() -> ListFace {
    let people = ["Marisol Rivera", "Theo Marchetti", "Bluebird Cafe", "Ada Okafor", "J. Whitlock"];
    let rows = (0..12).map(|place: i64| RowFace {
        id: 5501 + place,
        href: Some(format!("#{place}")),
        cells: vec![
            Cell::Text(format!("0412-26-00{}", 5501 + place)),
            Cell::Text(people[usize::try_from(place % 5).unwrap_or_default()].to_owned()),
            Cell::Day(Day::ymd(2026, 2, 14).plus_days(place)),
            Cell::State(&STATES[usize::try_from(place % 3).unwrap_or_default()]),
            Cell::Instant(Instant::from_micros(1_772_483_640_000_000 + place * 61_000_000)),
            Cell::Money(Money::cents(6420 + place * 1735)),
        ],
    });
    ListFace {
        name: "invoices",
        title: "Invoices",
        path: "list.html".to_owned(),
        query: "standing=late".to_owned(),
        pairs: vec![("standing".to_owned(), "late".to_owned())],
        chips: vec![
            ChipFace { words: "Standing Past due".to_owned(), without_href: "#a".to_owned() },
            ChipFace { words: "Due from Sat, Feb 14".to_owned(), without_href: "#b".to_owned() },
        ],
        clear_href: "list.html".to_owned(),
        filters: filters(),
        problems: office::Problems::none(),
        columns: columns(),
        choices: columns()
            .iter()
            .map(|column| ColumnChoice { name: column.name, title: column.title, is_shown: true })
            .collect(),
        rows: rows.collect(),
        sums: vec![SumFace {
            name: "open_cents",
            title: "Open",
            sum: Cell::Money(Money::cents(4_821_150)),
        }],
        pages: Pages {
            first: 51,
            last: 62,
            total: 312,
            before_href: Some("#before".to_owned()),
            after_href: Some("#after".to_owned()),
        },
        views: views(),
        bulk: vec![
            bulk("statements.send", "Send statements"),
            bulk("invoices.write_off", "Write off"),
        ],
        files: vec![("CSV", "#csv".to_owned()), ("Excel", "#x".to_owned()), ("Print", "#p".into())],
        totals: Totals::default(),
        zone: Zone::parse("America/New_York").expect("a zone of the table"),
        today: values::Day::ymd(2026, 3, 2),
        once: "gallery".to_owned(),
    }
}

fn filters() -> Vec<FilterFace> {
    let filter = |name, title, asked, value: &str| FilterFace {
        name,
        title,
        asked,
        value: value.to_owned(),
    };
    vec![
        filter("standing", "Standing", Asked::OneOf(&STATES), "late"),
        filter("due_from", "Due from", Asked::Day, "2026-02-14"),
        filter("at_least", "At least", Asked::Money, ""),
        filter("name", "Customer begins with", Asked::Begins, ""),
        filter("mailed", "Mailed", Asked::Switch, ""),
    ]
}

fn columns() -> Vec<ColumnFace> {
    let column = |name, title, kind, sort: Option<&str>, sorted| ColumnFace {
        name,
        title,
        kind,
        sort_href: sort.map(str::to_owned),
        sorted,
        in_place: None,
    };
    vec![
        column("number", "Invoice", Kind::Text, Some("#n"), None),
        column("customer", "Customer", Kind::Name, Some("#c"), None),
        column("due_on", "Due", Kind::Day, Some("#d"), Some(Direction::Up)),
        column("standing", "Standing", Kind::State(&STATES), None, None),
        column("issued_at", "Issued", Kind::Instant, None, None),
        column("open_cents", "Open", Kind::Money, Some("#o"), None),
    ]
}

fn bulk(command: &'static str, title: &'static str) -> BulkFace {
    BulkFace { command, title, asks: Vec::new() }
}

fn views() -> Vec<ViewFace> {
    let view = |id, name: &str, is_shared, is_current| ViewFace {
        id: Id::new(id),
        name: name.to_owned(),
        href: format!("#view-{id}"),
        is_shared,
        is_own: true,
        is_current,
        count: Some(7),
    };
    vec![view(1, "Past due", true, true), view(2, "Mine to call", false, false)]
}
