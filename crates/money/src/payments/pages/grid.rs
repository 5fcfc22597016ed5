//! `/payments/post?batch=`: the posting grid. Posted lines above, one entry line, totals by
//! tender at the foot, the tape at the side.

use super::words::{pays, typed_amount};
use super::{start, tape};
use crate::batches::records::{self, BatchRow, LineRow};
use crate::batches::tape::{Standing, TAPED};
use crate::deposits::records as deposits;
use crate::deposits::rules::Posted;
use crate::pasted_lines::records::list_waiting;
use crate::pasted_lines::{self, Mending};
use crate::payments::records as payments;
use crate::words::{Route, Tender};
use books::open_items::balance;
use office::{Answer, Page, Refusal, SideWidth, View};
use ui::posting::{EntryLine, PostedLine, TenderTotal, posting_grid, tender_totals};
use ui::prelude::*;
use values::{Id, Money, noun};

/// The page of a batch, or the page that opens one.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let asked = view.query.get("batch").or(view.filled.get("batch"));
    let Some(asked) = asked.and_then(|text| text.parse::<i64>().ok()) else {
        return start::show(view);
    };
    let (branch, batch) = (view.branch(), Id::new(asked));
    let row = records::find_batch(view.reader, branch, batch)?
        .ok_or(Refusal::NotFound { what: "batch" })?;
    let keyed = records::list_tape(view.reader, branch, batch)?;
    let lines = records::list_lines(view.reader, branch, batch)?;
    let standing = Standing::of(&keyed, &lines);
    let posted = posted_lines(view, &lines)?;
    let waiting = list_waiting(view.reader, branch, batch)?;
    let mending = Mending::of(view, &waiting);
    let (grid, pasted) = match row.closed_at {
        None => {
            let keyed = entry_line(view, &row, &lines, &standing);
            let (entry, under) = match &mending {
                Some(mending) => (mending.entry(view, keyed), mending.under(view)),
                None => (keyed, again(view)),
            };
            let grid = html!("{}{}", posting_grid(&posted, &entry), under);
            (grid, pasted_lines::sheet(view, &row, &waiting, mending.as_ref()))
        }
        Some(_) => (closed_lines(&posted), Html::empty()),
    };
    let totals = totals(view, &row, &standing, &lines)?;
    let page = Page {
        title: "Post payments".into(),
        sentence: sentence(&row).into_string(),
        body: stack([Sheet::bare().flush(grid).flush(totals).grow().html(), pasted]).into_string(),
        side: tape::side(view, &row, &keyed, &standing, mending.as_ref()).into_string(),
        side_width: SideWidth::Narrow,
        keys: keys(mending.as_ref()),
        rail: "payments",
        ..Page::default()
    };
    Ok(page.into())
}

fn keys(mending: Option<&Mending<'_>>) -> Vec<(&'static str, &'static str)> {
    match mending {
        Some(_) => vec![
            ("Enter", "mend, next"),
            ("Tab", "field"),
            ("F4", "put on hold"),
            ("Alt D", "drop the row"),
            ("Alt P", "post those that are ready"),
        ],
        None => vec![
            ("Enter", "post, next"),
            ("Tab", "field"),
            ("+", "next check no."),
            ("*", "choose invoices"),
            ("F4", "put on hold"),
            ("Ctrl V", "paste rows"),
            ("Ctrl Z", "take back"),
        ],
    }
}

fn sentence(row: &BatchRow) -> Html {
    let state = match row.closed_at {
        Some(_) => " It is balanced.",
        None => "",
    };
    let from = match &*row.note {
        "" => String::new(),
        note => format!(" {}.", note.trim_end_matches('.')),
    };
    let words = format!(
        "Batch {}, opened by {}, for {}.{from}{state}",
        row.number,
        row.opened_by_name,
        row.day.short()
    );
    Html::text(words)
}

