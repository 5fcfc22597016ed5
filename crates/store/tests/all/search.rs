//! Search: the same hits in the same order on both engines.

use store::testing::scratch_postgres;
use store::{
    Db, Hit, Location, Only, Options, Reader, Stmt, Tx, Writer, args, search_each, search_like,
    search_near, search_put, search_remove,
};

use crate::{TABLES, on_each};

const CAST: &[(&str, i64, i64, &str)] = &[
    ("customer", 1, 1, "rivera house 12 oak street 386 555 0142"),
    ("customer", 2, 1, "oak street dental"),
    ("customer", 3, 1, "halloran mr 100% wool_mart"),
    ("customer", 4, 2, "oakley of another branch"),
    ("invoice", 1, 1, "0412-26-005501 rivera"),
    ("service", 5, 0, "oak tree care for every branch"),
];

fn fill(tx: &mut Tx<'_>) {
    for (kind, id, branch_id, text) in CAST {
        search_put(tx, kind, *id, *branch_id, text);
    }
}

fn found(hits: Vec<Hit>) -> Vec<(String, i64)> {
    hits.into_iter().map(|(kind, id, _)| (kind, id)).collect()
}

fn like(reader: &mut Reader<'_>, pieces: &[&str]) -> Vec<(String, i64)> {
    found(search_like(reader, 1, pieces, 10).unwrap())
}

fn near(reader: &mut Reader<'_>, folded: &str) -> Vec<(String, i64)> {
    found(search_near(reader, 1, folded, 10).unwrap())
}

fn hits(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(kind, id)| ((*kind).to_owned(), *id)).collect()
}

#[test]
fn pieces_are_found_in_one_branch_and_the_company() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        let oaks = [("customer", 2), ("service", 5), ("customer", 1)];
        assert_eq!(like(&mut tx, &["oak"]), hits(&oaks));
        assert_eq!(like(&mut tx, &["oak", "dent"]), hits(&[("customer", 2)]));
        assert_eq!(like(&mut tx, &["ivera"]), hits(&[("invoice", 1), ("customer", 1)]));
        assert_eq!(like(&mut tx, &["555 01"]), hits(&[("customer", 1)]));
        assert_eq!(like(&mut tx, &["26-0055"]), hits(&[("invoice", 1)]));
        assert_eq!(like(&mut tx, &["nobody"]), hits(&[]));
        assert_eq!(like(&mut tx, &[""]), hits(&[]));
        assert_eq!(search_like(&mut tx, 1, &["oak"], 2).unwrap().len(), 2);
    });
}

#[test]
fn each_kind_has_its_own_best() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        let best = found(search_each(&mut tx, 1, &["oak"], 1).unwrap());
        assert_eq!(best, hits(&[("customer", 2), ("service", 5)]));
        let rivera = found(search_each(&mut tx, 1, &["riv"], 3).unwrap());
        assert_eq!(rivera, hits(&[("customer", 1), ("invoice", 1)]));
        assert_eq!(found(search_each(&mut tx, 1, &[""], 3).unwrap()), hits(&[]));
    });
}

#[test]
fn one_or_two_letters_begin_a_word() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        assert_eq!(like(&mut tx, &["de"]), hits(&[("customer", 2)]));
        assert_eq!(like(&mut tx, &["ri", "hou"]), hits(&[("customer", 1)]));
        assert_eq!(like(&mut tx, &["iv"]), hits(&[]), "not inside a word");
    });
}

#[test]
fn signs_are_letters_like_others() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        assert_eq!(like(&mut tx, &["100%"]), hits(&[("customer", 3)]));
        assert_eq!(like(&mut tx, &["wool_m"]), hits(&[("customer", 3)]));
        for odd in ["%", "_", "%%%", "___", "\"", "a\"b\" OR oak", "'", "\\\\\\", "*", "oa*"] {
            assert_eq!(like(&mut tx, &[odd]), hits(&[]), "{odd}");
            near(&mut tx, odd);
        }
    });
}

