//! Looking after the database: backup under writing, integrity, and where it is.

use std::sync::atomic::{AtomicBool, Ordering};

use store::testing::{Folder, on_each_engine, scratch_postgres, scratch_sqlite};
use store::{Db, Kind, Location, V, args, sql};

use crate::TABLES;

#[test]
fn a_backup_taken_while_others_write_is_one_whole_moment() {
    let scratch = scratch_sqlite();
    scratch.migrate(TABLES).unwrap();
    let mut writer = scratch.writer().unwrap();
    let mut tx = writer.begin().unwrap();
    let photo = vec![1_u8; 20_000];
    let rows = (1..=1_000_i64).map(|id| [V::from(id), V::from(1), V::from("x"), V::from(&photo)]);
    tx.insert_many("things", ["id", "branch_id", "name", "photo"], rows).unwrap();
    tx.commit().unwrap();

    let folder = Folder::new();
    let copy = folder.path().join("copy.db");
    let done = AtomicBool::new(false);
    let mut steps = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let change = sql!("UPDATE things SET amount_cents = $1");
            for amount in 0.. {
                let mut tx = writer.begin().unwrap();
                tx.exec(change, args![amount]).unwrap();
                tx.commit().unwrap();
                if done.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let copied = scratch.backup(&copy, &mut |pages, of| steps.push((pages, of)));
        done.store(true, Ordering::Relaxed);
        copied.unwrap();
    });
    assert!(steps.len() > 3 && steps.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{steps:?}");
    assert!(steps.last().is_some_and(|(pages, of)| pages == of), "{steps:?}");
    assert!(scratch.backup(&copy, &mut |_, _| {}).is_err(), "does not overwrite");

    let copy = Db::open(Location::Sqlite(copy)).unwrap();
    assert_eq!(copy.integrity_check().unwrap(), Vec::<String>::new());
    let moments = sql!(
        "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(DISTINCT COALESCE(amount_cents, -1)) AS BIGINT)
         FROM things"
    );
    let counted: (i64, i64) = copy.read(|reader| reader.one(moments, args![])).unwrap();
    assert_eq!(counted, (1_000, 1));
}

#[test]
fn postgres_says_how_to_back_it_up() {
    let Some(scratch) = scratch_postgres() else {
        return;
    };
    let error = scratch.backup("/nowhere".as_ref(), &mut |_, _| {}).unwrap_err();
    assert!(error.message.contains("pg_dump"), "{error}");
}

#[test]
fn a_damaged_file_is_told() {
    let folder = Folder::new();
    let file = folder.path().join("daybook.db");
    std::fs::write(
        &file,
        "this is not a database, but it is long enough to be looked at. ".repeat(99),
    )
    .unwrap();
    assert_eq!(Db::open(Location::Sqlite(file)).err().map(|error| error.kind), Some(Kind::Gone));
    let nowhere = folder.path().join("no/such/folder/daybook.db");
    assert_eq!(Db::open(Location::Sqlite(nowhere)).err().map(|error| error.kind), Some(Kind::Gone));
}

#[test]
fn a_server_that_is_not_there_is_gone() {
    let folder = Folder::new();
    let url = format!("postgres://nobody@/x?host={}", folder.path().display());
    let error = Db::open(Location::Postgres(url)).err().map(|error| error.kind);
    assert_eq!(error, Some(Kind::Gone));
}

#[test]
fn locations_are_read_and_told_without_password() {
    let parse = |text: &str| Location::parse(text).map_err(|error| error.message);
    assert_eq!(parse("data/daybook.db"), Ok(Location::Sqlite("data/daybook.db".into())));
    assert_eq!(parse("sqlite:/a/b.db"), Ok(Location::Sqlite("/a/b.db".into())));
    assert_eq!(parse("sqlite:///a/b.db"), Ok(Location::Sqlite("/a/b.db".into())));
    let server = parse("postgres://dana:secret@db.example/cedar?sslmode=disable").unwrap();
    assert_eq!(server.to_string(), "postgres://db.example/cedar");
    assert_eq!(format!("{server:?}"), "postgres://db.example/cedar");
    assert!(parse("mysql://x").is_err() && parse("  ").is_err());
}

#[test]
fn integrity_is_clean_on_a_new_database() {
    on_each_engine(|db| {
        db.migrate(TABLES).unwrap();
        db.refresh_statistics().unwrap();
        assert_eq!(db.integrity_check().unwrap(), Vec::<String>::new());
    });
}
