//! A day as JSON: read, checked, and turned into a problem of the optimiser.
#![allow(clippy::disallowed_types, reason = "coordinates are no money")]

use office::Refusal;
use routing::problem::Standing;
use routing::{
    Licences, Lunch, Matrix, Plan, Prices, Problem, Shift, Stop, StraightLine, Technician, Travel,
    Window,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

/// The file's own words.
#[derive(Deserialize)]
pub struct Instance {
    kind: String,
    #[serde(default = "minute")]
    unit: i64,
    locations: Vec<[f64; 2]>,
    techs: Vec<TechnicianRow>,
    stops: Vec<StopRow>,
    #[serde(default)]
    pref_penalty_s: i32,
    #[serde(default = "ten_hours")]
    unserved_s: i64,
}

#[derive(Deserialize)]
struct TechnicianRow {
    id: i64,
    start: usize,
    end: usize,
    shift: [i32; 2],
    brk: Option<[i32; 3]>,
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default)]
    capacity: i32,
}

#[derive(Deserialize)]
struct StopRow {
    id: i64,
    loc: usize,
    service_s: i32,
    window: [i32; 2],
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default = "one")]
    weight: i32,
    preferred: Option<i64>,
    required: Option<i64>,
    #[serde(default)]
    demand: i32,
}

#[derive(Deserialize)]
struct PlanFile {
    routes: BTreeMap<String, Vec<i64>>,
}

fn minute() -> i64 {
    60
}

fn ten_hours() -> i64 {
    36_000
}

fn one() -> i32 {
    1
}

/// Seconds with a point in them, such as `0.2`.
pub fn seconds(text: &str) -> Option<Duration> {
    text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
}

fn wrong(words: impl Into<String>) -> Refusal {
    Refusal::invalid("instance", words.into())
}

fn read<T: for<'de> Deserialize<'de>>(name: &'static str, file: &str) -> Result<T, Refusal> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Refusal::invalid(name, format!("{file} cannot be read: {error}.")))?;
    serde_json::from_str(&text)
        .map_err(|error| Refusal::invalid(name, format!("{file} is not such a file: {error}.")))
}

impl Instance {
    /// Reads a file.
    pub fn read(file: &str) -> Result<Self, Refusal> {
        read("instance", file)
    }

    /// The number of a technician's id.
    pub fn technician(&self, field: &'static str, id: &str) -> Result<usize, Refusal> {
        let found = self.techs.iter().position(|row| row.id.to_string() == id);
        found.ok_or_else(|| Refusal::invalid(field, format!("There is no technician {id}.")))
    }

    /// Seconds in the instance's unit, with one decimal.
    pub fn in_units(&self, seconds: i64) -> f64 {
        (seconds as f64 / self.unit.max(1) as f64 * 10.0).round() / 10.0
    }

    /// The day as the optimiser takes it, or what is wrong with the file.
    pub fn problem(&self) -> Result<Problem, Refusal> {
        let mut names = Names::default();
        let mut technicians = Vec::with_capacity(self.techs.len());
        for row in &self.techs {
            technicians.push(self.technician_of(row, &mut names)?);
        }
        let index: HashMap<i64, usize> =
            self.techs.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
        if index.len() != self.techs.len() {
            return Err(wrong("Two technicians have the same id."));
        }
        let mut stops = Vec::with_capacity(self.stops.len());
        for row in &self.stops {
            stops.push(self.stop_of(row, &index, &mut names)?);
        }
        let travel: Arc<dyn Travel> = match self.kind.as_str() {
            "solomon" => Arc::new(self.plane()),
            _ => Arc::new(StraightLine::new(&self.locations)),
        };
        let prices = Prices { unserved: self.unserved_s, not_preferred: self.pref_penalty_s };
        Ok(Problem { technicians, stops, travel, prices })
    }

