//! The registry: what every room brings. The router, the OpenAPI document, the command
//! line, the permission matrix and the coverage tests all read it.

use crate::closing::MonthCheck;
use crate::duty::{self, Duty, Role};
use crate::jobs::Daily;
use crate::page::PageEntry;
use crate::{Desk, Entry, Refusal, records};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Migration, Reader};
use values::{Day, Id, noun};

/// What one duty folder brings: one noun with its sentence, commands, pages and lists.
#[derive(Clone, Copy)]
pub struct NounEntry {
    /// `work_orders`, plural, as in the table and the journal.
    pub noun: &'static str,
    /// "Work orders".
    pub title: &'static str,
    /// The sentence that names the duty in the office's words.
    pub sentence: &'static str,
    /// The permission to read it.
    pub read: Duty,
    /// Its verbs.
    pub commands: &'static [Entry],
    /// Its pages.
    pub pages: &'static [PageEntry],
    /// Its lists.
    pub listings: &'static [&'static crate::listing::Listing],
    /// What must be clear before the day can close.
    pub gates: &'static [Gate],
}

/// Something that keeps the day open until it is clear.
#[derive(Clone, Copy)]
pub struct Gate {
    /// Stable name: `payments_not_posted`.
    pub name: &'static str,
    /// "Payments not posted".
    pub title: &'static str,
    /// Where to clear it.
    pub href: &'static str,
    /// How many are left on this day.
    pub count: fn(&mut Reader<'_>, Id<noun::Branch>, Day) -> Result<i64, Refusal>,
}

/// One crate's duties.
#[derive(Clone, Copy)]
pub struct Room {
    /// The crate's name.
    pub name: &'static str,
    /// Its nouns.
    pub nouns: &'static [NounEntry],
    /// Its tables, in order.
    pub migrations: &'static [Migration],
    /// The kinds of job it works.
    pub jobs: &'static [crate::jobs::JobKind],
}

type Follower = Box<dyn Fn(&mut Desk<'_>, &dyn Any) -> Result<(), Refusal> + Send + Sync>;

/// The directory board.
#[derive(Default)]
pub struct Rooms {
    rooms: Vec<Room>,
    roles: Vec<Role>,
    followers: HashMap<TypeId, Vec<Follower>>,
    commands: BTreeMap<&'static str, Entry>,
    /// The commands' names by their addresses in the API.
    addresses: HashMap<String, &'static str>,
    daily: Vec<Daily>,
    letter_lines: Vec<crate::mail::LetterLine>,
    month_checks: Vec<MonthCheck>,
}

impl Rooms {
    /// Adds a room; the order is the order of its tables.
    pub fn room(mut self, room: Room) -> Rooms {
        for noun in room.nouns {
            for entry in noun.commands {
                let known = self.commands.insert(entry.name, *entry);
                assert!(known.is_none(), "two commands are called {}", entry.name);
                self.addresses.insert(entry.path(), entry.name);
            }
        }
        self.rooms.push(room);
        self
    }

    /// Adds the roles people may hold.
    pub fn roles(mut self, roles: &[Role]) -> Rooms {
        self.roles.extend_from_slice(roles);
        self
    }

    /// Adds work that every branch has done once a day.
    pub fn daily(mut self, daily: Daily) -> Rooms {
        self.daily.push(daily);
        self
    }

    /// Lets `follower` act on every announced `F`, in the same transaction.
    pub fn follow<F: 'static>(
        mut self,
        follower: fn(&mut Desk<'_>, &F) -> Result<(), Refusal>,
    ) -> Rooms {
        let erased: Follower = Box::new(move |desk, fact| match fact.downcast_ref::<F>() {
            Some(fact) => follower(desk, fact),
            None => Ok(()),
        });
        self.followers.entry(TypeId::of::<F>()).or_default().push(erased);
        self
    }

    /// Lets a room add a line to the letters of rooms left of it.
    pub fn in_letters(mut self, line: crate::mail::LetterLine) -> Rooms {
        self.letter_lines.push(line);
        self
    }

    /// Adds a point that is looked at before a month of the books closes.
    pub fn before_month_closes(mut self, check: MonthCheck) -> Rooms {
        self.month_checks.push(check);
        self
    }

    /// What the rooms look at before a month closes, in the order of the rooms.
    pub fn month_checks(&self) -> &[MonthCheck] {
        &self.month_checks
    }

    pub(crate) fn letter_lines(&self) -> &[crate::mail::LetterLine] {
        &self.letter_lines
    }

    pub(crate) fn followers(&self, kind: TypeId) -> &[Follower] {
        self.followers.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Every room, in order.
    pub fn list(&self) -> &[Room] {
        &self.rooms
    }

    /// Every noun of every room.
    pub fn nouns(&self) -> impl Iterator<Item = &NounEntry> {
        self.rooms.iter().flat_map(|room| room.nouns)
    }

    /// Every command, by name.
    pub fn commands(&self) -> impl Iterator<Item = &Entry> {
        self.commands.values()
    }

    /// The command of this name.
    pub fn command(&self, name: &str) -> Option<&Entry> {
        self.commands.get(name)
    }

    /// The command at this address of the API, `/api/v1/deposits/{id}/close`.
    pub fn command_at(&self, path: &str) -> Option<&Entry> {
        self.addresses.get(path).and_then(|name| self.commands.get(name))
    }

    /// Every page.
    pub fn pages(&self) -> impl Iterator<Item = &PageEntry> {
        self.nouns().flat_map(|noun| noun.pages)
    }

    /// Every list.
    pub fn listings(&self) -> impl Iterator<Item = &'static crate::listing::Listing> {
        self.rooms.iter().flat_map(|room| room.nouns).flat_map(|noun| noun.listings).copied()
    }

    /// The kind of job of this name.
    pub fn job_kind(&self, name: &str) -> Option<&'static crate::jobs::JobKind> {
        self.rooms.iter().flat_map(|room| room.jobs).find(|kind| kind.name == name)
    }

    /// The work that comes back every day.
    pub fn list_daily(&self) -> &[Daily] {
        &self.daily
    }

    /// Every gate, in the order of the rooms.
    pub fn gates(&self) -> impl Iterator<Item = &Gate> {
        self.nouns().flat_map(|noun| noun.gates)
    }

    /// Every table's migration, the office's own first.
    pub fn migrations(&self) -> Vec<Migration> {
        let mut all = records::MIGRATIONS.to_vec();
        all.push(crate::saved_views::records::MIGRATION);
        all.push(crate::jobs::records::MIGRATION);
        all.push(crate::jobs::records::WORK_MIGRATION);
        all.extend(self.rooms.iter().flat_map(|room| room.migrations).cloned());
        all
    }

    /// The roles people may hold.
    pub fn list_roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether one of the roles holds the duty.
    pub fn allows(&self, roles: &[String], wanted: Duty) -> bool {
        if wanted == duty::SIGNED_IN {
            return !roles.is_empty();
        }
        #[cfg(any(test, feature = "testing"))]
        if roles.iter().any(|name| name == crate::testing::EVERYTHING) {
            return true;
        }
        let held = self.roles.iter().filter(|role| roles.iter().any(|name| name == role.name));
        held.flat_map(|role| role.duties).any(|duty| *duty == wanted)
    }

    /// The names of all duties that these roles hold.
    pub fn duties_of(&self, roles: &[String]) -> BTreeSet<&'static str> {
        let held = self.roles.iter().filter(|role| roles.iter().any(|name| name == role.name));
        held.flat_map(|role| role.duties).map(|duty| duty.name).collect()
    }

    /// The names of all duties there are: the operator's.
    pub fn all_duties(&self) -> BTreeSet<&'static str> {
        let of_roles = self.roles.iter().flat_map(|role| role.duties).map(|duty| duty.name);
        let of_commands = self.commands.values().map(|entry| entry.duty.name);
        let of_pages = self.pages().map(|page| page.duty.name);
        let of_reading = self.nouns().map(|noun| noun.read.name);
        of_roles.chain(of_commands).chain(of_pages).chain(of_reading).collect()
    }
}
