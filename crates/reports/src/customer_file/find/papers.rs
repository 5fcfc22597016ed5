//! Finding papers: invoices, payments, work orders and agreements by number, check or
//! amount.

use super::question::Question;
use super::records::{self, PAPERS, Paper};
use crate::customer_file::may_read;
use office::{Refusal, View};
use store::{Hit, Reader};
use ui::palette::{FindAct, FindGroup, FindRow, matched};
use ui::prelude::*;
use values::{Day, Id, Noun, noun};

/// The faces of papers of one kind.
type Listed =
    fn(&mut Reader<'_>, Id<noun::Branch>, Day, &[i64]) -> Result<Vec<Paper>, store::Error>;

/// One kind of paper: its noun in the index, its group, and how its rows are read.
struct Kind {
    noun: &'static str,
    plural: &'static str,
    group: &'static str,
    word: &'static str,
    list: Listed,
}

/// The group of agreements.
pub(super) const AGREEMENTS: &str = "Agreements";

const KINDS: [Kind; 4] = [
    Kind {
        noun: noun::Invoice::NAME,
        plural: "invoices",
        group: "Invoices",
        word: "Invoice",
        list: records::list_invoices,
    },
    Kind {
        noun: noun::Payment::NAME,
        plural: "payments",
        group: "Payments",
        word: "Payment",
        list: records::list_payments,
    },
    Kind {
        noun: noun::WorkOrder::NAME,
        plural: "work_orders",
        group: "Work orders",
        word: "Work order",
        list: records::list_work_orders,
    },
    Kind {
        noun: noun::Agreement::NAME,
        plural: "agreements",
        group: AGREEMENTS,
        word: "Agreement",
        list: records::list_agreements,
    },
];

/// The groups of papers behind the index's hits, and those of just this amount.
pub(super) fn groups(
    view: &mut View<'_, '_>,
    question: &Question,
    hits: &[Hit],
) -> Result<Vec<FindGroup>, Refusal> {
    let mut groups = Vec::new();
    for kind in &KINDS {
        if !may_read(view.office.rooms(), view.me, kind.plural) {
            continue;
        }
        let ids = ids(view, question, kind, hits)?;
        if ids.is_empty() {
            continue;
        }
        let papers = (kind.list)(view.reader, view.branch(), view.today, &ids)?;
        let rows = papers.iter().map(|paper| row(kind, paper, question, view.today)).collect();
        groups.push(FindGroup { name: kind.group.to_owned(), rows });
    }
    Ok(groups)
}

fn ids(
    view: &mut View<'_, '_>,
    question: &Question,
    kind: &Kind,
    hits: &[Hit],
) -> Result<Vec<i64>, Refusal> {
    let branch = view.branch();
    let mut ids = match (question.amount, kind.noun) {
        (Some(amount), noun::Invoice::NAME) => {
            records::list_invoices_open_at(view.reader, branch, amount)?
        }
        (Some(amount), noun::Payment::NAME) => {
            return Ok(records::list_payments_of(view.reader, branch, amount)?);
        }
        _ => Vec::new(),
    };
    // The index finds 412.50 within 1412.50 too; an amount must stand alone.
    let is_meant = |text: &str| match question.amount {
        Some(amount) => text.split(' ').any(|word| word == amount.plain()),
        None => true,
    };
    let hits = hits.iter().filter(|(hit, _, text)| hit == kind.noun && is_meant(text));
    for (_, id, _) in hits {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids.truncate(PAPERS);
    Ok(ids)
}

fn row(kind: &Kind, paper: &Paper, question: &Question, today: Day) -> FindRow {
    let (standing, next) = standing(kind, paper, today);
    let name = match kind.noun {
        noun::Payment::NAME => tender(&paper.detail),
        _ => format!("{} {}", kind.word, paper.number),
    };
    let detail = match (kind.noun, paper.detail.is_empty()) {
        (noun::Payment::NAME, _) => format!("{}, {}", paper.name, paper.number),
        (noun::Invoice::NAME, false) => format!("{}, PO {}", paper.name, paper.detail),
        (noun::Invoice::NAME, true) => paper.name.clone(),
        _ => format!("{}, {}", paper.name, paper.detail),
    };
    let amount = match paper.open.is_zero() || kind.noun == noun::Payment::NAME {
        true => paper.amount,
        false => paper.open,
    };
    let amount = amount.to_string();
    FindRow {
        href: books::entries::source_href(kind.noun, paper.id),
        name: matched(&name, question.shown_in(&name)),
        detail: matched(&detail, question.shown_in(&detail)),
        standing: Some(standing),
        amount: match question.amount {
            Some(asked) => matched(&amount, &asked.to_string()),
            None => Html::text(amount),
        },
        next,
        acts: match kind.noun {
            noun::Payment::NAME => vec![whole_life(paper.id)],
            _ => Vec::new(),
        },
    }
}

/// From a check's number to everything that became of it, without opening it.
fn whole_life(payment: i64) -> FindAct {
    let href = format!("/biographies/{payment}");
    FindAct { key: 'L', does: String::from("whole life"), href }
}

/// "Check 1042", "Cash", "Money order 88-12".
fn tender(words: &str) -> String {
    let spaced = words.trim().replacen('_', " ", 1);
    let mut letters = spaced.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Where it stands, and the date that matters.
fn standing(kind: &Kind, paper: &Paper, today: Day) -> ((Meaning, String), Html) {
    let late = paper.day.days_until(today);
    let (meaning, word) = match paper.state.as_str() {
        "late" if kind.noun == noun::Invoice::NAME => {
            (Meaning::Late, crate::customer_file::rules::days(late))
        }
        "late" => (Meaning::Late, String::from("Not done")),
        "void" => (Meaning::Wrong, String::from("Void")),
        "returned" => (Meaning::Wrong, String::from("Returned")),
        "cancelled" => (Meaning::Wrong, String::from("Cancelled")),
        "over" => (Meaning::Watch, String::from("Over")),
        "held" => (Meaning::Watch, String::from("On hold")),
        "on_hold" => (Meaning::Watch, String::from("On hold")),
        "pool" => (Meaning::Watch, String::from("Not booked")),
        "open" => (Meaning::Good, String::from("Current")),
        "paid" => (Meaning::Good, String::from("Paid")),
        "booked" => (Meaning::Good, String::from("Booked")),
        "finished" => (Meaning::Good, String::from("Done")),
        "active" => (Meaning::Good, String::from("In force")),
        _ => (Meaning::Good, String::from("Posted")),
    };
    let next = match (kind.noun, paper.state.as_str()) {
        (noun::Invoice::NAME, "open" | "late") => html!("due {}", ui::day(paper.day)),
        _ => ui::day_seen_from(today, paper.day),
    };
    ((meaning, word), next)
}