fn posted_lines(view: &mut View<'_, '_>, lines: &[LineRow]) -> Result<Vec<PostedLine>, Refusal> {
    let branch = view.branch();
    let mut posted = Vec::with_capacity(lines.len());
    for line in lines {
        let (pays, left_open) = match (line.customer, line.credit) {
            (Some(customer), Some(credit)) => {
                (pays(view.reader, branch, credit)?, balance(view.reader, branch, customer)?.owed)
            }
            _ => (String::from("on hold"), Money::ZERO),
        };
        posted.push(PostedLine {
            tender: line.tender.title().into(),
            number: line.reference.clone(),
            account: line.account.clone().unwrap_or_default(),
            name: line.name.clone().unwrap_or_else(|| line.payer.clone()),
            href: format!("/payments/{}", line.payment),
            pays,
            left_open,
            amount: line.amount,
        });
    }
    Ok(posted)
}

/// The lines of a balanced batch: nothing is entered any more.
fn closed_lines(posted: &[PostedLine]) -> Html {
    let rows = posted.iter().map(|line| {
        Row::new([
            Cell::from(line.tender.as_str()),
            Cell::from(line.number.as_str()),
            Cell::from(line.account.as_str()),
            Cell::from(line.name.as_str()),
            Cell::from(line.pays.as_str()),
            Cell::from(line.amount),
        ])
        .href(&line.href)
    });
    Table::list("Posted lines")
        .column(Column::text("Tender"))
        .column(Column::number("Number"))
        .column(Column::id("Account"))
        .column(Column::name("Name").wide())
        .column(Column::text("Pays invoice"))
        .column(Column::money("Amount"))
        .rows(rows)
        .html()
}

/// The entry line: as it was typed when it was refused, else with the next amount of the tape.
fn entry_line(
    view: &View<'_, '_>,
    row: &BatchRow,
    lines: &[LineRow],
    standing: &Standing,
) -> EntryLine {
    let command = "batches.post_line";
    let here = format!("/payments/post?batch={}", row.id);
    let form = CommandForm::of(view, command, &here, &here);
    let last = lines.last();
    let (tender, next) = next_line(standing, last.map_or(Tender::Check, |line| line.tender));
    let typed = |name: &str, otherwise: &str| form.typed(name).unwrap_or(otherwise).to_owned();
    let next = next.map_or_else(String::new, |amount| amount.to_string());
    let customer_words = typed("customer_words", "");
    let undo =
        last.filter(|line| line.posted_by == view.me.staff.id && line.tender != Tender::Cash);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    EntryLine {
        action: format!("/do/{command}"),
        verb: "Post this line".into(),
        once: view.once_key(),
        hidden: vec![
            pair("from", &here),
            pair("then", &here),
            pair("form", command),
            pair("batch", &row.id.to_string()),
        ],
        // Lockbox checks come in the bank's files, not by hand.
        tenders: Tender::ALL
            .iter()
            .filter(|tender| **tender != Tender::Lockbox)
            .map(|tender| (tender.word().to_owned(), tender.title().to_owned()))
            .collect(),
        tender: typed("tender", tender.word()),
        number: typed("number", ""),
        last_number: last.map_or_else(String::new, |line| line.reference.clone()),
        find_href: "/payments/find".into(),
        customer: typed("customer", ""),
        customer_words,
        amount: typed("amount_cents", &next),
        problems: form
            .problems()
            .0
            .iter()
            .map(|problem| (problem.field.clone(), problem.words.clone()))
            .collect(),
        take_back: undo.map(|_| String::from("/do/payments.take_back")),
        take_back_once: view.office.random_hex(16),
        take_back_hidden: undo.map_or_else(Vec::new, |line| {
            vec![
                pair("payment", &line.payment.to_string()),
                pair("reason", "Keyed wrong"),
                pair("from", &here),
                pair("then", &here),
            ]
        }),
    }
}

/// What is likely posted next: more of the last tender while its tape has any, else what
/// another tape has left.
fn next_line(standing: &Standing, last: Tender) -> (Tender, Option<Money>) {
    let open = |tender: Tender| {
        let ticked = match tender {
            Tender::MoneyOrder => &standing.money_orders,
            _ => &standing.checks,
        };
        ticked.lines.iter().find(|(_, is_posted)| !is_posted).map(|(amount, _)| *amount)
    };
    let mut likely = TAPED.into_iter().filter(|tender| *tender == last).chain(TAPED);
    let found = likely.find_map(|tender| open(tender).map(|amount| (tender, Some(amount))));
    found.unwrap_or((last, None))
}

