//! The branch while it is being built: who is there, what was agreed, who will pay when.

use crate::dice::Dice;
use office::{Command, Door, FixedClock, Office, Refusal, Slip, slip};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use values::{Day, Id, Money, Zone, noun};

/// How a payment will come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// In the mail.
    Check,
    /// Across the counter or into a technician's hand.
    Cash,
    /// A money order.
    MoneyOrder,
    /// By link.
    Card,
}

/// A payment that will come.
#[derive(Clone, Copy, Debug)]
pub struct ToCome {
    /// From whom.
    pub customer: Id<noun::Customer>,
    /// How much.
    pub amount: Money,
    /// How.
    pub means: Means,
}

/// How a customer pays: the days she takes, and by what.
#[derive(Clone, Copy, Debug)]
pub struct Payer {
    /// Days from the invoice until she pays; none when she does not.
    pub takes_days: Option<i64>,
    /// How.
    pub means: Means,
    /// In hundredths of the invoice.
    pub pays_percent: i64,
}

/// Everything the days need to know.
pub struct World<'o> {
    /// The office.
    pub office: &'o Office,
    /// Its clock, which goes with the days.
    pub clock: &'o FixedClock,
    /// Cedar.
    pub branch: Id<noun::Branch>,
    /// Cedar's zone.
    pub zone: Zone,
    /// People by name.
    pub people: HashMap<&'static str, Id<noun::Staff>>,
    /// The technicians, in order.
    pub technicians: Vec<Id<noun::Staff>>,
    /// Services by code.
    pub services: HashMap<&'static str, Id<noun::Service>>,
    /// The customers of the cast by name.
    pub cast: HashMap<&'static str, Id<noun::Customer>>,
    /// How each customer pays.
    pub payers: HashMap<Id<noun::Customer>, Payer>,
    /// What will be paid on which day.
    pub to_come: BTreeMap<Day, Vec<ToCome>>,
    /// Those whose stories are told by name, and no longer by how they pay.
    pub spoken_for: BTreeSet<Id<noun::Customer>>,
    /// A check of Carl Boggs's that his bank will send back.
    pub bad_check: Option<Id<noun::Payment>>,
    /// Marisol Rivera's bill for a wasp nest.
    pub wasp_nest: Option<Id<noun::Invoice>>,
    /// Chance.
    pub dice: Dice,
    /// The next check's number.
    pub next_check: u64,
    /// How many commands were run.
    pub commands: u64,
}

impl World<'_> {
    /// From now on a customer's story is told by name: she pays nothing by habit.
    pub fn speak_for(&mut self, customer: Id<noun::Customer>) {
        self.spoken_for.insert(customer);
        self.payers.remove(&customer);
        for of_day in self.to_come.values_mut() {
            of_day.retain(|one| one.customer != customer);
        }
    }

    /// Runs a command as a person at a time of a day.
    pub fn run<C: Command>(
        &mut self,
        who: &'static str,
        day: Day,
        (hour, minute): (i8, i8),
        command: C,
    ) -> Result<C::Receipt, Refusal> {
        let at = self
            .zone
            .instant_at(day, hour, minute)
            .ok_or_else(|| Refusal::broken("a time that the clocks skip"))?;
        self.clock.set(at);
        let who = match who {
            "" => slip::operator(),
            who => self.people[who],
        };
        let door = Door::Page;
        let slip = Slip { who, branch: self.branch, door, once: None, at };
        self.commands += 1;
        self.office.run(slip, command)
    }
}
