//! A writer that leaves its log to somebody else.

use std::time::{Duration, Instant};

use store::testing::{broken_log, on_each_engine, scratch_sqlite_with};
use store::{Db, Engine, Kind, Options, Synchronous, args, sql};

use crate::TABLES;

fn after(db: &Db) -> i64 {
    let count = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM branches WHERE name = 'after'");
    db.read(|reader| reader.one::<(i64,)>(count, args![])).unwrap().0
}

#[test]
fn what_is_committed_is_seen_at_once_and_kept_when_the_log_is_synced() {
    on_each_engine(|db| {
        db.migrate(TABLES).unwrap();
        let options = Options::default();
        let db = Db::open_with(db.location().clone(), options).unwrap();
        let mut writer = db.writer().unwrap();
        let log = writer.leave_log().unwrap();
        assert_eq!(log.is_some(), db.engine() == Engine::Sqlite);
        let mut tx = writer.begin().unwrap();
        tx.exec(sql!("UPDATE branches SET name = $1 WHERE id = 1"), args!["after"]).unwrap();
        tx.commit().unwrap();
        assert_eq!(after(&db), 1);
        if let Some(log) = log {
            log.sync().unwrap();
        }
        db.writer().unwrap().take_over_log().unwrap();
        drop(writer);
        let again = Db::open(db.location().clone()).unwrap();
        assert_eq!(after(&again), 1);
        assert_eq!(again.integrity_check().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_log_that_begins_anew_grows_no_further_unless_somebody_reads_from_it() {
    let db = scratch_sqlite_with(Options::default());
    db.migrate(TABLES).unwrap();
    let (mut writer, mut taker) = (db.writer().unwrap(), db.writer().unwrap());
    let log = writer.leave_log().unwrap().unwrap();
    let mut name_it = |name: &str| {
        let mut tx = writer.begin().unwrap();
        tx.exec(sql!("UPDATE branches SET name = $1 WHERE id = 1"), args![name]).unwrap();
        tx.commit().unwrap();
        log.sync().unwrap();
    };
    (0..20).for_each(|round| name_it(&format!("round {round}")));
    let length = taker.take_over_log().unwrap();
    assert!(length >= 20, "{length}");
    assert!(taker.begin_log_anew().unwrap());
    name_it("anew");
    let anew = taker.take_over_log().unwrap();
    assert!(anew < length, "{anew} after {length}");
    name_it("before");
    db.read(|reader| {
        let _snapshot = reader.one::<(i64,)>(sql!("SELECT id FROM branches"), args![])?;
        name_it("after");
        assert!(!taker.begin_log_anew().unwrap());
        Ok::<(), store::Error>(())
    })
    .unwrap();
    assert!(taker.begin_log_anew().unwrap());
    assert_eq!(after(&db), 1);
    assert_eq!(db.integrity_check().unwrap(), Vec::<String>::new());
}

#[test]
fn where_commits_are_not_synced_there_is_no_log_to_leave() {
    let options = Options { synchronous: Synchronous::Normal, ..Options::default() };
    let db = scratch_sqlite_with(options);
    assert!(db.writer().unwrap().leave_log().unwrap().is_none());
}

#[test]
fn the_added_delay_goes_with_the_log() {
    let delay = Duration::from_millis(30);
    let options = Options { extra_sync_delay: Some(delay), ..Options::default() };
    let db = scratch_sqlite_with(options);
    db.migrate(TABLES).unwrap();
    let mut writer = db.writer().unwrap();
    let log = writer.leave_log().unwrap().unwrap();
    let syncing = Instant::now();
    log.sync().unwrap();
    assert!(syncing.elapsed() >= delay);
}

#[test]
fn a_log_that_does_not_reach_the_disk_says_so() {
    let error = broken_log().sync().unwrap_err();
    assert_eq!(error.kind, Kind::Gone);
    assert!(error.message.contains("not on the disk"), "{}", error.message);
}
