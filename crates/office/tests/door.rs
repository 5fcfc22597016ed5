//! The door itself, on both engines, with a room of its own: one table, two commands.
#![expect(clippy::unwrap_used, reason = "a test says what must hold")]

use office::testing::Bench;
use office::{
    Command, Desk, Duty, Entry, NounEntry, Problems, Refusal, Room, Rooms, Scope, Shape, entry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Migration, Reader, args, sql};
use values::{Id, noun};

const WRITE: Duty = Duty::new("pads.write", "Write pads");

const ROOM: Room = Room {
    name: "pads",
    nouns: &[NounEntry {
        noun: "pads",
        title: "Pads",
        sentence: "Lines on a pad.",
        read: WRITE,
        commands: COMMANDS,
        pages: &[],
        listings: &[],
        gates: &[],
    }],
    migrations: &[Migration {
        name: "9000_pads",
        sql: "CREATE TABLE pads (id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, \
              words {text} NOT NULL){strict};\
              CREATE UNIQUE INDEX pads_words ON pads (branch_id, words);",
    }],
    jobs: &[],
};

const COMMANDS: &[Entry] = &[entry::<WritePad>(), entry::<WriteMany>()];

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
struct WritePad {
    words: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
struct PadWritten {
    number: String,
}

struct PadFact {
    words: String,
}

impl Command for WritePad {
    const NAME: &'static str = "pads.write";
    const TITLE: &'static str = "Write on the pad";
    const DUTY: Duty = WRITE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = PadWritten;