#[test]
fn misspellings_find_what_shares_most() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        assert_eq!(near(&mut tx, "haloran"), hits(&[("customer", 3)]));
        assert_eq!(near(&mut tx, "riveara"), hits(&[("invoice", 1), ("customer", 1)]));
        assert_eq!(near(&mut tx, "oak strete dentall"), hits(&[("customer", 2), ("customer", 1)]));
        assert_eq!(near(&mut tx, "xylophone"), hits(&[]));
        assert_eq!(near(&mut tx, "ab"), hits(&[]));
    });
}

#[test]
fn a_document_is_replaced_and_removed() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        fill(&mut tx);
        search_put(&mut tx, "customer", 2, 1, "palm avenue dental");
        assert_eq!(like(&mut tx, &["palm"]), hits(&[("customer", 2)]));
        assert!(!like(&mut tx, &["oak"]).contains(&("customer".to_owned(), 2)));
        search_remove(&mut tx, "customer", 2);
        search_remove(&mut tx, "customer", 2);
        assert_eq!(like(&mut tx, &["palm"]), hits(&[]));
        assert_eq!(like(&mut tx, &["pa"]), hits(&[]));
        tx.commit().unwrap();
        assert_eq!(db.integrity_check().unwrap(), Vec::<String>::new());
    });
}

const fn raw(text: &'static str) -> Stmt {
    Stmt { text, file: file!(), line: line!(), only: Only::Both }
}
static INDEXES: Stmt =
    raw("SELECT CAST(COUNT(*) AS BIGINT) FROM pg_indexes WHERE indexname = 'search_doc_trigrams'");
static AVAILABLE: Stmt =
    raw("SELECT CAST(COUNT(*) AS BIGINT) FROM pg_available_extensions WHERE name = 'pg_trgm'");
static ROLE: Stmt = raw("CREATE ROLE plain LOGIN");
static GRANT: Stmt = raw("GRANT CREATE ON SCHEMA public TO plain");

#[test]
fn postgres_gets_its_index_where_it_can_and_does_without_elsewhere() {
    let Some(scratch) = scratch_postgres() else {
        return;
    };
    let count = |db: &Db, sql| db.read(|reader| reader.one::<(i64,)>(sql, args![])).unwrap();
    let mut writer = scratch.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    tx.exec(&ROLE, args![]).unwrap();
    tx.exec(&GRANT, args![]).unwrap();
    tx.commit().unwrap();
    // This one may make tables, but no extensions.
    let Location::Postgres(url) = scratch.location() else { panic!("a server") };
    let plain = Db::open(Location::Postgres(url.replace("postgres@", "plain@"))).unwrap();
    plain.migrate(TABLES).unwrap();
    assert_eq!(count(&plain, &INDEXES), (0,));
    let mut writer = plain.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    fill(&mut tx);
    assert_eq!(like(&mut tx, &["dent"]), hits(&[("customer", 2)]));
    assert_eq!(near(&mut tx, "haloran"), hits(&[("customer", 3)]));
    drop(tx);

    let rich = scratch_postgres().unwrap();
    rich.migrate(TABLES).unwrap();
    assert_eq!(count(&rich, &INDEXES), count(&rich, &AVAILABLE));
}

#[test]
fn a_search_inside_finds_what_waits_and_a_savepoint_takes_only_its_own_back() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        let found = |tx: &mut Tx<'_>, word: &str| -> Vec<i64> {
            let hits = search_like(tx, 1, &[word], 10).unwrap();
            hits.into_iter().map(|(_, id, _)| id).collect()
        };
        search_put(&mut tx, "customer", 901, 1, "quillon waits");
        tx.savepoint().unwrap();
        search_put(&mut tx, "customer", 902, 1, "quillon inside");
        search_put(&mut tx, "customer", 902, 1, "quillon inside twice");
        assert_eq!(found(&mut tx, "quillon"), [901, 902]);
        tx.rollback_to().unwrap();
        // The first was written inside the savepoint; it was put in before.
        assert_eq!(found(&mut tx, "quillon"), [901]);
        tx.savepoint().unwrap();
        search_put(&mut tx, "customer", 903, 1, "quillon kept");
        search_remove(&mut tx, "customer", 901);
        tx.release().unwrap();
        tx.commit().unwrap();
        let hits = db.read(|reader| search_like(reader, 1, &["quillon"], 10)).unwrap();
        assert_eq!(hits, [("customer".to_owned(), 903, "quillon kept".to_owned())]);
    });
}

