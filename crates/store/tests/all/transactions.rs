//! Transactions: what is kept, what is undone, and how failures are told.

use store::testing::scratch_sqlite_with;
use store::{Db, Engine, Error, Kind, Only, Options, Stmt, Tx, V, args, sql, sql_lock};

use crate::{TABLES, on_each};

fn add(tx: &mut Tx<'_>, id: i64, name: &str) -> Result<u64, Error> {
    tx.exec(sql!("INSERT INTO branches (id, name) VALUES ($1, $2)"), args![id, name])
}

fn names(db: &Db) -> Vec<String> {
    let all = sql!("SELECT name FROM branches ORDER BY id");
    let rows: Vec<(String,)> = db.read(|reader| reader.all(all, args![])).unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

#[test]
fn dropping_rolls_back_and_commit_keeps() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        add(&mut writer.begin().unwrap(), 2, "dropped").unwrap();
        let mut tx = writer.begin().unwrap();
        add(&mut tx, 3, "rolled back").unwrap();
        tx.rollback().unwrap();
        let mut tx = writer.begin().unwrap();
        add(&mut tx, 4, "kept").unwrap();
        tx.commit().unwrap();
        assert_eq!(names(db), ["Cedar", "kept"]);
    });
}

#[test]
fn savepoints_nest_and_undo_only_their_own() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        tx.savepoint().unwrap();
        add(&mut tx, 2, "outer").unwrap();
        tx.savepoint().unwrap();
        add(&mut tx, 3, "inner").unwrap();
        tx.rollback_to().unwrap();
        tx.release().unwrap();
        assert!(tx.release().is_err(), "no savepoint is left open");
        tx.rollback().unwrap();
        let mut tx = writer.begin().unwrap();
        tx.savepoint().unwrap();
        add(&mut tx, 2, "outer").unwrap();
        tx.release().unwrap();
        tx.commit().unwrap();
        assert_eq!(names(db), ["Cedar", "outer"]);
    });
}

#[test]
fn a_caught_error_is_remembered_and_forbids_the_commit() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        add(&mut tx, 2, "before").unwrap();
        assert_eq!(add(&mut tx, 1, "twin").unwrap_err().kind, Kind::Unique);
        assert_eq!(tx.trouble().map(|error| error.kind), Some(Kind::Unique));
        assert_eq!(tx.commit().unwrap_err().kind, Kind::Unique);
        assert_eq!(names(db), ["Cedar"]);
    });
}

#[test]
fn after_rolling_back_to_the_savepoint_the_rest_may_be_kept() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        add(&mut tx, 2, "before").unwrap();
        tx.savepoint().unwrap();
        add(&mut tx, 1, "twin").unwrap_err();
        assert!(!tx.is_lost());
        tx.rollback_to().unwrap();
        tx.clear_trouble();
        add(&mut tx, 3, "after").unwrap();
        tx.commit().unwrap();
        assert_eq!(names(db), ["Cedar", "before", "after"]);
    });
}

#[test]
fn looking_for_a_row_in_vain_is_not_trouble() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        let one = tx.one::<(i64,)>(sql!("SELECT id FROM branches WHERE id = 99"), args![]);
        assert_eq!(one.unwrap_err().kind, Kind::Missing);
        assert!(tx.trouble().is_none());
        tx.commit().unwrap();
    });
}

#[test]
fn failures_have_the_same_kind_on_both_engines() {
    let thing = sql!("INSERT INTO things (id, branch_id, name) VALUES ($1, $2, $3)");
    let kind = |db: &Db, change: &dyn Fn(&mut Tx<'_>) -> Result<u64, Error>| {
        let mut writer = db.writer().unwrap();
        change(&mut writer.begin().unwrap()).unwrap_err().kind
    };
    on_each(|db| {
        assert_eq!(kind(db, &|tx| add(tx, 1, "same id")), Kind::Unique);
        assert_eq!(kind(db, &|tx| add(tx, 2, "Cedar")), Kind::Unique);
        assert_eq!(kind(db, &|tx| tx.exec(thing, args![1, 99, "x"])), Kind::Foreign);
        assert_eq!(kind(db, &|tx| tx.exec(thing, args![1, 1, "a;b"])), Kind::Check);
        assert_eq!(kind(db, &|tx| tx.exec(thing, args![1, 1, V::Null])), Kind::NotNull);
        assert_eq!(kind(db, &|tx| tx.exec(&NONSENSE, args![])), Kind::Other);
    });
}

#[test]
fn append_only_tables_refuse_every_way_of_changing() {
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        tx.exec(sql!("INSERT INTO facts (id, what) VALUES (1, 'said')"), args![]).unwrap();
        tx.commit().unwrap();
        let mut changes = vec![
            sql!("UPDATE facts SET what = 'unsaid'"),
            sql!("DELETE FROM facts"),
            sql!(
                "INSERT INTO facts (id, what) VALUES (1, 'x')
                  ON CONFLICT (id) DO UPDATE SET what = excluded.what"
            ),
        ];
        changes.push(match db.engine() {
            Engine::Sqlite => &REPLACE,
            Engine::Postgres => &TRUNCATE,
        });
        for change in changes {
            let mut tx = writer.begin().unwrap();
            let error = tx.exec(change, args![]).unwrap_err();
            assert_eq!(error.kind, Kind::AppendOnly, "{error}");
        }
        let what = sql!("SELECT what FROM facts");
        assert_eq!(db.read(|r| r.one(what, args![])), Ok(("said".to_owned(),)));
    });
}

