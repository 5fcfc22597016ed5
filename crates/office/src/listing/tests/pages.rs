//! Every page of every order and filter, against the same things sorted in memory.

use super::*;
use crate::Rooms;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cmp::Ordering;
use store::testing::on_each_engine;

/// What the listing should answer to a query.
fn expected<'t>(things: &'t [Thing], query: &[(String, String)]) -> Vec<&'t Thing> {
    let asked = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, v)| v.as_str());
    let mut rows: Vec<&Thing> = things
        .iter()
        .filter(|thing| thing.branch == BRANCH.get())
        .filter(|t| asked("due_from").is_none_or(|day| t.due_on >= Day::parse(day).unwrap()))
        .filter(|t| {
            let least = asked("at_least").map(|text| Money::parse(text).unwrap().as_cents());
            least.is_none_or(|least| t.amount_cents >= least)
        })
        .filter(|t| asked("pieces").is_none_or(|count| t.pieces.to_string() == count))
        .filter(|t| {
            asked("owner").is_none_or(|id| t.owner.map(|id| id.to_string()).as_deref() == Some(id))
        })
        .filter(|t| asked("note").is_none_or(|n| t.note.as_deref() == Some(n) || t.name == n))
        .filter(|t| asked("name").is_none_or(|name| t.name.starts_with(name)))
        .filter(|t| asked("standing").is_none_or(|word| t.standing() == word))
        .filter(|t| {
            asked("noted") != Some("yes") || t.note.as_deref().is_some_and(|note| note != "?")
        })
        .collect();
    let sort = asked("sort").unwrap_or(THINGS.sort);
    rows.sort_by(|a, b| {
        let order = match sort.trim_start_matches('-') {
            "name" => a.name.cmp(&b.name),
            "due_on" => a.due_on.cmp(&b.due_on),
            "amount_cents" => a.amount_cents.cmp(&b.amount_cents),
            "made_at" => a.made_at.cmp(&b.made_at),
            "standing" => a.standing().cmp(b.standing()),
            _ => Ordering::Equal,
        };
        let order = order.then(a.id.cmp(&b.id));
        if sort.starts_with('-') { order.reverse() } else { order }
    });
    rows
}

fn queries() -> impl Strategy<Value = Vec<(String, String)>> {
    let filters = prop_oneof![
        (-5_i64..5).prop_map(|days| ("due_from", TODAY.plus_days(days).to_string())),
        prop::sample::select(vec!["-12.50", "0", "12.50", "99"])
            .prop_map(|text| ("at_least", text.into())),
        (0_i64..3).prop_map(|count| ("pieces", count.to_string())),
        (1_i64..4).prop_map(|id| ("owner", id.to_string())),
        prop::sample::select(vec!["?", "call", "Zed", "' OR 1=1 --"])
            .prop_map(|t| ("note", t.into())),
        prop::sample::select(vec!["A", "Abe", "Abe%", "Abe_", "Á", "a", "O'", "Abel"])
            .prop_map(|text| ("name", text.into())),
        prop::sample::select(vec!["open", "late"]).prop_map(|word| ("standing", word.into())),
        Just(("noted", "yes".to_owned())),
    ];
    let sorts = prop::sample::select(vec![
        "name",
        "-name",
        "due_on",
        "-due_on",
        "amount_cents",
        "-amount_cents",
        "made_at",
        "-made_at",
        "standing",
        "-standing",
        "id",
        "-id",
    ]);
    let limits = prop_oneof![1_usize..8, Just(50)];
    let filters = prop::collection::vec(filters, 0..3);
    (filters, proptest::option::of(sorts), limits).prop_map(|(filters, sort, limit)| {
        let mut query: Vec<(String, String)> = Vec::new();
        for (name, value) in filters {
            if query.iter().all(|(known, _)| known != name) {
                query.push((name.to_owned(), value));
            }
        }
        query.extend(sort.map(|sort| ("sort".to_owned(), sort.to_owned())));
        query.push(("limit".into(), limit.to_string()));
        query
    })
}

/// Walks forward over all pages, then back from the last.
fn walk(
    reader: &mut store::Reader<'_>,
    listing: &'static Listing,
    things: &[Thing],
    query: &[(String, String)],
) {
    let wanted: Vec<i64> = expected(things, query).iter().map(|thing| thing.id).collect();
    let mut read_at = |place: Option<(&str, &str)>| {
        let mut fields = crate::Fields(query.to_vec());
        fields.0.extend(place.map(|(name, cursor)| (name.to_owned(), cursor.to_owned())));
        let ask = Ask::from_fields(listing, &fields, TODAY).unwrap();
        let (listed, totals) = read_with_totals(reader, listing, &ask, BRANCH, TODAY).unwrap();
        assert_eq!(totals.total, i64::try_from(wanted.len()).unwrap(), "on every page");
        let ids: Vec<i64> = listed.rows.iter().map(|row| row.id).collect();
        (ids, listed.next, listed.previous, ask.limit)
    };
    let (mut ids, mut next, mut previous, limit) = read_at(None);
    assert_eq!(previous, None, "nothing comes before the first page");
    let mut all = ids.clone();
    while let Some(cursor) = next {
        (ids, next, previous, _) = read_at(Some(("after", &cursor)));
        assert!(!ids.is_empty() && previous.is_some());
        all.extend(&ids);
    }
    assert_eq!(all, wanted, "forward");
    while let Some(cursor) = previous {
        let end = wanted.iter().position(|id| *id == ids[0]).unwrap();
        (ids, next, previous, _) = read_at(Some(("before", &cursor)));
        assert!(next.is_some(), "a page follows the one before");
        match end <= limit {
            true => assert_eq!((&ids[..], &previous), (&wanted[..limit], &None), "the beginning"),
            false => assert_eq!(ids, wanted[end - limit..end], "back"),
        }
    }
}

