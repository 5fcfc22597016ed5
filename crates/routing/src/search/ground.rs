//! What does not change during a search, in tables that are quick to look things up in.

use crate::problem::{Problem, Seconds, Shift, Standing};
use std::cmp::Reverse;

/// The wish price of a technician who may not serve the stop.
pub(crate) const NOT_ALLOWED: Seconds = Seconds::MAX;

/// How many nearest stops a stop knows. Where a stop is put beside farther ones, annealing
/// would soon move it again; the few it cannot do without are in [`Ground::scanned`].
const NEAREST: usize = 48;

/// A stop whose technicians are so few has all their routes looked through.
const FEW_TECHNICIANS: usize = 3;

/// The window, service and demand of a stop, side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    pub opens: Seconds,
    pub closes: Seconds,
    pub service: Seconds,
    pub demand: i32,
}

/// Who drives, as the search sees her.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Driver {
    pub start: u32,
    pub end: u32,
    pub shift: Shift,
    pub capacity: i32,
    /// What her route costs without stops.
    pub idle_drive: Seconds,
}

/// The tables of a problem. A node is a stop by its id, or after those a place where routes
/// begin or end.
pub(crate) struct Ground {
    pub stops: usize,
    pub drivers: Vec<Driver>,
    pub visits: Vec<Visit>,
    pub unserved_prices: Vec<i64>,
    wishes: Vec<Seconds>,
    width: usize,
    travel: Vec<Seconds>,
    /// The same by columns, where a way takes longer than the way back.
    travel_back: Option<Vec<Seconds>>,
    nearest: Vec<u32>,
    /// By stop: where its nearest begin; one more at the end.
    nearest_from: Vec<u32>,
    scanned: Vec<Vec<u32>>,
    home_drive: Vec<Seconds>,
    /// By technician: the stops that prefer her, or were announced for her.
    asking_for: Vec<Vec<u32>>,
    /// The mean time to a stop's nearest others, by which temperatures are set.
    pub typical_drive: f64,
}

impl Ground {
    pub fn new(problem: &Problem) -> Self {
        let (places, drivers) = places(problem);
        let width = places.len();
        let mut travel = vec![0; width * width];
        let mut is_symmetric = true;
        for from in 0..width {
            for to in 0..from {
                let there = problem.travel.seconds(places[from], places[to]);
                let back = match problem.travel.is_symmetric() {
                    true => there,
                    false => problem.travel.seconds(places[to], places[from]),
                };
                is_symmetric &= there == back;
                travel[from * width + to] = there;
                travel[to * width + from] = back;
            }
        }
        let stops = problem.stops.len();
        let visits = problem.stops.iter().map(|stop| Visit {
            opens: stop.window.opens,
            closes: stop.window.closes,
            service: stop.service,
            demand: stop.demand,
        });
        let mut ground = Self {
            stops,
            visits: visits.collect(),
            unserved_prices: (0..stops).map(|stop| problem.unserved_price(stop)).collect(),
            wishes: wishes(problem),
            width,
            travel_back: (!is_symmetric).then(|| transposed(&travel, width)),
            travel,
            nearest: Vec::new(),
            nearest_from: vec![0],
            scanned: (0..stops).map(|stop| scanned(problem, stop)).collect(),
            home_drive: Vec::new(),
            asking_for: Vec::new(),
            typical_drive: 1.0,
            drivers,
        };
        ground.find_home_drives();
        ground.find_asking();
        ground.find_nearest();
        ground
    }

    /// Seconds from node to node.
    #[inline]
    pub fn drive(&self, from: u32, to: u32) -> Seconds {
        self.travel[from as usize * self.width + to as usize]
    }

    /// The times from every node to the stop, and from the stop to every node.
    #[inline]
    pub fn rows(&self, stop: u32) -> (&[Seconds], &[Seconds]) {
        let row = stop as usize * self.width..(stop as usize + 1) * self.width;
        let out = &self.travel[row.clone()];
        (self.travel_back.as_ref().map_or(out, |back| &back[row]), out)
    }