    fn problems(&self) -> Problems {
        Problems::none().when(self.words.is_empty(), "words", "Enter words.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PadWritten, Refusal> {
        assert!(self.words != "panic", "a command may panic");
        if self.words == "refuse" {
            return Err(Refusal::conflict("pads.no", "Not this word."));
        }
        let number = desk.document_number("pads")?;
        let outcome = desk.exec(
            sql!("INSERT INTO pads (id, branch_id, number, words) VALUES ($2, $1, $3, $4)"),
            args![desk.branch(), desk.id::<noun::Setting>(), &number, &self.words],
        );
        // A careless room that swallows an error must not be believed.
        if self.words != "swallow" {
            outcome?;
        }
        desk.subject(Id::<noun::Customer>::new(7));
        desk.announce(PadFact { words: self.words });
        Ok(PadWritten { number })
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
struct WriteMany {
    lines: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
struct ManyWritten {
    outcomes: Vec<String>,
}

impl Command for WriteMany {
    const NAME: &'static str = "pads.write_many";
    const TITLE: &'static str = "Write many lines";
    const DUTY: Duty = WRITE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Branch;
    type Receipt = ManyWritten;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ManyWritten, Refusal> {
        let attempt = |words| match desk.attempt(WritePad { words }) {
            Ok(receipt) => receipt.number,
            Err(refusal) => refusal.code().to_owned(),
        };
        Ok(ManyWritten { outcomes: self.lines.into_iter().map(attempt).collect() })
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
struct UseIds {
    many: usize,
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
struct IdsUsed {
    distinct: usize,
}

impl Command for UseIds {
    const NAME: &'static str = "pads.use_ids";
    const TITLE: &'static str = "Use many ids";
    const DUTY: Duty = WRITE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = IdsUsed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<IdsUsed, Refusal> {
        desk.attempt(WritePad { words: "one row of many".into() })?;
        let ids = (0..self.many).map(|_| desk.id::<noun::Setting>().get());
        let distinct = ids.collect::<std::collections::BTreeSet<_>>().len();
        Ok(IdsUsed { distinct })
    }
}

fn follow(_desk: &mut Desk<'_>, fact: &PadFact) -> Result<(), Refusal> {
    match fact.words.as_str() {
        "followed badly" => Err(Refusal::conflict("pads.follower", "The follower says no.")),
        _ => Ok(()),
    }
}

fn on_each_engine(story: impl Fn(&Bench)) {
    let rooms = || Rooms::default().room(ROOM).follow(follow);
    store::testing::on_each_engine(|db| {
        let bench = Bench::at(db.location(), rooms(), None);
        story(&bench);
        prove_chain(&bench);
    });
}

fn write(words: &str) -> WritePad {
    WritePad { words: words.into() }
}

fn count(bench: &Bench) -> i64 {
    let count = |reader: &mut Reader<'_>| {
        reader.one::<(i64,)>(
            sql!("SELECT COUNT(*) FROM pads WHERE branch_id = $1"),
            args![bench.branch],
        )
    };
    bench.read(count).unwrap().0
}

/// Walks the journal's chain from the rows.
fn prove_chain(bench: &Bench) {
    let mut link = String::new();
    let mut sequence = 0;
    let branch = bench.branch;
    bench
        .read(|reader| {
            office::records::each_linked(reader, branch, &mut |line| {
                sequence += 1;
                assert_eq!(line.sequence, sequence, "the chain has no hole");
                let hash = office::journal::payload_hash(&line.salt, &line.payload);
                assert_eq!(hash, line.payload_hash);
                let facts = office::journal::Facts {
                    branch,
                    sequence,
                    at: line.at,
                    who: line.who,
                    command: &line.command,
                    payload_hash: &hash,
                };
                link = office::journal::link(&link, facts);
                assert_eq!(line.link, link);
                Ok(())
            })?;
            let head = office::records::find_head(reader, branch)?.unwrap();
            assert_eq!((head.sequence, head.link), (sequence, link.clone()));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_command_is_done_journalled_and_numbered() {
    on_each_engine(|bench| {
        assert_eq!(bench.run(write("one")).unwrap().number, "0412-26-000001");
        assert_eq!(bench.run(write("two")).unwrap().number, "0412-26-000002");
        assert_eq!((count(bench), bench.journal_length()), (2, 2));
        let lines = bench.read(|reader| {
            office::records::list_journal_of(reader, bench.branch, "customer", 7, 10)
        });
        let lines = lines.unwrap();
        assert_eq!(lines[0].payload, r#"{"words":"two"}"#);
        assert_eq!(lines[1].who_name, "Dana Whitfield");
    });
}

#[test]
fn a_refusal_leaves_nothing_and_uses_no_number_up() {
    on_each_engine(|bench| {
        assert_eq!(bench.run(write("")).unwrap_err(), Refusal::invalid("words", "Enter words."));
        assert_eq!(bench.run(write("refuse")).unwrap_err().code(), "pads.no");
        assert_eq!(bench.run(write("followed badly")).unwrap_err().code(), "pads.follower");
        assert!(matches!(bench.run(write("panic")).unwrap_err(), Refusal::Broken(_)));
        let stranger = bench.run_as(bench.stranger, write("mine")).unwrap_err();
        assert_eq!(stranger, Refusal::NotAllowed { duty: WRITE });
        assert_eq!((count(bench), bench.journal_length()), (0, 0));
        assert_eq!(bench.run(write("first")).unwrap().number, "0412-26-000001");
    });
}

#[test]
fn an_error_that_a_room_swallows_is_not_believed() {
    on_each_engine(|bench| {
        bench.run(write("swallow")).unwrap();
        assert!(bench.run(write("swallow")).is_err());
        assert_eq!((count(bench), bench.journal_length()), (1, 1));
        bench.run(write("after")).unwrap();
    });
}

#[test]
fn a_card_number_is_refused_wherever_it_is_typed() {
    on_each_engine(|bench| {
        let refusal = bench.run(write("paid with 4111 1111 1111 1111")).unwrap_err();
        let Refusal::Invalid(problems) = refusal else { panic!("not invalid") };
        assert!(problems.of("words").unwrap().contains("card number"));
        assert_eq!(count(bench), 0);
    });
}

#[test]
fn a_rehearsal_answers_and_leaves_nothing() {
    on_each_engine(|bench| {
        let receipt = bench.office.rehearse(bench.slip(), write("maybe")).unwrap();
        assert_eq!(receipt.number, "0412-26-000001");
        assert_eq!((count(bench), bench.journal_length()), (0, 0));
        assert_eq!(bench.run(write("yes")).unwrap().number, "0412-26-000001");
    });
}

#[test]
fn the_same_once_key_does_it_once() {
    on_each_engine(|bench| {
        let slip = bench.slip();
        let first = bench.office.run(slip.clone(), write("once")).unwrap();
        let again = bench.office.run(slip.clone(), write("once")).unwrap();
        assert_eq!(first, again);
        assert_eq!((count(bench), bench.journal_length()), (1, 1));
        let other = bench.office.run(slip, write("something else")).unwrap_err();
        assert_eq!(other.status(), 422);
    });
}

#[test]
fn sixteen_double_clicks_write_one_line() {
    on_each_engine(|bench| {
        let slip = bench.slip();
        let receipts: Vec<_> = std::thread::scope(|scope| {
            let clicks: Vec<_> = (0..16)
                .map(|_| {
                    let (office, slip) = (bench.office.clone(), slip.clone());
                    scope.spawn(move || office.run(slip, write("click")))
                })
                .collect();
            clicks.into_iter().map(|click| click.join().unwrap().unwrap()).collect()
        });
        assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
        assert_eq!((count(bench), bench.journal_length()), (1, 1));
    });
}

#[test]
fn a_storm_of_good_and_bad_commands_keeps_every_number_and_link() {
    on_each_engine(|bench| {
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let done = &done;
                scope.spawn(move || {
                    for turn in 0..25 {
                        let words = match turn % 5 {
                            3 => "refuse".to_owned(),
                            4 => "panic".to_owned(),
                            _ => format!("{thread}-{turn}"),
                        };
                        if bench.run(WritePad { words }).is_ok() {
                            done.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        let done = i64::try_from(done.load(Ordering::SeqCst)).unwrap();
        assert_eq!(done, 8 * 15);
        assert_eq!((count(bench), bench.journal_length()), (done, done));
        let next = bench.run(write("last")).unwrap();
        assert_eq!(next.number, format!("0412-26-{:06}", done + 1));
    });
}

#[test]
fn of_many_rows_only_the_refused_ones_leave_nothing() {
    on_each_engine(|bench| {
        // Refused before it wrote, by the engine while it wrote, by a follower after it wrote.
        let lines = ["a", "refuse", "b", "a", "followed badly", "c"].map(String::from).to_vec();
        let many = WriteMany { lines };
        let rehearsed = bench.office.rehearse(bench.slip(), many.clone()).unwrap().outcomes;
        assert_eq!((count(bench), bench.journal_length()), (0, 0));
        let outcomes = bench.run(many).unwrap().outcomes;
        assert_eq!(outcomes, rehearsed);
        assert_eq!(outcomes[0], "0412-26-000001");
        assert_eq!(outcomes[1], "pads.no");
        assert_eq!(outcomes[2], "0412-26-000002");
        assert_eq!(outcomes[3], "broken");
        assert_eq!(outcomes[4], "pads.follower");
        assert_eq!(outcomes[5], "0412-26-000003");
        // The outer line first, then one for each row that was done.
        assert_eq!((count(bench), bench.journal_length()), (3, 4));
    });
}

#[test]
fn a_panic_in_one_row_of_many_takes_all_of_them_back() {
    on_each_engine(|bench| {
        let lines = ["a", "b", "panic", "c"].map(String::from).to_vec();
        assert!(matches!(bench.run(WriteMany { lines }).unwrap_err(), Refusal::Broken(_)));
        assert_eq!((count(bench), bench.journal_length()), (0, 0));
        assert_eq!(bench.run(write("first")).unwrap().number, "0412-26-000001");
    });
}

#[test]
fn a_command_may_use_more_ids_than_a_block_has() {
    on_each_engine(|bench| {
        bench.run(write("before")).unwrap();
        assert_eq!(bench.run(UseIds { many: 50_000 }).unwrap().distinct, 50_000);
        assert_eq!(bench.run(write("after")).unwrap().number, "0412-26-000003");
        // The row of the run that stopped half way is not there twice.
        assert_eq!((count(bench), bench.journal_length()), (3, 4));
    });
}

#[test]
fn branches_do_not_see_each_other() {
    on_each_engine(|bench| {
        bench.run(write("ours")).unwrap();
        let mut slip = bench.slip();
        slip.branch = bench.other_branch;
        let refusal = bench.office.run(slip, write("theirs")).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: WRITE });
    });
}
