//! An office for tests: a scratch database, a clock that stands still, a branch called
//! Cedar and people with roles. Behind the feature `testing`.

use crate::{Command, Door, FixedClock, Office, OfficeOptions, Refusal, Rooms, SeededChance, Slip};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::{Location, Reader, args, sql};
use values::{Id, Instant, noun};

/// Monday, March 2, 2026, 3:34 pm in Cedar, Florida.
pub const AFTERNOON: i64 = 1_772_483_640_000_000;

/// A scratch office with branch Cedar and a few people in it.
pub struct Bench {
    /// The one door.
    pub office: Office,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    /// Cedar, number 0412.
    pub branch: Id<noun::Branch>,
    /// A second branch, Palm, number 0413, to look across.
    pub other_branch: Id<noun::Branch>,
    /// Dana Whitfield, who holds every role named in `Bench::new`.
    pub dana: Id<noun::Staff>,
    /// Ruth Ogden, likewise, for what takes two people.
    pub ruth: Id<noun::Staff>,
    /// Somebody signed in without any duty.
    pub stranger: Id<noun::Staff>,
    /// Kept so that the folder lives as long as the office.
    _scratch: Option<store::testing::Scratch>,
}

/// Counts once-keys, so that every command of a test has its own.
static ONCE: AtomicU64 = AtomicU64::new(1);

impl Bench {
    /// A bench on SQLite with these rooms; Dana and Ruth hold all their roles.
    pub fn new(rooms: Rooms) -> Bench {
        let scratch = store::testing::scratch_sqlite();
        let location = scratch.location().clone();
        Bench::at(&location, rooms, Some(scratch))
    }

    /// A bench on a database of the caller's.
    pub fn at(
        location: &Location,
        rooms: Rooms,
        scratch: Option<store::testing::Scratch>,
    ) -> Bench {
        Bench::calling(location, rooms, scratch, Arc::new(crate::outside::NoCaller))
    }

    /// The same with somebody who answers for the services of others.
    pub fn calling(
        location: &Location,
        rooms: Rooms,
        scratch: Option<store::testing::Scratch>,
        caller: Arc<dyn crate::outside::Caller>,
    ) -> Bench {
        let clock = Arc::new(FixedClock::at(Instant::from_micros(AFTERNOON)));
        let rooms = match rooms.list_roles().is_empty() {
            true => rooms.roles(&[EVERY_DUTY]),
            false => rooms,
        };
        let role_names: Vec<_> = rooms.list_roles().iter().map(|role| role.name).collect();
        let options = OfficeOptions {
            clock: clock.clone(),
            chance: Arc::new(SeededChance::new(7)),
            caller,
            shelf: Arc::new(crate::shelf::MemoryShelf::default()),
            press: Arc::new(crate::outside::PlainPress),
            ..OfficeOptions::default()
        };
        let office = Office::open(location, rooms, options).expect("the scratch office opens");
        let bench = Bench {
            office,
            clock,
            branch: Id::new(1),
            other_branch: Id::new(2),
            dana: Id::new(2),
            ruth: Id::new(3),
            stranger: Id::new(4),
            _scratch: scratch,
        };
        bench.set_up(&role_names).expect("the bench is set up");
        bench
    }

    /// A slip of Dana's at the counter, with a once-key of its own.
    pub fn slip(&self) -> Slip {
        self.slip_of(self.dana)
    }

    /// A slip of somebody's at the counter.
    pub fn slip_of(&self, who: Id<noun::Staff>) -> Slip {
        let once = format!("test-{}", ONCE.fetch_add(1, Ordering::SeqCst));
        Slip { who, branch: self.branch, door: Door::Page, once: Some(once), at: self.office.now() }
    }

    /// Dana does it.
    pub fn run<C: Command>(&self, command: C) -> Result<C::Receipt, Refusal> {
        self.office.run(self.slip(), command)
    }

    /// Somebody else does it.
    pub fn run_as<C: Command>(
        &self,
        who: Id<noun::Staff>,
        command: C,
    ) -> Result<C::Receipt, Refusal> {
        self.office.run(self.slip_of(who), command)
    }

    /// Reads.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, store::Error>,
    ) -> Result<T, Refusal> {
        self.office.read(|reader| Ok(read(reader)?))
    }

    /// How many journal lines the branch has.
    pub fn journal_length(&self) -> i64 {
        self.read(|reader| {
            reader.one::<(i64,)>(
                sql!("SELECT COUNT(*) FROM journal WHERE branch_id = $1"),
                args![self.branch],
            )
        })
        .expect("the journal can be counted")
        .0
    }

    /// The branch and the people are rows that any test needs before its first command.
    fn set_up(&self, roles: &[&str]) -> Result<(), Refusal> {
        let mut writer = self.office.db().writer()?;
        let mut tx = writer.begin()?;
        let known: Option<(i64,)> = tx.find(sql!("SELECT id FROM branches WHERE id = 1"), &[])?;
        if known.is_some() {
            return Ok(());
        }
        for (id, number, name) in [(1, "0412", "Cedar"), (2, "0413", "Palm")] {
            tx.exec(
                sql!(
                    "INSERT INTO branches (id, number, name, zone, line1, city, state, zip, \
                     phone, email, small_office, opened_at) VALUES ($1, $2, $3, \
                     'America/New_York', '100 Main St', 'Cedar', 'FL', '32601', '', '', \
                     FALSE, 0)"
                ),
                args![id, number, name],
            )?;
            tx.exec(
                sql!("INSERT INTO journal_heads (branch_id, sequence, link) VALUES ($1, 0, '')"),
                args![id],
            )?;
        }
        let people =
            [(2, "Dana Whitfield", "DW"), (3, "Ruth Ogden", "RO"), (4, "Sam Stranger", "SS")];
        for (id, name, initials) in people {
            tx.exec(
                sql!("INSERT INTO staff (id, name, initials, hired_at) VALUES ($1, $2, $3, 0)"),
                args![id, name, initials],
            )?;
        }
        for role in roles {
            for who in [self.dana, self.ruth] {
                tx.exec(
                    sql!(
                        "INSERT INTO staff_roles (staff_id, branch_id, role, granted_at) \
                         VALUES ($1, 1, $2, 0)"
                    ),
                    args![who, *role],
                )?;
            }
        }
        tx.commit()?;
        Ok(())
    }
}

/// The role of tests whose rooms bring none: it holds every duty.
pub(crate) const EVERYTHING: &str = "everything";

const EVERY_DUTY: crate::Role =
    crate::Role { name: EVERYTHING, title: "Everything, for tests", duties: &[] };
