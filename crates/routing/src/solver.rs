//! Makes plans, and makes them better, until its budget is spent.

use crate::chance::Chance;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::search::{Draft, Ground, Heat, anneal, anneal_elite, anneal_in_parts, construct};
use std::time::{Duration, Instant};

/// A day of more stops is worked on in parts.
const PARTED_ABOVE: usize = 600;

/// A day of no more stops is annealed several times over.
const SMALL: usize = 150;

/// So is a larger one when there are so many rounds for each stop: by then one annealing has
/// long come to rest.
const ROUNDS_TO_REST: f64 = 5_000.0;

/// About how many rounds a second has, to tell how much a deadline leaves.
const ROUNDS_A_SECOND: f64 = 80_000.0;

/// Time as somebody counts it who is handed in: a wall clock, a processor's clock, a test's.
pub trait Clock: Sync {
    /// How long it has run.
    fn elapsed(&self) -> Duration;
}

impl Clock for Instant {
    fn elapsed(&self) -> Duration {
        Self::elapsed(self)
    }
}

/// A second stop beside the iterations.
#[derive(Clone, Copy)]
pub struct Deadline<'c> {
    /// Who counts.
    pub clock: &'c dyn Clock,
    /// When the search ends, on that clock.
    pub at: Duration,
}

/// How to search, and how long.
#[derive(Clone, Copy)]
pub struct Solver<'c> {
    /// The same seed, iterations and threads give the same plan.
    pub seed: u64,
    /// Rounds of ruin and recreate.
    pub iterations: u64,
    /// How many threads may work at once.
    pub threads: usize,
    /// When to stop at the latest.
    pub deadline: Option<Deadline<'c>>,
}

impl Solver<'_> {
    /// Plans from nothing.
    pub fn solve(&self, problem: &Problem) -> Plan {
        if problem.technicians.is_empty() {
            return Plan::empty(0, problem.stops.len());
        }
        let watch = Watch::new(self);
        let ground = Ground::new(problem);
        let mut draft = Draft::empty(&ground);
        construct::construct(&mut draft);
        let rests = watch.expected_rounds() > ROUNDS_TO_REST * ground.stops as f64;
        if ground.stops <= SMALL || rests && ground.stops <= PARTED_ABOVE {
            let run =
                |chance: &mut Chance| anneal_elite(&draft, Heat::hot(&ground), &watch, chance);
            return self.on_each_thread(run);
        }
        self.search(&draft, Heat::hot(&ground), &watch)
    }

    /// Makes a standing plan better. It is never worse afterwards; stops of it that cannot be
    /// driven as they stand are planned anew, and so are those it does not serve.
    pub fn improve(&self, problem: &Problem, standing: &Plan) -> Plan {
        if problem.technicians.is_empty() {
            return Plan::empty(0, problem.stops.len());
        }
        let watch = Watch::new(self);
        let ground = Ground::new(problem);
        let mut draft = Draft::of(&ground, standing);
        construct::construct(&mut draft);
        self.search(&draft, Heat::warm(&ground), &watch)
    }

    /// On a large day all threads work on its parts. On a smaller one each anneals the whole
    /// with chance of its own, and the best plan counts.
    fn search(&self, draft: &Draft<'_>, heat: Heat, watch: &Watch<'_>) -> Plan {
        if draft.ground.stops > PARTED_ABOVE {
            let mut chance = Chance::new(self.seed);
            return anneal_in_parts(&mut draft.copy(), heat, watch, &mut chance, self.threads).0;
        }
        self.on_each_thread(|chance| anneal(&mut draft.copy(), heat, watch, chance))
    }

    fn on_each_thread(&self, run: impl Fn(&mut Chance) -> (Plan, i64) + Sync) -> Plan {
        let mut chance = Chance::new(self.seed);
        let seeds: Vec<u64> = (0..self.threads.max(1)).map(|_| chance.seed()).collect();
        let run = |seed: u64| run(&mut Chance::new(seed));
        let found: Vec<(Plan, i64)> = std::thread::scope(|scope| {
            let run = &run;
            let others = seeds[1..].iter().map(|&seed| scope.spawn(move || run(seed)));
            let others: Vec<_> = others.collect();
            let mut found = vec![run(seeds[0])];
            found.extend(others.into_iter().map(|other| other.join().expect("a search ends")));
            found
        });
        let best = found.into_iter().min_by_key(|(_, cost)| *cost);
        best.expect("one thread searches at least").0
    }
}

/// How much of the budget is spent.
#[derive(Clone, Copy)]
pub(crate) struct Watch<'c> {
    iterations: u64,
    deadline: Option<Deadline<'c>>,
    began: Duration,
}

impl<'c> Watch<'c> {
    fn new(solver: &Solver<'c>) -> Self {
        let began = solver.deadline.map_or(Duration::ZERO, |deadline| deadline.clock.elapsed());
        Self { iterations: solver.iterations, deadline: solver.deadline, began }
    }

    /// About how many rounds there will be.
    fn expected_rounds(&self) -> f64 {
        let of_time = self.deadline.map_or(f64::INFINITY, |deadline| {
            deadline.at.saturating_sub(self.began).as_secs_f64() * ROUNDS_A_SECOND
        });
        of_time.min(self.iterations as f64)
    }

    /// The same deadline with so many rounds.
    pub fn for_rounds(&self, iterations: u64) -> Self {
        Self { iterations, ..*self }
    }

    /// One of several equal shares of the budget, one after another.
    pub fn share(&self, turn: u32, of: u32) -> Self {
        let deadline = self.deadline.map(|deadline| {
            let whole = deadline.at.saturating_sub(self.began);
            Deadline { at: self.began + whole * (turn + 1) / of, ..deadline }
        });
        let began = deadline.map_or(Duration::ZERO, |deadline| deadline.clock.elapsed());
        Self { iterations: self.iterations / u64::from(of), deadline, began }
    }

    /// From 0 to 1, or none when it is spent.
    pub fn progress(&self, round: u64) -> Option<f64> {
        let of_rounds = round as f64 / self.iterations.max(1) as f64;
        let of_time = self.deadline.map_or(0.0, |deadline| {
            let whole = deadline.at.saturating_sub(self.began).as_secs_f64();
            (deadline.clock.elapsed().saturating_sub(self.began)).as_secs_f64() / whole.max(1e-9)
        });
        let progress = of_rounds.max(of_time);
        (progress < 1.0).then_some(progress)
    }
}
