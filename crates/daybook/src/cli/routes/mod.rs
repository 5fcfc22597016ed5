//! `daybook routes`: the route optimiser by itself, on a day in a JSON file. It needs no data
//! folder, so another program's plans can be judged beside ours.

mod instance;
mod made_up;

use super::output::{Form, say};
use clap::{Arg, ArgMatches, Command};
use instance::Instance;
use office::Refusal;
use routing::live::{self, LiveDay, Progress};
use routing::{Deadline, Plan, Solver, checker};
use serde_json::json;
use std::time::{Duration, Instant};

/// The subcommand.
pub fn word() -> Command {
    let flag = |name: &'static str, otherwise: &'static str, help: &'static str| {
        Arg::new(name).long(name).default_value(otherwise).help(help)
    };
    let instance = || Arg::new("instance").value_name("INSTANCE.json").required(true);
    let plan = || {
        Arg::new("plan")
            .long("plan")
            .value_name("FILE")
            .help("Where the plan is written; printed unless told")
    };
    let searching = |word: Command, seconds: &'static str| {
        word.arg(instance().help("The day: technicians, stops, locations"))
            .arg(flag("seconds", seconds, "How long to search at most, by the clock on the wall"))
            .arg(flag("seed", "1", "The same seed and iterations give the same plan"))
            .arg(flag("iterations", "0", "How many rounds at most; 0 for as many as there is time"))
            .arg(flag("threads", "1", "How many threads may work at once"))
            .arg(plan())
    };
    let solve = searching(Command::new("solve").about("Plan a day from nothing"), "10");
    let repair = searching(Command::new("repair").about("Mend a day, changing little"), "0.2")
        .arg(Arg::new("standing").long("standing").required(true).help("The plan as it stands"))
        .arg(flag("out", "", "Ids of technicians who are out today, with commas"))
        .arg(flag("change-price", "600", "Seconds of driving that another technician is worth"));
    Command::new("routes")
        .about("Plan the routes of a day in a JSON file")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(solve)
        .subcommand(repair)
        .subcommand(made_up::word().arg(plan()))
}

/// Runs one of its verbs.
pub fn run(given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    match given.subcommand() {
        Some(("solve", given)) => solve(given, form),
        Some(("repair", given)) => repair(given, form),
        Some(("sample", given)) => write(given, &made_up::instance(given)?),
        _ => Ok(0),
    }
}

fn solve(given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let clock = Instant::now();
    let instance = Instance::read(&text(given, "instance"))?;
    let problem = instance.problem()?;
    let plan = solver(given, &clock)?.solve(&problem);
    tell(&instance, &problem, &plan, form);
    write(given, &instance.plan_json(&plan))
}

fn repair(given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let clock = Instant::now();
    let instance = Instance::read(&text(given, "instance"))?;
    let problem = instance.problem()?;
    let standing = instance.read_plan(&text(given, "standing"))?;
    let mut progress = vec![Progress::Waiting; problem.technicians.len()];
    for id in text(given, "out").split(',').filter(|id| !id.trim().is_empty()) {
        progress[instance.technician("out", id.trim())?] = Progress::Out { done: 0 };
    }
    let day = LiveDay {
        progress,
        told: vec![None; problem.stops.len()],
        change_price: number(given, "change-price")?,
    };
    let repaired = live::repair(&problem, &standing, &day, &solver(given, &clock)?);
    if form == Form::Text {
        say(format!("{} kept stops changed technician.", repaired.moved.len()));
    }
    tell(&instance, &problem, &repaired.plan, form);
    write(given, &instance.plan_json(&repaired.plan))
}

fn solver<'c>(given: &ArgMatches, clock: &'c Instant) -> Result<Solver<'c>, Refusal> {
    let most = Duration::from_secs(86_400);
    let seconds = text(given, "seconds");
    let at = instance::seconds(&seconds).filter(|at| *at <= most).ok_or_else(|| {
        Refusal::invalid("seconds", "Enter seconds such as 10 or 0.2, a day at most.")
    })?;
    let iterations = match number(given, "iterations")? {
        0 => u64::MAX,
        iterations => iterations,
    };
    Ok(Solver {
        seed: number(given, "seed")?,
        iterations,
        threads: number::<usize>(given, "threads")?.clamp(1, 64),
        deadline: Some(Deadline { clock, at }),
    })
}

/// What the plan is worth, in minutes; with `--plan` only, since the plan itself is printed
/// without it.
fn tell(instance: &Instance, problem: &routing::Problem, plan: &Plan, form: Form) {
    let verdict = checker::check(problem, plan);
    assert!(verdict.faults.is_empty(), "a plan that cannot be driven: {:?}", verdict.faults);
    let (travel, cost) = (instance.in_units(verdict.travel), instance.in_units(verdict.cost));
    let (unserved, missed) = (verdict.unserved, verdict.not_preferred);
    match form {
        Form::Text => eprintln!(
            "{travel} of travel, {unserved} unserved, {missed} not by the preferred; in all {cost}."
        ),
        Form::Json => eprintln!(
            "{}",
            json!({"travel": travel, "unserved": unserved, "pref_miss": missed, "obj": cost})
        ),
    }
}

fn write(given: &ArgMatches, what: &serde_json::Value) -> Result<u8, Refusal> {
    match given.get_one::<String>("plan") {
        None => say(what),
        Some(file) => std::fs::write(file, format!("{what}\n")).map_err(|error| {
            Refusal::invalid("plan", format!("{file} cannot be written: {error}."))
        })?,
    }
    Ok(0)
}

fn text(given: &ArgMatches, name: &str) -> String {
    given.get_one::<String>(name).cloned().unwrap_or_default()
}

fn number<N: std::str::FromStr>(given: &ArgMatches, name: &'static str) -> Result<N, Refusal> {
    text(given, name).parse().map_err(|_| Refusal::invalid(name, "Enter a whole number."))
}
