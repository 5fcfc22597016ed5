//! Two who write at the same time, and a server that goes away or changes its tables.

use std::sync::mpsc::channel;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use store::testing::{
    on_each_engine, on_each_engine_with, scratch_postgres, scratch_sqlite, scratch_sqlite_with,
};
use store::{Db, Error, Kind, Options, Stmt, Tx, args, sql, sql_lock};

use crate::TABLES;

fn rename(tx: &mut Tx<'_>, id: i64, name: &str) -> Result<u64, Error> {
    tx.exec(sql!("UPDATE branches SET name = $2 WHERE id = $1"), args![id, name])
}

/// A writer of another process: the same file through a `Db` of its own.
#[test]
fn a_second_process_waits_its_turn_on_sqlite() {
    let first = scratch_sqlite();
    first.migrate(TABLES).unwrap();
    let second = Db::open(first.location().clone()).unwrap();
    let (mut here, mut there) = (first.writer().unwrap(), second.writer().unwrap());
    let mut tx = here.begin().unwrap();
    rename(&mut tx, 1, "first").unwrap();
    scope(|scope| {
        let waits = scope.spawn(|| {
            let mut tx = there.begin().unwrap();
            assert_eq!(tx.one(NAME, args![]), Ok(("first".to_owned(),)));
            rename(&mut tx, 1, "second").unwrap();
            tx.commit().unwrap();
        });
        sleep(Duration::from_millis(100));
        tx.commit().unwrap();
        waits.join().unwrap();
    });
    assert_eq!(first.read(|reader| reader.one(NAME, args![])), Ok(("second".to_owned(),)));
}

static NAME_TEXT: Stmt = Stmt {
    text: "SELECT name FROM branches WHERE id = 1",
    file: file!(),
    line: line!(),
    only: store::Only::Both,
};
const NAME: store::Sql = &NAME_TEXT;

#[test]
fn a_lock_held_too_long_is_retry_on_both() {
    let patience = Duration::from_millis(300);
    on_each_engine_with(&Options { patience, ..Options::default() }, |db| {
        db.migrate(TABLES).unwrap();
        let (mut here, mut there) = (db.writer().unwrap(), db.writer().unwrap());
        let mut tx = here.begin().unwrap();
        tx.one::<(String,)>(sql_lock!("SELECT name FROM branches WHERE id = 1"), args![]).unwrap();
        let waited = Instant::now();
        let kept_out = there.begin().and_then(|mut tx| rename(&mut tx, 1, "x"));
        assert_eq!(kept_out.unwrap_err().kind, Kind::Retry);
        assert!(waited.elapsed() >= patience);
        tx.commit().unwrap();
        let mut tx = there.begin().unwrap();
        rename(&mut tx, 1, "now").unwrap();
        tx.commit().unwrap();
    });
}

#[test]
fn a_deadlock_is_retry() {
    let Some(db) = scratch_postgres() else { return };
    db.migrate(TABLES).unwrap();
    let mut writer = db.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    tx.exec(sql!("INSERT INTO branches (id, name) VALUES (2, 'Palm')"), args![]).unwrap();
    tx.commit().unwrap();
    let (to_second, at_second) = channel();
    let (to_first, at_first) = channel();
    let cross = |mine: i64,
                 other: i64,
                 say: std::sync::mpsc::Sender<()>,
                 hear: std::sync::mpsc::Receiver<()>| {
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        rename(&mut tx, mine, &format!("held {mine}")).unwrap();
        say.send(()).unwrap();
        hear.recv().unwrap();
        rename(&mut tx, other, &format!("wanted {other} of {mine}")).and_then(|_| tx.commit())
    };
    let (first, second) = scope(|scope| {
        let first = scope.spawn(|| cross(1, 2, to_second, at_first));
        let second = scope.spawn(|| cross(2, 1, to_first, at_second));
        (first.join().unwrap(), second.join().unwrap())
    });
    let failed: Vec<Kind> =
        [first, second].into_iter().filter_map(|r| Some(r.err()?.kind)).collect();
    assert_eq!(failed, [Kind::Retry]);
}

