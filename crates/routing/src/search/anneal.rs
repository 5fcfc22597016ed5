//! Simulated annealing over rounds of ruin and recreate.

use super::draft::Draft;
use super::ground::Ground;
use super::{recreate, ruin};
use crate::chance::Chance;
use crate::plan::Plan;
use crate::solver::Watch;

/// How the temperature falls, in seconds of travel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heat {
    pub first: f64,
    pub last: f64,
}

impl Heat {
    /// For a plan made from nothing: hot enough to turn whole routes over.
    pub fn hot(ground: &Ground) -> Self {
        Self { first: 8.0 * ground.typical_drive, last: 0.1 * ground.typical_drive }
    }

    /// For a plan that is good already.
    pub fn warm(ground: &Ground) -> Self {
        Self { first: 0.5 * ground.typical_drive, last: 0.1 * ground.typical_drive }
    }

    fn at(self, progress: f64) -> f64 {
        self.first * (self.last / self.first).powf(progress)
    }

    /// For what is half good already.
    pub fn cooler(self) -> Self {
        Self { first: self.first / 4.0, ..self }
    }

    /// The temperature of one moment, held.
    pub fn steady(self, progress: f64) -> Self {
        Self { first: self.at(progress), last: self.at(progress) }
    }
}

/// How often, in a thousand rounds, two technicians trade days or tails instead of strings
/// being taken out.
const DAY_TRADES: usize = 100;
const TAIL_TRADES: usize = 50;
const GATHERINGS: usize = 60;

/// Rounds between two looks at the clock.
const ROUNDS_A_LOOK: u64 = 64;

/// Works on the draft until the watch says stop, and answers the best plan seen with its cost.
pub(crate) fn anneal(
    draft: &mut Draft<'_>,
    heat: Heat,
    watch: &Watch<'_>,
    chance: &mut Chance,
) -> (Plan, i64) {
    let mut best = Plan::empty(draft.routes.len(), 0);
    draft.copy_to(&mut best);
    let mut best_cost = draft.cost;
    let mut round = 0;
    let mut temperature = heat.first;
    loop {
        if round % ROUNDS_A_LOOK == 0 {
            match watch.progress(round) {
                None => return (best, best_cost),
                Some(progress) => temperature = heat.at(progress),
            }
        }
        round += 1;
        draft.begin();
        let absent_before = draft.absent.len();
        match chance.below(1_000) {
            x if x < DAY_TRADES => ruin::trade_days(draft, chance),
            x if x < DAY_TRADES + TAIL_TRADES => ruin::trade_tails(draft, chance),
            x if x < DAY_TRADES + TAIL_TRADES + GATHERINGS => ruin::gather(draft, chance),
            _ => ruin::strings(draft, chance),
        }
        recreate::recreate(draft, absent_before, chance);
        let allowance = -temperature * chance.unit().max(1e-12).ln();
        if (draft.cost - draft.cost_before()) as f64 > allowance {
            draft.take_back();
        } else if draft.cost < best_cost {
            best_cost = draft.cost;
            draft.copy_to(&mut best);
        }
    }
}