    /// By technician: what it costs beside the drive that she serves the stop, or
    /// [`NOT_ALLOWED`].
    #[inline]
    pub fn wishes(&self, stop: u32) -> &[Seconds] {
        let technicians = self.drivers.len();
        &self.wishes[stop as usize * technicians..(stop as usize + 1) * technicians]
    }

    /// The stop itself and those nearest to it, in order.
    #[inline]
    pub fn nearest(&self, stop: u32) -> &[u32] {
        let [from, to] = [stop as usize, stop as usize + 1].map(|at| self.nearest_from[at]);
        &self.nearest[from as usize..to as usize]
    }

    /// Technicians whose whole routes are looked through for the stop.
    #[inline]
    pub fn scanned(&self, stop: u32) -> &[u32] {
        &self.scanned[stop as usize]
    }

    /// Seconds from where the nearest technician who may serve the stop sets out.
    #[inline]
    pub fn home_drive(&self, stop: u32) -> Seconds {
        self.home_drive[stop as usize]
    }

    /// Stops that cost more with anybody else than with this technician.
    #[inline]
    pub fn asking_for(&self, technician: u32) -> &[u32] {
        &self.asking_for[technician as usize]
    }

    fn with_asking(mut self) -> Self {
        self.find_asking();
        self
    }

    fn find_asking(&mut self) {
        let mut asking = vec![Vec::new(); self.drivers.len()];
        for stop in 0..self.stops as u32 {
            let wishes = self.wishes(stop);
            let dearest = wishes.iter().filter(|&&wish| wish != NOT_ALLOWED).max();
            for (technician, wish) in wishes.iter().enumerate() {
                if dearest.is_some_and(|dearest| wish < dearest) {
                    asking[technician].push(stop);
                }
            }
        }
        self.asking_for = asking;
    }

    fn find_home_drives(&mut self) {
        let nearest = |stop: u32| {
            let wishes = self.wishes(stop).iter().zip(&self.drivers);
            let allowed = wishes.filter(|(wish, _)| **wish != NOT_ALLOWED);
            allowed.map(|(_, driver)| self.drive(driver.start, stop)).min().unwrap_or(0)
        };
        self.home_drive = (0..self.stops as u32).map(nearest).collect();
    }

    /// The tables of some drivers and stops alone, numbered in the order given.
    pub fn part(&self, drivers: &[u32], stops: &[u32]) -> Self {
        let mut nodes = stops.to_vec();
        let mut node_of = |node: u32| match nodes[stops.len()..].iter().position(|&it| it == node) {
            Some(at) => (stops.len() + at) as u32,
            None => {
                nodes.push(node);
                (nodes.len() - 1) as u32
            }
        };
        let own_driver = |&driver: &u32| {
            let whole = self.drivers[driver as usize];
            Driver { start: node_of(whole.start), end: node_of(whole.end), ..whole }
        };
        let own_drivers: Vec<Driver> = drivers.iter().map(own_driver).collect();
        let mut number = vec![u32::MAX; self.stops];
        for (own, &stop) in stops.iter().enumerate() {
            number[stop as usize] = own as u32;
        }
        let (mut nearest, mut nearest_from) = (Vec::new(), vec![0]);
        for &stop in stops {
            let near = self.nearest(stop).iter().map(|&near| number[near as usize]);
            nearest.extend(near.filter(|&near| near != u32::MAX));
            nearest_from.push(nearest.len() as u32);
        }
        let cells = |travel: &Vec<Seconds>| -> Vec<Seconds> {
            let row = |&from: &u32| &travel[from as usize * self.width..][..self.width];
            nodes.iter().flat_map(|from| nodes.iter().map(|&to| row(from)[to as usize])).collect()
        };
        let own_wishes = |&stop: &u32| {
            let all = self.wishes(stop);
            drivers.iter().map(|&driver| all[driver as usize])
        };
        let own_scanned = |&stop: &u32| {
            let own = |&driver: &u32| drivers.iter().position(|&it| it == driver);
            self.scanned(stop).iter().filter_map(own).map(|own| own as u32).collect()
        };
        let visit = |&stop: &u32| self.visits[stop as usize];
        Self {
            stops: stops.len(),
            visits: stops.iter().map(visit).collect(),
            unserved_prices: stops.iter().map(|&it| self.unserved_prices[it as usize]).collect(),
            wishes: stops.iter().flat_map(own_wishes).collect(),
            width: nodes.len(),
            travel: cells(&self.travel),
            travel_back: self.travel_back.as_ref().map(cells),
            nearest,
            nearest_from,
            scanned: stops.iter().map(own_scanned).collect(),
            home_drive: stops.iter().map(|&stop| self.home_drive(stop)).collect(),
            asking_for: Vec::new(),
            typical_drive: self.typical_drive,
            drivers: own_drivers,
        }
        .with_asking()
    }

