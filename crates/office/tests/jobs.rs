//! Background work: planned once a day however many servers plan, and taken over from a
//! worker that died. On both engines, with two offices on one database.
#![expect(clippy::unwrap_used, reason = "a test says what must hold")]

use office::jobs::{self, Daily, DailyWork, JobKind, JobRow, NewJob, Planner, RowOutcome, Work};
use office::testing::{AFTERNOON, Bench};
use office::{Command, Desk, Duty, Refusal, Room, Rooms, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};
use values::{Day, Id, Instant, noun};

const WORK: Duty = Duty::new("chores.work", "Work chores");

const CHORE: JobKind = JobKind { name: "chores.work", title: "Work chores", work };

const ROOM: Room = Room { name: "chores", nouns: &[], migrations: &[], jobs: &[CHORE] };

const NIGHTLY: Daily = Daily {
    name: "chores.nightly",
    kind: CHORE.name,
    title: "The night's chores",
    from_minute: |_, branch| Ok((branch == Id::new(1)).then_some(2 * 60)),
};

fn rooms() -> Rooms {
    Rooms::default().room(ROOM).daily(NIGHTLY)
}

/// Two offices on one database, as two servers have it.
fn on_two_offices(story: impl Fn(&Bench, &Bench)) {
    store::testing::on_each_engine(|db| {
        let one = Bench::at(db.location(), rooms(), None);
        let other = Bench::at(db.location(), rooms(), None);
        story(&one, &other);
    });
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct AskChore {
    name: String,
}

fn ask(name: &str) -> AskChore {
    AskChore { name: name.into() }
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
struct ChoreAsked {
    job: Id<noun::Job>,
}

impl Command for AskChore {
    const NAME: &'static str = "chores.ask";
    const TITLE: &'static str = "Ask for a chore";
    const DUTY: Duty = WORK;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChoreAsked;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChoreAsked, Refusal> {
        let new = NewJob {
            kind: CHORE.name,
            title: "A chore",
            business_key: &self.name,
            rows_known: 2,
            due_at: None,
        };
        let asked = DailyWork { name: self.name.clone(), day: desk.today() };
        Ok(ChoreAsked { job: desk.enqueue(&new, &asked)? })
    }
}

/// One row of a chore.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct DoRow {
    job: Id<noun::Job>,
    place: i64,
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
struct RowDone {}

impl Command for DoRow {
    const NAME: &'static str = "chores.do_row";
    const TITLE: &'static str = "Do a row";
    const DUTY: Duty = WORK;
    const SHAPE: Shape = Shape::Does;
    type Receipt = RowDone;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RowDone, Refusal> {
        let row = JobRow {
            place: self.place,
            label: format!("row {}", self.place),
            outcome: RowOutcome::Done,
            words: String::new(),
            href: String::new(),
            amount_cents: 0,
        };
        desk.finish_chunk(self.job, &[row], self.place)?;
        Ok(RowDone {})
    }
}

/// Whether the worker of this name stands still behind its first row, as a machine without
/// power does.
const DEAD: &str = "dead";

static STANDS_STILL: AtomicBool = AtomicBool::new(false);

/// Lets it go on, also when the test fails.
struct Power;

impl Drop for Power {
    fn drop(&mut self) {
        STANDS_STILL.store(false, Ordering::SeqCst);
    }
}

fn work(work: &mut Work<'_>) -> Result<(), Refusal> {
    let asked: DailyWork = work.payload()?;
    assert!(asked.name != "broken", "a job may panic");
    let job = work.job.id;
    for place in work.job.rows_done + 1..=2 {
        work.run(place, DoRow { job, place })?;
        let is_dead = std::thread::current().name() == Some(DEAD);
        while is_dead && STANDS_STILL.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
    }
    Ok(())
}

fn job(bench: &Bench, id: Id<noun::Job>) -> jobs::records::Job {
    bench.read(|reader| jobs::records::find_job(reader, bench.branch, id)).unwrap().unwrap()
}

fn rows(bench: &Bench, id: Id<noun::Job>) -> Vec<(String, i64, i64)> {
    bench.read(|reader| jobs::records::list_outcomes(reader, bench.branch, id)).unwrap()
}

#[test]
fn the_job_of_a_dead_worker_is_taken_over_where_it_stood() {
    on_two_offices(|one, other| {
        let id = one.run(ask("by hand")).unwrap().job;
        STANDS_STILL.store(true, Ordering::SeqCst);
        std::thread::scope(|scope| {
            let power = Power;
            let dead = std::thread::Builder::new().name(DEAD.into());
            let dead = dead.spawn_scoped(scope, || {
                let worked = jobs::work_job(&one.office, one.branch, id, &mut |_| {});
                worked.unwrap().expect("it had the lease").outcome
            });
            let dead = dead.unwrap();
            while job(other, id).rows_done < 1 {
                assert!(!dead.is_finished(), "it stands still behind its first row");
                std::thread::yield_now();
            }
            let taken = jobs::work_job(&other.office, other.branch, id, &mut |_| {}).unwrap();
            assert!(taken.is_none(), "its lease still holds");
            assert_eq!(jobs::work_waiting(&other.office).unwrap(), 0);

            other.clock.set(Instant::from_micros(AFTERNOON).plus_seconds(61));
            assert_eq!(jobs::work_waiting(&other.office).unwrap(), 1);
            let ended = job(other, id);
            assert_eq!((ended.rows_done, ended.outcome.as_str()), (2, "Done."));
            drop(power);
            assert_eq!(dead.join().unwrap(), "Done.", "who comes back late spoils nothing");
        });
        assert_eq!(rows(other, id), [("done".into(), 2, 0)], "each row once");
    });
}

#[test]
fn a_job_that_panics_ends_with_words_and_the_next_is_worked() {
    on_two_offices(|one, _| {
        let broken = one.run(ask("broken")).unwrap().job;
        let good = one.run(ask("good")).unwrap().job;
        assert_eq!(jobs::work_waiting(&one.office).unwrap(), 2);
        assert_ne!(job(one, broken).outcome, "Done.");
        assert!(job(one, broken).finished_at.is_some());
        assert_eq!(job(one, good).outcome, "Done.");
    });
}

#[test]
fn the_days_work_is_planned_once_by_however_many_servers() {
    on_two_offices(|one, other| {
        let (mut first, mut second) = (Planner::default(), Planner::default());
        let night = Instant::from_micros(AFTERNOON).plus_seconds(10 * 60 * 60 + 20 * 60);
        for (bench, planner) in [(one, &mut first), (other, &mut second)] {
            bench.clock.set(night);
            assert_eq!(planner.plan(&bench.office).unwrap(), [], "it is 1:54 am");
            bench.clock.set(night.plus_seconds(6 * 60));
        }
        let planned = first.plan(&one.office).unwrap();
        let [(branch, id)] = planned[..] else { panic!("one branch wants it: {planned:?}") };
        assert_eq!(branch, one.branch);
        assert_eq!(second.plan(&other.office).unwrap(), [], "the first has planned it");
        assert_eq!(first.plan(&one.office).unwrap(), []);
        let asked: DailyWork = serde_json::from_str(&job(one, id).payload).unwrap();
        assert_eq!(asked.day, Day::ymd(2026, 3, 3));
        assert_eq!(one.journal_length(), 1, "a plan that came late leaves no line");

        assert_eq!(jobs::work_waiting(&other.office).unwrap(), 1);
        assert_eq!(job(one, id).outcome, "Done.");
        one.clock.set(night.plus_seconds(24 * 60 * 60));
        assert_eq!(first.plan(&one.office).unwrap(), [], "the next day's hour has not come");
        one.clock.set(night.plus_seconds(24 * 60 * 60 + 6 * 60));
        assert_eq!(first.plan(&one.office).unwrap().len(), 1);
    });
}