// Not registered by `sql!`, as none of them prepares on both engines.
const fn raw(text: &'static str) -> Stmt {
    Stmt { text, file: file!(), line: line!(), only: Only::Both }
}
static REPLACE: Stmt = raw("INSERT OR REPLACE INTO facts (id, what) VALUES (1, 'x')");
static TRUNCATE: Stmt = raw("TRUNCATE facts");
static OR_ROLLBACK: Stmt = raw("INSERT OR ROLLBACK INTO branches (id, name) VALUES (1, 'twin')");
static NONSENSE: Stmt = raw("SELEC 1");

#[test]
fn readers_cannot_write_and_see_one_moment() {
    let count = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM branches");
    on_each(|db| {
        let writes = sql!("INSERT INTO branches (id, name) VALUES (9, 'x') RETURNING id");
        assert!(db.read(|reader| reader.all::<(i64,)>(writes, args![])).is_err());
        db.read(|reader| {
            let before: (i64,) = reader.one(count, args![])?;
            let mut writer = db.writer()?;
            let mut tx = writer.begin()?;
            add(&mut tx, 2, "meanwhile")?;
            tx.commit()?;
            let after: (i64,) = reader.one(count, args![])?;
            assert_eq!((before, after), ((1,), (1,)));
            Ok::<(), Error>(())
        })
        .unwrap();
        assert_eq!(names(db), ["Cedar", "meanwhile"]);
    });
}

#[test]
fn a_panicking_reader_leaves_the_pool_in_order() {
    on_each(|db| {
        for _ in 0..20 {
            let read = std::panic::AssertUnwindSafe(|| {
                db.read(|_| -> Result<(), Error> {
                    std::panic::resume_unwind(Box::new("on purpose"))
                })
            });
            assert!(std::panic::catch_unwind(read).is_err());
        }
        assert_eq!(names(db), ["Cedar"]);
    });
}

#[test]
fn a_full_disk_loses_the_transaction_and_nothing_else() {
    let scratch = scratch_sqlite_with(Options { page_limit: Some(120), ..Options::default() });
    scratch.migrate(TABLES).unwrap();
    let insert = sql!("INSERT INTO things (id, branch_id, name, photo) VALUES ($1, 1, 'x', $2)");
    let mut writer = scratch.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    add(&mut tx, 2, "small").unwrap();
    tx.commit().unwrap();

    let mut tx = writer.begin().unwrap();
    add(&mut tx, 3, "lost with the batch").unwrap();
    tx.savepoint().unwrap();
    let photo = vec![7_u8; 1 << 20];
    assert_eq!(tx.exec(insert, args![1, &photo]).unwrap_err().kind, Kind::Full);
    assert_eq!(tx.trouble().map(|error| error.kind), Some(Kind::Full));
    match tx.is_lost() {
        true => drop(tx),
        false => tx.rollback().unwrap(),
    }
    assert_eq!(names(&scratch), ["Cedar", "small"]);

    let mut tx = writer.begin().unwrap();
    add(&mut tx, 4, "goes on").unwrap();
    tx.commit().unwrap();
    assert_eq!(names(&scratch), ["Cedar", "small", "goes on"]);
}

/// SQLite may end a transaction by itself; later statements must not slip through one by one.
#[test]
fn a_lost_transaction_is_noticed() {
    let scratch = store::testing::scratch_sqlite();
    scratch.migrate(TABLES).unwrap();
    let mut writer = scratch.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    add(&mut tx, 2, "gone").unwrap();
    assert!(!tx.is_lost());
    assert_eq!(tx.exec(&OR_ROLLBACK, args![]).unwrap_err().kind, Kind::Unique);
    assert!(tx.is_lost());
    assert!(tx.commit().is_err());
    assert_eq!(names(&scratch), ["Cedar"]);
}

#[test]
fn locking_reads_run_on_both() {
    let lock = sql_lock!("SELECT name FROM branches WHERE id = $1");
    on_each(|db| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        assert_eq!(tx.one(lock, args![1]), Ok(("Cedar".to_owned(),)));
        tx.commit().unwrap();
    });
}

#[test]
fn id_blocks_never_overlap() {
    on_each(|db| {
        let blocks = std::thread::scope(|scope| {
            let takers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| -> Vec<i64> {
                        (0..10).map(|_| db.next_id_block(100).unwrap()).collect()
                    })
                })
                .collect();
            takers.into_iter().flat_map(|taker| taker.join().unwrap()).collect::<Vec<_>>()
        });
        let mut sorted = blocks;
        sorted.sort_unstable();
        assert_eq!(sorted, (0..40).map(|block| 1001 + block * 100).collect::<Vec<_>>());
    });
}