    fn find_nearest(&mut self) {
        let each = NEAREST.min(self.stops);
        let mut order: Vec<(Seconds, u32)> = Vec::with_capacity(self.stops);
        let (mut sum, mut count) = (0_i64, 0_i64);
        for stop in 0..self.stops as u32 {
            let (into, out) = self.rows(stop);
            order.clear();
            let distance = |other: u32| match other == stop {
                true => -1,
                false => into[other as usize] + out[other as usize],
            };
            order.extend((0..self.stops as u32).map(|other| (distance(other), other)));
            if each < self.stops {
                order.select_nth_unstable(each);
            }
            let nearest = &mut order[..each];
            nearest.sort_unstable();
            for (both_ways, _) in nearest.iter().skip(1).take(4) {
                sum += i64::from(*both_ways) / 2;
                count += 1;
            }
            self.nearest.extend(nearest.iter().map(|(_, other)| *other));
            self.nearest_from.push(self.nearest.len() as u32);
        }
        self.typical_drive = (sum as f64 / count.max(1) as f64).max(1.0);
    }
}

/// The places of all nodes, and the drivers with the nodes they start and end at.
fn places(problem: &Problem) -> (Vec<usize>, Vec<Driver>) {
    let mut places: Vec<usize> = problem.stops.iter().map(|stop| stop.place).collect();
    let stops = places.len();
    let mut node_of = |place: usize| match places[stops..].iter().position(|&one| one == place) {
        Some(at) => (stops + at) as u32,
        None => {
            places.push(place);
            (places.len() - 1) as u32
        }
    };
    let drivers = problem.technicians.iter().map(|technician| Driver {
        start: node_of(technician.start),
        end: node_of(technician.end),
        shift: technician.shift,
        capacity: technician.capacity,
        idle_drive: match technician.standing {
            Standing::AtHome => 0,
            Standing::OnTheRoad => problem.travel.seconds(technician.start, technician.end),
        },
    });
    let drivers = drivers.collect();
    (places, drivers)
}

fn wishes(problem: &Problem) -> Vec<Seconds> {
    let mut wishes = Vec::with_capacity(problem.stops.len() * problem.technicians.len());
    for stop in 0..problem.stops.len() {
        for technician in 0..problem.technicians.len() {
            wishes.push(match problem.may_serve(technician, stop) {
                true => problem.wish_price(technician, stop),
                false => NOT_ALLOWED,
            });
        }
    }
    wishes
}

/// Whom a stop asks for, and all who may when they are few.
fn scanned(problem: &Problem, stop: usize) -> Vec<u32> {
    let wanted = &problem.stops[stop];
    let announced = wanted.announced.map(|(technician, _)| technician);
    let technicians = 0..problem.technicians.len();
    let mut allowed: Vec<usize> =
        technicians.filter(|&technician| problem.may_serve(technician, stop)).collect();
    if allowed.len() > FEW_TECHNICIANS {
        allowed.retain(|&one| wanted.preferred == Some(one) || announced == Some(one));
    }
    allowed.sort_by_key(|&one| Reverse(wanted.preferred == Some(one)));
    allowed.into_iter().map(|technician| technician as u32).collect()
}

fn transposed(travel: &[Seconds], width: usize) -> Vec<Seconds> {
    let cells = (0..width * width).map(|cell| travel[cell % width * width + cell / width]);
    cells.collect()
}
