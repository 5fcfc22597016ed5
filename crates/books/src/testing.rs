//! A command that lets a test work at a desk, and an office to run it in. Behind the
//! feature `testing`.

use office::testing::Bench;
use office::{
    Answer, Command, Desk, Duty, Fields, Me, NounEntry, Page, Refusal, Room, Rooms, Shape, View,
    entry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use store::{Reader, args, sql};

type Work = Arc<dyn Fn(&mut Desk<'_>) -> Result<(), Refusal> + Send + Sync>;

/// The work of running tests, by number: a command is data and cannot carry a closure.
static WORK: LazyLock<Mutex<HashMap<u64, Work>>> = LazyLock::new(Mutex::default);

/// Does the work that a test has left under a number.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct DoWork {
    number: u64,
}

/// It was done.
#[derive(Serialize, Deserialize, JsonSchema, Debug)]
struct WorkDone {}

impl Command for DoWork {
    const NAME: &'static str = "tests.work";
    const TITLE: &'static str = "Work at the desk";
    const DUTY: Duty = Duty::new("tests.work", "Work at the desk");
    const SHAPE: Shape = Shape::Does;
    type Receipt = WorkDone;

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkDone, Refusal> {
        // It stays where it is: what is performed may have to be performed again.
        let work = works().get(&self.number).map(Arc::clone);
        let work = work.ok_or_else(|| Refusal::broken("no such work"))?;
        work(desk).map(|()| WorkDone {})
    }
}

/// The room of the test command, for a bench with more rooms than the books.
pub const TESTS: Room = Room {
    name: "tests",
    nouns: &[NounEntry {
        noun: "tests",
        title: "Tests",
        sentence: "What tests do at the desk.",
        read: DoWork::DUTY,
        commands: &[entry::<DoWork>()],
        pages: &[],
        listings: &[],
        gates: &[],
    }],
    migrations: &[],
    jobs: &[],
};

/// An office with nothing but the books.
pub fn bench() -> Bench {
    Bench::new(Rooms::default().room(crate::ROOM).room(TESTS))
}

/// The same on each engine that is there; SQLite always is.
pub fn benches() -> Vec<Bench> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        Bench::at(&location, Rooms::default().room(crate::ROOM).room(TESTS), Some(scratch))
    });
    std::iter::once(bench()).chain(postgres).collect()
}

/// Dana works at the desk; what she makes is answered.
pub fn at_desk<T: Send + 'static>(
    bench: &Bench,
    work: impl Fn(&mut Desk<'_>) -> Result<T, Refusal> + Send + Sync + 'static,
) -> Result<T, Refusal> {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::mpsc::channel;
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let (made, answer) = channel();
    let work: Work = Arc::new(move |desk| {
        let value = work(desk)?;
        let _ = made.send(value);
        Ok(())
    });
    works().insert(number, work);
    let done = bench.run(DoWork { number });
    works().remove(&number);
    done?;
    Ok(answer.try_iter().last().expect("the work has answered"))
}

fn works() -> MutexGuard<'static, HashMap<u64, Work>> {
    WORK.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// How many entries there are, in all branches.
pub fn count_entries(reader: &mut Reader<'_>) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(sql!("SELECT COUNT(*) FROM entries"), args![])?;
    Ok(count)
}

/// The page at an address, as the operator sees it.
pub fn page_at(bench: &Bench, address: &str) -> Result<Page, Refusal> {
    page_of(answer_at(bench, address)?)
}

/// A page again after its form was refused.
pub fn page_refused(
    bench: &Bench,
    address: &str,
    filled: &[(&str, &str)],
    refusal: Refusal,
) -> Page {
    let (path, query) = split(address);
    let asked = Asked { query, filled: fields(filled), refusal: Some(refusal) };
    answer_to(bench, operator, path, asked).and_then(page_of).expect("the page is shown again")
}

/// What an address answers the operator; a literal part of a path wins over a place.
pub fn answer_at(bench: &Bench, address: &str) -> Result<Answer, Refusal> {
    let (path, query) = split(address);
    answer_to(bench, operator, path, Asked { query, ..Asked::default() })
}

/// What is asked of a page beside its path.
#[derive(Default)]
pub struct Asked {
    /// The address's query.
    pub query: Fields,
    /// The form as it was filled, when it was refused.
    pub filled: Fields,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
}

/// What a path answers somebody who may see it.
pub fn answer_to(
    bench: &Bench,
    who: impl Fn(&Bench, &mut Reader<'_>) -> Result<Me, Refusal>,
    path: &str,
    asked: Asked,
) -> Result<Answer, Refusal> {
    let rooms = bench.office.rooms();
    let fits = rooms.pages().filter_map(|page| Some((page, places(page.path, path)?)));
    let (page, path) = fits
        .min_by_key(|(_, places)| places.0.len())
        .unwrap_or_else(|| panic!("no page at {path}"));
    let Asked { query, filled, refusal } = asked;
    bench.office.read(|reader| {
        let me = who(bench, reader)?;
        let now = bench.office.now();
        let mut view = View {
            office: &bench.office,
            reader,
            me: &me,
            path: path.clone(),
            query: query.clone(),
            filled: filled.clone(),
            refusal: refusal.clone(),
            now,
            today: now.day_in(&me.zone),
        };
        view.need(page.duty)?;
        (page.render)(&mut view)
    })
}

/// The page of an answer that is one.
pub fn page_of(answer: Answer) -> Result<Page, Refusal> {
    match answer {
        Answer::Page(page) => Ok(*page),
        other => panic!("no page: {other:?}"),
    }
}

/// A form's or a query's fields.
pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect())
}

/// The operator, who holds every duty there is.
pub fn operator(bench: &Bench, reader: &mut Reader<'_>) -> Result<Me, Refusal> {
    bench.office.me(reader, office::slip::operator(), bench.branch)
}

fn split(address: &str) -> (&str, Fields) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    (path, office::listing::split_query(query))
}

/// The values of a pattern's places in a path, when it fits.
fn places(pattern: &str, path: &str) -> Option<Fields> {
    let (wanted, given): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    let mut places = Vec::new();
    for (part, value) in wanted.iter().zip(&given) {
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => places.push((name.to_owned(), (*value).to_owned())),
            None if part == value => {}
            None => return None,
        }
    }
    (wanted.len() == given.len()).then_some(Fields(places))
}