/// The reason to post a twin, when the books have asked for one; it is sent with the line.
fn again(view: &View<'_, '_>) -> Html {
    let is_twin =
        matches!(&view.refusal, Some(Refusal::Conflict { code: "payments.looks_posted", .. }));
    if !is_twin {
        return Html::empty();
    }
    let field =
        Field::text("again", "Why it is posted once more").attribute("form", "db-entry").wide();
    html!(r#"<div class="db-sheet-body">{}</div>"#, field.html())
}

/// Totals by tender: the tape against the lines, the drawer against the deposit, and what goes
/// by processor.
fn totals(
    view: &mut View<'_, '_>,
    row: &BatchRow,
    standing: &Standing,
    lines: &[LineRow],
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let posted_of = |wanted: Tender| -> Money {
        let lines = lines.iter().filter(|line| line.tender == wanted);
        lines.map(|line| line.amount).sum()
    };
    let mut all = Vec::new();
    for (tender, words, ticked) in [
        (Tender::Check, "Checks", &standing.checks),
        (Tender::MoneyOrder, "Money orders", &standing.money_orders),
    ] {
        let (items, left) = (ticked.posted().0, ticked.left().0);
        all.push(TenderTotal {
            tender: words.into(),
            items: format!("{items} of {}", ticked.lines.len()),
            counted: ticked.total(),
            posted: posted_of(tender),
            standing: match (left, ticked.agrees()) {
                (_, true) => status(Meaning::Good, "agrees"),
                (0, false) => status(Meaning::Wrong, "more than the tape"),
                (left, false) => status(Meaning::Watch, format!("{left} still to post")),
            },
        });
    }
    let count = deposits::find_count(view.reader, branch, row.deposit)?;
    let posted = deposits::posted(view.reader, branch, row.deposit)?;
    all.push(cash_total(count.map(|count| count.counted().cash()), &posted));
    let tallies = payments::tallies_of_day(view.reader, branch, row.day)?;
    let by_processor = tallies.iter().filter(|(tender, _)| tender.route() == Route::Processor);
    let (items, amount) = by_processor.fold((0, Money::ZERO), |(items, sum), (_, tally)| {
        (items + tally.items, sum + tally.amount_cents)
    });
    let aside = TenderTotal {
        tender: "Card and ACH, not on the slip".into(),
        items: items.to_string(),
        counted: amount,
        posted: amount,
        standing: quiet("paid out by the processor"),
    };
    Ok(tender_totals(&all, (items > 0).then_some(&aside)))
}

/// What was posted in cash stays hidden until the drawer is counted.
fn cash_total(counted: Option<Money>, posted: &Posted) -> TenderTotal {
    let cash = posted.cash;
    let (counted, posted, standing) = match counted {
        None => (Money::ZERO, Money::ZERO, quiet("not counted yet")),
        Some(counted) => {
            let standing = match counted - cash.amount_cents {
                Money::ZERO => status(Meaning::Good, "agrees"),
                off if off.is_negative() => status(Meaning::Wrong, "short, explain in the deposit"),
                _ => status(Meaning::Wrong, "over, explain in the deposit"),
            };
            (counted, cash.amount_cents, standing)
        }
    };
    TenderTotal { tender: "Cash".into(), items: cash.items.to_string(), counted, posted, standing }
}

/// The amount the entry line asks about, for other pages that take it over.
pub(super) fn asked_amount(view: &View<'_, '_>) -> Option<Money> {
    typed_amount(view.query.text("amount_cents"))
}

/// The batch a page was asked for with.
pub(super) fn asked_batch(view: &View<'_, '_>) -> Option<Id<noun::Batch>> {
    let text = view.query.get("batch").or(view.filled.get("batch"))?;
    text.parse::<i64>().ok().map(Id::new)
}