#[test]
fn every_page_of_every_order_is_right() {
    on_each_engine(|db| {
        db.migrate(&[MIGRATION]).unwrap();
        let things = things(160);
        fill(db, &things);
        let mut runner =
            TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
        let checked = runner.run(&queries(), |query| {
            db.read(|reader| {
                walk(reader, &THINGS, &things, &query);
                walk(reader, &COUNTED, &things, &query);
                let fields = crate::Fields(query.clone());
                let ask = Ask::from_fields(&THINGS, &fields, TODAY).unwrap();
                let wanted = expected(&things, &query);
                let totals = total_and_sums(reader, &THINGS, &ask, BRANCH, TODAY)?;
                let (_, at_once) = read_with_totals(reader, &COUNTED, &ask, BRANCH, TODAY)?;
                assert_eq!(totals, at_once);
                let cents: i64 = wanted.iter().map(|thing| thing.amount_cents).sum();
                let pieces: i64 = wanted.iter().map(|thing| thing.pieces).sum();
                assert_eq!(totals.total, i64::try_from(wanted.len()).unwrap());
                assert_eq!(totals.sums[0], ("amount_cents", Cell::Money(Money::cents(cents))));
                assert_eq!(totals.sums[1], ("pieces", Cell::Count(pieces)));
                let mut exported = Vec::new();
                each_row(reader, &THINGS, &ask, BRANCH, TODAY, &mut |row| {
                    exported.push(row.id);
                    Ok(())
                })?;
                assert_eq!(exported, wanted.iter().map(|thing| thing.id).collect::<Vec<_>>());
                Ok::<_, store::Error>(())
            })
            .unwrap();
            Ok(())
        });
        checked.unwrap_or_else(|failure| panic!("{:?}: {failure}", db.engine()));
    });
}

#[test]
fn every_variant_prepares_and_runs_on_both_engines() {
    on_each_engine(|db| {
        let mut migrations = Rooms::default().migrations();
        migrations.push(MIGRATION);
        db.migrate(&migrations).unwrap();
        for listing in [&THINGS, &COUNTED, &crate::jobs::LISTING, &crate::jobs::ROWS] {
            assert_eq!(run_variants(db, listing), Vec::<String>::new(), "{:?}", db.engine());
        }
        // Only the totals do without the key.
        static BROKEN: Listing = Listing { key: "t.no_such", ..BARE };
        let failures = run_variants(db, &BROKEN).len();
        assert_eq!(failures, variants(&BROKEN, BRANCH, TODAY).len() - 1);
    });
}

/// The same things as rows counted out of others, whose sums come with each page.
static COUNTED: Listing = Listing { from: "(SELECT * FROM things) t", ..THINGS };

const BARE: Listing = Listing {
    name: "things",
    title: "Things",
    duty: READ,
    from: "things t",
    fixed: "t.branch_id = $1",
    key: "t.id",
    href: "",
    columns: &[],
    filters: &[],
    sort: "id",
    bulk: &[],
};

#[test]
fn what_cannot_be_asked_is_told() {
    let wrong = |query: &str| {
        let problems = Ask::from_fields(&THINGS, &split_query(query), TODAY).unwrap_err();
        problems.0.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
    };
    assert_eq!(wrong("sort=t.id;DROP TABLE things"), ["sort"]);
    assert_eq!(wrong("sort=note"), ["sort"]);
    assert_eq!(wrong("limit=0"), ["limit"]);
    assert_eq!(wrong("limit=501"), ["limit"]);
    assert_eq!(
        wrong("due_from=someday&at_least=lots&standing=odd&noted=maybe&owner=x"),
        ["due_from", "at_least", "owner", "standing", "noted"]
    );
    // A place of one order means nothing in another.
    assert_eq!(wrong("sort=name&after=-due_on:3:2026-03-02"), ["after"]);
    assert_eq!(wrong("sort=due_on&after=due_on:3:someday"), ["after"]);
    assert_eq!(wrong("before=nonsense"), ["before"]);
    assert_eq!(
        unknown_names(&THINGS, &split_query("standng=open&sort=name")).0[0].field,
        "standng"
    );
}

#[test]
fn a_listing_is_held_to_its_rules() {
    let rooms = Rooms::default().room(crate::saved_views::ROOM);
    assert_eq!(check(&THINGS, &rooms), Vec::<String>::new());
    static BAD: Listing = Listing {
        fixed: "t.id > 0",
        href: "/x/{customer}",
        columns: &[
            column("amount", "Amount", Kind::Money, "t.amount_cents"),
            column("name", "Name", Kind::Name, "t.name").summed(),
            column("name", "Name", Kind::Name, "t.name"),
        ],
        filters: &[
            filter("begins", "Begins", Asked::Begins, "t.name = ?"),
            filter("limit", "Limit", Asked::Switch, "t.id = ?"),
            filter("plain", "Plain", Asked::Text, "t.name = '?'"),
        ],
        sort: "-name",
        bulk: &["saved_views.save", "nothing.at_all"],
        ..BARE
    };
    let wrong = check(&BAD, &rooms);
    for words in [
        "two columns are called name",
        "a filter may not be called limit",
        "it is sorted by name, which is no sorted column",
        "amount is money",
        "name is summed",
        "begins begins: its SQL is the column alone",
        "the switch limit takes no value",
        "plain has no ? for its value",
        "whose branch's rows",
        "{customer} in its address",
        "saved_views.save does not act on one thing",
        "there is no command nothing.at_all",
    ] {
        assert!(wrong.iter().any(|told| told.contains(words)), "{words}: {wrong:#?}");
    }
    assert_eq!(wrong.len(), 12, "{wrong:#?}");
}
