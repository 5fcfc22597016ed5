//! Migrations: run once, in order, and refused when program and database do not fit.

use store::testing::on_each_engine;
use store::{Db, Error, Kind, Migration, args, sql};

const FIRST: Migration = Migration {
    name: "room/001_boxes",
    sql: "CREATE TABLE boxes (id {pk}, size {count}) {strict};",
};
const SECOND: Migration = Migration {
    name: "room/002_colour",
    sql: "ALTER TABLE boxes ADD COLUMN colour {text};
          INSERT INTO boxes (id, size, colour) VALUES (1, 2, 'it''s red; {count}');",
};

fn tables(db: &Db, name: &str) -> Result<(), Error> {
    db.read(|reader| reader.prepare_text(&format!("SELECT * FROM {name}")))
}

#[test]
fn each_runs_once_and_new_ones_join() {
    on_each_engine(|db| {
        assert_eq!(db.migrate(&[FIRST]).unwrap(), ["store/001_id_blocks", "room/001_boxes"]);
        assert_eq!(db.migrate(&[FIRST]).unwrap(), [""; 0]);
        let earlier = Migration { name: "another/001_lids", sql: "CREATE TABLE lids (id {pk});" };
        assert_eq!(db.migrate(&[earlier, FIRST]).unwrap(), ["another/001_lids"]);
        tables(db, "boxes").unwrap();
        tables(db, "lids").unwrap();
    });
}

#[test]
fn a_newer_database_is_refused_untouched() {
    on_each_engine(|db| {
        let newer = Migration { name: "room/003_newer", sql: "CREATE TABLE newer (id {pk});" };
        db.migrate(&[FIRST, newer]).unwrap();
        let other = Migration { name: "room/002_other", sql: "CREATE TABLE other (id {pk});" };
        let error = db.migrate(&[FIRST, other]).unwrap_err();
        assert_eq!(error.kind, Kind::Stale);
        assert!(error.message.contains("newer than this program"), "{error}");
        assert!(tables(db, "other").is_err());
    });
}

#[test]
fn a_changed_migration_is_refused() {
    on_each_engine(|db| {
        db.migrate(&[FIRST]).unwrap();
        let changed = Migration { sql: "CREATE TABLE boxes (id {pk});", ..FIRST };
        let error = db.migrate(&[changed]).unwrap_err();
        assert_eq!(error.kind, Kind::Stale);
        assert!(error.message.contains("was changed"), "{error}");
    });
}

#[test]
fn a_failing_step_undoes_its_whole_migration() {
    on_each_engine(|db| {
        let broken = Migration {
            name: "room/002_broken",
            sql: "CREATE TABLE half (id {pk}); CREATE TABLE boxes (id {pk});",
        };
        let error = db.migrate(&[FIRST, broken]).unwrap_err();
        assert!(error.message.contains("room/002_broken"), "{error}");
        assert!(tables(db, "boxes").is_ok(), "the one before it stays");
        assert!(tables(db, "half").is_err());
    });
}

#[test]
fn misspelt_tokens_and_twin_names_are_refused() {
    on_each_engine(|db| {
        let misspelt = Migration { name: "room/001", sql: "CREATE TABLE t (id {pkk});" };
        assert!(db.migrate(&[misspelt]).unwrap_err().message.contains("{pkk}"));
        let error = db.migrate(&[FIRST, FIRST]).unwrap_err();
        assert!(error.message.contains("two migrations"), "{error}");
        let bad_name = Migration { name: "room/002", sql: "{append_only:x; DROP}" };
        assert!(db.migrate(&[bad_name]).is_err());
    });
}

#[test]
fn a_new_column_is_filled_in_a_table_that_only_grows() {
    on_each_engine(|db| {
        let grown = Migration {
            name: "room/002_grown",
            sql: "CREATE TABLE grown (id {pk}, size {count});
                  INSERT INTO grown (id, size) VALUES (1, 2);
                  {append_only:grown}
                  {writable:grown}
                  UPDATE grown SET size = 3;
                  {append_only:grown}",
        };
        db.migrate(&[FIRST, grown]).unwrap();
        let again =
            Migration { name: "room/003_again", sql: "UPDATE grown SET size = 4 WHERE id = 1;" };
        let error = db.migrate(&[FIRST, grown, again]).unwrap_err();
        assert!(error.message.contains("append-only"), "{error}");
    });
}

#[test]
fn quotes_hide_semicolons_and_tokens() {
    on_each_engine(|db| {
        db.migrate(&[FIRST, SECOND]).unwrap();
        let colour: (String,) = db.read(|reader| reader.one(COLOUR, args![])).unwrap();
        assert_eq!(colour.0, "it's red; {count}");
    });
}

/// Not registered: its table is not one of those every database of these tests has.
static COLOUR_TEXT: store::Stmt = store::Stmt {
    text: "SELECT colour FROM boxes",
    file: file!(),
    line: line!(),
    only: store::Only::Both,
};
const COLOUR: store::Sql = &COLOUR_TEXT;

#[test]
fn nodes_that_start_together_migrate_once() {
    on_each_engine(|db| {
        let ran: usize = std::thread::scope(|scope| {
            let nodes: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| db.migrate(&[FIRST, SECOND]).unwrap().len()))
                .collect();
            nodes.into_iter().map(|node| node.join().unwrap()).sum()
        });
        assert_eq!(ran, 3);
        let applied = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM migrations");
        assert_eq!(db.read(|reader| reader.one::<(i64,)>(applied, args![])).unwrap(), (3,));
    });
}