    fn technician_of(&self, row: &TechnicianRow, names: &mut Names) -> Result<Technician, Refusal> {
        let id = row.id;
        if row.start.max(row.end) >= self.locations.len() {
            return Err(wrong(format!("Technician {id} starts or ends at no location.")));
        }
        let times = row.shift.iter().chain(row.brk.iter().flatten());
        if !times.copied().all(is_of_a_day) {
            return Err(wrong(format!("Technician {id} has hours outside of a week.")));
        }
        let lunch = row.brk.map(|[opens, closes, length]| Lunch { opens, closes, length });
        Ok(Technician {
            start: row.start,
            end: row.end,
            shift: Shift { opens: row.shift[0], closes: row.shift[1], lunch },
            licences: names.licences(&row.skills)?,
            capacity: row.capacity,
            standing: Standing::AtHome,
        })
    }

    fn stop_of(
        &self,
        row: &StopRow,
        technicians: &HashMap<i64, usize>,
        names: &mut Names,
    ) -> Result<Stop, Refusal> {
        let id = row.id;
        if row.loc >= self.locations.len() {
            return Err(wrong(format!("Stop {id} is at no location.")));
        }
        let times = [row.window[0], row.window[1], row.service_s];
        if !times.into_iter().all(is_of_a_day) || row.weight < 0 || row.demand < 0 {
            return Err(wrong(format!(
                "Stop {id} has times outside of a week, or less than none."
            )));
        }
        let who = |id: Option<i64>| match id {
            None => Ok(None),
            Some(id) => technicians
                .get(&id)
                .map(|&at| Some(at))
                .ok_or_else(|| wrong(format!("There is no technician {id}, whom a stop names."))),
        };
        Ok(Stop {
            place: row.loc,
            service: row.service_s,
            window: Window { opens: row.window[0], closes: row.window[1] },
            licences: names.licences(&row.skills)?,
            weight: row.weight,
            preferred: who(row.preferred)?,
            required: who(row.required)?,
            demand: row.demand,
            announced: None,
        })
    }

    /// Tenths of the distance in the plane, cut off: the rule of the DIMACS challenge for
    /// Solomon's instances.
    fn plane(&self) -> Matrix {
        let count = self.locations.len();
        let cells = (0..count * count).map(|cell| {
            let [a, b] = [self.locations[cell / count], self.locations[cell % count]];
            ((a[0] - b[0]).hypot(a[1] - b[1]) * 10.0).floor() as i32
        });
        Matrix::new(count, cells.collect())
    }

    /// `{"routes": {"technician id": [stop ids in order]}}`
    pub fn plan_json(&self, plan: &Plan) -> Value {
        let stops = |route: &Vec<usize>| -> Vec<i64> {
            route.iter().map(|&stop| self.stops[stop].id).collect()
        };
        let routes = self.techs.iter().zip(&plan.routes);
        let routes: BTreeMap<String, Vec<i64>> =
            routes.map(|(row, route)| (row.id.to_string(), stops(route))).collect();
        json!({ "routes": routes })
    }

    /// Reads a plan of this day.
    pub fn read_plan(&self, file: &str) -> Result<Plan, Refusal> {
        let read: PlanFile = read("standing", file)?;
        let index: HashMap<i64, usize> =
            self.stops.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
        let mut plan = Plan::empty(self.techs.len(), self.stops.len());
        let mut is_free = vec![true; self.stops.len()];
        for (technician, stops) in &read.routes {
            let technician = self.technician("standing", technician)?;
            for id in stops {
                let at = index.get(id).copied().filter(|&at| is_free[at]).ok_or_else(|| {
                    Refusal::invalid("standing", format!("Stop {id} is unknown or stands twice."))
                })?;
                is_free[at] = false;
                plan.routes[technician].push(at);
            }
        }
        plan.unserved.retain(|&stop| is_free[stop]);
        Ok(plan)
    }
}

/// A week: longer times would overflow sums of them.
fn is_of_a_day(seconds: i32) -> bool {
    (0..=7 * 86_400).contains(&seconds)
}

/// The bits of licences, given out as names come up.
#[derive(Default)]
struct Names(HashMap<String, u32>);

impl Names {
    fn licences(&mut self, names: &[String]) -> Result<Licences, Refusal> {
        let mut bits = 0;
        for name in names {
            let next = self.0.len() as u32;
            let bit = *self.0.entry(name.clone()).or_insert(next);
            if bit >= u64::BITS {
                return Err(wrong("There are more than 64 kinds of skills."));
            }
            bits |= 1 << bit;
        }
        Ok(Licences(bits))
    }
}
