//! Putting stops back, one by one, each where it costs least.

use super::draft::Draft;
use crate::chance::Chance;

/// Of stops that nobody served before the round either, so many are tried in it: on an
/// overfull day the rest would only cost time.
const LONG_ABSENT: usize = 24;

/// In which order stops are put back. The far and the tight go first often, as they have the
/// fewest places; sometimes anything goes (Christiaens and Vanden Berghe, 2020, section 5.2).
#[derive(Clone, Copy, Debug)]
enum Order {
    Random,
    Far,
    Close,
    Tight,
    Long,
    Dear,
    Asking,
}

const ORDERS: [Order; 13] = [
    Order::Random,
    Order::Random,
    Order::Random,
    Order::Random,
    Order::Far,
    Order::Far,
    Order::Close,
    Order::Tight,
    Order::Tight,
    Order::Long,
    Order::Long,
    Order::Dear,
    Order::Asking,
];

/// Puts absent stops back as far as they fit.
pub(crate) fn recreate(draft: &mut Draft<'_>, absent_before: usize, chance: &mut Chance) {
    let mut waiting = std::mem::take(&mut draft.absent);
    let mut left = Vec::new();
    if absent_before > LONG_ABSENT {
        // Those of before stand in front; some of them, by chance, have their turn.
        chance.shuffle(&mut waiting[..absent_before]);
        left.extend(waiting.drain(..absent_before - LONG_ABSENT));
    }
    sort(draft, &mut waiting, chance);
    for &stop in &waiting {
        match draft.best_spot(stop, chance) {
            Some(spot) => draft.insert(stop, spot.route, spot.index as usize, spot.added),
            None => left.push(stop),
        }
    }
    draft.absent = left;
}

fn sort(draft: &Draft<'_>, stops: &mut [u32], chance: &mut Chance) {
    let ground = draft.ground;
    let window = |stop: u32| {
        let visit = &ground.visits[stop as usize];
        visit.closes - visit.opens
    };
    let far = |stop: u32| ground.home_drive(stop);
    chance.shuffle(stops);
    match ORDERS[chance.below(ORDERS.len())] {
        Order::Random => {}
        Order::Far => stops.sort_by_key(|&stop| -far(stop)),
        Order::Close => stops.sort_by_key(|&stop| far(stop)),
        Order::Tight => stops.sort_by_key(|&stop| window(stop)),
        Order::Long => stops.sort_by_key(|&stop| -ground.visits[stop as usize].service),
        Order::Asking => stops.sort_by_key(|&stop| ground.scanned(stop).is_empty()),
        Order::Dear => stops.sort_by_key(|&stop| -ground.unserved_prices[stop as usize]),
    }
}