#[test]
fn readers_beyond_the_most_wait_and_then_give_up() {
    let options =
        Options { readers: 1, patience: Duration::from_millis(200), ..Options::default() };
    on_each_engine_with(&options, |db| {
        db.read(|_| {
            let second = db.read(|_| Ok::<(), Error>(()));
            assert_eq!(second.unwrap_err().kind, Kind::Retry);
            Ok::<(), Error>(())
        })
        .unwrap();
        db.read(|_| Ok::<(), Error>(())).unwrap();
    });
}

/// Plans that DDL has made stale are forgotten: at once when nothing was asked yet, else by
/// running the transaction again.
#[test]
fn altered_tables_do_not_break_prepared_statements() {
    static STAR: Stmt = Stmt {
        text: "SELECT * FROM altered",
        file: file!(),
        line: line!(),
        only: store::Only::Both,
    };
    let alter = |db: &Db, number: usize, sql: &'static str| {
        let names = ["t/1", "t/2", "t/3"];
        let texts =
            ["CREATE TABLE altered (a {count});", "ALTER TABLE altered ADD b {count};", sql];
        let all: Vec<_> =
            names.iter().zip(texts).map(|(name, sql)| store::Migration { name, sql }).collect();
        db.migrate(&all[..number]).unwrap();
    };
    on_each_engine(|db| {
        let last = "ALTER TABLE altered ADD c {count};";
        alter(db, 1, last);
        let width = |tx: &mut Tx<'_>| -> Result<usize, Error> {
            let mut width = 0;
            tx.exec(sql!("DELETE FROM migrations WHERE name = 'none'"), args![])?;
            tx.prepare(&STAR)?;
            tx.each(&STAR, args![], &mut |row| {
                width = row.width();
                Ok(())
            })?;
            Ok(width)
        };
        let mut writer = db.writer().unwrap();
        let mut tx = writer.begin().unwrap();
        tx.exec(&INSERT, args![]).unwrap();
        assert_eq!(width(&mut tx).unwrap(), 1);
        tx.commit().unwrap();
        let first = |db: &Db| {
            db.read(|reader| {
                let mut width = 0;
                reader.each(&STAR, args![], &mut |row| {
                    width = row.width();
                    Ok(())
                })?;
                Ok::<usize, Error>(width)
            })
        };
        assert_eq!(first(db), Ok(1));
        alter(db, 2, last);
        assert_eq!(first(db), Ok(2), "first in its transaction: unnoticed");
        alter(db, 3, last);
        let mut tx = writer.begin().unwrap();
        let again = match width(&mut tx) {
            Err(error) => {
                assert_eq!(error.kind, Kind::Retry, "{error}");
                drop(tx);
                width(&mut writer.begin().unwrap())
            }
            told => told,
        };
        assert_eq!(again, Ok(3));
    });
}

static INSERT: Stmt = Stmt {
    text: "INSERT INTO altered (a) VALUES (1)",
    file: file!(),
    line: line!(),
    only: store::Only::Both,
};

#[test]
fn connections_the_server_closed_are_opened_anew() {
    let Some(db) = scratch_postgres() else { return };
    db.migrate(TABLES).unwrap();
    let mut writer = db.writer().unwrap();
    assert_eq!(db.read(|reader| reader.one(NAME, args![])), Ok(("Cedar".to_owned(),)));
    // Every connection but the asking one, the pool's idle readers and our writer among them.
    let mut killer = Db::open(db.location().clone()).unwrap().writer().unwrap();
    let mut tx = killer.begin().unwrap();
    let others = "SELECT CAST(COUNT(pg_terminate_backend(pid)) AS BIGINT) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    tx.all_text::<(i64,)>(others, args![]).unwrap();
    tx.commit().unwrap();
    sleep(Duration::from_millis(100));
    assert_eq!(db.read(|reader| reader.one(NAME, args![])), Ok(("Cedar".to_owned(),)));
    let mut tx = writer.begin().unwrap();
    rename(&mut tx, 1, "after").unwrap();
    tx.commit().unwrap();
}

#[test]
fn the_added_delay_is_paid_once_a_commit() {
    let delay = Duration::from_millis(30);
    let options = Options { extra_sync_delay: Some(delay), ..Options::default() };
    let db = scratch_sqlite_with(options);
    db.migrate(TABLES).unwrap();
    let mut writer = db.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    for name in ["a", "b", "c"] {
        rename(&mut tx, 1, name).unwrap();
    }
    let committing = Instant::now();
    tx.commit().unwrap();
    assert!(committing.elapsed() >= delay);
}
