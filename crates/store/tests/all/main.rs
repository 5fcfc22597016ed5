//! What the rooms rely on, on both engines.

#![allow(clippy::unwrap_used)] // A panic is how a test fails.

mod care;
mod log;
mod migrations;
mod rows;
mod search;
mod transactions;
mod two_writers;

use store::testing::on_each_engine;
use store::{Db, Migration};

/// The tables these tests work with.
const TABLES: &[Migration] = &[Migration {
    name: "test/001_tables",
    sql: "
            CREATE TABLE branches (id {pk}, name {text} NOT NULL UNIQUE) {strict};
            -- Every type once; and a comment with a ; in it.
            CREATE TABLE things (
                id {pk},
                branch_id {id} NOT NULL REFERENCES branches (id),
                name {text} NOT NULL CHECK (name <> 'a;b'),
                amount_cents {money},
                tax_rate {rate},
                hours {quantity},
                due_on {day},
                made_at {instant},
                is_open {bool},
                payload {json},
                photo {bytes}
            ) {strict};
            CREATE TABLE facts (id {pk}, what {text} NOT NULL) {strict};
            {append_only:facts}
            {cluster:facts}
            {search_table}
            {search_later}
            INSERT INTO branches (id, name) VALUES (1, 'Cedar');",
}];

/// Runs a test on a migrated database of each engine.
fn on_each(test: impl Fn(&Db)) {
    on_each_engine(|db| {
        db.migrate(TABLES).expect("the test's tables are made");
        test(db);
    });
}
