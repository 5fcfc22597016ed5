//! Agreements, work orders and appointments, told.

use super::line::{Facts, sentence, spaced};
use super::{Strand, Told};
use ui::Icon;

/// The event of a line about work; nothing when the verb is not known here.
pub(super) fn tell(facts: &Facts<'_>) -> Option<Told> {
    let told = match facts.line.command.as_str() {
        "agreements.sign" => signed(facts),
        "agreements.cancel" => cancelled(facts),
        "agreements.hold" => held(facts),
        "agreements.release" => on_agreement(facts, "goes on after its hold"),
        "agreements.reinstate" => on_agreement(facts, "reinstated"),
        "work_orders.add" => added(facts),
        "work_orders.generate" => generated(facts),
        "work_orders.finish" => finished(facts),
        "work_orders.verify" => on_work(facts, Icon::Check, "verified"),
        "work_orders.send_back" => on_work(facts, Icon::Truck, "sent back to the technician"),
        "work_orders.cancel" => on_work(facts, Icon::Truck, "cancelled"),
        "appointments.book" => booked(facts, "booked"),
        "appointments.move" => booked(facts, "moved"),
        "appointments.cancel" => on_work(facts, Icon::Calendar, "taken off the schedule"),
        _ => return None,
    };
    Some(told)
}

fn signed(facts: &Facts<'_>) -> Told {
    let starts = facts.day("starts_on");
    let starts = starts.map(|day| format!(", from {}", day.short()));
    Told::new(Strand::Visits, Icon::File, format!("Agreement {} signed", facts.text("number")))
        .detail(format!("{}{}.", facts.by(), starts.unwrap_or_default()))
        .at(facts.href("agreement"))
}

fn on_agreement(facts: &Facts<'_>, done: &str) -> Told {
    let agreement = sentence(&facts.name("agreement", "agreement"));
    Told::new(Strand::Visits, Icon::File, format!("{agreement} {done}"))
        .detail(format!("{}.", facts.by()))
        .at(facts.href("agreement"))
}

fn cancelled(facts: &Facts<'_>) -> Told {
    let from = facts.day("effective_on").map(|day| format!(" from {}", day.short()));
    on_agreement(facts, &format!("cancelled{}", from.unwrap_or_default()))
}

fn held(facts: &Facts<'_>) -> Told {
    let until = facts.day("until").map(|day| format!(" until {}", day.short()));
    on_agreement(facts, &format!("put on hold{}", until.unwrap_or_default()))
}

fn on_work(facts: &Facts<'_>, icon: Icon, done: &str) -> Told {
    let work = sentence(&facts.name("work_order", "visit"));
    Told::new(Strand::Visits, icon, format!("{work} {done}"))
        .detail(format!("{}.", facts.by()))
        .at(facts.href("work_order"))
}

fn added(facts: &Facts<'_>) -> Told {
    let due = facts.day("due_on").map(|day| format!(" for {}", day.short()));
    on_work(facts, Icon::Truck, &format!("ordered{}", due.unwrap_or_default()))
}

fn generated(facts: &Facts<'_>) -> Told {
    let count = facts.answered["work_orders"].as_array().map_or(0, Vec::len);
    let words = match count {
        0 => String::from("No further visit written ahead"),
        1 => String::from("1 visit written ahead"),
        count => format!("{count} visits written ahead"),
    };
    Told::new(Strand::Visits, Icon::Calendar, words)
        .detail(format!("for {}, {}.", facts.name("agreement", "the agreement"), facts.by()))
        .at(facts.href("agreement"))
}

fn finished(facts: &Facts<'_>) -> Told {
    let outcome = match facts.text("outcome") {
        "done" => String::from("done"),
        "partial" => String::from("done in part"),
        "no_service" => String::from("ended without service"),
        "no_access" => String::from("failed: nobody could get in"),
        other => spaced(other),
    };
    let report = facts.text("report");
    let said = match report.is_empty() {
        true => String::new(),
        false => format!(" “{report}”"),
    };
    on_work(facts, Icon::Truck, &outcome)
        .detail(format!("{}.{said}", facts.by()))
        .amount(facts.cents("collected_cents").filter(|cents| !cents.is_zero()))
}

fn booked(facts: &Facts<'_>, done: &str) -> Told {
    let day = facts.day("day").map(|day| format!(" for {}", day.short()));
    let window = match (facts.id("from_minute"), facts.id("until_minute")) {
        (Some(from), Some(until)) => format!(", {}", super::super::strip::window(from, until)),
        _ => String::new(),
    };
    on_work(facts, Icon::Calendar, &format!("{done}{}{window}", day.unwrap_or_default()))
}
