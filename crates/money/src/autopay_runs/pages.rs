//! AutoPay runs on screen: the list, and what a run would draw now.

use super::draw_chunk::plan_of;
use super::{StartAutopayRun, listing};
use crate::draws::{READ, TAKE_MONEY};
use crate::mandates::KEEP;
use crate::mandates::records::{count_due, find_mandate, list_due, list_held};
use crate::mandates::rules::Plan;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/autopay-runs", READ, list), page("/autopay-runs/new", TAKE_MONEY, new)];

/// How many mandates are shown before a run.
const SHOWN: i64 = 200;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(TAKE_MONEY) {
        let look = Button::primary("See who is due").key("N").href("/autopay-runs/new");
        page.actions = look.html().into_string();
    }
    Ok(Answer::Page(page))
}

/// Who would be drawn now, and who needs a look first.
fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let many = count_due(view.reader, branch, today)?;
    let (mut drawn, mut looks, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    let mut sum = Money::ZERO;
    let may_skip = view.me.may(KEEP);
    for id in list_due(view.reader, branch, today, Id::new(0), SHOWN)? {
        let Some(row) = find_mandate(view.reader, branch, id)? else { continue };
        let href = format!("/mandates/{id}");
        match plan_of(view.reader, branch, &row, today)? {
            Plan::Draw(amount) => {
                sum += amount;
                let from = row.method_words();
                let cells = [Cell::from(&row.name), Cell::from(from), Cell::from(amount)];
                let row = Row::new(cells).href(href.as_str());
                let skip = Button::link("Skip today").href(format!("{href}/skip?from=run"));
                drawn.push(if may_skip { row.action(skip.html()) } else { row });
            }
            Plan::Look(words) => {
                let cells = [Cell::from(&row.name), Cell::from(words), Cell::from("")];
                looks.push(Row::new(cells).href(href));
            }
            Plan::Skip(words) => {
                let cells = [Cell::from(&row.name), Cell::from(words), Cell::from("")];
                skipped.push(Row::new(cells).href(href));
            }
            Plan::Nothing => {}
        }
    }
    let (count, waiting) = (drawn.len(), looks.len());
    let mut sheets = Vec::new();
    if count > 0 {
        let many = counted(u64::try_from(count).unwrap_or(0), "draw", "draws");
        let total = Row::sum([Cell::Span(2, many.into()), Cell::Total(sum)]);
        let rows = table("Who is drawn", "From", drawn).row(total);
        sheets.push(Sheet::new("Who is drawn").flush(rows).html());
    }
    if waiting > 0 {
        sheets.push(
            Sheet::new("Look at these first").flush(table("To look at", "Why", looks)).html(),
        );
    }
    if !skipped.is_empty() {
        let rows = table("Skipped today", "Why", skipped);
        sheets.push(Sheet::new("Skipped today").flush(rows).html());
    }
    sheets.extend(held(view)?);
    if count > 0 {
        let here = "/autopay-runs/new";
        let form = CommandForm::of(view, StartAutopayRun::NAME, here, "/jobs/{job}");
        let start = Button::primary("Run AutoPay").key("Alt S");
        sheets.push(form.html(Html::empty(), [start]));
    } else {
        sheets.push(Sheet::new("Who is drawn").body(quiet("Nobody is drawn today.")).html());
    }
    let more = match many > SHOWN {
        true => format!(" The first {SHOWN} of {many} mandates are shown."),
        false => String::new(),
    };
    Ok(Answer::from(Page {
        title: "Run AutoPay".into(),
        sentence: format!("What is due until {}, drawn whole.{more}", today.long()),
        body: stack(sheets).into_string(),
        rail: "autopay_runs",
        ..Page::default()
    }))
}

/// A table of customers, each with words and an amount.
fn table(title: &str, head: &str, rows: Vec<Row>) -> Table {
    Table::list(title)
        .column(Column::name("Customer"))
        .column(Column::text(head).wide())
        .column(Column::money("Amount"))
        .rows(rows)
}

/// Mandates that are held: nothing is drawn by them until somebody resumes them.
fn held(view: &mut View<'_, '_>) -> Result<Option<Html>, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let rows = list_held(view.reader, branch, today, SHOWN)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let rows = rows.into_iter().map(|(row, due)| {
        let since = row.held_at.map(|at| at.day_in(&view.me.zone));
        let cells = [Cell::from(&row.name), row.hold_reason.into(), since.into(), due.into()];
        Row::new(cells).href(format!("/mandates/{}", row.id))
    });
    let table = Table::list("Held")
        .column(Column::name("Customer"))
        .column(Column::text("Why").wide())
        .column(Column::day("Since"))
        .column(Column::money("Due"))
        .rows(rows);
    Ok(Some(Sheet::new("Held").flush(table).html()))
}