#[test]
fn an_index_that_lags_and_is_merged_between_commits_finds_the_same() {
    on_each(|db| {
        let db = Db::open_with(db.location().clone(), Options::default()).unwrap();
        let mut writer = db.writer().unwrap();
        let is_left = writer.leave_log().unwrap().is_some();
        let (mut indexed, mut merged) = (0, 0);
        for id in 1_000..1_040 {
            let mut tx = writer.begin().unwrap();
            search_put(&mut tx, "customer", id, 1, &format!("quillon number {id}"));
            tx.commit().unwrap();
            indexed += usize::from(writer.index_search(4).unwrap());
            merged += usize::from(writer.merge_search(4).unwrap());
        }
        // Each time it left a small tree of its own.
        assert_eq!((indexed, merged > 0), if is_left { (10, true) } else { (0, false) });
        while writer.merge_search(100).unwrap() {}
        let mut hits = db.read(|reader| search_like(reader, 1, &["quillon"], 100)).unwrap();
        hits.sort_by_key(|(_, id, _)| *id);
        let ids: Vec<i64> = hits.into_iter().map(|(_, id, _)| id).collect();
        assert_eq!(ids, (1_000..1_040).collect::<Vec<_>>());
        assert_eq!(db.integrity_check().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn documents_are_found_changed_and_gone_before_and_after_the_index_has_them() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let found = |word: &str| db.read(|reader| search_like(reader, 1, &[word], 10)).unwrap();
        let ids = |word: &str| found(word).into_iter().map(|(_, id, _)| id).collect::<Vec<_>>();
        change(&mut writer, &[(1, Some("quillon old")), (2, Some("quillon two"))]);
        writer.index_search(1).unwrap();
        change(&mut writer, &[(3, Some("quillon three")), (1, Some("quillon young"))]);
        assert_eq!(ids("quillon"), [2, 1, 3]);
        assert_eq!((ids("old"), ids("young"), ids("th")), (vec![], vec![1], vec![3]));
        change(&mut writer, &[(3, Some("marston")), (2, None)]);
        assert_eq!((ids("quillon"), ids("marston")), (vec![1], vec![3]));
        assert_eq!(found_near(db, "marstn"), [3]);
        // The youngest goes, and its place in the index is given to another.
        writer.index_search(1).unwrap();
        change(&mut writer, &[(3, None)]);
        change(&mut writer, &[(4, Some("quillon again"))]);
        assert_eq!((ids("quillon"), ids("marston")), (vec![1, 4], vec![]));
        writer.index_search(1).unwrap();
        assert_eq!((ids("quillon"), ids("again")), (vec![1, 4], vec![4]));
        assert_eq!(db.integrity_check().unwrap(), Vec::<String>::new());
    });
}

fn change(writer: &mut Writer, changes: &[(i64, Option<&str>)]) {
    let mut tx = writer.begin().unwrap();
    for (id, text) in changes {
        match text {
            Some(text) => search_put(&mut tx, "customer", *id, 1, text),
            None => search_remove(&mut tx, "customer", *id),
        }
    }
    tx.commit().unwrap();
}

fn found_near(db: &Db, folded: &str) -> Vec<i64> {
    let hits = db.read(|reader| search_near(reader, 1, folded, 10)).unwrap();
    hits.into_iter().map(|(_, id, _)| id).collect()
}
