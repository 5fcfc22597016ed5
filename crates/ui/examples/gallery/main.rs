//! Writes every component and a few pages as HTML files, to be looked at while designing.
//!
//! `cargo run -p ui --example gallery -- FOLDER`, then serve FOLDER and open `today.html`. The
//! figures are those of one afternoon at the practice branch and agree with each other; nothing
//! here is read by the product.

mod customer;
mod deposit;
mod find;
mod forms;
mod list;
mod papers;
mod parts;
mod posting;
mod today;

use std::path::Path;
use std::{env, fs, io};

use ui::frame::{Branch, DayStrip, Gate, Person, RailItem, RailPage};
use ui::prelude::*;
use values::Day;

fn main() -> io::Result<()> {
    let Some(folder) = env::args().nth(1) else {
        eprintln!("usage: gallery FOLDER");
        std::process::exit(2);
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for (name, _) in ui::assets::list() {
        let asset = ui::assets::find(name).expect("a listed file is found");
        fs::write(folder.join("assets").join(name), asset.bytes)?;
    }
    for (name, page) in [
        ("today", today::page()),
        ("customer", customer::page()),
        ("post-payments", posting::page()),
        ("daily-deposit", deposit::page()),
        ("list", list::page()),
        ("parts", parts::page()),
        ("forms", forms::page()),
        ("empty", forms::empty()),
        ("stranger", forms::stranger()),
        ("slip", papers::slip()),
        ("invoice", papers::invoice()),
    ] {
        fs::write(folder.join(format!("{name}.html")), ui::frame(&page))?;
    }
    fs::write(folder.join("find.fragment"), find::found().as_str())?;
    fs::write(folder.join("pick.fragment"), posting::choices().as_str())
}

/// The frame all mock pages share: Monday afternoon at Cedar.
fn cedar(title: &str, time: &str, clear: usize) -> Frame {
    let left = 10 - clear;
    Frame {
        title: title.to_owned(),
        rail: rail(title),
        branch: Branch {
            name: "Cedar".to_owned(),
            number: "0412".to_owned(),
            others: vec![("Palm 0417".to_owned(), "2".to_owned())],
            choose_action: "/branch".to_owned(),
        },
        day: DayStrip {
            date: "Mon, Mar 2".to_owned(),
            time: time.to_owned(),
            gates: (0..10).map(|index| gate(index, clear)).collect(),
            state: "Open".to_owned(),
            words: format!("{left} gates left"),
            href: "today.html".to_owned(),
            today: Some(Day::ymd(2026, 3, 2)),
        },
        others: vec![person("RO", "Ruth Okafor"), person("BC", "Ben Cole")],
        me: person("DW", "Dana Whitfield"),
        my_links: link("My settings", "/me"),
        ..Frame::default()
    }
}

fn person(initials: &str, name: &str) -> Person {
    Person { initials: initials.to_owned(), name: name.to_owned(), ..Person::default() }
}

const GATES: [&str; 10] = [
    "Billed, not done",
    "Complaints without a next step",
    "New sales not verified",
    "Entry checks due",
    "Payments not posted",
    "Over or short, not explained",
    "Stops without an outcome",
    "Done, not billed",
    "Messages not answered",
    "Promises due today",
];

fn gate(index: usize, clear: usize) -> Gate {
    let open_count = if index < clear { 0 } else { 1 + (index as u64 * 7) % 5 };
    Gate { name: GATES[index].to_owned(), open_count, href: "#".to_owned() }
}

fn rail(title: &str) -> Vec<RailItem> {
    let open = match title {
        "Monday, March 2" => "Today",
        "Marisol Rivera" => "Customers",
        "Post payments" | "Daily deposit" => "Money",
        _ => "Settings",
    };
    let here = if title == "Post payments" { "Payments" } else { "Deposits" };
    let room = |name: &str, count: Option<u64>, href: &str, starts_group: bool| RailItem {
        name: name.to_owned(),
        href: href.to_owned(),
        count: count.filter(|_| name != "Money" || open != "Money"),
        open: name == open,
        starts_group,
        children: if name == "Money" {
            [("Payments", "post-payments.html"), ("Deposits", "daily-deposit.html"), ("Bank", "#")]
                .map(|(name, href)| RailPage {
                    name: name.to_owned(),
                    href: href.to_owned(),
                    here: name == here,
                })
                .to_vec()
        } else {
            Vec::new()
        },
    };
    vec![
        room("Today", None, "today.html", false),
        room("Customers", None, "customer.html", false),
        room("Schedule", Some(3), "#", false),
        room("Work", Some(5), "#", false),
        room("Billing", Some(2), "invoice.html", false),
        room("Money", Some(5), "post-payments.html", false),
        room("Collections", Some(18), "#", false),
        room("Inbox", Some(4), "#", false),
        room("Cases", Some(2), "#", false),
        room("Entry checks", None, "#", true),
        room("People", None, "#", false),
        room("Office", Some(1), "#", false),
        room("Reports", None, "parts.html", false),
        room("Settings", None, "forms.html", true),
    ]
}
