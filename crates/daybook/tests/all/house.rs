//! The whole house on a scratch database.

use office::testing::Bench;
use store::testing::Scratch;

/// The house on SQLite.
pub fn house() -> (Scratch, Bench) {
    let scratch = store::testing::scratch_sqlite();
    let bench = Bench::at(scratch.location(), daybook::rooms::rooms(), None);
    (scratch, bench)
}

/// Runs a test on a house of each engine that is there.
pub fn on_each_engine(test: impl Fn(&Bench)) {
    store::testing::on_each_engine(|db| {
        test(&Bench::at(db.location(), daybook::rooms::rooms(), None));
    });
}
